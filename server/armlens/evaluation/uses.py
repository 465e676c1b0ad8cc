"""What evaluation asks for beside the text that it evaluates: what an edit may change.

Whoever computes something gathers what is asked meanwhile. Of names only those are noted that are
asked for directly; the names that these ask for in turn are noted once for each. Otherwise the
notes on variables that use each other would grow with the square of their number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Set
from enum import Enum
from typing import Generic, NamedTuple, TypeVar

from armlens.jsonc.nodes import Node

T = TypeVar("T")


class UseKind(Enum):
    """What kind of thing is asked for."""

    PARAMETER = "parameter"
    VARIABLE = "variable"
    FUNCTION = "function"
    RESOURCES = "which resources the template has, and what they are called"
    DECLARED = "what the template says of one of its resources"
    NESTED = "what a nested template says of its resources"
    TYPE = "the resources of one type"
    COMPLETE = "whether all resources are seen"
    LINK = "another document"
    CIRCLE = "a value that is just being computed"
    ANY = "more names than are noted one by one"


class Use(NamedTuple):
    """One thing that is asked for; `name` is in lower case."""

    kind: UseKind
    name: str = ""


ANY = Use(UseKind.ANY)

_NAMES = (UseKind.PARAMETER, UseKind.VARIABLE, UseKind.FUNCTION)

_MOST_NOTED = 100
"""How many uses of one value are noted one by one; real resources have fewer than 30."""


_MOST_CHANGED = 2_000
"""So many things are remembered to have changed at some time. Then, any others may have, too."""


class Uses:
    """The notes on one document. `changes` counts how often something has changed."""

    def __init__(self) -> None:
        self.changes = 0
        self._asked: set[Use] = set()
        self._of: dict[Use, set[Use]] = {}
        self._changed: dict[Use, int] = {}
        self._forgotten = 0

    def note(self, use: Use) -> None:
        """Notes that something is asked for."""
        self._asked.add(use)

    def note_all(self, uses: frozenset[Use]) -> None:
        """Notes what was asked for when something was computed that is asked for again."""
        if uses:
            self._asked |= uses

    def gather(self, compute: Callable[[], T]) -> tuple[T, frozenset[Use]]:
        """What is computed, and what was asked for meanwhile, which counts outside as well."""
        value, used = self.apart(compute)
        self._asked.update(used)
        return value, used

    def apart(self, compute: Callable[[], T]) -> tuple[T, frozenset[Use]]:
        """The same for what nobody outside asks for by that."""
        outer, self._asked = self._asked, set()
        try:
            return compute(), _noted(self._asked)
        finally:
            self._asked = outer

    def named(self, use: Use, compute: Callable[[], T]) -> T:
        """The value of something with a name: what it asks for is noted as that of the name."""
        self._asked.add(use)
        value, used = self.apart(compute)
        self._of.setdefault(use, set()).update(used)
        self._asked.update(each for each in used if each.kind not in _NAMES)
        return value

    def renew(self, changed: Set[Use]) -> set[Use]:
        """All that is another thing now, after some things have changed. Forgets what they use."""
        reached, waiting = set(changed), [*changed, ANY] if changed else []
        users = self._users() if changed else {}
        while waiting:
            for user in users.get(waiting.pop(), ()):
                if user not in reached:
                    reached.add(user)
                    waiting.append(user)
        for each in reached:
            self._of.pop(each, None)
        return reached | {ANY} if reached else reached

    def change(self, uses: Iterable[Use]) -> None:
        """Notes that some things are others now: what rests on them does not hold any more."""
        self.changes += 1
        if len(self._changed) > _MOST_CHANGED:
            self._changed.clear()
            self._forgotten = self.changes
        for each in uses:
            self._changed[each] = self.changes

    def hold(self, uses: Iterable[Use], since: int) -> bool:
        """Whether some things are what they were after so many changes."""
        changed = self._changed
        return all(changed.get(each, self._forgotten) <= since for each in uses)

    def names(self, kind: UseKind) -> Iterator[str]:
        """The names of a kind that were asked for."""
        return (use.name for use in self._of if use.kind is kind)

    def _users(self) -> dict[Use, list[Use]]:
        users: dict[Use, list[Use]] = {}
        for user, used in self._of.items():
            for each in used:
                users.setdefault(each, []).append(user)
        return users


def _noted(asked: set[Use]) -> frozenset[Use]:
    """The uses to note of a value: of names no more than a certain number."""
    if len(asked) <= _MOST_NOTED:
        return frozenset(asked)
    return frozenset((ANY, *(use for use in asked if use.kind not in _NAMES)))


class Kept(Generic[T]):
    """What was computed of nodes, each with what was asked for meanwhile.

    What rests on something that has changed since is not given any more.
    """

    __slots__ = ("_kept", "_uses")

    def __init__(self, uses: Uses) -> None:
        self._uses = uses
        self._kept: dict[Node, tuple[T, frozenset[Use], int]] = {}

    def get(self, node: Node) -> tuple[T, frozenset[Use], int] | None:
        """What is kept of a node, what it rests on, and since which change it is known to hold."""
        known = self._kept.get(node)
        now = self._uses.changes
        if known is None or known[2] == now:
            return known
        if not self._uses.hold(known[1], known[2]):
            del self._kept[node]
            return None
        self._kept[node] = known = (known[0], known[1], now)
        return known

    def keep(self, node: Node, value: T, used: frozenset[Use]) -> None:
        """Keeps something of a node."""
        self._kept[node] = value, used, self._uses.changes

    def forget(self, nodes: Iterable[Node]) -> None:
        """Forgets what is kept of some nodes."""
        for node in nodes:
            self._kept.pop(node, None)
