"""Which settings are in force for a document: defaults < editor < project file.

Runs on the analysis thread: it reads settings files, though never one that is open, and never
outside the workspace folders.
"""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from armlens.analysis.settings import Level, Settings
from armlens.analysis.settings_file import read_settings
from armlens.analysis.suppression import SuppressEntry
from armlens.dataclass import dataclass
from armlens.files.bounds import is_inside, outside
from armlens.files.path_patterns import path_patterns
from armlens.files.reading import SourceText, Unreadable, read_text
from armlens.files.rule_files import Access
from armlens.files.settings import (
    SettingsFile,
    current_day,
    find_settings,
    settings_file,
    suppressions_for,
)
from armlens.lsp.configuration import Section, View
from armlens.lsp.documents import Document
from armlens.lsp.settings_home import Home, home_of
from armlens.lsp.uris import is_same_file, path_of
from armlens.problems.catalogue import PROBLEMS
from armlens.problems.tool import SETTINGS_UNREADABLE
from armlens.rules import catalogue
from armlens.text.spans import Span

log = logging.getLogger(__name__)

_KEYS = ("rules", "options", "exclude", "parameters")
"""The editor's settings that concern the analysis; the others are its client's business."""


@dataclass(frozen=True, slots=True)
class InForce:
    """The settings of one document, whether it is left out, and the project file they rest on.

    `parameters` are the templates and parameter files that the settings pair, by path. `home` is
    where settings for the document are to be written.
    """

    settings: Settings
    is_excluded: bool = False
    file: SettingsFile | None = None
    parameters: tuple[tuple[Path, Path], ...] = ()
    home: Home | None = None


class SettingsResolver:
    """Finds settings, and remembers what it found for as long as the view stays the same."""

    def __init__(self) -> None:
        self._view: View | None = None
        self._resolved: dict[str, InForce] = {}
        self._found: dict[Path, Path | None] = {}
        self._files: dict[Path, SettingsFile] = {}
        self._today = current_day()
        self._layered: dict[
            tuple[str | None, Path | None, tuple[SuppressEntry, ...]], Settings
        ] = {}
        self._last_good: dict[Path, Settings] = {}
        self._last_good_section: dict[str | None, Settings] = {}

    def resolve(self, uri: str, view: View) -> InForce:
        """The settings in force for a document, found once under a view."""
        self._start(view)
        if uri not in self._resolved:
            self._resolved[uri] = self._resolve(uri, view)
        return self._resolved[uri]

    def _resolve(self, uri: str, view: View) -> InForce:
        path = path_of(uri)
        folder = view.folder_of(path) if path else None
        file = self._project_file(path, folder, view) if path and folder else None
        settings = self._settings(path, folder, file, view)
        if path is None or folder is None:
            return InForce(settings)
        is_excluded = self._is_excluded(path, folder, file, view)
        pairs = tuple(self._pairs(folder, file, view))
        return InForce(settings, is_excluded, file, pairs, home_of(path, file, view))

    def load(self, path: Path, view: View) -> SettingsFile:
        """The settings file at a path: the draft that is open, else what is on disk."""
        self._start(view)
        if path not in self._files:
            self._files[path] = file = _load(path, view, self._today)
            if file.settings is not None:
                self._last_good[path] = file.settings
        return self._files[path]

    def _start(self, view: View) -> None:
        today = current_day()
        if view is not self._view or today != self._today:
            self._view, self._today = view, today
            self._resolved.clear()
            self._found.clear()
            self._files.clear()
            self._layered.clear()

    def _project_file(self, path: Path, folder: str, view: View) -> SettingsFile | None:
        start = path.parent
        if start not in self._found:
            self._found[start] = _find(start, folder)
        found = self._found[start]
        return self.load(found, view) if found else None

    def _settings(
        self, path: Path | None, folder: str | None, file: SettingsFile | None, view: View
    ) -> Settings:
        """The settings for a path; the same object for paths that the same suppressions mean."""
        project = self._last_good.get(file.path) if file else None
        suppress: tuple[SuppressEntry, ...] = ()
        if path and file and project:
            suppress = suppressions_for(path, file.path.parent, project.suppress, self._today)
        key = (folder, file.path if file else None, suppress)
        if key not in self._layered:
            both = layered(self._editor(folder, view), project or Settings())
            self._layered[key] = replace(both, suppress=suppress)
        return self._layered[key]

    def _pairs(
        self, folder: str, file: SettingsFile | None, view: View
    ) -> Iterator[tuple[Path, Path]]:
        """The pairs of templates and parameter files, those of the project first."""
        project = self._last_good.get(file.path) if file else None
        if file and project:
            yield from paired(project.parameters, file.path.parent)
        if root := path_of(folder):
            yield from paired(self._editor(folder, view).parameters, root)

    def _is_excluded(self, path: Path, folder: str, file: SettingsFile | None, view: View) -> bool:
        project = self._last_good.get(file.path) if file else None
        if file and project and _matches(project.exclude, file.path.parent, path):
            return True
        root = path_of(folder)
        return root is not None and _matches(self._editor(folder, view).exclude, root, path)

    def _editor(self, folder: str | None, view: View) -> Settings:
        settings = read_section(view.section(folder))
        if settings is not None:
            self._last_good_section[folder] = settings
        return self._last_good_section.get(folder, Settings())


