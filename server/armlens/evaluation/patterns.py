r"""Reading regular expressions as forms: the part of the language that all dialects share.

Literals, `.`, sets, `\d`, `\w`, `\s` and their opposites, `\x41`, `\u0041`, groups, which may have
names, `(?i)` at the beginning, `(?i:…)` and `(?-i:…)`, alternatives, repetition, and the edges `^`,
`$`, `\A`, `\Z`. What looks around or refers back is not read, because no bound can be given for the
time that it takes; nor is what depends on the dialect.
"""

from __future__ import annotations

import re
from functools import lru_cache

from armlens.dataclass import dataclass
from armlens.evaluation.forms import (
    ANY,
    ANYTHING,
    END,
    START,
    Alternatives,
    Characters,
    Edge,
    Form,
    Repeated,
    Sequence,
)
from armlens.evaluation.recognition import Machine, machine
from armlens.text.spans import Span

MAX_DEPTH = 30
"""How deep groups may nest."""

MAX_REPEATED = 500
"""The most often that something may be repeated by a count."""

_COUNT = re.compile(r"\{([0-9]{1,4})(?:(,)([0-9]{1,4})?)?\}")
_NAME = re.compile(r"\?P?<[A-Za-z_][A-Za-z0-9_]*>")
_CODE = re.compile(r"x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}")
_SPECIAL = frozenset(r"\^$.|?*+()[]{}")
_ESCAPES = {"t": "\t", "n": "\n", "r": "\r", "f": "\f", "v": "\v"}
_LINE_END = Characters((("\n", "\n"),), excluded=True)


_BOUNDLESS = "which is not supported, since the time that it may take has no bound"


@dataclass(frozen=True, slots=True)
class NotRead:
    """Why a pattern is not read: a clause about a span of it."""

    reason: str
    span: Span


class NotReadError(Exception):
    """The pattern uses what is not read here."""

    def __init__(self, reason: str, span: Span) -> None:
        super().__init__(reason)
        self.found = NotRead(reason, span)


@lru_cache(maxsize=512)
def read_pattern(pattern: str, *, ignoring_case: bool) -> Machine | NotRead:
    """The machine that finds a pattern in a text, or why the pattern is not read."""
    try:
        form = _Reader(pattern).whole(ignoring_case=ignoring_case)
    except NotReadError as error:
        return error.found
    found = machine(Sequence((ANYTHING, form, ANYTHING)))
    return found or NotRead("it is too large", Span(0, len(pattern)))


def machine_of(pattern: str, *, ignoring_case: bool) -> Machine | None:
    """The machine that finds a pattern in a text; None if the pattern is not read."""
    found = read_pattern(pattern, ignoring_case=ignoring_case)
    return found if isinstance(found, Machine) else None


