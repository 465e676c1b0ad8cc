"""The elements and resources that a condition goes through."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import field
from typing import TypeVar, cast

from armlens.dataclass import dataclass
from armlens.evaluation.access import elements, members
from armlens.evaluation.conditions import ALWAYS, Condition
from armlens.evaluation.uses import Use, Uses
from armlens.evaluation.values import (
    BuiltArray,
    BuiltObject,
    Known,
    Single,
    Unknown,
    WrittenArray,
    WrittenObject,
)
from armlens.rules.judging.context import Context
from armlens.rules.judging.reached import (
    Reached,
    body_of,
    element_of,
    follow,
    member_of,
    single_values,
    step,
)
from armlens.rules.judging.wording import quoted
from armlens.rules.language.sources import (
    ByType,
    Children,
    Elements,
    Itself,
    Parents,
    Referring,
    Source,
    Together,
)
from armlens.template.identity import last_part, name_of
from armlens.template.relations import Related
from armlens.template.resource import Resource

T = TypeVar("T")

_ANY = "*"


@dataclass(frozen=True, slots=True)
class Item:
    """What a condition is asked of: a resource, or an element in one.

    `ways` are where paths begin, under conditions. `label` names it in messages, "" for the
    resource that the rule is about; paths in messages begin behind `depth` names. If it is not
    certain, it may not be there at all; if `is_whole`, it is a resource, with a name of its own.
    """

    ways: tuple[Reached, ...]
    label: str = ""
    depth: int = 0
    is_certain: bool = True
    is_whole: bool = True
    asked: set[tuple[str, ...]] = field(default_factory=set, compare=False, repr=False)
    """The paths that were asked for, for whoever wants to know what a rule has looked at."""
    _found: dict[Hashable, tuple[object, frozenset[Use]]] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )

    def follow(self, path: tuple[str, ...]) -> Sequence[Reached]:
        """Where a path leads. Many rules ask for the same, or begin in the same way."""
        if path:
            self.asked.add(path)
        return self._follow(path)

    def values(self, path: tuple[str, ...]) -> Sequence[Reached]:
        """The same with each allowed value of a parameter as a way of its own."""
        self.asked.add(path)
        return self.once((path, "values"), lambda: single_values(self._follow(path)))

    def once(self, key: Hashable, find: Callable[[], T]) -> T:
        """What is found of the item, the first time that anybody asks."""
        uses = self.ways[0].resource.scope.budget.uses if self.ways else Uses()
        known = self._found.get(key)
        if known is None:
            known = self._found[key] = uses.gather(find)
        else:
            uses.note_all(known[1])
        return cast("T", known[0])

    def _follow(self, path: tuple[str, ...]) -> Sequence[Reached]:
        if not path:
            return self.ways
        return self.once(path, lambda: step(self._follow(path[:-1]), path[-1]))


@dataclass(frozen=True, slots=True)
class Bunch:
    """Items that are there together, under a condition.

    `unseen` is where further ones may be that nobody can see: an array that is not known. Unless
    `is_complete`, there may be further resources outside of this document. `place` is the array or
    the resource that was looked through.
    """

    condition: Condition
    items: tuple[Item, ...]
    unseen: Reached | None = None
    place: Reached | None = None
    is_complete: bool = True


Alternatives = tuple[Bunch, ...]
"""What a source has: exactly one of the bunches, by their conditions."""


def whole(context: Context) -> Item:
    """The resource as the item that the rule is about, the same for all rules."""
    return context.once("whole", lambda: Item((body_of(context.resource),)))


def found_by(source: Source, item: Item, context: Context) -> list[Alternatives]:
    """What a source has, as seen from an item; a source of several parts has several."""
    match source:
        case ByType(sources):
            kind = context.resource.type.lower()
            chosen = next((each for name, each in sources if name == kind), None)
            return found_by(chosen, item, context) if chosen else []
        case Together(sources):
            return [found for each in sources for found in found_by(each, item, context)]
        case _:
            item.asked.add(_asked_by(source))
            return item.once(source, lambda: _found_by(source, item, context))


_One = Elements | Itself | Children | Parents | Referring


def _asked_by(source: _One) -> tuple[str, ...]:
    """The path in the item that all of what a source has lies in, or its name if there is none."""
    if isinstance(source, Elements):
        path = source.path
        return path[: path.index(_ANY)] if _ANY in path else path
    if isinstance(source, Itself):
        return (source.at or "name",)
    return ("name",)


def _found_by(source: _One, item: Item, context: Context) -> list[Alternatives]:
    match source:
        case Elements():
            return list(_elements(item, source.path, source.noun))
        case Itself(noun, at):
            return [(Bunch(ALWAYS, (_part_of(item, noun, at),)),)]
        case Children(types, noun, at):
            related = context.relations.children(context.resource, types)
            return [_resources(related, noun, at, item, is_complete=context.relations.is_complete)]
        case Parents(noun):
            related = context.relations.parents(context.resource)
            is_complete = context.relations.knows_parents(context.resource)
            return [_resources(related, noun, "", item, is_complete=is_complete)]
        case Referring(types, path, noun):
            related = context.relations.referring(context.resource, types, path)
            return [_resources(related, noun, "", item, is_complete=context.relations.is_complete)]


def _resources(
    related: Iterable[Related], noun: str, at: str, item: Item, *, is_complete: bool
) -> Alternatives:
    items = tuple(_related_item(each, noun, at) for each in related)
    place = item.ways[0] if item.ways else None
    return (Bunch(ALWAYS, items, None, place, is_complete),)


def _related_item(related: Related, noun: str, at: str) -> Item:
    resource = related.resource
    start = Item((body_of(resource),), is_certain=related.is_certain)
    return _part_of(start, f"{noun} {_last_name(resource)}".rstrip(), at)


def _last_name(resource: Resource) -> str:
    """The last part of a resource's name between apostrophes; "" if it is not known or secret."""
    value = name_of(resource)
    last = last_part(value) if isinstance(value, Known | Unknown) else None
    if isinstance(last, Known) and isinstance(last.value, str) and not last.secret:
        return f"'{last.value}'"
    return ""


