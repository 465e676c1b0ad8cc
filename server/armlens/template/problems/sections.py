"""The parts of a template that are looked into for problems, each by itself."""

from __future__ import annotations

from typing import TypeVar

from armlens.jsonc.nodes import Member, Node, Object

_Section = TypeVar("_Section", Node, Node | None)

MOST_LOOKED_INTO = 2_048
"""How many members of a section are looked into: four times what any section may have."""


def looked_into(section: _Section) -> _Section | Object:
    """The part of a section that is looked into, which is all of it unless it has far too much.

    A template that has is told so; what its resources are worth does not depend on it.
    """
    if not isinstance(section, Object) or len(section.members) <= MOST_LOOKED_INTO:
        return section
    return only(section, section.members[:MOST_LOOKED_INTO])


def only(whole: Object, members: list[Member]) -> Object:
    """An object with some of its members only."""
    part = Object(whole.read_start, whole.read_end, whole.stretch)
    part.tail, part.closed, part.members = whole.tail, whole.closed, members
    return part
