"""Reading an expression in which nothing is wrong, which is what nearly all are.

One pass, with a pattern for what may stand before an operand and one for what may follow it. At
the first thing that is not plain it gives up, for the reader that knows all mistakes. Where it
does not, both give the same.
"""

from __future__ import annotations

import re

from armlens.dataclass import dataclass
from armlens.expressions.mistakes import MAX_DEPTH
from armlens.expressions.nodes import (
    Call,
    Expression,
    IndexAccess,
    IntegerLiteral,
    MemberAccess,
    ParsedExpression,
    StringLiteral,
)
from armlens.text.spans import Span

_INT32 = range(-(2**31), 2**31)
_NAME = r"[a-zA-Z_$][\w$]*+"
_TEXT = r"(?:[^']++|'')*+"

# Nothing here can match in more than two ways, so that no text makes a pattern go back far. What
# is not ASCII, outside of strings, is for the other reader, and so is all that is joined to a
# member's name. Most calls are read whole: they have one text, such as a name, or no argument.
_OPERAND = re.compile(
    rf"""\s*+(?:
        (?:(?P<namespace>{_NAME})\s*+\.\s*+)?+(?P<name>{_NAME})\s*+\(
        (?:\s*+(?:'(?P<only>{_TEXT})'\s*+\)|(?P<none>\))))?+
      | '(?P<text>{_TEXT})'
      | (?P<number>-?[0-9]{{1,10}}+)
    )""",
    re.VERBOSE | re.ASCII,
)
_AFTER = re.compile(
    rf"""\s*+(?:
        (?P<comma>,)
      | (?P<closer>[)\]])
      | \.\s*+(?P<member>{_NAME})(?![-]|[^\x00-\x7f])
      | (?P<opener>\[)(?![?^])
    )""",
    re.VERBOSE | re.ASCII,
)
_SPACE = re.compile(r"\s*+", re.ASCII)

_new = tuple.__new__
"""Makes spans, of which each operand has three, in half the time that a call of `Span` takes."""


@dataclass(slots=True)
class _Open:
    """A call or an index that is not closed yet: where it starts, what it has, and how high."""

    start: int
    parts: list[Expression]
    height: int = 0
    name: str = ""
    namespace: str | None = None
    name_span: Span = Span(0, 0)

    def add(self, part: Expression, height: int) -> None:
        """Adds an argument or the index."""
        self.parts.append(part)
        self.height = max(self.height, height)

    def completed(self, end: int) -> Expression:
        """What it is, now that it ends there."""
        span = Span(self.start, end)
        if not self.name:
            target, index = self.parts
            return IndexAccess(target, index, span)
        return Call(self.name, self.namespace, tuple(self.parts), self.name_span, span)


def read_regular(value: str, within: Span) -> ParsedExpression | None:
    """The tree of what is written in a stretch of `value`; None if it takes the other reader."""
    reading = _Reading(value, within)
    while reading.read_operand() if reading.operand is None else reading.read_on(reading.operand):
        pass
    return ParsedExpression(reading.operand) if reading.operand and reading.is_whole else None


class _Reading:
    """How far the reading is: what is open, and the operand that it is behind, if it is."""

    __slots__ = ("_at", "_end", "_height", "_open", "_value", "operand")

    def __init__(self, value: str, within: Span) -> None:
        self._value = value
        self._at, self._end = within
        self._open: list[_Open] = []
        self._height = 0
        self.operand: Expression | None = None

    @property
    def is_whole(self) -> bool:
        """Whether all is read, and no tree is too high."""
        rest = _SPACE.fullmatch(self._value, self._at, self._end)
        return rest is not None and not self._open and self._height <= MAX_DEPTH

    def read_operand(self) -> bool:
        """Reads a whole call or a literal, or up to behind an opening parenthesis.

        False if nothing of that is there.
        """
        found = _OPERAND.match(self._value, self._at, self._end)
        if found is None or len(self._open) > MAX_DEPTH:
            return False
        self._at = found.end()
        match found.lastgroup:
            case "only":
                self.operand, self._height = _call(found, (_string(found, "only"),)), 2
            case "none":
                self.operand, self._height = _call(found, ()), 1
            case "text":
                self.operand, self._height = _string(found, "text"), 1
            case "number":
                self.operand, self._height = _integer(found), 1
                return self.operand is not None
            case _:
                self._open.append(_opened(found))
        return True

    def read_on(self, operand: Expression) -> bool:
        """Reads what follows an operand; False if there is nothing that may."""
        found = _AFTER.match(self._value, self._at, self._end)
        if found is None or self._height > MAX_DEPTH:
            return False
        self._at = found.end()
        match found.lastgroup:
            case "comma":
                return self._read_comma(operand)
            case "closer":
                return self._read_closer(operand, found["closer"])
            case "member":
                name = _new(Span, found.span("member"))
                whole = _new(Span, (operand.span.start, self._at))
                self.operand = MemberAccess(operand, found["member"], name, whole)
                self._height += 1
            case _:
                self._open.append(_Open(operand.span.start, [operand], self._height))
                self.operand = None
        return True

    def _read_comma(self, operand: Expression) -> bool:
        """Reads the end of an argument that is not the last; False if no call is open."""
        last = self._open[-1] if self._open else None
        self.operand = None
        if last is None or not last.name:
            return False
        last.add(operand, self._height)
        return True

    def _read_closer(self, operand: Expression, bracket: str) -> bool:
        """Reads the end of a call or an index; False if another or none is open."""
        last = self._open.pop() if self._open else None
        self.operand = None
        if last is None or bracket != (")" if last.name else "]"):
            return False
        last.add(operand, self._height)
        self.operand, self._height = last.completed(self._at), last.height + 1
        return True


def _call(found: re.Match[str], arguments: tuple[Expression, ...]) -> Call:
    """The call that was found as a whole."""
    name = _new(Span, found.span("name"))
    namespace = found["namespace"]
    start = name.start if namespace is None else found.start("namespace")
    return Call(found["name"], namespace, arguments, name, _new(Span, (start, found.end())))


def _string(found: re.Match[str], group: str) -> StringLiteral:
    """The string whose text was found in a group."""
    text = found[group]
    start, end = found.span(group)
    value = text.replace("''", "'") if "''" in text else text
    return StringLiteral(value, _new(Span, (start - 1, end + 1)))


def _integer(found: re.Match[str]) -> IntegerLiteral | None:
    """The number that was found, if it is one that has a value."""
    number = int(found["number"])
    return IntegerLiteral(number, Span(*found.span("number"))) if number in _INT32 else None


def _opened(found: re.Match[str]) -> _Open:
    """The call whose opening bracket was found."""
    name = _new(Span, found.span("name"))
    namespace = found["namespace"]
    start = name.start if namespace is None else found.start("namespace")
    return _Open(start, [], 0, found["name"], namespace, name)
