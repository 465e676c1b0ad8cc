"""What must be true of one value: each predicate with its answer for every kind of value.

`holds` answers true, false, or None where the value is not known well enough. Text is compared
without case, as Azure compares names and enumerated values. A value that is not there, or null, is
told by `holds_without`.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar, Self

from armlens.dataclass import dataclass
from armlens.evaluation.access import elements
from armlens.evaluation.questions import has_length, is_one_of
from armlens.evaluation.types import ValueType
from armlens.evaluation.values import BuiltArray, Choice, Known, Single, Unknown, WrittenArray
from armlens.jsonc.nodes import Scalar
from armlens.rules.language.operands import Literal, Operand, Setting, listed, shown


class Predicate(ABC):
    """Something that is true of a value, false, or not known."""

    __slots__ = ()

    holds_without: ClassVar[bool] = False
    """The answer where there is no value."""

    @property
    def operands(self) -> tuple[Operand, ...]:
        """What the value is compared with."""
        return ()

    def bound(self, operands: Sequence[Literal]) -> Self:
        """The predicate with literals in the place of its operands."""
        del operands
        return self

    @abstractmethod
    def holds(self, value: Single) -> bool | None:
        """The answer for a value that is there and does not fail to evaluate."""

    @property
    @abstractmethod
    def words(self) -> str:
        """What is claimed, to follow a subject: "is one of `'a'` or `'b'`"."""

    @property
    @abstractmethod
    def denied(self) -> str:
        """What is claimed by the contrary: "is none of `'a'` or `'b'`"."""

    def contrary(self, value: Single) -> str:
        """What to add to "'x' is 'v'" to say why that does not do, if it needs saying."""
        del value
        return ""

    @property
    def right_values(self) -> tuple[Literal, ...]:
        """The values to offer where the predicate must hold, the best first."""
        return ()

    @property
    def other_values(self) -> tuple[Literal, ...]:
        """The values to offer where it must not hold."""
        return ()


@dataclass(frozen=True, slots=True)
class IsSet(Predicate):
    """There is a value, and it is not null."""

    def holds(self, value: Single) -> bool | None:
        """An unknown may be null, unless its type has no null."""
        return None if isinstance(value, Unknown) and ValueType.NULL in value.types else True

    @property
    def words(self) -> str:
        """The claim."""
        return "is set"

    @property
    def denied(self) -> str:
        """The contrary."""
        return "is not set"


@dataclass(frozen=True, slots=True)
class IsFilled(Predicate):
    """There is a value, and it is neither null nor an empty text, array or object."""

    def holds(self, value: Single) -> bool | None:
        """By the length of what has one; numbers and truth values are filled."""
        if isinstance(value, Known) and not isinstance(value.value, str):
            return True
        return has_length(value, 1)

    @property
    def words(self) -> str:
        """The claim."""
        return "is set and not empty"

    @property
    def denied(self) -> str:
        """The contrary."""
        return "is not set or is empty"


@dataclass(frozen=True, slots=True)
class IsOneOf(Predicate):
    """The value is one of some. Text stands for a number or a truth value, as for Azure.

    `also` are values that do as well, but that nobody should be told to write.
    """

    values: tuple[Operand, ...]
    also: tuple[Literal, ...] = ()

    @property
    def operands(self) -> tuple[Operand, ...]:
        """The values."""
        return self.values

    def bound(self, operands: Sequence[Literal]) -> Self:
        """With the values themselves."""
        return replace(self, values=tuple(operands))

    def holds(self, value: Single) -> bool | None:
        """By the scalar that the value is; anything else than a scalar is none of them."""
        wanted = _spellings((*self.right_values, *self.also))
        return is_one_of(value, wanted, ignoring_case=True)

    @property
    def words(self) -> str:
        """The claim."""
        if self._is_named:
            return f"is named in {self._listed}"
        return f"is {'one of ' if len(self._all) != 1 else ''}{self._listed}"

    @property
    def denied(self) -> str:
        """The contrary."""
        if self._is_named:
            return f"is not named in {self._listed}"
        return f"is {'not' if len(self._all) == 1 else 'none of'} {self._listed}"

    @property
    def _is_named(self) -> bool:
        """Whether the values are those of options, which may be lists."""
        return any(isinstance(each, Setting) for each in self._all)

    @property
    def _all(self) -> tuple[Operand, ...]:
        return (*self.values, *self.also)

    @property
    def _listed(self) -> str:
        return listed([shown(each) for each in self._all], "or") or "none"

    @property
    def right_values(self) -> tuple[Literal, ...]:
        """The values themselves."""
        return tuple(each for each in self.values if isinstance(each, str | int | float))

    @property
    def other_values(self) -> tuple[Literal, ...]:
        """Of a truth value the other one."""
        only = self.values[0] if len(self.values) == 1 else None
        return (not only,) if isinstance(only, bool) else ()


@dataclass(frozen=True, slots=True)
class Includes(Predicate):
    """An array that has the value as an element."""

    value: Literal

    def holds(self, value: Single) -> bool | None:
        """By the elements, each compared as by `IsOneOf`."""
        if not isinstance(value, WrittenArray | BuiltArray):
            return None if isinstance(value, Unknown) and ValueType.ARRAY in value.types else False
        inside = elements(value)
        wanted = _spellings((self.value,))
        answers = [
            None if isinstance(each, Choice) else is_one_of(each, wanted, ignoring_case=True)
            for each in inside or ()
        ]
        if True in answers:
            return True
        return None if inside is None or None in answers else False

    @property
    def words(self) -> str:
        """The claim."""
        return f"includes {shown(self.value)}"

    @property
    def denied(self) -> str:
        """The contrary."""
        return f"does not include {shown(self.value)}"


def _spellings(values: Sequence[Literal]) -> tuple[Scalar, ...]:
    """The values with the texts that Azure takes for them: `"true"` for true, `"3"` for 3."""
    texts = [str(each).lower() for each in values if not isinstance(each, str)]
    return (*values, *texts)
