"""The facts of a string, found once for all expressions that differ in the texts in them only.

`[concat(parameters('a'), '-x')]` and `[concat(parameters('b'), '-yz')]` have one outline,
`[concat(parameters(''), '')]`, which is read and looked through for both.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate

from armlens.dataclass import dataclass
from armlens.expressions.classify import StringKind, classify
from armlens.expressions.nodes import StringLiteral
from armlens.template.problems.facts import (
    NONE,
    Argument,
    Facts,
    Reference,
    Step,
    Use,
    reference,
)
from armlens.template.problems.gathering import gathered
from armlens.text.spans import Span

_LONG = 512
"""The code points of an expression that is hardly like another."""

_TEXT = re.compile(r"'((?:[^']++|'')*+)'")

_LAMBDA = "lambda"
"""Begins the functions whose texts say more than what is written there."""


@dataclass(frozen=True, slots=True)
class _Outline:
    """An expression with empty texts: its facts, and where the texts begin."""

    facts: Facts
    places: tuple[int, ...]


@lru_cache(maxsize=16_384)
def facts_of(text: str) -> Facts:
    """The facts of a string; none if it is no expression, and problems only if it has no tree.

    They are remembered: a keystroke leaves nearly all strings of a document as they are.
    """
    if classify(text) is not StringKind.EXPRESSION:
        return NONE
    # Between quotation marks, which are a mistake, an apostrophe begins no text.
    if len(text) <= _LONG and '"' not in text:
        pieces = _TEXT.split(text)
        outline = _outline("''".join(pieces[::2]))
        if outline is not None:
            return _Filling(outline.places, pieces[1::2]).facts(outline.facts)
    return gathered(text)


@lru_cache(maxsize=4096)
def _outline(text: str) -> _Outline | None:
    """The outline that is written like this; None if its facts are not those of others."""
    facts = gathered(text)
    if facts.problems or _LAMBDA in text.lower():
        return None
    return _Outline(facts, tuple(found.start() for found in _TEXT.finditer(text)))


class _Filling:
    """Texts that are put into an outline, each at its place."""

    def __init__(self, places: Sequence[int], texts: Sequence[str]) -> None:
        self._places = places
        self._texts = texts
        self._shifts = (0, *accumulate(map(len, texts)))

    def facts(self, empty: Facts) -> Facts:
        """The facts of the outline with the texts in it."""
        return Facts(
            (),
            tuple(map(self._reference, empty.references)),
            tuple(map(self._use, empty.uses)),
            tuple(map(self._argument, empty.arguments)),
        )

    def _span(self, span: Span) -> Span:
        places, shifts = self._places, self._shifts
        start, end = span
        return Span(
            start + shifts[bisect_left(places, start)], end + shifts[bisect_left(places, end)]
        )

    def _text(self, span: Span) -> str:
        """The first text in what has a span in the outline."""
        return self._texts[bisect_left(self._places, span.start)].replace("''", "'")

    def _reference(self, empty: Reference) -> Reference:
        name = empty.name or self._text(empty.span)
        path = tuple(map(self._step, empty.path)) if empty.path else ()
        span = self._span(empty.span)
        return reference(empty.kind, name, span, path, is_certain=empty.is_certain)

    def _step(self, empty: Step) -> Step:
        key = self._text(empty.span) if empty.key == "" else empty.key
        return Step(key, self._span(empty.span))

    def _use(self, empty: Use) -> Use:
        first = empty.first
        if isinstance(first, StringLiteral):
            first = StringLiteral(self._text(first.span), self._span(first.span))
        return Use(empty.function, empty.written, self._span(empty.span), first, empty.is_certain)

    def _argument(self, empty: Argument) -> Argument:
        asked = empty.asked
        if asked is not None:
            asked = (*asked[:2], self._text(empty.span).lower())
        span = self._span(empty.span)
        return Argument(empty.function, empty.index, span, empty.wanted, empty.given, asked)
