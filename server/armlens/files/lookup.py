"""The settings of each file of a run: discovered or given, each settings file read once."""

from __future__ import annotations

import os
from collections import ChainMap
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from itertools import chain
from pathlib import Path

from armlens.analysis.finding import Finding
from armlens.analysis.settings import Settings
from armlens.analysis.suppressing import are_in_force
from armlens.analysis.suppression import SuppressionKind, unused_entry
from armlens.files import names
from armlens.files.bounds import is_inside, outside
from armlens.files.ignoring import Ignore, ignores, patterns
from armlens.files.outcome import Use
from armlens.files.parameters import chosen_parameters
from armlens.files.reading import Unreadable
from armlens.files.settings import SettingsFile, load_settings, settings_around, suppressions_for
from armlens.rules import catalogue
from armlens.rules.rule import Rule
from armlens.text.problems import Problem


def _by_name(rules: Iterable[Rule]) -> dict[str, Rule]:
    return {rule.name: rule for rule in rules}


_BUILT_IN = _by_name(catalogue.RULES)


class SettingsLookup:
    """Answers which settings hold for a file, and remembers what it has read.

    `config` is the settings file for all files, if one was given. `select` and `ignore` narrow
    the rules in all settings. `today` decides which suppressions have expired. `read` lists the
    settings files in the order of their first use; where other processes have lookups of their
    own, they tell what they have asked for and used, and this one takes note of it.
    """

    def __init__(
        self, config: Path | None, select: tuple[str, ...], ignore: tuple[str, ...], today: date
    ) -> None:
        self._config = config
        self._today = today
        self._select = select
        self._ignore = ignore
        self._around = settings_around()
        self._narrowed: dict[Path | None, Settings] = {}
        self._files: dict[Path, SettingsFile | Unreadable] = {}
        self._excluded: dict[Path, Ignore] = {}
        self._asked: dict[Path, None] = {}
        self._used: set[Use] = set()
        if config:
            self._load(config)

    @property
    def read(self) -> tuple[SettingsFile | Unreadable, ...]:
        """The settings files that were read or could not be."""
        return tuple(self._files.values())

    def settings(self, path: Path) -> Settings:
        """What holds for the file; the defaults where its settings file cannot be used."""
        file = self.settings_file(path)
        found = file.settings if isinstance(file, SettingsFile) else None
        place = file.path if file else None
        if place not in self._narrowed:
            narrowed = replace(found or Settings(), select=self._select, ignore=self._ignore)
            self._narrowed[place] = narrowed
        narrowed = self._narrowed[place]
        if not narrowed.suppress or not file:
            return narrowed
        folder = _absolute(file.path).parent
        entries = suppressions_for(_absolute(path), folder, narrowed.suppress, self._today)
        return replace(narrowed, suppress=entries)

    def uses(self, path: Path, findings: Iterable[Finding]) -> tuple[Use, ...]:
        """Which suppressions in its settings the findings of a file have used."""
        file = self.settings_file(path)
        if not isinstance(file, SettingsFile):
            return ()
        used = {
            (file.path, suppression.span): None
            for finding in findings
            for suppression in finding.suppressions
            if suppression.kind is SuppressionKind.EXTERNAL
        }
        return tuple(used)

    @property
    def asked(self) -> tuple[Path, ...]:
        """The settings files that were asked for since they were taken."""
        return tuple(self._asked)

    def take_asked(self) -> tuple[Path, ...]:
        """The settings files that were asked for since the last call of this."""
        asked = self.asked
        self._asked.clear()
        return asked

    def note(self, settings: Iterable[Path], uses: Iterable[Use]) -> None:
        """Takes note of settings files that were asked for, and of suppressions that were used."""
        for path in settings:
            self._read(path)
        self._used.update(uses)

    def rules_of(self, settings: Iterable[Path]) -> Mapping[str, Rule]:
        """The rules that hold with settings files, by name: ours, and those of rule files."""
        files = [self._read(path) for path in settings]
        own = [
            each.settings.own_rules
            for each in files
            if isinstance(each, SettingsFile) and each.settings
        ]
        return ChainMap(_by_name(chain(*own)), _BUILT_IN) if any(own) else _BUILT_IN

    def unused(self, file: SettingsFile) -> list[Problem]:
        """The suppressions of a settings file that no finding has used, if all was checked."""
        settings = file.settings or Settings()
        narrowed = replace(settings, select=self._select, ignore=self._ignore)
        return [
            unused_entry(entry)
            for entry in settings.suppress
            if (file.path, entry.span) not in self._used
            and not entry.is_expired(self._today)
            and are_in_force(entry.rule, narrowed, (*catalogue.RULES, *settings.own_rules))
        ]

    def excludes(self, path: Path) -> bool:
        """Whether the settings leave the file out of a search."""
        file = self.settings_file(path)
        if not isinstance(file, SettingsFile) or not file.settings or not file.settings.exclude:
            return False
        if file.path not in self._excluded:
            folder = _absolute(file.path).parent
            self._excluded[file.path] = patterns(folder, file.settings.exclude)
        return ignores((self._excluded[file.path],), _absolute(path))

    def parameters(self, path: Path) -> Path | None:
        """The parameter file that the settings choose for a template, if they do."""
        file = self.settings_file(path)
        if not isinstance(file, SettingsFile) or not file.settings:
            return None
        return chosen_parameters(file.settings.parameters, _absolute(file.path).parent, path)

    def settings_files(self, path: Path) -> list[Path]:
        """The files that the settings of a file are made of, those that cannot be read included."""
        file = self.settings_file(path)
        if file is None:
            return []
        own = [each for each, _ in file.rule_files.files] if isinstance(file, SettingsFile) else []
        return [file.path, *own]

    def settings_file(self, path: Path) -> SettingsFile | Unreadable | None:
        """The settings file that holds for a file, if there is one."""
        if self._config:
            return self._read(self._config)
        folder = os.path.dirname(os.path.abspath(path))  # noqa: PTH100, PTH120 - for every file
        found = self._around(folder)
        return self._read(found) if found else None

    def _read(self, path: Path) -> SettingsFile | Unreadable:
        """A settings file; one that nobody has named must not be a link that leads elsewhere."""
        self._asked[path] = None
        if path not in self._files and path != self._config:
            around = names.root_of(path.parent)
            if not is_inside(path, around):
                self._files[path] = Unreadable(path, outside(around))
        return self._load(path)

    def _load(self, path: Path) -> SettingsFile | Unreadable:
        if path not in self._files:
            self._files[path] = load_settings(path, self._today)
        return self._files[path]


def _absolute(path: Path) -> Path:
    return Path(os.path.abspath(path))  # noqa: PTH100 - without ".." and with links as named
