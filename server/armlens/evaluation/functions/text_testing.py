"""What functions that look at texts tell of those that are known in part.

Each function here is the `estimate` of the template function of the same name.
"""

from __future__ import annotations

from armlens.evaluation.bounds import Bounds, exactly
from armlens.evaluation.conditions import Symbol, sized
from armlens.evaluation.extents import SIZED, lengths_of
from armlens.evaluation.forms import ANYTHING, END, START, Form, Sequence, literal
from armlens.evaluation.functions.casing import folded, is_plain
from armlens.evaluation.functions.signature import Limits
from armlens.evaluation.lengths import units
from armlens.evaluation.pieces import Hole, Letters, Piece, Pieces, head_of, letters_of, tail_of
from armlens.evaluation.recognition import machine, reads
from armlens.evaluation.texts import pieces_of
from armlens.evaluation.types import ValueType
from armlens.evaluation.values import Alternative, Cause, Known, Single, Unknown, Value, choice

Found = Value | Limits | None
_Arguments = tuple[Single, ...]


def starts_with(arguments: _Arguments) -> Found:
    """By what the text begins with, or by all characters that it may consist of."""
    text, start = arguments
    pieces, wanted = pieces_of(text), _known(start)
    if pieces is None or wanted is None:
        return None
    if not wanted:
        return Known(value=True)
    head = head_of(pieces)
    # As in computing: one character more is looked at, which may be an accent.
    if len(head) > len(wanted):
        return Known(folded(head[: len(wanted) + 1]).startswith(folded(wanted)))
    if head and folded(head) != folded(wanted[: len(head)]):
        return Known(value=False)
    if len(head) == len(wanted) and _begins_plainly(pieces[1]):
        return Known(value=True)
    return _by_form(pieces, START, literal(wanted, ignoring_case=True), ANYTHING)


def _begins_plainly(piece: Piece) -> bool:
    """Whether a piece begins with a character that is compared for itself."""
    if isinstance(piece, str):
        return is_plain(piece[:1])
    return bool(piece.sizes.least) and _are_plain(piece.letters)


def ends_with(arguments: _Arguments) -> Found:
    """By what the text ends with, or by all characters that it may consist of."""
    text, end = arguments
    pieces, wanted = pieces_of(text), _known(end)
    if pieces is None or wanted is None:
        return None
    if not wanted:
        return Known(value=True)
    tail = tail_of(pieces)
    if len(tail) >= len(wanted):
        return Known(folded(tail).endswith(folded(wanted)))
    if tail and folded(tail) != folded(wanted[-len(tail) :]):
        return Known(value=False)
    return _by_form(pieces, ANYTHING, literal(wanted, ignoring_case=True), END)


def _by_form(pieces: Pieces, *parts: Form) -> Known | None:
    """Whether a text has a form, if all its characters are compared each for itself."""
    return _has_form(pieces, *parts) if _are_plain(letters_of(pieces)) else None


def _are_plain(letters: Letters) -> bool:
    return not letters.excluded and is_plain("".join(letters.characters))


def _has_form(pieces: Pieces, *parts: Form) -> Known | None:
    reader = machine(Sequence(parts))
    found = reads(reader, pieces) if reader else None
    return None if found is None else Known(found)


def _known(value: Single) -> str | None:
    return value.value if isinstance(value, Known) and isinstance(value.value, str) else None


def contains(arguments: _Arguments) -> Found:
    """Whether a text occurs in the known pieces, or cannot occur at all."""
    text, part = arguments
    pieces, wanted = pieces_of(text), _known(part)
    if pieces is None or wanted is None:
        return None
    if not wanted or any(wanted in piece for piece in pieces if isinstance(piece, str)):
        return Known(value=True)
    if any(isinstance(each, Hole) and each.is_free for each in pieces):
        return None
    return _has_form(pieces, ANYTHING, literal(wanted, ignoring_case=False), ANYTHING)


def index_of(arguments: _Arguments) -> Found:
    """Where a text stands in what another begins with; else how far it may stand at most."""
    text, part = arguments
    pieces, wanted = pieces_of(text), _known(part)
    if pieces is not None and wanted is not None:
        head = head_of(pieces)
        at = folded(head).find(folded(wanted))
        # The last known character may get an accent, so it must not be part of what is found.
        if at >= 0 and (at + len(wanted) < len(head) or not wanted):
            return Known(units(head[:at]))
    return last_index_of(arguments)


def last_index_of(arguments: _Arguments) -> Found:
    """How far something may stand at most."""
    lengths = lengths_of(arguments[0])
    most = lengths.most if lengths else None
    return Limits(numbers=Bounds(-1, None if most is None else max(most, -1)))


def length(arguments: _Arguments) -> Found:
    """The length, or its bounds; a symbol of its own, by which conditions find what it measures."""
    (value,) = arguments
    lengths = lengths_of(value)
    if lengths is None:
        return None
    if lengths.only is not None and _has_length(value):
        return Known(lengths.only)
    limits = Limits(numbers=lengths)
    whole = value.symbol if isinstance(value, Unknown) else None
    if whole is None:
        return limits
    symbol = Symbol(("length", whole.key), f"the length of {whole.words}", whole)
    return Unknown(Cause.RUNTIME, ValueType.INT, symbol, limits=limits)


def empty(arguments: _Arguments) -> Found:
    """Whether there is nothing inside, by its length; else a choice between the two."""
    (value,) = arguments
    lengths = lengths_of(value)
    if lengths is None or not _has_length(value):
        return None
    if lengths.most == 0 or lengths.least:
        return Known(lengths.most == 0)
    if not isinstance(value, Unknown) or value.symbol is None:
        return None
    none, some = sized(value.symbol, exactly(0)), sized(value.symbol, Bounds(1))
    return choice([Alternative(none, Known(value=True)), Alternative(some, Known(value=False))])


def _has_length(value: Single) -> bool:
    """Whether a value has a length unless the function fails, which takes nothing else."""
    return not isinstance(value, Unknown) or bool(value.types & (SIZED | ValueType.NULL))
