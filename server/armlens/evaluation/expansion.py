"""Values as JSON for people: what is known, expressions for what is not, and no secret.

Known text that looks like an expression is escaped as in a template, so that a string in brackets
is always something that only the deployment knows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from armlens.evaluation.access import looped, member_value
from armlens.evaluation.residual import residual, residual_of
from armlens.evaluation.scope import Scope
from armlens.evaluation.types import Data
from armlens.evaluation.values import (
    Absent,
    BuiltArray,
    BuiltObject,
    Choice,
    Failure,
    Known,
    Unknown,
    Value,
    WrittenArray,
    WrittenObject,
    narrowed,
    through,
)
from armlens.expressions.classify import StringKind, classify
from armlens.jsonc.nodes import Array, Member, Node, Object, String

HIDDEN = "***"
"""What stands for a secret."""

CUT = "… (cut)"
"""What stands for all that is beyond the limits."""

MAX_DEPTH = 64
"""How deep objects and arrays are followed; the service refuses deeper JSON long before."""

MAX_SIZE = 2_000_000
"""How much is shown of one value: its characters, and a few for each part. A template has 4 MB."""

_PART = 16

_Own = Callable[[], str | None] | None
"""Gives the expression that stands for a value where nothing better does."""


@dataclass(frozen=True, slots=True)
class Failed:
    """A written expression that is certain to fail if it is evaluated, and why."""

    node: Node
    message: str


@dataclass(frozen=True, slots=True)
class Expansion:
    """A value as JSON, how many of its parts are not known, and which cannot be computed."""

    data: Data
    unknown: int
    failures: tuple[Failed, ...] = ()

    @property
    def is_known(self) -> bool:
        """Whether all of it is known."""
        return not self.unknown


class UnwritableError(Exception):
    """Some part is not known and no expression stands for it."""


def expanded(value: Value) -> Expansion | None:
    """A value as JSON, text escaped only if some part is not known.

    None if there is nothing to say of it, as for an unknown that no expression gave.
    """
    try:
        plain = _whole(value, _Writer({}, escapes=False))
        return plain if plain.is_known else _whole(value, _Writer({}))
    except UnwritableError:
        return None


def expanded_object(value: WrittenObject, instead: Mapping[Node, str | None]) -> Expansion:
    """An object as JSON. `instead` tells what stands for some nodes: None leaves a member out."""
    return _whole(value, _Writer(instead))


def _whole(value: Value, writer: _Writer) -> Expansion:
    data = writer.value(value, None, 0)
    return Expansion(data, writer.unknown, tuple(writer.failures))


class _Writer:
    """Writes one value and keeps count."""

    def __init__(self, instead: Mapping[Node, str | None], *, escapes: bool = True) -> None:
        self.unknown = 0
        self._escapes = escapes
        self.failures: list[Failed] = []
        self._left = MAX_SIZE
        self._instead = instead

    def value(self, value: Value, own: _Own, depth: int) -> Data:
        """A value so deep inside; `own` is the expression that stands where nothing better does."""
        self._left -= _PART
        if self._left < 0 or depth > MAX_DEPTH:
            return CUT
        if isinstance(value, Unknown | Choice | Failure | Absent):
            return self._unknown(value, own)
        if value.secret:
            return HIDDEN
        if isinstance(value, Known):
            return self._known(value)
        if isinstance(value, WrittenObject):
            return self._written_object(value, depth)
        if isinstance(value, WrittenArray):
            return self._written_array(value, depth)
        return self._built(value, own, depth)

    def _known(self, value: Known) -> Data:
        data = value.value
        if not isinstance(data, str):
            return data
        self._left -= len(data)
        is_plain = not self._escapes or classify(data) is StringKind.LITERAL
        return data if is_plain else f"[{data}"

    def _unknown(self, value: Unknown | Choice | Failure | Absent, own: _Own) -> str:
        """The expression for a value; the one that it is written as if there is no other."""
        formula = value.formula if isinstance(value, Unknown | Choice) else None
        text = residual_of(formula) if formula else None
        return self._written(text, own)

    def _written(self, text: str | None, own: _Own) -> str:
        if text is None and own is not None:
            text = own()
        if text is None:
            raise UnwritableError
        self.unknown += 1
        self._left -= len(text)
        return text

    def _built(self, value: BuiltObject | BuiltArray, own: _Own, depth: int) -> Data:
        """What a function made: part by part, or its expression if a part stands for itself."""
        before = self.unknown, len(self.failures)
        try:
            if isinstance(value, BuiltArray):
                return [self._inside(each, value, depth) for each in value.elements]
            if not value.open:
                inside = value.members.items()
                return {name: self._inside(each, value, depth) for name, each in inside}
        except UnwritableError:
            self.unknown = before[0]
            del self.failures[before[1] :]
        return self._written(residual_of(value.formula) if value.formula else None, own)

    def _inside(self, value: Value, owner: BuiltObject | BuiltArray, depth: int) -> Data:
        return self.value(through(value, secret=owner.secret), None, depth + 1)

    def _written_object(self, owner: WrittenObject, depth: int) -> Data:
        found: dict[str, Data] = {}
        for each in owner.node.members:
            if each.value in self._instead:
                replacement = self._instead[each.value]
                found.update({} if replacement is None else {each.key.value: replacement})
            elif each.key.value.lower() == "copy" and isinstance(each.value, Array):
                found.update(self._loops(owner, each, each.value, depth))
            else:
                name = self._name(owner.scope, each.key)
                value = member_value(owner, each)
                found[name] = self._node(each.value, owner.scope, value, depth + 1)
        return found

    def _name(self, scope: Scope, key: String) -> str:
        """The name of a member, which may be an expression."""
        value = scope.evaluate(key) if key.raw.startswith(("[", "\\")) else None
        if value is None:
            return key.value
        if isinstance(value, Known) and isinstance(value.value, str):
            return HIDDEN if value.secret else value.value
        self.unknown += 1
        return residual(key.value, scope)

    def _loops(
        self, owner: WrittenObject, copy: Member, loops: Array, depth: int
    ) -> dict[str, Data]:
        """The arrays that the loops of an object make; those of unknown length stay loops."""
        found: dict[str, Data] = {}
        left: list[Data] = []
        for loop in loops.elements:
            name_node = loop.get("name") if isinstance(loop, Object) else None
            name = owner.scope.evaluate(name_node) if name_node else None
            if isinstance(name, Known) and isinstance(loop, Object):
                made = looped(loop, str(name.value), owner)
                if isinstance(made, BuiltArray):
                    found[str(name.value)] = self._made(loop, made, depth)
                    continue
            value = narrowed(owner.scope.evaluate(loop), owner.under)
            left.append(self._node(loop, owner.scope, value, depth + 1))
        return found | ({copy.key.value: left} if left else {})

    def _made(self, loop: Object, made: BuiltArray, depth: int) -> Data:
        item = loop.get("input")
        text = item.value if isinstance(item, String) else None
        return [self.value(each, lambda: text, depth + 2) for each in made.elements]

    def _written_array(self, owner: WrittenArray, depth: int) -> Data:
        return [
            self._node(
                each, owner.scope, narrowed(owner.scope.evaluate(each), owner.under), depth + 1
            )
            for each in owner.node.elements
        ]

    def _node(self, node: Node, scope: Scope, value: Value, depth: int) -> Data:
        """A value that is written at a node."""
        if isinstance(value, Failure) and not value.secret:
            self.failures.append(Failed(node, value.message))
        if isinstance(node, String):
            return self.value(value, lambda: residual(node.value, scope), depth)
        return self.value(value, lambda: node.span.text_of(scope.tree.text), depth)
