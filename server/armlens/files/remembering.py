"""Outcomes that are kept from run to run, and found again if nothing has changed that they rest on.

Each is kept by the file and by what was asked for. With it is written what it rests on: a digest of
each text, and of settings and parameter files. What is read is not trusted: it may come from the
repository.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from armlens.analysis.baseline import Baseline
from armlens.files import names
from armlens.files.analysing import Analysed, Analysing
from armlens.files.bounds import is_inside
from armlens.files.cache import CacheFolder
from armlens.files.discovery import Found
from armlens.files.outcome import Outcome
from armlens.files.outcome_data import Data, NotAnOutcomeError, decoded, encoded
from armlens.files.reading import SourceText, read_text
from armlens.files.request import Request
from armlens.files.surroundings import Surroundings, digest, request_digest
from armlens.problems.calls import EVALUATION_LIMIT
from armlens.problems.tool import ANALYSIS_CRASHED, RULE_CRASHED
from armlens.report.run import Source

_PASSING = {EVALUATION_LIMIT.code, ANALYSIS_CRASHED.code, RULE_CRASHED.code}
"""Problems that may not be there the next time although nothing has changed."""

_SETTINGS, _USES = 3, 4
"""Where an outcome as data has paths that are absolute: see `outcome_data.py`."""


class Memory:
    """Finds the outcomes of earlier runs, and keeps those of this one."""

    def __init__(
        self, request: Request, root: Path, baseline: Baseline | None, analysing: Analysing
    ) -> None:
        self._folder = CacheFolder(request.cache or Path())
        self._root = root
        self._lookup = analysing.lookup
        self._bounds = analysing.bounds
        self._surroundings = Surroundings(request, root, analysing.lookup, analysing.bounds)
        self._asked = request_digest(request, root, baseline)

    def around(self, path: Path) -> str:
        """A digest of what surrounds a file now, to be taken before it is analysed."""
        return self._surroundings.digest(path)

    def outcome(self, read: SourceText, found: Found) -> Outcome | None:
        """The outcome of a text, if one is kept that rests on nothing that has changed."""
        entry = self._folder.read(self._key(found))
        try:
            own, linked, sources, data = entry
            if own != digest(read.text, self.around(found.path)):
                return None
            texts = {names.name_of(found.path): read.text} | self._linked(linked, found.path)
            of = [self._source(each, texts, found.path) for each in sources]
            return decoded(self._carried(data, self._long), of, self._lookup.rules_of)
        except (NotAnOutcomeError, TypeError, ValueError, LookupError, AttributeError):
            return None

    def keep(self, found: Found, made: Analysed, outcome: Outcome, around: str) -> None:
        """Keeps an outcome, unless it may be another one next time; `around` is from before it."""
        problems = (problem for file in outcome.files for problem in file.problems)
        is_passing = any(each.code in _PASSING for each in problems)
        if outcome.notices or is_passing or not made.links.is_whole:
            return
        if around != self.around(found.path):
            return
        data, sources = encoded(outcome)
        linked = [
            [self._short(path), self._short(real), digest(text, self.around(path))]
            for path, real, text in made.links.followed
        ]
        own = digest(made.tree.text, around)
        named = [[each.name, each.uri, self._path_of(each, made)] for each in sources]
        if all(each[2] is not None for each in named):
            entry = [own, linked, named, self._carried(data, self._short)]
            self._folder.write(self._key(found), entry)

    def _key(self, found: Found) -> str:
        name = names.name_of(found.path)
        uri = names.uri_of(found.path, self._root)
        return digest(self._asked, name, uri, found.is_named)

    def _linked(self, linked: Sequence[Any], template: Path) -> dict[str, str]:
        """The texts of linked templates by name; raises if one of them is not as it was."""
        texts: dict[str, str] = {}
        for place, place_in_the_end, expected in linked:
            path = Path(self._long(place))
            text = self._read(path, template)
            real = os.path.realpath(path)
            if real != self._long(place_in_the_end) or expected != digest(text, self.around(path)):
                raise ValueError
            texts[names.name_of(path)] = text
        return texts

    def _source(self, data: Sequence[Any], texts: dict[str, str], template: Path) -> Source:
        """A source with its text: "" if it needs none, or that of a file which is as it was."""
        name, uri, place = data
        if not all(isinstance(each, str) for each in data):
            raise TypeError
        if place == "":
            return Source(name, uri, "")
        if name in texts:
            return Source(name, uri, texts[name])
        # A parameter file: it is among what surrounds the template, or a linked one.
        return Source(name, uri, self._read(Path(self._long(place)), template))

    def _read(self, path: Path, template: Path) -> str:
        if not is_inside(path, self._bounds.around(template)):
            raise ValueError
        read = read_text(path)
        if not isinstance(read, SourceText):
            raise ValueError  # noqa: TRY004 - as what else is not as it was
        return read.text

    def _path_of(self, source: Source, made: Analysed) -> str | None:
        """Where the text of a source is; "" if it has none, None if that is not known."""
        if not source.text:
            return ""
        paths = dict(_paths(made))
        return self._short(str(paths[source.name])) if source.name in paths else None

    def _carried(self, data: Any, change: Any) -> Data:
        """An outcome as data with its absolute paths changed."""
        carried = list(data)
        carried[_SETTINGS] = [change(each) for each in data[_SETTINGS]]
        carried[_USES] = [[change(path), span] for path, span in data[_USES]]
        return carried

    def _short(self, path: str | Path) -> str:
        """A path as it is kept: from the root, so that the cache may be carried elsewhere."""
        absolute = os.path.abspath(path)  # noqa: PTH100 - links stay as named
        inside = Path(absolute).is_relative_to(self._root)
        return os.path.relpath(absolute, self._root) if inside else absolute

    def _long(self, path: str) -> str:
        return os.path.normpath(self._root / path)


def _paths(made: Analysed) -> Iterator[tuple[str, Path]]:
    """Where the documents of an analysis are, by name."""
    yield made.tree.document, made.path
    yield from ((each.tree.document, each.path) for each in made.parameters)
    yield from ((names.name_of(Path(path)), Path(path)) for path, _, _ in made.links.followed)
