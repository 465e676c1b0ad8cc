"""Questions that a rule asks about a value: yes, no, or None where a deployment decides.

An answer holds whatever the unknown parts of the value turn out to be. A value that is certainly
of another kind than the question is about, such as no text, gets the answer no; one whose
evaluation fails gets none. Texts are compared character by character, as in `==`, or ignoring case
as .NET's ordinal comparison does. Lengths are in UTF-16 units, elements or members.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from functools import lru_cache

from armlens.evaluation.data import types_of
from armlens.evaluation.extents import SIZED, lengths_of, numbers_of
from armlens.evaluation.forms import ANYTHING, END, START, Form, Sequence, folded, literal
from armlens.evaluation.patterns import machine_of, wildcards
from armlens.evaluation.pieces import Hole, Pieces
from armlens.evaluation.recognition import machine, reads
from armlens.evaluation.texts import pieces_of
from armlens.evaluation.types import ValueType, type_of
from armlens.evaluation.values import Absent, Failure, Known, Single, Unknown
from armlens.jsonc.nodes import Scalar


def starts_with(value: Single, prefix: str, *, ignoring_case: bool) -> bool | None:
    """Whether a value is a text that begins with another."""
    if isinstance(value, Known) and isinstance(value.value, str):
        text, wanted = _cased(value.value, ignoring_case), _cased(prefix, ignoring_case)
        return text.startswith(wanted)
    return _has_form(value, START, literal(prefix, ignoring_case=ignoring_case), ANYTHING)


def ends_with(value: Single, suffix: str, *, ignoring_case: bool) -> bool | None:
    """Whether a value is a text that ends with another."""
    if isinstance(value, Known) and isinstance(value.value, str):
        text, wanted = _cased(value.value, ignoring_case), _cased(suffix, ignoring_case)
        return text.endswith(wanted)
    return _has_form(value, ANYTHING, literal(suffix, ignoring_case=ignoring_case), END)


def contains_text(value: Single, part: str, *, ignoring_case: bool) -> bool | None:
    """Whether a value is a text in which another one occurs."""
    if isinstance(value, Known) and isinstance(value.value, str):
        return _cased(part, ignoring_case) in _cased(value.value, ignoring_case)
    return _has_form(value, ANYTHING, literal(part, ignoring_case=ignoring_case), ANYTHING)


def is_like(value: Single, pattern: str, *, ignoring_case: bool) -> bool | None:
    """Whether a value is a text of a form: `*` stands for any text, `?` for any character."""
    return _has_form(value, START, wildcards(pattern, ignoring_case=ignoring_case), END)


def matches(value: Single, pattern: str, *, ignoring_case: bool) -> bool | None:
    """Whether a regular expression is found in a value that is a text, in bounded time.

    None if it is one that `patterns.py` does not read.
    """
    reader = machine_of(pattern, ignoring_case=ignoring_case)
    return None if reader is None else _of_text(value, lambda pieces: reads(reader, pieces))


def equals(value: Single, wanted: Scalar, *, ignoring_case: bool) -> bool | None:
    """Whether a value is this text, number, truth value or null; 1 and 1.0 are the same number."""
    return is_one_of(value, (wanted,), ignoring_case=ignoring_case)


def is_one_of(value: Single, wanted: Collection[Scalar], *, ignoring_case: bool) -> bool | None:
    """Whether a value is one of these."""
    keys = {_key(each, ignoring_case) for each in wanted}
    if isinstance(value, Known):
        return _key(value.value, ignoring_case) in keys
    if not isinstance(value, Unknown):
        return None if isinstance(value, Failure) else False
    if value.allowed:
        return _agreed(_key(each, ignoring_case) in keys for each in value.allowed)
    answers = {_may_equal(value, each, ignoring_case) for each in wanted}
    if True in answers:
        return True
    return None if None in answers else False


def is_within(value: Single, least: float | None = None, most: float | None = None) -> bool | None:
    """Whether a value is a number from `least` to `most`, both included; None is no limit."""
    if isinstance(value, Failure):
        return None
    bounds = number_bounds(value)
    if bounds is None:
        return False
    return _within(bounds, least, most, is_certain=types_of(value) in ValueType.NUMBER)


def has_length(value: Single, least: int = 0, most: int | None = None) -> bool | None:
    """Whether a text, array or object has a length from `least` to `most`, both included."""
    if isinstance(value, Failure):
        return None
    bounds = length_bounds(value)
    if bounds is None:
        return False
    return _within(bounds, least, most, is_certain=types_of(value) in SIZED)


def length_bounds(value: Single) -> tuple[int, int | None] | None:
    """The least and the greatest length, None for no limit; None for what cannot have one."""
    if isinstance(value, Absent | Failure) or not types_of(value) & SIZED:
        return None
    lengths = lengths_of(value)
    return None if lengths is None else (max(lengths.least or 0, 0), lengths.most)


def number_bounds(value: Single) -> tuple[float | None, float | None] | None:
    """The least and the greatest number, None for no limit; None for what cannot be one."""
    if isinstance(value, Known):
        number = value.value
        is_number = isinstance(number, int | float) and not isinstance(number, bool)
        return (number, number) if is_number else None  # type: ignore[return-value] # it is one
    if not isinstance(value, Unknown) or not value.types & ValueType.NUMBER:
        return None
    bounds = numbers_of(value)
    is_whole = not value.types & ValueType.FLOAT
    return (bounds.least, bounds.most) if bounds and is_whole else (None, None)


def text_pieces(value: Single) -> tuple[str | None, ...] | None:
    """The known pieces of a text in order, None for each part between that is not known.

    None for a value that may be something else than a text.
    """
    pieces = pieces_of(value)
    if pieces is None:
        return None
    return tuple(each if isinstance(each, str) else None for each in pieces)


def _has_form(value: Single, *parts: Form) -> bool | None:
    """Whether a value is a text that consists of some parts."""
    if not types_of(value) & ValueType.STRING:
        return False
    reader = machine(Sequence(parts))
    return None if reader is None else _of_text(value, lambda pieces: reads(reader, pieces))


def _of_text(value: Single, answer: Callable[[Pieces], bool | None]) -> bool | None:
    """The answer to a question about a text."""
    if isinstance(value, Failure):
        return None
    pieces = pieces_of(value)
    if not isinstance(value, Unknown):
        return False if pieces is None else answer(pieces)
    if value.allowed:
        return _agreed(isinstance(each, str) and answer((each,)) for each in value.allowed)
    if pieces is not None:
        return answer(pieces)
    may_be_text = value.types & ValueType.STRING
    hole = Hole(value.symbol, value.limits.sizes, value.limits.letters)
    return None if may_be_text and answer((hole,)) is not False else False


def _may_equal(value: Unknown, wanted: Scalar, ignoring_case: bool) -> bool | None:  # noqa: FBT001 - passed on
    kind = type_of(wanted)
    if isinstance(wanted, str):
        return _has_form(value, START, literal(wanted, ignoring_case=ignoring_case), END)
    if kind in ValueType.NUMBER:
        return is_within(value, wanted, wanted)
    return None if value.types & kind else False


def _within(
    bounds: tuple[float | None, float | None],
    least: float | None,
    most: float | None,
    *,
    is_certain: bool,
) -> bool | None:
    """Whether what lies within the bounds lies from `least` to `most`."""
    lowest, highest = bounds
    is_too_small = least is not None and highest is not None and highest < least
    is_too_large = most is not None and lowest is not None and lowest > most
    if is_too_small or is_too_large:
        return False
    is_above = least is None or (lowest is not None and lowest >= least)
    is_below = most is None or (highest is not None and highest <= most)
    return True if is_above and is_below and is_certain else None


def _agreed(answers: Iterable[bool | None]) -> bool | None:
    """The answer on which all agree."""
    different = set(answers)
    return different.pop() if len(different) == 1 else None


def _key(value: Scalar, ignoring_case: bool) -> tuple[ValueType, Scalar]:  # noqa: FBT001 - passed on
    """What equal scalars have in common."""
    if isinstance(value, str):
        return ValueType.STRING, _cased(value, ignoring_case)
    return type_of(value) & ~ValueType.NUMBER, value


@lru_cache(maxsize=4096)
def _cased(text: str, ignoring_case: bool) -> str:  # noqa: FBT001 - passed on
    """The text as it is compared."""
    return folded(text) if ignoring_case else text
