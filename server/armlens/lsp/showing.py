"""What is shown of documents, made once for findings that stay as they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from weakref import WeakKeyDictionary

from armlens.analysis.finding import Analysis
from armlens.analysis.findings import Group, Portion, portions_of
from armlens.dataclass import dataclass
from armlens.editing.keys import key_of, named
from armlens.evaluation.origins import Origin
from armlens.lsp.client import Client
from armlens.lsp.diagnostics import Places, RangeOf, finding_json, problem_diagnostics
from armlens.lsp.documents import Document
from armlens.lsp.plain import PlainRange, compact
from armlens.lsp.shown import Shown
from armlens.text.lines import Position
from armlens.text.spans import Span

_LINE = "\x01"
"""Stands before and behind a line in JSON that is not finished. JSON itself has no such sign."""


@dataclass(slots=True, eq=False)
class _Written:
    """A portion of the findings as JSON, and what that rests on beside the findings themselves.

    `names` are theirs with how many of them have it, `numbers` how many came before in the
    document. `elsewhere` are the origins outside of the portion, each with its range: by the
    numbers of the finding and of the origin in it, since whoever holds an origin holds its whole
    document, and the group with it. `text` is for a portion that begins at `start`; in `parts`
    each second one is a line counted from there.
    """

    names: Mapping[str, int]
    numbers: list[int]
    elsewhere: list[tuple[int, int, str | None]]
    parts: list[str]
    start: Position
    text: str = ""

    def is_true(
        self, group: Group, start: Position, places: Places, seen: Mapping[str, int]
    ) -> bool:
        """Whether it still is what `_write` would give of the group but for the lines."""
        return (
            start.character == self.start.character
            and self.numbers == [seen.get(name, 0) for name in self.names]
            and all(_range(origin, places) == at for origin, at in self._elsewhere(group))
        )

    def _elsewhere(self, group: Group) -> Iterator[tuple[Origin, str | None]]:
        for finding, origin, at in self.elsewhere:
            yield group.findings[finding].verdict.origins[origin], at

    def at(self, start: Position) -> str:
        """The text for a portion that begins there."""
        if start != self.start or not self.text:
            lines = (str(start.line + int(each)) for each in self.parts[1::2])
            parts = self.parts.copy()
            parts[1::2] = lines
            self.start, self.text = start, "".join(parts)
        return self.text


class Showing:
    """Makes what a client is shown. What it made of a group is remembered as long as that is."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._known: WeakKeyDictionary[Group, _Written] = WeakKeyDictionary()

    def of(
        self, analysis: Analysis, document: Document, others: Mapping[str, Document] | None = None
    ) -> Shown:
        """All that is shown of a document: its own problems, then the findings by place.

        `others` are further documents, by URI, that values may come from or are used in.
        """
        places = Places(document, others or {}, self._client.encoding)
        problems = problem_diagnostics(analysis.problems, document.lines, self._client)
        seen: dict[str, int] = {}
        parts = [self._part(each, places, seen) for each in portions_of(analysis.findings)]
        return Shown([*map(compact, problems), *parts])

    def _part(self, portion: Portion, places: Places, seen: dict[str, int]) -> str:
        """A portion of the findings; `seen` is how often each name has come up before it."""
        start = places.start(portion.span)
        known = self._known.get(portion.group)
        if known is None or not known.is_true(portion.group, start, places, seen):
            known = self._known[portion.group] = self._write(portion, places, seen)
        for name, count in known.names.items():
            seen[name] = seen.get(name, 0) + count
        return known.at(start)

    def _write(self, portion: Portion, places: Places, seen: Mapping[str, int]) -> _Written:
        found = list(named(portion.findings))
        names = Counter[str]()
        texts: list[str] = []
        range_of = _range_in(portion, places)
        for name, finding in found:
            names[name] += 1
            key = key_of(name, seen.get(name, 0) + names[name])
            texts.append(finding_json(key, finding, places.uri, range_of, self._client))
        return _Written(
            names,
            [seen.get(name, 0) for name in names],
            list(_elsewhere(portion, places)),
            ",".join(texts).split(_LINE),
            places.start(portion.span),
        )


def _range_in(portion: Portion, places: Places) -> RangeOf:
    """Ranges as JSON, those in a portion with lines that are counted from where it begins."""
    line = places.start(portion.span).line

    def range_of(uri: str, span: Span) -> str | None:
        found = places.range(uri, span) if _is_in(portion, places, uri, span) else None
        return _counted(found, line) if found else places.json(uri, span)

    return range_of


def _is_in(portion: Portion, places: Places, uri: str, span: Span) -> bool:
    around = portion.span
    return uri == places.uri and around.start <= span.start and span.end <= around.end


def _counted(at: PlainRange, line: int) -> str:
    """A range with marked lines."""
    ends = (
        f'"{end}":{{"line":{_LINE}{each["line"] - line}{_LINE},"character":{each["character"]}}}'
        for end, each in at.items()
    )
    return f"{{{','.join(ends)}}}"


def _elsewhere(portion: Portion, places: Places) -> Iterator[tuple[int, int, str | None]]:
    """The origins of values outside of a portion, each once, as `_Written` has them."""
    found = {
        (origin.document, id(origin.node)): (number, place, origin)
        for number, finding in enumerate(portion.group.findings)
        for place, origin in enumerate(finding.verdict.origins)
    }
    for number, place, origin in found.values():
        if not _is_in(portion, places, origin.document, origin.span):
            yield number, place, _range(origin, places)


def _range(origin: Origin, places: Places) -> str | None:
    return places.json(origin.document, origin.span)
