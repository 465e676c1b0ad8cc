"""How files are called: by people, as the user wrote the path, and by SARIF, as a URI."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import quote


def root_of(folder: Path) -> Path:
    """The root that URIs are relative to: that of the repository around the folder, else itself.

    Code scanning services resolve relative URIs against the root of the repository.
    """
    absolute = Path(os.path.abspath(folder))  # noqa: PTH100 - links stay as named
    around = (absolute, *absolute.parents)
    return next((place for place in around if os.path.lexists(place / ".git")), absolute)


def uri_of(path: Path, root: Path) -> str:
    """The URI reference of a file: relative below the root, else absolute (RFC 3986)."""
    absolute = Path(os.path.abspath(path))  # noqa: PTH100 - links stay as named
    try:
        return quote(os.fsencode(absolute.relative_to(root).as_posix()))
    except ValueError:
        return absolute.as_uri()


def name_of(path: Path) -> str:
    """The path in messages and reports: with slashes, relative to here where it lies below."""
    if path.is_absolute():
        try:
            return path.relative_to(Path.cwd()).as_posix()
        except (ValueError, OSError):
            return path.as_posix()
    return path.as_posix()
