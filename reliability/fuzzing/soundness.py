"""What evaluation says without the values of parameters, against what comes with some."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from armlens.evaluation import questions
from armlens.evaluation.access import elements, member, members
from armlens.evaluation.conditions import Condition, Constraint, Symbol, choosable
from armlens.evaluation.data import types_of
from armlens.evaluation.extents import lengths_of
from armlens.evaluation.lengths import units
from armlens.evaluation.pieces import Hole
from armlens.evaluation.values import (
    Absent,
    BuiltArray,
    BuiltObject,
    Choice,
    Failure,
    Known,
    Single,
    Unknown,
    Value,
    WrittenArray,
    WrittenObject,
)
from armlens.template.scope import TemplateScope
from reliability.fuzzing.worlds import evaluated

Question = Callable[[Single], bool | None]
TEXTS = ("", "a", "A-", "a-a", "-", "b", "-b", "Free", "free", "b,c", "1", "/")
PATTERNS = ("^[a-z2-7]{3,24}$", "a+", "^a.*b$", "(?i:FREE)", "x|y", r"^\w*$", "[^-]$", "^.{2,4}$")


def _text_questions(text: str) -> list[Question]:
    return [
        lambda value: questions.starts_with(value, text, ignoring_case=False),
        lambda value: questions.starts_with(value, text, ignoring_case=True),
        lambda value: questions.ends_with(value, text, ignoring_case=True),
        lambda value: questions.contains_text(value, text, ignoring_case=False),
        lambda value: questions.equals(value, text, ignoring_case=True),
        lambda value: questions.is_one_of(value, (text, "a", 1, True), ignoring_case=False),
        lambda value: questions.is_like(value, f"*{text}?", ignoring_case=True),
    ]


def _pattern_questions(pattern: str) -> list[Question]:
    return [
        lambda value: questions.matches(value, pattern, ignoring_case=False),
        lambda value: questions.matches(value, pattern, ignoring_case=True),
    ]


def _size_questions(least: int) -> list[Question]:
    return [
        lambda value: questions.is_within(value, least, least + 1),
        lambda value: questions.is_within(value, most=least),
        lambda value: questions.has_length(value, least),
        lambda value: questions.has_length(value, least, least + 2),
        lambda value: questions.equals(value, least, ignoring_case=True),
    ]


QUESTIONS = [
    *(each for text in TEXTS for each in _text_questions(text)),
    *(each for pattern in PATTERNS for each in _pattern_questions(pattern)),
    *(each for least in (-1, 0, 1, 2, 3) for each in _size_questions(least)),
    lambda value: questions.equals(value, None, ignoring_case=True),
    lambda value: questions.equals(value, wanted=True, ignoring_case=True),
]


@dataclass
class Comparison:
    """What was said of all worlds, against what comes in one of them."""

    scope: TemplateScope
    asked: list[Question]

    def holds(self, condition: Condition) -> bool | None:
        """Whether a condition holds in the world; None if the test cannot tell."""
        verdicts: list[bool | None] = []
        for symbol, constraint in condition.constraints:
            verdicts.append(self.admits(constraint, self.value(symbol)))
        return False if False in verdicts else None if None in verdicts else True

    def admits(self, constraint: Constraint, value: Value | None) -> bool | None:
        """Whether a value is as a constraint has it; None if the test cannot tell."""
        if isinstance(value, Known):
            return constraint.admits(choosable(value.value))
        if not isinstance(value, WrittenArray | BuiltArray | WrittenObject | BuiltObject):
            return None
        length = questions.length_bounds(value)
        if not constraint.excluded or not constraint.numbers.is_free or length is None:
            return False
        return constraint.sizes.admits(length[0]) if length[0] == length[1] else None

    def value(self, symbol: Symbol) -> Value | None:
        """What a symbol stands for in the world."""
        key = symbol.key
        if symbol.measures is not None:
            whole = self.value(symbol.measures)
            sizes = None if whole is None or isinstance(whole, Choice) else lengths_of(whole)
            return None if sizes is None or sizes.only is None else Known(sizes.only)
        if isinstance(key, tuple) and isinstance(key[0], TemplateScope):
            if key[1] == "parameter":
                return evaluated(f"parameters('{key[2]}')", self.scope)
            return evaluated(key[1], self.scope)
        return None

    def check(self, said: Value, came: Value) -> None:
        """Compare one value, and what is inside."""
        if isinstance(said, Choice):
            self._check_choice(said, came)
            return
        if not isinstance(came, Failure | Choice):
            self._check_answers(said, came)
        if isinstance(came, Failure | Unknown | Choice):
            assert not isinstance(said, Absent)
        elif isinstance(said, Unknown):
            self._check_unknown(said, came)
        elif isinstance(said, Known):
            assert isinstance(came, Known)
            assert choosable(came.value) == choosable(said.value)
        elif isinstance(said, WrittenArray | BuiltArray):
            self._check_array(said, came)
        elif isinstance(said, WrittenObject | BuiltObject):
            self._check_object(said, came)
        else:
            assert type(said) is type(came)

    def _check_choice(self, said: Choice, came: Value) -> None:
        """Exactly the alternatives that hold are true, and at least one may hold."""
        verdicts = [(self.holds(each.condition), each.value) for each in said.alternatives]
        for verdict, value in verdicts:
            if verdict is True:
                self.check(value, came)
        assert isinstance(came, Failure) or any(verdict is not False for verdict, _ in verdicts)
        certain = [verdict for verdict, _ in verdicts if verdict is True]
        assert len(certain) < 2

    def _check_answers(self, said: Single, came: Single) -> None:
        """No answer may turn into the opposite."""
        for question in self.asked:
            answer = question(said)
            assert answer is None or question(came) in (None, answer)

    def _check_unknown(self, said: Unknown, came: Value) -> None:
        assert types_of(came) & said.types
        if said.allowed is not None and isinstance(came, Known):
            assert choosable(came.value) in [choosable(each) for each in said.allowed]
        if said.symbol is not None and isinstance(came, Known):
            own = self.value(said.symbol)
            if isinstance(own, Known):
                assert choosable(own.value) == choosable(came.value)
        self._check_limits(said, came)

    def _check_limits(self, said: Unknown, came: Value) -> None:
        limits = said.limits
        bounds = questions.length_bounds(came) if not isinstance(came, Choice) else None
        if bounds is not None and bounds[0] == bounds[1]:
            assert limits.sizes.admits(bounds[0])
        if isinstance(came, WrittenArray | BuiltArray) and (theirs := elements(came)) is not None:
            self._check_ends(said, theirs)
        match came:
            case Known(str() as text):
                assert all(map(limits.letters.admits, text))
                if limits.pieces:
                    written = "".join(map(self.written, limits.pieces))
                    assert re.fullmatch(written, text, re.DOTALL)
            case Known(int() as number) if not isinstance(number, bool):
                assert limits.numbers.admits(number)

    def _check_ends(self, said: Unknown, theirs: tuple[Value, ...]) -> None:
        starts, ends = said.limits.starts, said.limits.ends
        for one, other in zip(starts, theirs, strict=False):
            self.check(one, other)
        for one, other in zip(ends[::-1], theirs[::-1], strict=False):
            self.check(one, other)
        assert len(starts) + len(ends) <= len(theirs)

    def written(self, piece: str | Hole) -> str:
        """The regular expression for a piece, as it is in the world."""
        if isinstance(piece, str):
            return re.escape(piece)
        value = self.value(piece.symbol) if piece.symbol else None
        if not isinstance(value, Known):
            return ".*"
        text = value.value
        assert isinstance(text, str)
        assert piece.sizes.admits(units(text))
        assert all(map(piece.letters.admits, text))
        return re.escape(text)

    def _check_array(self, said: WrittenArray | BuiltArray, came: Value) -> None:
        assert isinstance(came, WrittenArray | BuiltArray)
        ours, theirs = elements(said), elements(came)
        assert ours is not None
        assert theirs is not None
        assert len(ours) == len(theirs)
        for one, other in zip(ours, theirs, strict=True):
            self.check(one, other)

    def _check_object(self, said: WrittenObject | BuiltObject, came: Value) -> None:
        assert isinstance(came, WrittenObject | BuiltObject)
        ours, theirs = members(said), members(came)
        if ours is not None and theirs is not None:
            assert [*ours] == [*theirs]
        names = [*(theirs or ()), "a", "b", "B", "x", "Free", "c"]
        if isinstance(said, BuiltObject):
            names += said.members
        for name in names:
            found = member(came, name)
            if not (isinstance(member(said, name), Unknown) and isinstance(found, Absent)):
                self.check(member(said, name), found)
