r"""Reading regular expressions as forms: the part of the language that all dialects share.

Literals, `.`, sets, `\d`, `\w`, `\s` and their opposites, groups, `(?i:…)` and `(?-i:…)`,
alternatives, repetition, and the edges `^`, `$`, `\A`, `\Z`. What looks around, refers back or
depends on the dialect is not read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

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

MAX_DEPTH = 30
"""How deep groups may nest."""

MAX_REPEATED = 500
"""The most often that something may be repeated by a count."""

_COUNT = re.compile(r"\{([0-9]{1,4})(?:(,)([0-9]{1,4})?)?\}")
_SPECIAL = frozenset(r"\^$.|?*+()[]{}")
_ESCAPES = {"t": "\t", "n": "\n", "r": "\r", "f": "\f", "v": "\v"}
_LINE_END = Characters((("\n", "\n"),), excluded=True)


class NotReadError(Exception):
    """The pattern uses what is not read here."""


@lru_cache(maxsize=512)
def machine_of(pattern: str, *, ignoring_case: bool) -> Machine | None:
    """The machine that finds a pattern in a text; None if the pattern is not read."""
    try:
        reader = _Reader(pattern)
        form = reader.alternatives(0, ignoring_case=ignoring_case)
        if reader.at < len(pattern):
            return None
    except NotReadError:
        return None
    return machine(Sequence((ANYTHING, form, ANYTHING)))


@dataclass(slots=True)
class _Reader:
    """Where reading a pattern has come to."""

    pattern: str
    at: int = 0

    def next(self, text: str) -> bool:
        """Whether a text comes next; it is read if so."""
        if not self.pattern.startswith(text, self.at):
            return False
        self.at += len(text)
        return True

    def character(self) -> str:
        """The next character."""
        if self.at >= len(self.pattern):
            raise NotReadError
        self.at += 1
        return self.pattern[self.at - 1]

    def alternatives(self, depth: int, *, ignoring_case: bool) -> Form:
        """Forms with bars between them."""
        if depth > MAX_DEPTH:
            raise NotReadError
        options = [self._sequence(depth, ignoring_case=ignoring_case)]
        while self.next("|"):
            options.append(self._sequence(depth, ignoring_case=ignoring_case))
        return options[0] if len(options) == 1 else Alternatives(tuple(options))

    def _sequence(self, depth: int, *, ignoring_case: bool) -> Form:
        parts: list[Form] = []
        while self.at < len(self.pattern) and self.pattern[self.at] not in "|)":
            part = self._part(depth, ignoring_case=ignoring_case)
            parts.append(self._repeated(part))
        if any(_has_end(part) for part in parts[:-1]):
            raise NotReadError  # A line end may stand between '$' and the end of the text.
        return Sequence(tuple(parts))

    def _repeated(self, part: Form) -> Form:
        """The form as often as what follows it says."""
        least, most = self._counts()
        if (least, most) == (1, 1):
            return part
        if _has_edge(part) or self.pattern.startswith(("*", "+", "{"), self.at):
            raise NotReadError
        self.next("?")  # Being content with little changes nothing about there being a match.
        return Repeated(part, least, most)

    def _counts(self) -> tuple[int, int | None]:
        for sign, least, most in (("*", 0, None), ("+", 1, None), ("?", 0, 1)):
            if self.next(sign):
                return least, most
        count = _COUNT.match(self.pattern, self.at)
        if count is None:
            return 1, 1
        self.at = count.end()
        first, comma, last = count.groups()
        least, most = int(first), None if comma and not last else int(last or first)
        if max(least, most or 0) > MAX_REPEATED or (most is not None and least > most):
            raise NotReadError
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
            case special if special in _SPECIAL:
                raise NotReadError
            case plain:
                return Characters(((plain, plain),), ignoring_case=ignoring_case)

    def _group(self, depth: int, *, ignoring_case: bool) -> Form:
        if self.next("?"):
            if self.next("i:"):
                ignoring_case = True
            elif self.next("-i:"):
                ignoring_case = False
            elif not self.next(":"):
                raise NotReadError
        form = self.alternatives(depth + 1, ignoring_case=ignoring_case)
        if not self.next(")"):
            raise NotReadError
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
                plain = _escaped(other)
                return Characters(((plain, plain),), ignoring_case=ignoring_case)

    def _set(self, *, ignoring_case: bool) -> Form:
        """What stands between square brackets."""
        excluded = self.next("^")
        ranges: list[tuple[str, str]] = []
        kinds = ""
        while not self.next("]"):
            first = self._in_set()
            if len(first) > 1:
                kinds += first[1]
            elif self.pattern.startswith("-", self.at) and self.pattern[self.at + 1 :][:1] != "]":
                self.at += 1
                ranges.append((first, self._range_end(first)))
            else:
                ranges.append((first, first))
        if not ranges and not kinds:
            raise NotReadError
        return Characters(tuple(ranges), kinds, excluded, ignoring_case)

    def _in_set(self) -> str:
        """A character of a set, or an escaped kind."""
        character = self.character()
        if character == "[":
            raise NotReadError
        if character != "\\":
            return character
        escaped = self.character()
        return f"\\{escaped}" if escaped in "dDwWsS" else _escaped(escaped)

    def _range_end(self, first: str) -> str:
        last = self._in_set()
        if len(last) > 1 or last < first or not last.isascii():
            raise NotReadError
        return last


def _escaped(character: str) -> str:
    """The character that an escaped one stands for."""
    if character in _ESCAPES:
        return _ESCAPES[character]
    if character.isalnum() or not character.isascii():
        raise NotReadError
    return character


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
