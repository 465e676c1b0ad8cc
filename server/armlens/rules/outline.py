"""A condition as a list, nested as the condition is: what must hold, of what, and when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from armlens.dataclass import dataclass
from armlens.rules.language.conditions import AllOf, AnyOf, Claim, Condition, Every, When
from armlens.rules.language.operands import listed
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


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the list, and how many others it is nested in."""

    depth: int
    text: str


def outline(
    condition: Condition, types: Sequence[str], depth: int = 0, lead: str = ""
) -> Iterator[Entry]:
    """The entries of a condition; those side by side must all hold.

    `types` are the resource types of the rule as they are written, `lead` begins the first entry.
    """
    match condition:
        case Claim():
            yield Entry(depth, lead + condition.words)
        case AllOf(parts) if lead:
            yield Entry(depth, f"{lead}all of these hold:")
            yield from outline(condition, types, depth + 1)
        case AllOf(parts):
            for part in parts:
                yield from outline(part, types, depth)
        case AnyOf():
            yield Entry(depth, f"{lead}one of these holds:")
            for part in _choices(condition):
                yield from _as_one(part, types, depth + 1, "all of these hold:")
        case When(Claim() as premise, then):
            yield from outline(then, types, depth, f"{lead}if {premise.words}, then ")
        case When(premise, then):
            yield from outline(premise, types, depth, f"{lead}if ")
            yield from outline(then, types, depth, "then ")
        case Every(Itself(), then):
            yield from outline(then, types, depth, lead)
        case Every(source, then):
            head = f"{lead}for each {_each(source, types)}:"
            first, *others = _as_one(then, types, depth, head)
            yield first if first.text == head else Entry(depth, f"{head} {first.text}")
            yield from others


def _as_one(condition: Condition, types: Sequence[str], depth: int, head: str) -> list[Entry]:
    """The entries of a condition as one entry: below a head if they are several side by side."""
    entries = list(outline(condition, types, depth))
    if sum(entry.depth == depth for entry in entries) == 1:
        return entries
    return [Entry(depth, head), *outline(condition, types, depth + 1)]


def _choices(condition: Condition) -> Iterator[Condition]:
    """The conditions of which one must hold, also those that are such choices themselves."""
    if isinstance(condition, AnyOf):
        for part in condition.parts:
            yield from _choices(part)
    else:
        yield condition


def _each(source: Source, types: Sequence[str]) -> str:
    """One of what a source has, to follow "each"."""
    match source:
        case Elements(path, noun):
            return f"{noun} in `{'.'.join(path)}`"
        case Children(names, noun):
            return f"{noun} (type {_types(names)}) that belongs to the resource"
        case Referring(names, _, noun):
            return f"{noun} (type {_types(names)}) that refers to the resource"
        case Parents(noun):
            return f"{noun} that the resource belongs to"
        case Itself():
            return "resource"
        case ByType(sources):
            written = {name.lower(): name for name in types}
            return " and each ".join(_of_type(each, written[name], types) for name, each in sources)
        case Together(sources):
            return " and each ".join(_each(each, types) for each in sources)


def _of_type(source: Source, name: str, types: Sequence[str]) -> str:
    """One of what a source has for resources of a type."""
    if isinstance(source, Itself):
        return f"`{name}`"
    return _each(source, types).replace("the resource", f"a `{name}`") + (
        f" of a `{name}`" if isinstance(source, Elements) else ""
    )


def _types(names: Sequence[str]) -> str:
    return listed([f"`{name}`" for name in names], "or")