def read_section(section: Section) -> Settings | None:
    """The editor's section as settings; None, after a word in the log, if it is not valid."""
    text = json.dumps({key: section[key] for key in _KEYS if section.get(key) is not None})
    settings, problems = read_settings(text, "")
    for problem in problems:
        log.warning("the editor's settings: %s", problem.message)
    return settings


def paired(chosen: Mapping[str, str], folder: Path) -> list[tuple[Path, Path]]:
    """Templates and their parameter files, from paths relative to a folder."""
    return [
        (Path(os.path.normpath(folder / template)), Path(os.path.normpath(folder / file)))
        for template, file in chosen.items()
    ]


def layered(editor: Settings, project: Settings) -> Settings:
    """The levels and options of both, where the project's word on one beats the editor's.

    The editor's levels are spelt out one by one, because a longer key of the editor would
    otherwise beat a shorter one of the project.
    """
    levels: dict[str, Level] = dict(project.rules)
    rules = (*catalogue.RULES, *project.own_rules)
    named = [(rule.name, rule.matches) for rule in rules]
    for name, matches in [*named, *((kind.code, kind.matches) for kind in PROBLEMS)]:
        keys = [key for key in editor.rules if matches(key)]
        if keys and not any(map(matches, project.rules)):
            levels[name] = editor.rules[max(keys, key=len)]
    options = {**editor.options, **project.options}
    return Settings(
        rules=levels,
        options=options,
        own_rules=project.own_rules,
        select=project.select,
        ignore=project.ignore,
    )


def _find(start: Path, folder: str) -> Path | None:
    """The settings file for a folder's documents, if it lies in the workspace folder."""
    root = path_of(folder)
    found = find_settings(start)
    return found if root and found and found.is_relative_to(root) else None


def _load(path: Path, view: View, today: date) -> SettingsFile:
    folder = view.folder_of(path)
    root = path_of(folder) if folder else None

    def read(each: Path) -> SourceText | Unreadable:
        draft = _draft(each, view)
        return SourceText(each, draft.text) if draft else read_text(each)

    draft = _draft(path, view)
    if not draft and root and not is_inside(path, root):  # A link out of it is not followed.
        source: SourceText | Unreadable = Unreadable(path, outside(root))
    else:
        source = read(path)
    uri = draft.uri if draft else path.as_uri()
    if not isinstance(source, Unreadable):
        return settings_file(path, today, uri, source.text, Access(read, Path.as_uri))
    message = f"The settings file cannot be read: {source.reason}."
    problem = SETTINGS_UNREADABLE.at(Span(0, 0), message)
    return SettingsFile(path, path.as_uri(), "", None, (problem,))


def _draft(path: Path, view: View) -> Document | None:
    """The settings or rule file at a path as the editor has it, if it is open."""
    return next((each for each in view.drafts if is_same_file(each.uri, path)), None)


def _matches(patterns: tuple[str, ...], folder: Path, path: Path) -> bool:
    """Whether patterns relative to a folder match the path."""
    if not patterns or not path.is_relative_to(folder):
        return False
    try:
        spec = path_patterns(patterns)
    except ValueError as error:
        log.warning("a pattern of 'exclude' cannot be read: %s", error)
        return False
    return spec.match_file(path.relative_to(folder).as_posix())
