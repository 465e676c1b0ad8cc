"""How files are called: by people, as the user wrote the path, and by SARIF, as a URI."""

from __future__ import annotations

import os
from functools import lru_cache
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
    if os.path.normcase(absolute) == os.path.normcase(root):
        return "."
    folder, name = os.path.split(absolute)
    return _beginning(folder, root) + quote(os.fsencode(name)) if name else Path(folder).as_uri()


@lru_cache(maxsize=1024)
def _beginning(folder: str, root: Path) -> str:
    """What the URI references of all files in a folder begin with, the last slash included."""
    above = os.path.join(root, "")  # noqa: PTH118 - a path of the system, as `folder` is
    below = os.path.join(folder, "")  # noqa: PTH118
    if os.path.normcase(below).startswith(os.path.normcase(above)):
        return quote(os.fsencode(below[len(above) :].replace(os.sep, "/")))
    return Path(folder).as_uri().removesuffix("/") + "/"


def name_of(path: Path) -> str:
    """The path in messages and reports: with slashes, relative to here where it lies below."""
    name = str(path)
    if path.is_absolute():
        try:
            here = os.path.join(os.getcwd(), "")  # noqa: PTH109, PTH118 - for every file of a run
        except OSError:
            here = ""
        if here and os.path.normcase(os.path.join(name, "")).startswith(os.path.normcase(here)):  # noqa: PTH118
            name = name[len(here) :] or "."
    return name.replace(os.sep, "/")
