"""Texts that are known in part: pieces of text, and holes that only a deployment fills.

Lengths are in UTF-16 units, as the service counts them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from string import ascii_letters, ascii_lowercase, digits, hexdigits
from typing import TYPE_CHECKING

from armlens.dataclass import dataclass
from armlens.evaluation.bounds import FREE, LENGTHS, Bounds, exactly
from armlens.evaluation.conditions import Symbol
from armlens.evaluation.lengths import units

if TYPE_CHECKING:
    from armlens.evaluation.values import Value


@dataclass(frozen=True, slots=True)
class Letters:
    """The characters that a text may consist of: these or, if `excluded`, any but these."""

    characters: frozenset[str]
    excluded: bool = False

    def admits(self, character: str) -> bool:
        """Whether a character may occur."""
        return (character in self.characters) is not self.excluded

    def either(self, other: Letters) -> Letters:
        """The characters of both."""
        if self.excluded and other.excluded:
            return Letters(self.characters & other.characters, excluded=True)
        if self.excluded:
            return Letters(self.characters - other.characters, excluded=True)
        return other.either(self) if other.excluded else Letters(self.characters | other.characters)

    def without(self, character: str) -> Letters:
        """The characters but one."""
        if self.excluded:
            return Letters(self.characters | {character}, excluded=True)
        return Letters(self.characters - {character})

    def changed(self, change: Callable[[str], str]) -> Letters:
        """The characters after each of them has been changed to another, ASCII to ASCII."""
        if not all(each.isascii() for each in self.characters):
            return ANY_LETTERS
        if not self.excluded:
            return Letters(frozenset(map(change, self.characters)))
        is_kept = all(change(each) == each and not each.isalpha() for each in self.characters)
        return self if is_kept else ANY_LETTERS


ANY_LETTERS = Letters(frozenset(), excluded=True)
DIGITS = Letters(frozenset(digits))
SIGNED = Letters(frozenset(digits + "-"))
"""The characters of an int that may be negative."""
ALPHANUMERIC = Letters(frozenset(ascii_letters + digits))
NO_SLASH = Letters(frozenset("/"), excluded=True)
"""The characters of a segment of a resource id."""


@dataclass(frozen=True, slots=True)
class Hole:
    """A part of a text that only a deployment knows. `symbol` stands for it, if anything does."""

    symbol: Symbol | None = None
    sizes: Bounds = LENGTHS
    letters: Letters = ANY_LETTERS

    @property
    def is_free(self) -> bool:
        """Whether any text may be in it, or any that is long enough."""
        return self.sizes.most is None and self.letters == ANY_LETTERS


Piece = str | Hole
Pieces = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Limits:
    """What is known of a value that is not known itself.

    If it is a number, it is within `numbers`. If it has a length, that is within `sizes`. If it
    is a text, it consists of `letters` only, and of `pieces` in a row, where there are any. If it
    is an array, it begins with the elements `starts` and ends with the elements `ends`.
    """

    numbers: Bounds = FREE
    sizes: Bounds = LENGTHS
    letters: Letters = ANY_LETTERS
    pieces: Pieces = ()
    starts: tuple[Value, ...] = ()
    ends: tuple[Value, ...] = ()

    def both(self, other: Limits) -> Limits:
        """These limits within the bounds of others too."""
        numbers, sizes = self.numbers.both(other.numbers), self.sizes.both(other.sizes)
        return replace(self, numbers=numbers or self.numbers, sizes=sizes or self.sizes)

    def either(self, other: Limits) -> Limits:
        """The limits around both; the pieces must be the same. Elements are not kept."""
        if self is other:
            return self
        pieces = map(_around, self.pieces, other.pieces)
        return Limits(
            self.numbers.either(other.numbers),
            self.sizes.either(other.sizes),
            self.letters.either(other.letters),
            tuple(pieces),
        )


def _around(one: Piece, other: Piece) -> Piece:
    """A piece that may be either of two, which have the same symbol."""
    if isinstance(one, str) or isinstance(other, str):
        return one
    sizes, letters = one.sizes.either(other.sizes), one.letters.either(other.letters)
    return Hole(one.symbol, sizes, letters)


NO_LIMITS = Limits()

GUID = Limits(sizes=exactly(36), letters=Letters(frozenset(hexdigits + "-")))
UNIQUE_STRING = Limits(sizes=exactly(13), letters=Letters(frozenset(ascii_lowercase + "234567")))
BASE_64 = Limits(letters=ALPHANUMERIC.either(Letters(frozenset("+/="))))
PERCENT = Limits(letters=ALPHANUMERIC.either(Letters(frozenset("-._~%"))))
"""The limits of text in percent encoding."""


def joined(parts: Iterable[Piece]) -> Pieces:
    """Pieces in a row, neighbouring texts made one."""
    pieces: list[Piece] = []
    for part in parts:
        if pieces and isinstance(part, str) and isinstance(pieces[-1], str):
            pieces[-1] += part
        elif part != "":
            pieces.append(part)
    return tuple(pieces)


def sizes_of(pieces: Sequence[Piece]) -> Bounds:
    """The bounds of the length of the whole."""
    whole = exactly(0)
    for piece in pieces:
        whole = whole.plus(exactly(units(piece)) if isinstance(piece, str) else piece.sizes)
    return whole


def letters_of(pieces: Sequence[Piece]) -> Letters:
    """The characters that may occur in the whole."""
    found = Letters(frozenset())
    for piece in pieces:
        own = Letters(frozenset(piece)) if isinstance(piece, str) else piece.letters
        found = found.either(own)
    return found


def limits_of(pieces: Pieces) -> Limits:
    """What is known of a text that consists of pieces."""
    sizes, letters = sizes_of(pieces), letters_of(pieces)
    is_hole = len(pieces) == 1 and isinstance(pieces[0], Hole)
    return Limits(sizes=sizes, letters=letters, pieces=() if is_hole else pieces)


def head_of(pieces: Pieces) -> str:
    """What the text certainly begins with."""
    return pieces[0] if pieces and isinstance(pieces[0], str) else ""


def tail_of(pieces: Pieces) -> str:
    """What the text certainly ends with."""
    return pieces[-1] if pieces and isinstance(pieces[-1], str) else ""


def is_same_text(one: Pieces, other: Pieces) -> bool:
    """Whether two texts are certainly equal: the same pieces, and the same things in the holes."""
    if len(one) != len(other):
        return False
    return all(_is_same(*pair) for pair in zip(one, other, strict=True))


def _is_same(one: Piece, other: Piece) -> bool:
    if isinstance(one, str) or isinstance(other, str):
        return one == other
    return one.symbol is not None and one.symbol == other.symbol


def changed(pieces: Pieces, change: Callable[[str], str], name: str) -> Pieces:
    """Pieces of which each has been changed, character by character. `name` is of the change."""
    return tuple(
        change(piece)
        if isinstance(piece, str)
        else replace(
            piece,
            symbol=piece.symbol and derived(name, piece.symbol),
            letters=piece.letters.changed(change),
        )
        for piece in pieces
    )


def derived(name: str, symbol: Symbol) -> Symbol:
    """What stands for the result of a function of one thing that a symbol stands for."""
    return Symbol((name, symbol.key), f"{name} of {symbol.words}")
