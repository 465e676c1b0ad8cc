"""Finds the files that may be templates: those named, and those in the folders named."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from armlens.dataclass import dataclass
from armlens.files.globs import folder_of, is_glob, matcher
from armlens.files.ignoring import Ignored, Ignores, above, ignores, ignores_folder, inside
from armlens.files.reading import Unreadable, reason_of

SUFFIXES = (".json", ".jsonc")
"""The files that a search takes; case does not matter."""

SKIPPED = frozenset({".git", "node_modules"})
"""Folders that no search enters. What is in them is not the user's to mend."""

Exclude = Callable[[Path], bool]
"""Whether the settings leave a file out of a search."""


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read; `is_named` if the user asked for this very file.

    With `is_stdin` it is what standard input holds that is to be read, under this name.
    """

    path: Path
    is_named: bool
    is_stdin: bool = False


def find_templates(
    paths: Iterable[Path], exclude: Exclude, *, as_found: bool = False
) -> Iterator[Found | Unreadable]:
    """The files to read, each once, in the order of the paths and then sorted by name.

    A file that is named is always taken; with `as_found` only if a search of the repository would
    find it, and then as if one had. Folders are searched without those that `.gitignore`
    files leave out, and without symbolic links, which could lead out of the folder or in circles.
    """
    seen: set[str] = set()
    named = _as_if_found(exclude) if as_found else _named
    for path in paths:
        if is_folder(path):
            found = _search(path, exclude)
        else:
            found = _matching(path, exclude) if is_glob(path) else named(path)
        for one in found:
            key = os.path.normcase(os.path.abspath(one.path))  # noqa: PTH100 - keeps links
            if key not in seen:
                seen.add(key)
                yield one


def _named(path: Path) -> Iterator[Found | Unreadable]:
    try:
        path.stat()
    except OSError as error:
        yield Unreadable(path, reason_of(error))
    except ValueError:
        yield Unreadable(path, "its name is not valid")
    else:
        yield Found(path, is_named=True)


def _as_if_found(exclude: Exclude) -> Callable[[Path], Iterator[Found | Unreadable]]:
    """Takes a file that is named as a search would, and nothing that a search would not find."""
    ignored = Ignored()

    def find(path: Path) -> Iterator[Found | Unreadable]:
        if not path.name.lower().endswith(SUFFIXES) or not SKIPPED.isdisjoint(path.parent.parts):
            return
        absolute = Path(os.path.abspath(path))  # noqa: PTH100 - a link in the path stays as named
        for named in _named(path):
            if isinstance(named, Unreadable):
                yield named
            elif not path.is_symlink() and not exclude(path) and absolute not in ignored:
                yield replace(named, is_named=False)

    return find


def _matching(glob: Path, exclude: Exclude) -> Iterator[Found | Unreadable]:
    """What a pattern matches, as a search would find it; a folder that it matches is searched."""
    is_empty = True
    matches = matcher(glob)
    for found in _search(folder_of(glob), exclude):
        if isinstance(found, Unreadable) or matches(found.path):
            is_empty = False
            yield found
    if is_empty:
        yield Unreadable(glob, "no template that is not excluded has such a path")


def is_folder(path: Path) -> bool:
    """Whether the path is a folder that can be looked at."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def _search(root: Path, exclude: Exclude) -> Iterator[Found | Unreadable]:
    """Everything below a folder, depth first, without recursion."""
    absolute = Path(os.path.abspath(root))  # noqa: PTH100 - a link in the path stays as named
    waiting: list[_Entry] = [_Entry(root, absolute, above(absolute), is_folder=True)]
    while waiting:
        entry = waiting.pop()
        if not entry.is_folder:
            if not exclude(entry.path):
                yield Found(entry.path, is_named=False)
            continue
        try:
            waiting += reversed(_entries(entry))
        except OSError as error:
            yield Unreadable(entry.path, reason_of(error))


@dataclass(frozen=True, slots=True)
class _Entry:
    """A file or folder that waits; `path` is shown, `absolute` is compared with patterns."""

    path: Path
    absolute: Path
    chain: Ignores
    is_folder: bool


def _entries(folder: _Entry) -> list[_Entry]:
    """What a folder holds that the search goes on with, sorted by name."""
    chain = inside(folder.chain, folder.absolute)
    found: list[_Entry] = []
    with os.scandir(folder.path) as entries:
        for entry in sorted(filter(_is_candidate, entries), key=lambda entry: entry.name):
            path, absolute = folder.path / entry.name, folder.absolute / entry.name
            is_folder = entry.is_dir(follow_symlinks=False)
            if not (ignores_folder if is_folder else ignores)(chain, absolute):
                found.append(_Entry(path, absolute, chain, is_folder))
    return found


def _is_candidate(entry: os.DirEntry[str]) -> bool:
    """Whether it is a folder that a search enters, or a file that it takes."""
    if entry.is_dir(follow_symlinks=False):
        return entry.name not in SKIPPED
    is_json = entry.name.lower().endswith(SUFFIXES)
    return is_json and entry.is_file(follow_symlinks=False)
