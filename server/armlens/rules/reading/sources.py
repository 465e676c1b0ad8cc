"""Reads what a condition of a rule file goes through."""

from __future__ import annotations

from collections.abc import Callable

from armlens.jsonc.nodes import Array, Member, Node, Object, String
from armlens.rules.language.sources import (
    ByType,
    Children,
    Elements,
    Itself,
    Parents,
    Referring,
    Source,
    Together,
    elements,
)
from armlens.rules.reading.mistakes import Mistakes

_Members = dict[str, Member]

KINDS = ("elements", "children", "referring", "parent", "itself", "together", "byType")
"""The members that say which kind of source it is."""

_KNOWN = (*KINDS, "noun", "at", "path")


def read_source(node: Node, mistakes: Mistakes) -> Source | None:
    """The source that a node describes: a path, or an object that says more."""
    if isinstance(node, String):
        return elements(node.value)
    members = mistakes.members(node, "A source", _KNOWN)
    if members is None:
        return None
    kind = next((name for name in KINDS if name in members), None)
    if kind is None:
        mistakes.missing(node, "A source", KINDS)
        return None
    return _READERS[kind](node, members, mistakes)


def _noun(members: _Members, mistakes: Mistakes, default: str) -> str:
    noun = members.get("noun")
    return (mistakes.text(noun.value, "'noun'") if noun else None) or default


def _at(members: _Members, mistakes: Mistakes) -> str:
    at = members.get("at")
    return (mistakes.text(at.value, "'at'") if at else None) or ""


def _elements(node: Node, members: _Members, mistakes: Mistakes) -> Source | None:
    del node
    path = mistakes.text(members["elements"].value, "'elements'")
    if not path:
        return None
    return Elements(tuple(path.split(".")), _noun(members, mistakes, "element"))


def _children(node: Node, members: _Members, mistakes: Mistakes) -> Source | None:
    del node
    types = mistakes.texts(members["children"].value, "'children'")
    noun = _noun(members, mistakes, "resource")
    return Children(types, noun, _at(members, mistakes)) if types else None


def _referring(node: Node, members: _Members, mistakes: Mistakes) -> Source | None:
    types = mistakes.texts(members["referring"].value, "'referring'")
    path = members.get("path")
    if path is None:
        mistakes.missing(node, "'referring'", ("path",))
        return None
    names = mistakes.text(path.value, "'path'")
    if not types or not names:
        return None
    return Referring(types, tuple(names.split(".")), _noun(members, mistakes, "resource"))


def _parent(node: Node, members: _Members, mistakes: Mistakes) -> Source | None:
    del node
    mistakes.truth(members["parent"].value, "'parent'")
    return Parents(_noun(members, mistakes, "parent"))


def _itself(node: Node, members: _Members, mistakes: Mistakes) -> Source | None:
    del node
    mistakes.truth(members["itself"].value, "'itself'")
    return Itself(_noun(members, mistakes, "resource"), _at(members, mistakes))


def _together(node: Node, members: _Members, mistakes: Mistakes) -> Source | None:
    del node
    written = members["together"].value
    if not isinstance(written, Array):
        mistakes.wrong(written, "'together'", "an array of sources")
        return None
    sources = [read_source(each, mistakes) for each in written.elements]
    return Together(tuple(each for each in sources if each is not None))


def _by_type(node: Node, members: _Members, mistakes: Mistakes) -> Source | None:
    del node
    written = members["byType"].value
    if not isinstance(written, Object):
        mistakes.wrong(written, "'byType'", "an object from resource types to sources")
        return None
    sources = [(each.name, read_source(each.value, mistakes)) for each in written.members]
    return ByType(tuple((name, source) for name, source in sources if source is not None))


_READERS: dict[str, Callable[[Node, _Members, Mistakes], Source | None]] = {
    "elements": _elements,
    "children": _children,
    "referring": _referring,
    "parent": _parent,
    "itself": _itself,
    "together": _together,
    "byType": _by_type,
}
