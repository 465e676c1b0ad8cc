"""`armlens check --fix` on a copy of real templates, as a user runs it, and again."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reliability.fixing.documents import real
from reliability.paths import CORPUS
from reliability.record import Figure


@dataclass(frozen=True, slots=True)
class Told:
    """What a check has told: how many findings, and the errors by file and message."""

    findings: int
    errors: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Mended:
    """What two runs of `--fix` have made of a folder."""

    files: int
    changed: int
    before: Told
    after: Told
    changed_again: int

    def harm(self) -> str:
        """What is wrong with that in a sentence, or ""."""
        if self.changed_again:
            return f"a second run changed {self.changed_again} files"
        if self.after.findings > self.before.findings:
            return f"there were {self.before.findings} findings, now {self.after.findings}"
        if new := set(self.after.errors) - set(self.before.errors):
            return f"there are new errors: {sorted(new)}"
        return ""

    def figures(self) -> dict[str, Figure]:
        """The columns of the row."""
        return {
            "templates": self.files,
            "files changed": self.changed,
            "findings before": self.before.findings,
            "after": self.after.findings,
            "errors before": len(self.before.errors),
            "errors after": len(self.after.errors),
            "changed by a second run": self.changed_again,
        }


def runs() -> Iterator[tuple[str, Mended]]:
    """Each copy and kind of fixes by its name, with what came of it."""
    for folder, copy in _COPIES.items():
        for kind, options in _KINDS.items():
            with tempfile.TemporaryDirectory() as temporary:
                copy(Path(temporary) / "copy")
                yield f"{folder}, {kind}", mended(Path(temporary) / "copy", options)


def mended(folder: Path, options: tuple[str, ...]) -> Mended:
    """Checks the folder, and fixes it twice."""
    files, before = _check(folder)
    original = _contents(folder)
    _check(folder, "--fix", *options)
    once = _contents(folder)
    _check(folder, "--fix", *options)
    twice = _contents(folder)
    _, after = _check(folder)
    return Mended(files, _differences(original, once), before, after, _differences(once, twice))


def _copy_real(folder: Path) -> None:
    shutil.copytree(CORPUS, folder, copy_function=shutil.copyfile)


def _copy_with_clusters(folder: Path) -> None:
    """Those that had clusters put into them, each in a folder of its own."""
    for case in real():
        name, is_longer, _ = case.name.partition(" with clusters")
        if is_longer:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(case.template.encode())


_COPIES: dict[str, Callable[[Path], None]] = {
    "real templates": _copy_real,
    "with bad clusters put in": _copy_with_clusters,
}
_KINDS = {"safe fixes": (), "preferred ones": ("--unsafe-fixes",)}


def _check(folder: Path, *options: str) -> tuple[int, Told]:
    """How many templates there are, and what was told."""
    command = [sys.executable, "-m", "armlens", "check", "--format", "json", *options]
    ran = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    if not ran.stdout:
        raise RuntimeError(ran.stderr.decode())
    report: dict[str, Any] = json.loads(ran.stdout)
    errors = (
        (problem["file"], problem["message"])
        for problem in report["problems"]
        if problem["severity"] == "error"
    )
    return report["summary"]["files"], Told(len(report["findings"]), tuple(errors))


def _contents(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _differences(one: dict[Path, bytes], other: dict[Path, bytes]) -> int:
    return sum(one.get(path) != other.get(path) for path in one.keys() | other.keys())
