"""How files are called: by people, as the user wrote the path, and by SARIF, as a URI."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import quote

from armlens.files.upward import Upward


def root_of(folder: Path) -> Path:
    """The root that URIs are relative to: that of the repository around the folder, else itself.

    Code scanning services resolve relative URIs against the root of the repository.
    """
    absolute = os.path.abspath(folder)  # noqa: PTH100 - links stay as named
    return Path(repository_around()(absolute) or absolute)


def repository_around() -> Upward[str]:
    """The root of the repository around each folder, both absolute paths; "" if there is none."""
    return Upward(_as_root, "")


def _as_root(folder: str) -> tuple[str] | None:
    is_root = os.path.lexists(os.path.join(folder, ".git"))  # noqa: PTH118 - for each folder
    return (folder,) if is_root else None


def uri_of(path: Path, root: Path) -> str:
    """The URI reference of a file: relative below the root, else absolute (RFC 3986)."""
    absolute = os.path.abspath(path)  # noqa: PTH100 - links stay as named
    above = os.path.join(root, "")  # noqa: PTH118 - once for every file of a run
    if os.path.normcase(absolute).startswith(os.path.normcase(above)):
        return quote(os.fsencode(absolute[len(above) :].replace(os.sep, "/")))
    try:
        return quote(os.fsencode(Path(absolute).relative_to(root).as_posix()))
    except ValueError:
        return Path(absolute).as_uri()


def name_of(path: Path) -> str:
    """The path in messages and reports: with slashes, relative to here where it lies below."""
    if path.is_absolute():
        try:
            return path.relative_to(Path.cwd()).as_posix()
        except (ValueError, OSError):
            return path.as_posix()
    return path.as_posix()
