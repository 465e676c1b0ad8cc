"""What a resource is called: its names, and the keys that `reference` and other resources use."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import replace

from armlens.dataclass import dataclass
from armlens.evaluation.conditions import Symbol
from armlens.evaluation.pieces import (
    Hole,
    Piece,
    Pieces,
    head_of,
    is_same_text,
    joined,
    limits_of,
    tail_of,
)
from armlens.evaluation.texts import pieces_of
from armlens.evaluation.types import ValueType
from armlens.evaluation.values import Cause, Known, Single, Unknown, Value
from armlens.template.resource import Resource


@dataclass(frozen=True, slots=True)
class Blank:
    """A part of a name of which not all is known. `symbol` stands for it, if anything does."""

    pieces: Pieces
    symbol: Symbol | None = None

    def is_same(self, other: Blank) -> bool:
        """Whether two parts are certainly the same."""
        is_one = self.symbol is not None and self.symbol == other.symbol
        return is_one or is_same_text(self.pieces, other.pieces)

    def may_be(self, text: str) -> bool:
        """Whether a part may be a text, whatever its case."""
        head, tail = head_of(self.pieces).lower(), tail_of(self.pieces).lower()
        return text.lower().startswith(head) and text.lower().endswith(tail)


Names = tuple[str | Blank, ...]
"""A name cut at its slashes."""


def keys_of(resource: Resource) -> Iterator[Hashable]:
    """What a resource is found by: its name, and the id that `resourceId` gives for it."""
    names = names_of(resource)
    if names is None:
        return
    texts = [name for name in names if isinstance(name, str)]
    if len(texts) == len(names):
        yield "/".join(texts).lower()
    elif resource.parent is None and (symbol := _symbol_of(name_of(resource))):
        yield symbol.key
    if (key := id_key(resource, names)) is not None:
        yield key


def id_key(resource: Resource, names: Names) -> Hashable | None:
    """The key of the symbol that `resourceId` gives for the resource, folded; None without one."""
    parts = [name if isinstance(name, str) else name.symbol for name in names]
    if None in parts or resource.type.strip("/").count("/") != len(names):
        return None
    return folded(("resourceId", resource.scope.target, resource.type, *parts))


def names_of(resource: Resource) -> Names | None:
    """The full name, with those of its parents; None where it is not known at all."""
    value = name_of(resource)
    pieces = pieces_of(value) if isinstance(value, Known | Unknown) else None
    symbol = _symbol_of(value)
    if pieces is not None:
        own = cut(pieces)
    elif symbol is not None:
        own = (Blank((Hole(symbol),)),)
    else:
        return None
    if len(own) == 1 and isinstance(own[0], Blank):
        own = (replace(own[0], symbol=symbol),)
    if resource.parent is None:
        return own
    outer = names_of(resource.parent)
    return None if outer is None else (*outer, *own)


def cut(pieces: Pieces) -> Names:
    """A text cut at its slashes. What only the deployment knows is taken to have none."""
    parts: list[list[Piece]] = [[]]
    for piece in pieces:
        first, *others = piece.split("/") if isinstance(piece, str) else (piece,)
        parts[-1].append(first)
        parts += ([other] for other in others)
    return tuple(map(_part, parts))


def _part(pieces: Sequence[Piece]) -> str | Blank:
    whole = joined(pieces)
    if all(isinstance(piece, str) for piece in whole):
        return "".join(map(str, whole))
    only = whole[0]
    return Blank(whole, only.symbol if len(whole) == 1 and isinstance(only, Hole) else None)


def last_part(value: Single) -> Single:
    """What is known of the part of a name behind its last slash."""
    pieces = pieces_of(value) if isinstance(value, Known | Unknown) else None
    if pieces is None:
        return value
    *others, last = cut(pieces)
    if not others:
        return value
    if isinstance(last, str):
        origins = value.origins if isinstance(value, Known) else ()
        return Known(last, origins=origins, secret=value.secret)
    return Unknown(
        value.cause if isinstance(value, Unknown) else Cause.RUNTIME,
        ValueType.STRING,
        last.symbol,
        origins=value.origins,
        secret=value.secret,
        limits=limits_of(last.pieces),
    )


def name_of(resource: Resource) -> Value | None:
    """The value of a resource's `name`, if it has one."""
    node = resource.node.get("name")
    return resource.scope.evaluate(node) if node else None


def _symbol_of(value: Value | None) -> Symbol | None:
    return value.symbol if isinstance(value, Unknown) else None


def folded(key: Hashable) -> Hashable:
    """The key of an id with its texts in lower case, which does not count in ids."""
    if not isinstance(key, tuple) or key[0] != "resourceId":
        return key
    return tuple(each.lower() if isinstance(each, str) else each for each in key)