def _part_of(item: Item, label: str, at: str) -> Item:
    """A member of a resource, in which conditions look at the same names as in an element."""
    names = (at,) if at else ()
    ways = tuple(item.follow(names))
    asked = set() if names else item.asked  # The same paths lead on from here.
    return Item(ways, label, len(names), item.is_certain, is_whole=True, asked=asked)


def _elements(item: Item, path: tuple[str, ...], noun: str) -> Iterator[Alternatives]:
    """The elements of the array at a path, or of each array that a path with a `*` leads to."""
    if _ANY not in path:
        yield tuple(_bunch(array, noun) for array in item.follow(path))
        return
    index = path.index(_ANY)
    for array in item.follow(path[:index]):
        parts = _parts(array)
        if parts is None or array.condition.constraints:
            yield (Bunch(ALWAYS, (), array, array),)
            continue
        for part in parts:
            yield from _elements(Item(tuple(part)), path[index + 1 :], noun)


def _bunch(array: Reached, noun: str) -> Bunch:
    """The elements of one array."""
    parts = _parts(array)
    if parts is None:
        return Bunch(array.condition, (), array, array)
    items = tuple(
        Item(
            tuple(part),
            _label(part, noun, index),
            len(array.path) + 1,
            is_whole=False,
        )
        for index, part in enumerate(parts)
    )
    return Bunch(array.condition, items, None, array)


def _parts(way: Reached) -> list[list[Reached]] | None:
    """The elements or members where a way leads, each by its alternatives; None if not known."""
    value = way.value
    if isinstance(value, WrittenArray | BuiltArray):
        inside = elements(value)
        if inside is None:
            return None
        return [element_of(way, index, each) for index, each in enumerate(inside)]
    if isinstance(value, WrittenObject | BuiltObject):
        named = members(value)
        if named is None:
            return None
        return [member_of(way, name, each) for name, each in named.items()]
    return [] if way.is_missing else None


def _label(part: Sequence[Reached], noun: str, index: int) -> str:
    """An element by its name if it has one, else by its index."""
    names = [_shown_name(each.value) for each in follow(part, ("name",))]
    if names and names[0] and len(set(names)) == 1:
        return f"{noun} {names[0]}"
    return f"{noun} {index}"


def _shown_name(value: Single) -> str | None:
    is_text = isinstance(value, Known) and isinstance(value.value, str)
    return quoted(value) if is_text and not value.secret else None
