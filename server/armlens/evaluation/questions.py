"""Questions that a rule asks about a value: yes, no, or None where a deployment decides.

An answer holds whatever the unknown parts of the value turn out to be. A value that is certainly
of another kind than the question is about, such as no text, gets the answer no; one whose
evaluation fails gets none. Texts are compared character by character, as in `==`, or ignoring case
as .NET's ordinal comparison does. Lengths are in UTF-16 units, elements or members.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from functools import lru_cache

from armlens.evaluation.access import elements, members
from armlens.evaluation.data import types_of
from armlens.evaluation.functions.utf16 import units
from armlens.evaluation.types import ValueType, type_of
from armlens.evaluation.values import (
    Absent,
    BuiltArray,
    BuiltObject,
    Failure,
    Known,
    Single,
    Unknown,
    WrittenArray,
    WrittenObject,
)
from armlens.jsonc.nodes import Scalar

_SIZED = ValueType.STRING | ValueType.ARRAY | ValueType.OBJECT


def starts_with(value: Single, prefix: str, *, ignoring_case: bool) -> bool | None:
    """Whether a value is a text that begins with another."""
    wanted = _case(prefix, ignoring_case=ignoring_case)
    return _of_text(value, lambda text: _case(text, ignoring_case=ignoring_case).startswith(wanted))


def ends_with(value: Single, suffix: str, *, ignoring_case: bool) -> bool | None:
    """Whether a value is a text that ends with another."""
    wanted = _case(suffix, ignoring_case=ignoring_case)
    return _of_text(value, lambda text: _case(text, ignoring_case=ignoring_case).endswith(wanted))


def contains_text(value: Single, part: str, *, ignoring_case: bool) -> bool | None:
    """Whether a value is a text in which another one occurs."""
    wanted = _case(part, ignoring_case=ignoring_case)
    return _of_text(value, lambda text: wanted in _case(text, ignoring_case=ignoring_case))


def is_like(value: Single, pattern: str, *, ignoring_case: bool) -> bool | None:
    """Whether a value is a text of a form: `*` stands for any text, `?` for any character."""
    written = "".join({"*": ".*", "?": "."}.get(each, re.escape(each)) for each in pattern)
    return matches(value, rf"(?s:\A{written}\Z)", ignoring_case=ignoring_case)


def matches(value: Single, pattern: str, *, ignoring_case: bool) -> bool | None:
    """Whether a regular expression, which must be valid, is found in a value that is a text."""
    compiled = re.compile(pattern, re.IGNORECASE if ignoring_case else re.NOFLAG)
    return _of_text(value, lambda text: compiled.search(text) is not None)


def equals(value: Single, wanted: Scalar, *, ignoring_case: bool) -> bool | None:
    """Whether a value is this text, number, truth value or null; 1 and 1.0 are the same number."""
    return is_one_of(value, (wanted,), ignoring_case=ignoring_case)


def is_one_of(value: Single, wanted: Collection[Scalar], *, ignoring_case: bool) -> bool | None:
    """Whether a value is one of these."""
    keys = {_key(each, ignoring_case=ignoring_case) for each in wanted}
    if isinstance(value, Known):
        return _key(value.value, ignoring_case=ignoring_case) in keys
    if not isinstance(value, Unknown):
        return None if isinstance(value, Failure) else False
    if value.allowed:
        return _agreed(_key(each, ignoring_case=ignoring_case) in keys for each in value.allowed)
    kinds = (type_of(each) for each in wanted)
    return None if any(_may_be(value, kind) for kind in kinds) else False


def is_within(value: Single, least: float | None = None, most: float | None = None) -> bool | None:
    """Whether a value is a number from `least` to `most`, both included; None is no limit."""
    if isinstance(value, Failure):
        return None
    if not types_of(value) & ValueType.NUMBER or isinstance(value, Absent):
        return False
    bounds = number_bounds(value)
    if bounds is None:
        return None
    answer = _within(bounds, least, most)
    return answer if types_of(value) in ValueType.NUMBER or answer is False else None


def has_length(value: Single, least: int = 0, most: int | None = None) -> bool | None:
    """Whether a text, array or object has a length from `least` to `most`, both included."""
    if isinstance(value, Failure):
        return None
    if not types_of(value) & _SIZED or isinstance(value, Absent):
        return False
    bounds = length_bounds(value)
    if bounds is None:
        return None
    answer = _within(bounds, least, most)
    return answer if types_of(value) in _SIZED or answer is False else None


def length_bounds(value: Single) -> tuple[int, int | None] | None:
    """The least and the greatest length, None for no limit; None for what cannot have one."""
    match value:
        case Known(str() as text):
            return units(text), units(text)
        case WrittenArray() | BuiltArray():
            parts = elements(value)
            return (0, None) if parts is None else (len(parts), len(parts))
        case WrittenObject() | BuiltObject():
            inside = members(value)
            return (0, None) if inside is None else (len(inside), len(inside))
        case Unknown() if value.types & _SIZED:
            texts = [each for each in value.allowed or () if isinstance(each, str)]
            sizes = [*map(units, texts)]
            return (min(sizes), max(sizes)) if sizes else (0, None)
        case _:
            return None


def number_bounds(value: Single) -> tuple[float | None, float | None] | None:
    """The least and the greatest number, None for no limit; None for what cannot be one."""
    if isinstance(value, Known):
        return (value.value, value.value) if _is_number(value.value) else None  # type: ignore[return-value] # it is one
    if not isinstance(value, Unknown) or not value.types & ValueType.NUMBER:
        return None
    numbers = [each for each in value.allowed or () if isinstance(each, int | float)]
    return (min(numbers), max(numbers)) if numbers else (None, None)


def text_pieces(value: Single) -> tuple[str | None, ...] | None:
    """The known pieces of a text in order, None for each part between that is not known.

    None for a value that may be something else than a text.
    """
    if isinstance(value, Known):
        return (value.value,) if isinstance(value.value, str) else None
    is_text = isinstance(value, Unknown) and value.types == ValueType.STRING
    return (None,) if is_text else None


def _of_text(value: Single, holds: Callable[[str], bool]) -> bool | None:
    """The answer to a question about a text."""
    if isinstance(value, Known):
        return isinstance(value.value, str) and holds(value.value)
    if not isinstance(value, Unknown):
        return None if isinstance(value, Failure) else False
    if value.allowed:
        return _agreed(isinstance(each, str) and holds(each) for each in value.allowed)
    return None if value.types & ValueType.STRING else False


def _within(
    bounds: tuple[float | None, float | None], least: float | None, most: float | None
) -> bool | None:
    """Whether what lies within the bounds lies from `least` to `most`."""
    lowest, highest = bounds
    is_above = least is None or (lowest is not None and lowest >= least)
    is_below = most is None or (highest is not None and highest <= most)
    if is_above and is_below:
        return True
    is_too_small = least is not None and highest is not None and highest < least
    is_too_large = most is not None and lowest is not None and lowest > most
    return False if is_too_small or is_too_large else None


def _agreed(answers: Iterable[bool]) -> bool | None:
    """The answer on which all agree."""
    different = set(answers)
    return different.pop() if len(different) == 1 else None


def _may_be(value: Unknown, kind: ValueType) -> bool:
    return bool(value.types & (ValueType.NUMBER if kind in ValueType.NUMBER else kind))


def _key(value: Scalar, *, ignoring_case: bool) -> tuple[ValueType, Scalar]:
    """What equal scalars have in common."""
    if isinstance(value, str):
        return ValueType.STRING, _case(value, ignoring_case=ignoring_case)
    return type_of(value) & ~ValueType.NUMBER, value


def _is_number(value: Scalar) -> bool:
    return type_of(value) in ValueType.NUMBER


def _case(text: str, *, ignoring_case: bool) -> str:
    return _folded(text) if ignoring_case else text


@lru_cache(maxsize=4096)
def _folded(text: str) -> str:
    """The text in upper case, one character for one, and none outside ASCII becoming one of it."""
    return text.upper() if text.isascii() else "".join(map(_upper, text))


def _upper(character: str) -> str:
    upper = character.upper()
    return upper if len(upper) == 1 and upper.isascii() == character.isascii() else character
