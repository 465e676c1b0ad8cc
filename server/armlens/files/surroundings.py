"""What an outcome rests on beside its own text and links, as a digest: equal if all is the same."""

from __future__ import annotations

import hashlib
import json
import os
import sys
from functools import lru_cache
from pathlib import Path

from armlens import __version__
from armlens.analysis.baseline import Baseline
from armlens.files import names
from armlens.files.bounds import Bounds, is_inside
from armlens.files.lookup import SettingsLookup
from armlens.files.parameters import parameter_candidates
from armlens.files.reading import Unreadable, read_text
from armlens.files.request import Request
from armlens.files.settings import SettingsFile

_FORMAT = 1
"""The version of what is kept in a cache."""


def digest(*parts: object) -> str:
    """A digest of values that JSON can hold."""
    text = json.dumps(parts, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


@lru_cache
def program_digest() -> str:
    """A digest of armlens itself, with all its rules, and of the Python that runs it."""
    found = hashlib.sha256(f"{_FORMAT} {__version__} {sys.version}".encode())
    package = Path(__file__).parents[1]
    for path in sorted(package.rglob("*.py")):
        found.update(path.relative_to(package).as_posix().encode())
        found.update(path.read_bytes())
    return found.hexdigest()


def request_digest(request: Request, root: Path, baseline: Baseline | None) -> str:
    """A digest of what was asked for, as far as it is the same for all files of a run."""
    files = (request.config, request.parameters, request.baseline)
    asked = (
        None if request.show is None else sorted(request.show),
        (request.show_suppressed, request.show_known, request.write_baseline is not None),
        (sorted(request.select), sorted(request.ignore)),
        [_relative(each, root) for each in (Path(), *filter(None, files))],
    )
    known = baseline and sorted([*each.key, str(count)] for each, count in baseline.known.items())
    return digest(program_digest(), asked, known)


class Surroundings:
    """Digests of settings and parameter files as they are now."""

    def __init__(
        self, request: Request, root: Path, lookup: SettingsLookup, bounds: Bounds
    ) -> None:
        self._request = request
        self._root = root
        self._lookup = lookup
        self._bounds = bounds
        self._settings: dict[Path, str] = {}

    def digest(self, template: Path) -> str:
        """A digest of what holds for a template, and of the parameter files that may be its own."""
        around = self._bounds.around(template)
        return digest(
            _relative(around, self._root),
            self._settings_digest(template),
            [_content(each, around) for each in self._parameters(template)],
        )

    def _parameters(self, template: Path) -> list[Path]:
        if self._request.parameters:
            return [self._request.parameters]
        chosen = self._lookup.parameters(template)
        return [chosen] if chosen else parameter_candidates(template)

    def _settings_digest(self, template: Path) -> str:
        file = self._lookup.settings_file(template)
        if file is None:
            return ""
        if file.path not in self._settings:
            self._settings[file.path] = self._digest_of(file)
        return self._settings[file.path]

    def _digest_of(self, file: SettingsFile | Unreadable) -> str:
        place = _relative(file.path, self._root)
        if isinstance(file, Unreadable):
            return digest(place, file.reason)
        entries = file.settings.suppress if file.settings else ()
        # Only where something expires does it count which day it is.
        expiring = any(entry.expires for entry in entries)
        today = self._request.today.isoformat() if expiring else ""
        rules = [
            [_relative(path, self._root), each.tree.text] for path, each in file.rule_files.files
        ]
        problems = [[each.code, each.message] for each in file.problems]
        return digest(place, file.text, today, rules, problems)


def _content(path: Path, around: Path) -> list[object]:
    read = read_text(path)
    text = ["", read.reason] if isinstance(read, Unreadable) else [read.text]
    return [names.name_of(path), is_inside(path, around), *text]


def _relative(path: Path, root: Path) -> str:
    """A path as seen from the root, so that a cache may be carried to another machine."""
    try:
        return os.path.relpath(path, root)
    except ValueError:
        return str(path)
