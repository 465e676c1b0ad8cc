"""What has changed in git, asked of the user's own git, which may run nothing for that.

The configuration of a repository can name programs: monitors of files, hooks, filters, other
differs. It may be a stranger's, so all of them are turned off, and with them every transport.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from armlens.files.reading import Unreadable
from armlens.files.selecting import Changes

_OFF = (
    ("core.fsmonitor", "false"),
    ("core.hooksPath", os.devnull),
    ("core.untrackedCache", "false"),
    ("diff.external", ""),
    ("protocol.allow", "never"),
    ("submodule.recurse", "false"),
)
_NO_FILTER = (("clean", ""), ("smudge", ""), ("process", ""), ("required", "false"))
_TIME = 120
"""Seconds that git may take."""


class _GitError(Exception):
    """Git has not answered; the message completes "… cannot be found out: "."""


def changes_since(revision: str, folders: Iterator[Path]) -> Changes | Unreadable:
    """The files that differ from a commit in the repositories at these roots, or are new there."""
    changed: set[str] = set()
    for folder in folders:
        try:
            changed |= {os.path.realpath(folder / path) for path in _changed(revision, folder)}
        except _GitError as error:
            return Unreadable(folder, str(error))
    return Changes(frozenset(changed))


def _changed(revision: str, folder: Path) -> Iterator[str]:
    git = _Git(folder)
    commit = git.commit(revision)
    top = git.lines("rev-parse", "--show-prefix")
    if any(top):
        raise _GitError("its '.git' is not that of a repository")
    # Neither of them compares the contents of files, which is what filters are for.
    yield from git.names("diff-index", "--no-renames", "--name-only", "-z", commit, "--")
    yield from git.names("ls-files", "--others", "--exclude-standard", "-z")


class _Git:
    """Runs git in a folder, with everything off that a repository could have it run."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        found = shutil.which("git")
        # Windows looks for programs in the current folder first, which may be a stranger's.
        if found is None or Path(os.path.abspath(found)).is_relative_to(folder):  # noqa: PTH100
            raise _GitError("there is no git on the path")
        self._program = found
        self._environment = _environment(_OFF)
        filters = {
            name.rpartition(".")[0]
            for name in self._run("config", "-z", "--name-only", "--get-regexp", r"^filter\.", ok=1)
        }
        settings = [(f"{name}.{key}", value) for name in filters for key, value in _NO_FILTER]
        self._environment = _environment([*_OFF, *settings])

    def commit(self, revision: str) -> str:
        """The full name of the commit that a revision is."""
        asked = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        if found := self._run(*asked, ok=1):
            return found[0].strip()
        hint = "; paths go before '--changed'" if (self._folder / revision).exists() else ""
        raise _GitError(f"there is no commit '{revision}' in this repository{hint}")

    def lines(self, *arguments: str) -> list[str]:
        """The lines that a command prints."""
        return [line for text in self._run(*arguments) for line in text.splitlines()]

    def names(self, *arguments: str) -> list[str]:
        """The paths that a command prints, relative to the folder."""
        return self._run(*arguments)

    def _run(self, *arguments: str, ok: int = 0) -> list[str]:
        """What a command prints between zero bytes; it may end with the status `ok` as well."""
        command = [self._program, "--no-pager", "--literal-pathspecs", *arguments]
        try:
            ran = subprocess.run(  # noqa: S603 - fixed, but for a commit that is no option
                command,
                cwd=self._folder,
                env=self._environment,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=_TIME,
                check=False,
            )
        except (OSError, ValueError) as error:
            raise _GitError("git cannot be run") from error
        except subprocess.TimeoutExpired as error:
            raise _GitError(f"git has not answered in {_TIME} seconds") from error
        if ran.returncode not in (0, ok):
            raise _GitError(_reason(ran.stderr))
        return [os.fsdecode(each) for each in ran.stdout.split(b"\0") if each]


def _reason(said: bytes) -> str:
    lines = said.decode("utf-8", "replace").strip().splitlines()
    return f"git says '{lines[0]}'" if lines else "git has failed"


def _environment(settings: Sequence[tuple[str, str]]) -> Mapping[str, str]:
    """The environment in which git uses these settings instead of all others."""
    keys = {f"GIT_CONFIG_KEY_{number}": key for number, (key, _) in enumerate(settings)}
    values = {f"GIT_CONFIG_VALUE_{number}": value for number, (_, value) in enumerate(settings)}
    fixed = {
        "GIT_CONFIG_COUNT": str(len(settings)),
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_TERMINAL_PROMPT": "0",
        "LC_ALL": "C",
    }
    # The command line of git would win over these.
    inherited = {key: value for key, value in os.environ.items() if key != "GIT_CONFIG_PARAMETERS"}
    return inherited | keys | values | fixed
