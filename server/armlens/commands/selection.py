"""The arguments of `armlens check` that say which files it looks at, and how."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from armlens.commands.other_commands import path as path_of

if TYPE_CHECKING:
    from armlens.files.selecting import Shard


CACHE = ".armlens_cache"
"""The folder of a cache, if no other is named."""


def add_selection(check: argparse.ArgumentParser) -> None:
    """Adds what chooses among the templates of the paths."""
    option = check.add_argument_group("choosing files").add_argument
    option(
        "--exclude",
        action="append",
        metavar="GLOB",
        default=[],
        help="leave out what a search finds where this pattern matches, as in a .gitignore of the"
        " current folder; may be given several times",
    )
    option(
        "--as-found",
        action="store_true",
        help="take the files named as a search would: pass over those that are no templates,"
        " excluded by the settings or ignored by git; for hooks that name every file",
    )
    option(
        "--changed",
        nargs="?",
        const="HEAD",
        metavar="REF",
        help="only files that differ from this commit in git, or are new there, and the templates"
        " that depend on such files; default: HEAD. Write paths before it, or --changed=REF",
    )
    option(
        "--shard",
        type=_shard,
        metavar="K/N",
        help="only the K-th of N shares of all templates, to check them on several machines",
    )
    option(
        "--jobs",
        metavar="N",
        type=_jobs,
        help="processes that share the work, 1 for a single one; default: one for each"
        " processor, where there is enough to do",
    )


def add_explaining(check: argparse.ArgumentParser) -> None:
    """Adds what explains the other choices."""
    check.add_argument(
        "--explain-config",
        metavar="FILE",
        type=path_of,
        help="check nothing, but say what applies to this file and where that is written: settings,"
        " levels, options, parameter files, suppressions, and what leaves it out",
    )


def add_cache(check: argparse.ArgumentParser) -> None:
    """Adds what says whether results are kept for the next run."""
    option = check.add_argument_group("remembering").add_argument
    option(
        "--cache",
        action="store_true",
        help=f"keep results in {CACHE} at the root of the repository, and take those that are there"
        " of files of which nothing has changed",
    )
    option(
        "--cache-dir",
        metavar="PATH",
        type=path_of,
        help="the same in this folder; implies --cache",
    )


def cache_folder(is_wanted: bool, folder: Path | None) -> Path | None:  # noqa: FBT001 - as given
    """The folder of the cache, if one is wanted; raises `ValueError` for one that is not free."""
    from armlens.files.bounds import is_inside  # noqa: PLC0415 - only where it is asked for
    from armlens.files.cache import is_other_folder  # noqa: PLC0415
    from armlens.files.names import root_of  # noqa: PLC0415

    if not is_wanted and folder is None:
        return None
    root = root_of(Path())
    chosen = folder or root / CACHE
    if folder is None and not is_inside(chosen, root):
        raise ValueError(f"'{CACHE}' leads out of the repository")
    if is_other_folder(chosen):
        raise ValueError(f"'{chosen}' is not a folder, or has files that are not of a cache")
    return chosen


def listed_paths(words: Sequence[str]) -> list[str]:
    """The paths, with those that lists hold in place of `@LIST`; raises `ValueError` for a bad one.

    A list has a path on each line, or between zero bytes; `@-` is standard input.
    """
    return [path for word in words for path in _listed(word)]


def _listed(word: str) -> Iterator[str]:
    if not word.startswith("@") or Path(word).exists():
        yield word
        return
    text = sys.stdin.buffer.read() if word == "@-" else _read(Path(word[1:]))
    parts = text.split(b"\0") if b"\0" in text else text.splitlines()
    for part in parts:
        try:
            if path := part.decode().strip():
                yield path
        except UnicodeDecodeError as error:
            raise ValueError(f"the list '{word[1:]}' is not UTF-8") from error


def _read(path: Path) -> bytes:
    from armlens.files.reading import reason_of  # noqa: PLC0415 - only where it is asked for

    try:
        # The user has named it, and it may well be a pipe.
        return path.read_bytes()
    except (OSError, ValueError) as error:
        reason = reason_of(error) if isinstance(error, OSError) else "its name is not valid"
        raise ValueError(f"the list '{path}' cannot be read: {reason}") from error


def _shard(text: str) -> Shard:
    share, slash, all_shares = text.partition("/")
    if not slash or not all(each.isascii() and each.isdigit() for each in (share, all_shares)):
        raise argparse.ArgumentTypeError(f"'{text}' is not of the form K/N")
    if not 1 <= int(share) <= int(all_shares):
        raise argparse.ArgumentTypeError(f"'{text}': K goes from 1 to N")
    return int(share), int(all_shares)


def _jobs(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"'{text}' is not a number from 1")
    return int(text)
