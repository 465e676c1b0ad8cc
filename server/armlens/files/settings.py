"""Finds and reads the settings file that belongs to a template."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

from armlens.analysis.settings import Settings
from armlens.analysis.settings_file import FILE_NAME, read_settings, rule_files
from armlens.analysis.suppression import SuppressEntry, expired
from armlens.dataclass import dataclass
from armlens.files.ignoring import Ignore, patterns
from armlens.files.reading import Unreadable, read_text
from armlens.files.rule_files import DISK, NO_RULE_FILES, Access, RuleFiles, read_rule_files
from armlens.files.upward import Upward
from armlens.jsonc.parse import parse
from armlens.rules import catalogue
from armlens.text.problems import Problem


@dataclass(frozen=True, slots=True)
class SettingsFile:
    """A settings file as read; `settings` is None if it has an error, which `problems` tell.

    `document` is what problems call it; `exclude` patterns are relative to its folder.
    `rule_files` are those that it names.
    """

    path: Path
    document: str
    text: str
    settings: Settings | None
    problems: tuple[Problem, ...]
    rule_files: RuleFiles = NO_RULE_FILES


def find_settings(start: Path) -> Path | None:
    """The settings file nearest above: in the folder `start`, or beside the file, or upward.

    The search ends with the root of the repository, the folder that has a `.git`, so that files
    outside it have no effect on what the repository's own checks say.
    """
    return settings_around()(os.path.abspath(start))  # noqa: PTH100 - with links as named


def settings_around() -> Upward[Path | None]:
    """`find_settings` for many folders, by their absolute paths; it remembers what it has seen."""
    return Upward(_settings_in, None)


def _settings_in(folder: str) -> tuple[Path | None] | None:
    """The settings file of a folder, or that there is none if the search ends here.

    What may not be looked at counts as absent; a link that leads nowhere does not.
    """
    candidate = os.path.join(folder, FILE_NAME)  # noqa: PTH118 - for each folder of each file
    if os.path.lexists(candidate):
        return (Path(candidate),)
    is_root = os.path.exists(os.path.join(folder, ".git"))  # noqa: PTH110, PTH118
    return (None,) if is_root else None


def load_settings(
    path: Path, today: date, document: str | None = None
) -> SettingsFile | Unreadable:
    """The settings file at the path. `document` names it in problems; by default, its path."""
    source = read_text(path)
    if isinstance(source, Unreadable):
        return source
    return settings_file(path, today, document if document is not None else str(path), source.text)


def settings_file(
    path: Path,
    today: date,
    document: str,
    text: str,
    access: Access = DISK,
) -> SettingsFile:
    """The settings file of that text, with a word about each suppression that has expired.

    `access` is how the rule files are read that it names.
    """
    tree = parse(text, document)
    folder = Path(os.path.abspath(path)).parent  # noqa: PTH100 - with links as named
    own = read_rule_files(rule_files(tree), folder, access)
    settings, problems = read_settings(text, document, rules=(*catalogue.RULES, *own.rules))
    if settings:
        settings = replace(settings, own_rules=own.rules)
    entries = settings.suppress if settings else ()
    late = [expired(entry) for entry in entries if entry.is_expired(today)]
    found = sorted([*problems, *own.problems, *late], key=lambda problem: problem.span)
    return SettingsFile(path, document, text, settings, tuple(found), own)


def current_day() -> date:
    """Today, where the user is: what expiry dates are compared with."""
    return datetime.now().astimezone().date()


def suppressions_for(
    path: Path, folder: Path, entries: Iterable[SuppressEntry], today: date
) -> tuple[SuppressEntry, ...]:
    """The suppressions that count for a file on a day; `folder` is that of their settings file.

    Both paths are absolute.
    """
    return tuple(
        entry
        for entry in entries
        if not entry.is_expired(today)
        and (entry.path is None or _pattern(folder, entry.path).decides(path))
    )


@lru_cache
def _pattern(folder: Path, line: str) -> Ignore:
    return patterns(folder, [line])
