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

# Nothing here can match in two ways, so that no text makes a pattern go back. What is not ASCII,
# outside of strings, is for the other reader, and so is all that is joined to a member's name.
_OPERAND = re.compile(
    rf"""\s*+(?:
        '(?P<text>(?:[^']++|'')*+)'
      | (?P<first>{_NAME})(?:\s*+\.\s*+(?P<second>{_NAME}))?+\s*+\(
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
_NO_ARGUMENT = re.compile(r"\s*+\)", re.ASCII)
_SPACE = re.compile(r"\s*+", re.ASCII)


@dataclass(slots=True)
class _Open:
    """A call or an index that is not closed yet: where it starts, what it has, and how high."""

    start: int
    parts: list[Expression]
    height: int = 0
    name: str = ""
    namespace: str | None = None
    name_span: Span = Span(0, 0)

    @property
    def closer(self) -> str:
        """The bracket that closes it."""
        return ")" if self.name else "]"

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
        """Reads a literal, or up to behind an opening parenthesis; False if neither is there."""
        found = _OPERAND.match(self._value, self._at, self._end)
        if found is None or len(self._open) > MAX_DEPTH:
            return False
        self._at = found.end()
        if found["first"] is None:
            self.operand, self._height = _literal(found), 1
            return self.operand is not None
        self._open.append(_call(found))
        if closed := _NO_ARGUMENT.match(self._value, self._at, self._end):
            self._at = closed.end()
            self.operand, self._height = self._open.pop().completed(self._at), 1
        return True

    def read_on(self, operand: Expression) -> bool:
        """Reads what follows an operand; False if there is nothing that may."""
        found = _AFTER.match(self._value, self._at, self._end)
        if found is None or self._height > MAX_DEPTH:
            return False
        if name := found["member"]:
            whole = Span(operand.span.start, found.end())
            self.operand = MemberAccess(operand, name, Span(*found.span("member")), whole)
            self._height += 1
        elif found["opener"]:
            self._open.append(_Open(operand.span.start, [operand], self._height))
            self.operand = None
        elif not self._read_end(operand, found):
            return False
        self._at = found.end()
        return True

    def _read_end(self, operand: Expression, found: re.Match[str]) -> bool:
        """Reads the end of an argument or an index; False if it does not belong there."""
        last = self._open[-1] if self._open else None
        if last is None or found[0][-1] not in (last.closer, "," if last.name else ""):
            return False
        last.add(operand, self._height)
        if found["closer"]:
            self._open.pop()
            self.operand, self._height = last.completed(found.end()), last.height + 1
        else:
            self.operand = None
        return True


def _literal(found: re.Match[str]) -> Expression | None:
    """The string or number that was found, if it is one that has a value."""
    start = found.end()
    if (text := found["text"]) is not None:
        return StringLiteral(text.replace("''", "'"), Span(found.start("text") - 1, start))
    if (number := found["number"]) is not None and int(number) in _INT32:
        return IntegerLiteral(int(number), Span(found.start("number"), start))
    return None


def _call(found: re.Match[str]) -> _Open:
    """The call whose opening bracket was found."""
    name = "second" if found["second"] else "first"
    namespace = found["first"] if found["second"] else None
    span = Span(*found.span(name))
    return _Open(found.start("first"), [], 0, found[name], namespace, span)
