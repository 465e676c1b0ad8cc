"""What an edit has made anew in an object: the containers that it is in, and what they hold now."""

from __future__ import annotations

from dataclasses import field
from itertools import chain

from armlens.dataclass import dataclass
from armlens.jsonc.nodes import Array, Constant, Container, Member, Node, Number, Object, String

Path = tuple[str, ...]
"""The names, in lower case, and the indexes (`[0]`) that lead to a node."""


@dataclass(frozen=True, slots=True)
class Renewal:
    """What stands in the place of nodes that an edit has replaced, although it is not in them.

    `containers` and `members` are those that hold the edit, by those that they replace. `changed`
    are the paths to what is another thing now, `read_again` those to what was read again and is
    written as before. All else is the same nodes.
    """

    containers: dict[Node, Container] = field(default_factory=dict)
    members: dict[Node, Member] = field(default_factory=dict)
    changed: set[Path] = field(default_factory=set)
    read_again: set[Path] = field(default_factory=set)

    def touches(self, path: Path) -> bool:
        """Whether a path leads to other nodes now, or through some."""
        return any(
            all(map(lambda one, other: one == other, path, each))
            for each in chain(self.changed, self.read_again)
        )


def renewal(before: Object, now: Object) -> Renewal:
    """What is new in an object, by what is no longer the same node. Needs no recursion."""
    found = Renewal()
    waiting: list[tuple[Path, Node, Node]] = [((), before, now)]
    while waiting:
        path, old, new = waiting.pop()
        if old is new:
            continue
        parts = _parts(path, old, new, found)
        if parts is None:
            (found.read_again if _is_same_text(old, new) else found.changed).add(path)
        else:
            waiting += parts
    return found


def _parts(
    path: Path, old: Node, new: Node, found: Renewal
) -> list[tuple[Path, Node, Node]] | None:
    """The parts of two containers to compare; None if they are not made up alike."""
    if isinstance(old, Object) and isinstance(new, Object):
        if old.closed is not new.closed or not _have_same_names(old, new):
            return None
        found.containers[old] = new
        pairs = list(zip(old.members, new.members, strict=True))
        found.members.update((one, other) for one, other in pairs if one is not other)
        return [((*path, one.name), one.value, other.value) for one, other in pairs]
    if isinstance(old, Array) and isinstance(new, Array):
        if old.closed is not new.closed or len(old.elements) != len(new.elements):
            return None
        found.containers[old] = new
        return [
            ((*path, f"[{index}]"), one, other)
            for index, (one, other) in enumerate(zip(old.elements, new.elements, strict=True))
        ]
    return None


def _is_same_text(old: Node, new: Node) -> bool:
    """Whether two scalars are written alike."""
    if isinstance(old, String) and isinstance(new, String):
        return old.raw == new.raw and old.end - old.start == new.end - new.start
    if isinstance(old, Number) and isinstance(new, Number):
        return old.raw == new.raw
    return isinstance(old, Constant) and isinstance(new, Constant) and old.value is new.value


def _have_same_names(old: Object, new: Object) -> bool:
    return len(old.members) == len(new.members) and all(
        one is other or one.key.raw == other.key.raw
        for one, other in zip(old.members, new.members, strict=True)
    )
