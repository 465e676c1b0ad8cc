"""Which templates rest on files that have changed: themselves, beside them, or over links."""

from __future__ import annotations

import os
from pathlib import Path

from armlens.analysis.settings_file import FILE_NAME
from armlens.files.analysing import Analysed
from armlens.files.lookup import SettingsLookup
from armlens.files.parameters import is_named_after, is_parameter_file_name
from armlens.files.reading import SourceText, Unreadable
from armlens.files.selecting import Changes


class Concerned:
    """Tells which files rest on changes; `parameters` is the parameter file for all templates."""

    def __init__(self, changes: Changes, lookup: SettingsLookup, parameters: Path | None) -> None:
        self._changes = changes
        self._lookup = lookup
        self._parameters = parameters

    def may_rest_on_changes(self, read: SourceText | Unreadable) -> bool:
        """Whether a file may, as far as can be told without a look at what it means."""
        if isinstance(read, Unreadable):
            return self._changes.have(read.path)
        # Without this word nothing is linked that could have changed.
        return "relativepath" in read.text.lower() or self._rests_on_changes(read.path)

    def rests_on_changes(self, made: Analysed) -> bool:
        """Whether a file that was analysed does."""
        gone = (
            is_named_after(each.name, made.path.name) and not os.path.lexists(each)
            for each in self._changes.in_folder(made.path.parent)
        )
        own = os.path.realpath(made.path)
        linked = (Path(each) for each in made.links.looked_at if each != own)
        return (
            self.has_changed(made.path)
            or self._changes.have_any(each.path for each in made.parameters)
            or any(gone)
            or any(map(self._rests_on_changes, linked))
        )

    def has_changed(self, path: Path) -> bool:
        """Whether the file itself, or settings that hold for it, have changed or are gone."""
        above = Path(os.path.abspath(path)).parents  # noqa: PTH100 - links stay as named
        files = [path, *self._lookup.settings_files(path), *(each / FILE_NAME for each in above)]
        files += filter(None, [self._parameters, self._lookup.parameters(path)])
        return self._changes.have_any(files)

    def _rests_on_changes(self, path: Path) -> bool:
        return self.has_changed(path) or self._is_beside_changes(path)

    def _is_beside_changes(self, path: Path) -> bool:
        """Whether parameter files beside it have changed, which may be its own."""
        return any(
            is_parameter_file_name(each.name) for each in self._changes.in_folder(path.parent)
        )
