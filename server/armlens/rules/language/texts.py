"""Predicates on text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import Enum
from typing import Self

from armlens.dataclass import dataclass
from armlens.evaluation.questions import contains_text, ends_with, matches, starts_with
from armlens.evaluation.values import Single
from armlens.rules.language.comparisons import may_be_text, text_of
from armlens.rules.language.operands import Literal, Operand, listed, shown
from armlens.rules.language.predicates import Predicate


class Part(Enum):
    """Where in a text another one is looked for."""

    START = "start with"
    END = "end with"
    ANYWHERE = "contain"


_QUESTIONS = {Part.START: starts_with, Part.END: ends_with, Part.ANYWHERE: contains_text}


@dataclass(frozen=True, slots=True)
class HasPart(Predicate):
    """A text that starts with, ends with or contains one of some texts, compared without case."""

    part: Part
    texts: tuple[str, ...]

    def holds(self, value: Single) -> bool | None:
        """By the text, or by what is known of it."""
        answers = [_QUESTIONS[self.part](value, text, ignoring_case=True) for text in self.texts]
        if True in answers:
            return True
        return None if None in answers else False

    @property
    def words(self) -> str:
        """The claim."""
        verb = self.part.value.replace("t w", "ts w").replace("d w", "ds w").replace("in", "ins")
        return f"{verb} {listed([shown(text) for text in self.texts], 'or')}"

    @property
    def denied(self) -> str:
        """The contrary."""
        return f"does not {self.part.value} {listed([shown(text) for text in self.texts], 'or')}"

    def contrary(self, value: Single) -> str:
        """What it should have."""
        del value
        texts = listed([f"'{text}'" for text in self.texts], "or")
        return f" and does not {self.part.value} {texts}"


@dataclass(frozen=True, slots=True)
class Matches(Predicate):
    """A text in which a regular expression is found. `called` says what such a text is like."""

    pattern: Operand
    called: str = ""

    @property
    def operands(self) -> tuple[Operand, ...]:
        """The pattern."""
        return (self.pattern,)

    def bound(self, operands: Sequence[Literal]) -> Self:
        """With the pattern itself."""
        return replace(self, pattern=operands[0])

    def holds(self, value: Single) -> bool | None:
        """By the text; what is no text does not match, and nobody knows what matches no pattern."""
        return matches(value, str(self.pattern), ignoring_case=False)

    @property
    def words(self) -> str:
        """The claim."""
        return f"has {self.called}" if self.called else f"matches {shown(self.pattern)}"

    @property
    def denied(self) -> str:
        """The contrary."""
        verb = "does not have" if self.called else "does not match"
        return f"{verb} {self.called or shown(self.pattern)}"

    def contrary(self, value: Single) -> str:
        """What it does not match."""
        del value
        if self.called:
            return f" and does not have {self.called}"
        return f" and does not match '{self.pattern}'"


@dataclass(frozen=True, slots=True)
class IsRegion(Predicate):
    """One of the Azure regions, as `West Europe` or as `westeurope`."""

    regions: tuple[Operand, ...]

    @property
    def operands(self) -> tuple[Operand, ...]:
        """The regions."""
        return self.regions

    def bound(self, operands: Sequence[Literal]) -> Self:
        """With the regions themselves."""
        return replace(self, regions=tuple(operands))

    def holds(self, value: Single) -> bool | None:
        """By the text without blanks."""
        text = text_of(value)
        if text is None:
            return may_be_text(value)
        return _folded(text) in {_folded(str(region)) for region in self.regions}

    @property
    def words(self) -> str:
        """The claim; the regions are too many to name."""
        return "is one of the regions"

    @property
    def denied(self) -> str:
        """The contrary."""
        return "is none of the regions"


def _folded(region: str) -> str:
    return region.replace(" ", "").lower()
