"""What is known of texts that functions make of arguments that are known in part.

Each function here is the `estimate` of the template function of the same name; what it relies on
is told where that is declared.
"""

from __future__ import annotations

import dataclasses

from armlens.evaluation.access import elements
from armlens.evaluation.bounds import Bounds, exactly
from armlens.evaluation.data import types_of
from armlens.evaluation.extents import lengths_of, numbers_of
from armlens.evaluation.functions.casing import lower, upper
from armlens.evaluation.functions.cutting import (
    least_parts,
    outer_parts,
    padded,
    parted,
    skipped,
    taken,
)
from armlens.evaluation.functions.signature import Limits
from armlens.evaluation.lengths import units
from armlens.evaluation.pieces import (
    Hole,
    Letters,
    Piece,
    Pieces,
    changed,
    joined,
    letters_of,
    limits_of,
    sizes_of,
)
from armlens.evaluation.texts import made, pieces_of, text_form
from armlens.evaluation.types import ValueType
from armlens.evaluation.values import (
    BuiltArray,
    Cause,
    Known,
    Single,
    Unknown,
    Value,
    WrittenArray,
)

WHITE_SPACE = (
    "\t\n\v\f\r \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)
"""What .NET's `Char.IsWhiteSpace` documents; Python's `strip` would take four more."""

_MOST_ELEMENTS = 1_000

Found = Value | Limits | None
_Arguments = tuple[Single, ...]


def concat(arguments: _Arguments) -> Found:
    """Pieces in a row; of arrays, how many elements there are."""
    kinds = [types_of(each) for each in arguments]
    if all(kind & ValueType.ARRAY for kind in kinds):
        return _joined_arrays(arguments) if ValueType.ARRAY in kinds else None
    forms = [text_form(each) for each in arguments]
    known = [form for form in forms if form is not None]
    if len(known) < len(forms):
        return None
    return made(joined(piece for form in known for piece in form), *arguments)


def _joined_arrays(arrays: _Arguments) -> Limits:
    """How many elements there are, and those before and after the ones that are not known."""
    whole = exactly(0)
    for each in arrays:
        whole = whole.plus(lengths_of(each) or exactly(0))
    starts = _first_elements(arrays)[:_MOST_ELEMENTS]
    ends = _first_elements(arrays[::-1], backwards=True)[:_MOST_ELEMENTS][::-1]
    return Limits(sizes=whole, starts=tuple(starts), ends=tuple(ends))


def _first_elements(arrays: _Arguments, *, backwards: bool = False) -> list[Value]:
    """The elements that come first, up to those that are not known."""
    found: list[Value] = []
    step = -1 if backwards else 1
    for each in arrays:
        parts = elements(each) if isinstance(each, WrittenArray | BuiltArray) else None
        if parts is None:
            limits = each.limits if isinstance(each, Unknown) else Limits()
            return [*found, *(limits.ends if backwards else limits.starts)[::step]]
        found += parts[::step]
    return found


def string(arguments: _Arguments) -> Found:
    """The text of a value, which of a text is the text itself."""
    (value,) = arguments
    form = text_form(value)
    return None if form is None else made(form, value)


def join(arguments: _Arguments) -> Found:
    """The texts of the elements with the delimiter between them; a secret if one of them is."""
    array, delimiter = arguments
    between = pieces_of(delimiter)
    parts = elements(array) if isinstance(array, WrittenArray | BuiltArray) else None
    if parts is None or between is None:
        return None
    forms: list[Pieces] = []
    for part in parts:
        form = text_form(part) if isinstance(part, Known | Unknown) else None
        if form is None or (isinstance(part, Known) and part.value is None):
            return None
        forms.append(form)
    pieces = joined(
        piece for i, form in enumerate(forms) for piece in (*(between if i else ()), *form)
    )
    if any(part.secret for part in parts):
        return Unknown(Cause.RUNTIME, ValueType.STRING, secret=True, limits=limits_of(pieces))
    return made(pieces)


def to_lower(arguments: _Arguments) -> Found:
    """Each piece in lower case."""
    form = text_form(arguments[0])
    return None if form is None else made(changed(form, lower, "lower case"))


def to_upper(arguments: _Arguments) -> Found:
    """Each piece in upper case."""
    form = text_form(arguments[0])
    return None if form is None else made(changed(form, upper, "upper case"))


def trim(arguments: _Arguments) -> Found:
    """The pieces without white space at the ends; a hole there may lose some."""
    form = text_form(arguments[0])
    return None if form is None else made(_trimmed(_trimmed(form, 0), -1), arguments[0])


def _trimmed(pieces: Pieces, index: int) -> Pieces:
    """Pieces without white space at their first or last place, by its index."""
    if not pieces:
        return pieces
    end, rest = pieces[index], pieces[1:] if index == 0 else pieces[:-1]
    if isinstance(end, str):
        left: Piece = end.lstrip(WHITE_SPACE) if index == 0 else end.rstrip(WHITE_SPACE)
        if not left:
            return _trimmed(rest, index)
    elif not _is_firm(rest, index) and not _is_firm((end,), index):
        return (Hole(None, Bounds(0, sizes_of(pieces).most), letters_of(pieces)),)
    else:
        may_lose = any(map(end.letters.admits, WHITE_SPACE))
        left = Hole(None, Bounds(0, end.sizes.most), end.letters) if may_lose else end
    return (left, *rest) if index == 0 else (*rest, left)


def _is_firm(pieces: Pieces, index: int) -> bool:
    """Whether no white space can be lost at the first or last place of pieces."""
    if not pieces:
        return True
    end = pieces[index]
    if isinstance(end, str):
        return end[index] not in WHITE_SPACE
    return bool(end.sizes.least) and not any(map(end.letters.admits, WHITE_SPACE))


def replace(arguments: _Arguments) -> Found:
    """Each piece with a character replaced that has no case; longer texts may lie across pieces."""
    text, old, new = arguments
    pieces, put = pieces_of(text), pieces_of(new)
    if pieces is None or put is None or not isinstance(old, Known):
        return None
    character = str(old.value)
    if len(character) != 1 or not character.isascii() or character.isalpha():
        return None
    return made(joined(part for each in pieces for part in _replaced(each, character, put)), text)


def _replaced(piece: Piece, old: str, new: Pieces) -> Pieces:
    if isinstance(piece, str):
        first, *others = piece.split(old)
        return joined((first, *(part for each in others for part in (*new, each))))
    if not piece.letters.admits(old):
        return (piece,)
    left = piece.letters.without(old)
    sizes, one = piece.sizes, sizes_of(new)
    if one != exactly(1):
        grown = sizes.times(one.larger(exactly(1)))
        sizes = Bounds(sizes.times(one.smaller(exactly(1))).least, grown.most)
    return (Hole(None, sizes, left.either(letters_of(new))),)


def pad_left(arguments: _Arguments) -> Found:
    """The text after padding, as far as its length tells how much there is."""
    text, width, *pad = arguments
    form = text_form(text)
    filled = pad[0] if pad else Known(" ")
    if form is None or not isinstance(width, Known) or not isinstance(filled, Known):
        return None
    if not isinstance(width.value, int) or len(str(filled.value)) != 1:
        return None
    return made(padded(form, width.value, str(filled.value)), text)


def substring(arguments: _Arguments) -> Found:
    """The pieces between two places, as far as it is known where they are."""
    text, start, *lengths = arguments
    pieces = pieces_of(text)
    if pieces is None:
        return None
    sizes = (numbers_of(lengths[0]) if lengths else None) or Bounds()
    sizes = sizes.both(Bounds(0, sizes_of(pieces).most)) or Bounds(0)
    if not isinstance(start, Known) or not isinstance(start.value, int):
        return Limits(sizes=sizes, letters=letters_of(pieces))
    rest = skipped(pieces, start.value)
    if not lengths:
        return made(rest, text)
    if sizes.only is None:
        return Limits(sizes=sizes, letters=letters_of(rest))
    part = taken(rest, sizes.only)
    if len(part) == 1 and isinstance(part[0], Hole):
        return Limits(sizes=sizes, letters=part[0].letters)
    return made(part, text)


def take(arguments: _Arguments) -> Found:
    """The first pieces or elements; else how many there are."""
    whole, count = arguments
    pieces, sizes = pieces_of(whole), lengths_of(whole)
    numbers = (numbers_of(count) or Bounds()).larger(exactly(0))
    if pieces is not None and numbers.only is not None:
        return made(taken(pieces, numbers.only), whole)
    if sizes is None:
        return None
    starts = whole.limits.starts if isinstance(whole, Unknown) else ()
    if numbers.only is not None and starts[numbers.only - 1 :]:
        return BuiltArray(starts[: numbers.only])
    return Limits(sizes=sizes.smaller(numbers), letters=_letters(whole))


def skip(arguments: _Arguments) -> Found:
    """The last pieces or elements; else how many there are."""
    whole, count = arguments
    pieces, sizes = pieces_of(whole), lengths_of(whole)
    numbers = (numbers_of(count) or Bounds()).larger(exactly(0))
    if pieces is not None and numbers.only is not None:
        return made(skipped(pieces, numbers.only), whole)
    if sizes is None:
        return None
    left = Limits(sizes=sizes.minus(numbers).larger(exactly(0)), letters=_letters(whole))
    limits = whole.limits if isinstance(whole, Unknown) else Limits()
    if numbers.only is None or numbers.only > len(limits.starts):
        return left
    return dataclasses.replace(left, starts=limits.starts[numbers.only :], ends=limits.ends)


def _letters(whole: Single) -> Letters:
    pieces = pieces_of(whole)
    if pieces is not None:
        return letters_of(pieces)
    return whole.limits.letters if isinstance(whole, Unknown) else Limits().letters


def first(arguments: _Arguments) -> Found:
    """The first character of a text, or the first element."""
    (whole,) = arguments
    pieces = pieces_of(whole)
    if pieces is not None:
        return made(taken(pieces, 1), whole)
    starts = whole.limits.starts if isinstance(whole, Unknown) else ()
    return starts[0] if starts else None


def last(arguments: _Arguments) -> Found:
    """The last character of a text, or the last element."""
    (whole,) = arguments
    pieces = pieces_of(whole)
    if pieces is None:
        ends = whole.limits.ends if isinstance(whole, Unknown) else ()
        return ends[-1] if ends else None
    end = pieces[-1]
    if isinstance(end, str):
        return made(skipped((end,), units(end) - 1))
    return Limits(sizes=sizes_of(pieces).smaller(exactly(1)), letters=letters_of(pieces))


def split(arguments: _Arguments) -> Found:
    """The parts, if no unknown part can hold a delimiter; else how many there are at least."""
    text, delimiter = arguments
    pieces = pieces_of(text)
    if pieces is None or not isinstance(delimiter, Known) or not isinstance(delimiter.value, str):
        return Limits(sizes=Bounds(1)) if pieces is not None else None
    if not delimiter.value:
        return BuiltArray((_part(pieces),))
    parts = parted(pieces, delimiter.value)
    if parts is not None:
        return BuiltArray(tuple(map(_part, parts)))
    starts, ends = outer_parts(pieces, delimiter.value)
    return Limits(
        sizes=Bounds(least_parts(pieces, delimiter.value)),
        starts=tuple(map(_part, starts)),
        ends=tuple(map(_part, ends)),
    )


def _part(pieces: Pieces) -> Value:
    """A text between delimiters."""
    found = made(pieces)
    if not isinstance(found, Limits):
        return found
    hole = pieces[0] if len(pieces) == 1 and isinstance(pieces[0], Hole) else None
    symbol = hole.symbol if hole else None
    return Unknown(Cause.RUNTIME, ValueType.STRING, symbol, limits=found)
