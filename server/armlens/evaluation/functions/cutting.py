"""Cutting texts that are known in part: beginnings, ends, and what lies between delimiters."""

from __future__ import annotations

from armlens.evaluation.bounds import LENGTHS, Bounds, exactly
from armlens.evaluation.functions.utf16 import cut
from armlens.evaluation.lengths import units
from armlens.evaluation.pieces import Hole, Pieces, joined, letters_of, sizes_of


def taken(pieces: Pieces, count: int) -> Pieces:
    """The first `count` units of a text; all of it if it is shorter."""
    done: list[str | Hole] = []
    for index, piece in enumerate(pieces):
        if isinstance(piece, str):
            if units(piece) >= count:
                return joined([*done, cut(piece, 0, count)])
            done.append(piece)
            count -= units(piece)
        elif piece.sizes.only is not None and piece.sizes.only <= count:
            done.append(piece)
            count -= piece.sizes.only
        else:
            return joined([*done, _beginning(pieces[index:], count)])
    return joined(done)


def _beginning(pieces: Pieces, count: int) -> Hole:
    """The first units of pieces, of which nothing but their number is known."""
    sizes = sizes_of(pieces).smaller(exactly(count))
    first = pieces[0]
    is_inside = isinstance(first, Hole) and (first.sizes.least or 0) >= count
    return Hole(None, sizes, letters_of(pieces[:1] if is_inside else pieces))


def skipped(pieces: Pieces, count: int) -> Pieces:
    """What follows the first `count` units of a text; nothing if it is shorter."""
    for index, piece in enumerate(pieces):
        if count == 0:
            return pieces[index:]
        if isinstance(piece, str):
            if units(piece) >= count:
                return joined((cut(piece, count, units(piece)), *pieces[index + 1 :]))
            count -= units(piece)
        elif piece.sizes.only is not None and piece.sizes.only <= count:
            count -= piece.sizes.only
        else:
            return joined(_rest(pieces[index:], count))
    return ()


def _rest(pieces: Pieces, count: int) -> Pieces:
    """What follows the first units of pieces, the first of which is a hole."""
    first = pieces[0]
    if isinstance(first, Hole) and (first.sizes.least or 0) >= count:
        left = first.sizes.minus(exactly(count))
        return (Hole(None, left, first.letters), *pieces[1:])
    sizes = sizes_of(pieces).minus(exactly(count)).larger(exactly(0))
    return (Hole(None, sizes, letters_of(pieces)),)


def parted(pieces: Pieces, delimiter: str) -> list[Pieces] | None:
    """The parts between delimiters, if no unknown part can hold any of one."""
    holes = [each for each in pieces if isinstance(each, Hole)]
    if any(each.letters.admits(character) for each in holes for character in delimiter):
        return None
    if len(delimiter) > 1 and not all(each.sizes.least for each in holes):
        return None  # An empty hole may let what stands around it become a delimiter.
    parts: list[list[str | Hole]] = [[]]
    for piece in pieces:
        if isinstance(piece, Hole):
            parts[-1].append(piece)
            continue
        first, *others = piece.split(delimiter)
        parts[-1].append(first)
        parts += [[each] for each in others]
    return [joined(part) for part in parts]


def outer_parts(pieces: Pieces, delimiter: str) -> tuple[list[Pieces], list[Pieces]]:
    """The parts before and after the unknown ones that may hold a delimiter.

    Of a delimiter of several characters, where the last one stands depends on all before it.
    """
    at = [index for index, each in enumerate(pieces) if parted((each,), delimiter) is None]
    if not at:
        return [], []
    before, after = parted(pieces[: at[0]], delimiter), parted(pieces[at[-1] + 1 :], delimiter)
    is_one = len(delimiter) == 1
    return (before or [])[:-1], (after or [])[1:] if is_one else []


def least_parts(pieces: Pieces, delimiter: str) -> int:
    """How many parts there are between delimiters at the least."""
    return 1 + sum(each.count(delimiter) for each in pieces if isinstance(each, str))


def padded(pieces: Pieces, width: int, pad: str) -> Pieces:
    """A text with padding before it until it has a width."""
    sizes = sizes_of(pieces)
    missing = Bounds(0, max(0, width - (sizes.least or 0)))
    if sizes.only is not None:
        return joined((pad * (width - sizes.only), *pieces))
    if missing.most == 0:
        return pieces
    letters = letters_of((*pieces, pad))
    return (Hole(None, (sizes.larger(exactly(width))).both(LENGTHS) or LENGTHS, letters),)
