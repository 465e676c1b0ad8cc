"""Finds and reads the settings file that belongs to a template."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from armlens.analysis.settings import Settings
from armlens.analysis.settings_file import FILE_NAME, read_settings
from armlens.files.reading import Unreadable, read_text
from armlens.text.problems import Problem


@dataclass(frozen=True, slots=True)
class SettingsFile:
    """A settings file as read; `settings` is None if it has an error, which `problems` tell.

    `document` is what problems call it; `exclude` patterns are relative to its folder.
    """

    path: Path
    document: str
    text: str
    settings: Settings | None
    problems: tuple[Problem, ...]


def find_settings(start: Path) -> Path | None:
    """The settings file nearest above: in the folder `start`, or beside the file, or upward.

    The search ends with the root of the repository, the folder that has a `.git`, so that files
    outside it have no effect on what the repository's own checks say.
    """
    absolute = Path(os.path.abspath(start))  # noqa: PTH100 - without ".." and with links as named
    for folder in (absolute, *absolute.parents):
        candidate = folder / FILE_NAME
        if _is_there(candidate):
            return candidate
        if _is_there(folder / ".git"):
            return None
    return None


def _is_there(path: Path) -> bool:
    """Whether the path exists; one that may not be looked at counts as absent."""
    try:
        return path.exists()
    except OSError:
        return False


def load_settings(path: Path, document: str | None = None) -> SettingsFile | Unreadable:
    """The settings file at the path. `document` names it in problems; by default, its path."""
    source = read_text(path)
    if isinstance(source, Unreadable):
        return source
    name = document if document is not None else str(path)
    settings, problems = read_settings(source.text, name)
    return SettingsFile(path, name, source.text, settings, problems)