@dataclass(slots=True)
class _Reader:
    """Where reading a pattern has come to."""

    pattern: str
    at: int = 0

    def refused(self, reason: str, start: int | None = None) -> NotReadError:
        """The error for what was read last, or for all from a start."""
        first = self.at - 1 if start is None else start
        return NotReadError(reason, Span(max(first, 0), max(self.at, 0)))

    def next(self, text: str) -> bool:
        """Whether a text comes next; it is read if so."""
        if not self.pattern.startswith(text, self.at):
            return False
        self.at += len(text)
        return True

    def character(self) -> str:
        """The next character."""
        if self.at >= len(self.pattern):
            raise self.refused("it ends where something must follow")
        self.at += 1
        return self.pattern[self.at - 1]

    def whole(self, *, ignoring_case: bool) -> Form:
        """The form of the whole pattern."""
        form = self.alternatives(0, ignoring_case=self.next("(?i)") or ignoring_case)
        if self.next(")"):
            raise self.refused("there is no group to end here")
        return form

    def alternatives(self, depth: int, *, ignoring_case: bool) -> Form:
        """Forms with bars between them."""
        if depth > MAX_DEPTH:
            raise self.refused(f"groups are nested more than {MAX_DEPTH} deep")
        options = [self._sequence(depth, ignoring_case=ignoring_case)]
        while self.next("|"):
            options.append(self._sequence(depth, ignoring_case=ignoring_case))
        return options[0] if len(options) == 1 else Alternatives(tuple(options))

    def _sequence(self, depth: int, *, ignoring_case: bool) -> Form:
        parts: list[Form] = []
        while self.at < len(self.pattern) and self.pattern[self.at] not in "|)":
            if parts and _has_end(parts[-1]):
                self.at += 1
                # A line end may stand between '$' and the end of the text.
                raise self.refused("nothing can follow the end of the text")
            part = self._part(depth, ignoring_case=ignoring_case)
            parts.append(self._repeated(part))
        return Sequence(tuple(parts))

    def _repeated(self, part: Form) -> Form:
        """The form as often as what follows it says."""
        start = self.at
        least, most = self._counts()
        if self.at == start:
            return part
        if _has_edge(part):
            raise self.refused("an edge of the text cannot be repeated", start)
        if self.pattern.startswith(("*", "+", "{"), self.at):
            self.at += 1
            raise self.refused("what is repeated is repeated again, which needs a group")
        self.next("?")  # Being content with little changes nothing about there being a match.
        return Repeated(part, least, most)

    def _counts(self) -> tuple[int, int | None]:
        for sign, least, most in (("*", 0, None), ("+", 1, None), ("?", 0, 1)):
            if self.next(sign):
                return least, most
        count = _COUNT.match(self.pattern, self.at)
        if count is None:
            return 1, 1
        start, self.at = self.at, count.end()
        first, comma, last = count.groups()
        least, most = int(first), None if comma and not last else int(last or first)
        if most is not None and least > most:
            raise self.refused("the first count is the greater one", start)
        if max(least, most or 0) > MAX_REPEATED:
            raise self.refused(f"a count may be up to {MAX_REPEATED}", start)
        return least, most

    def _part(self, depth: int, *, ignoring_case: bool) -> Form:
        """One character, set, edge or group."""
        match self.character():
            case "(":
                return self._group(depth, ignoring_case=ignoring_case)
            case "[":
                return self._set(ignoring_case=ignoring_case)
            case ".":
                return _LINE_END
            case "^":
                return START
            case "$":
                return Sequence((Repeated(Characters((("\n", "\n"),)), 0, 1), END))
            case "\\":
                return self._escape(ignoring_case=ignoring_case)
            case "*" | "+" | "?":
                raise self.refused("there is nothing to repeat here")
            case special if special in _SPECIAL:
                raise self.refused(f"'{special}' by itself is written '\\{special}'")
            case plain:
                return Characters(((plain, plain),), ignoring_case=ignoring_case)

    def _group(self, depth: int, *, ignoring_case: bool) -> Form:
        start = self.at - 1
        if name := _NAME.match(self.pattern, self.at):
            self.at = name.end()
        elif self.next("?i:"):
            ignoring_case = True
        elif self.next("?-i:"):
            ignoring_case = False
        elif not self.next("?:") and self.next("?"):
            self.at = min(self.at + (2 if self.next("<") else 1), len(self.pattern))
            raise self.refused(f"it has '{self.pattern[start : self.at]}', {_BOUNDLESS}", start)
        form = self.alternatives(depth + 1, ignoring_case=ignoring_case)
        if not self.next(")"):
            self.at = start + 1
            raise self.refused("the group has no end")
        return form

    def _escape(self, *, ignoring_case: bool) -> Form:
        match self.character():
            case "A":
                return START
            case "Z":
                return END
            case kind if kind in "dDwWsS":
                return Characters(kinds=kind)
            case other:
                plain = self._escaped(other)
                return Characters(((plain, plain),), ignoring_case=ignoring_case)

    def _escaped(self, character: str) -> str:
        """The character that an escaped one stands for."""
        if character in _ESCAPES:
            return _ESCAPES[character]
        if code := _CODE.match(self.pattern, self.at - 1):
            self.at = code.end()
            return chr(int(code[0][1:], 16))
        if character.isdecimal():
            raise self.refused(f"'\\{character}' refers back, {_BOUNDLESS}", self.at - 2)
        if character.isalnum() or not character.isascii():
            raise self.refused(f"it has '\\{character}', which is not supported", self.at - 2)
        return character

    def _set(self, *, ignoring_case: bool) -> Form:
        """What stands between square brackets."""
        start = self.at - 1
        excluded = self.next("^")
        ranges: list[tuple[str, str]] = []
        kinds = ""
        while not self.next("]"):
            if self.at >= len(self.pattern):
                self.at = start + 1
                raise self.refused("the set has no end")
            first = self._in_set()
            if len(first) > 1:
                kinds += first[1]
            elif self.pattern.startswith("-", self.at) and self.pattern[self.at + 1 :][:1] != "]":
                self.at += 1
                ranges.append((first, self._range_end(first)))
            else:
                ranges.append((first, first))
        if not ranges and not kinds:
            raise self.refused("the set is empty; ']' in it is written '\\]'", start)
        return Characters(tuple(ranges), kinds, excluded, ignoring_case)

    def _in_set(self) -> str:
        """A character of a set, or an escaped kind."""
        character = self.character()
        if character == "[":
            raise self.refused("'[' in a set is written '\\['")
        if character != "\\":
            return character
        escaped = self.character()
        return f"\\{escaped}" if escaped in "dDwWsS" else self._escaped(escaped)

    def _range_end(self, first: str) -> str:
        start = self.at - 2
        last = self._in_set()
        if len(last) > 1 or last < first:
            raise self.refused("the range goes down", start)
        if not last.isascii():
            raise self.refused("a range of letters beyond ASCII is not supported", start)
        return last


def _has_edge(form: Form) -> bool:
    match form:
        case Edge():
            return True
        case Sequence(parts) | Alternatives(parts):
            return any(map(_has_edge, parts))
        case Repeated(part):
            return _has_edge(part)
        case _:
            return False


def _has_end(form: Form) -> bool:
    match form:
        case Edge(is_end):
            return is_end
        case Sequence(parts) | Alternatives(parts):
            return any(map(_has_end, parts))
        case Repeated(part):
            return _has_end(part)
        case _:
            return False


def wildcards(pattern: str, *, ignoring_case: bool) -> Form:
    """The form of a text in which `*` stands for any text and `?` for any character."""
    special: dict[str, Form] = {"*": ANYTHING, "?": ANY}
    parts = (
        special.get(each) or Characters(((each, each),), ignoring_case=ignoring_case)
        for each in pattern
    )
    return Sequence(tuple(parts))
