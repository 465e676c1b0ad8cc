"""JSON documents in the layouts that people and programs give them."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count

from armlens.rules.catalogue import RULES

_UNITS = ("  ", "    ", "\t", " ", "   ")
_LINE_ENDS = ("\n", "\r\n", "\r")
_COLONS = (": ", ":", " : ", " :")


@dataclass
class Layout:
    """One layout, drawn from a random number generator.

    `line_ends` has several where they are mixed; it is empty for a document of one line.
    """

    draw: random.Random
    unit: str = "  "
    line_ends: Sequence[str] = ("\n",)
    colon: str = ": "
    comments: float = 0.0
    short: float = 0.0
    commas: bool = False
    numbers: Iterator[int] = field(default_factory=count)

    def written(self, value: object) -> str:
        """The value as a document."""
        end = self._line_end() if self.line_ends and self.draw.random() < 0.7 else ""
        return self._comment("") + self._value(value, "", is_short=not self.line_ends) + end

    def _value(self, value: object, lead: str, *, is_short: bool) -> str:
        if isinstance(value, dict):
            parts = [
                (json.dumps(name, ensure_ascii=False) + self.colon, each)
                for name, each in value.items()
            ]
            return self._container("{}", parts, lead, is_short=is_short)
        if isinstance(value, list):
            return self._container("[]", [("", each) for each in value], lead, is_short=is_short)
        return json.dumps(value, ensure_ascii=self.draw.random() < 0.1)

    def _container(
        self, brackets: str, parts: list[tuple[str, object]], lead: str, *, is_short: bool
    ) -> str:
        opening, closing = brackets[0], brackets[1]
        is_short = is_short or self.draw.random() < self.short
        if not parts:
            inner = self._comment(lead, is_inline=True)
            return opening + inner + closing
        if is_short:
            comma = self.draw.choice((", ", ","))
            padding = self.draw.choice(("", "", " "))
            texts = [name + self._value(each, lead, is_short=True) for name, each in parts]
            last = "," if self._has_trailing_comma() else ""
            return opening + padding + comma.join(texts) + last + padding + closing
        inner = lead + self.unit
        lines = []
        for index, (name, each) in enumerate(parts):
            is_last = index == len(parts) - 1
            comma = "," if not is_last or self._has_trailing_comma() else ""
            above = self._comment(inner)
            text = name + self._value(each, inner, is_short=False) + comma
            lines.append(self._line_end() + inner + above + text + self._behind())
        return opening + self._behind() + "".join(lines) + self._line_end() + lead + closing

    def _has_trailing_comma(self) -> bool:
        return self.commas and self.draw.random() < 0.5

    def _line_end(self) -> str:
        return self.draw.choice(self.line_ends)

    def _comment(self, lead: str, *, is_inline: bool = False) -> str:
        """A comment before something, perhaps on a line of its own; or none."""
        if self.draw.random() >= self.comments:
            return ""
        text = self._words()
        if is_inline or not self.line_ends or self.draw.random() < 0.5:
            return f'/* {text} 😋, " }} */ '
        return f'// {text} {{ "a": [{self._line_end()}{lead}'

    def _behind(self) -> str:
        """A comment at the end of a line, or none."""
        if self.draw.random() >= self.comments / 2:
            return ""
        return self.draw.choice((" // {} ,]", " /* {} */")).format(self._words())

    def _words(self) -> str:
        """What a comment says: its number, and now and then that a rule is to be ignored."""
        number = f"NOTE-{next(self.numbers)}"
        if self.draw.random() < 0.8:
            return number
        return f"armlens: ignore {self.draw.choice(RULES).name} - {number}"


def layout(draw: random.Random) -> Layout:
    """A random layout: mostly tidy, now and then of one line, or with everything mixed."""
    kind = draw.random()
    comments = draw.choice((0.0, 0.0, 0.1, 0.3))
    commas = draw.random() < 0.2
    if kind < 0.12:
        return Layout(draw, "", (), draw.choice((":", ": ")), comments / 2, 1.0, commas)
    ends = _LINE_ENDS if kind > 0.9 else (draw.choice(_LINE_ENDS),)
    short = draw.choice((0.0, 0.05, 0.3))
    colon = draw.choice((": ", ": ", *_COLONS))
    return Layout(draw, draw.choice(_UNITS), ends, colon, comments, short, commas)
