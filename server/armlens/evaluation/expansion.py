"""Values as JSON for people: what is known, expressions for what is not, and no secret.

Known text that looks like an expression is escaped as in a template, so that a string in brackets
is always something that only the deployment knows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from armlens.dataclass import dataclass
from armlens.evaluation.access import looped, member_value
from armlens.evaluation.frame import Formula
from armlens.evaluation.narrowing import narrowed
from armlens.evaluation.residual import literal, residual, residual_of
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
    through,
)
from armlens.expressions.classify import StringKind, classify
from armlens.jsonc.nodes import Array, Node, Object, String

HIDDEN = "***"
"""What stands for a secret."""

CUT = "… (cut)"
"""What stands for all that is beyond the limits."""

MAX_DEPTH = 64
"""How deep objects and arrays are followed; the service refuses deeper JSON long before."""

MAX_SIZE = 2_000_000
"""How much is shown of one value: its characters, and some for each part. A template has 4 MB."""

_PART = 16
"""What each part counts, with its name and signs."""

_INDENT = 2
"""What each part counts for each level, since it is written on a line of its own."""

_IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")

Own = Callable[[], str | None]
"""Gives the expression, in brackets, that stands for a value where nothing better does."""


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


def expanded(value: Value, scope: Scope, own: Own) -> Expansion:
    """A value as JSON, text escaped only if some part is not known.

    `own` gives the expression that has the value, whose names have their meaning in the scope.
    """
    plain = _whole(value, _Writer(scope, {}, escapes=False), own)
    return plain if plain.is_known else _whole(value, _Writer(scope, {}), own)


def expanded_object(value: WrittenObject, instead: Mapping[Node, str | None]) -> Expansion:
    """An object as JSON. `instead` tells what stands for some nodes: None leaves a member out."""
    return _whole(value, _Writer(value.scope, instead), lambda: None)


def _whole(value: Value, writer: _Writer, own: Own) -> Expansion:
    data = writer.value(value, own, 0)
    return Expansion(data, writer.unknown, tuple(writer.failures))


class _Writer:
    """Writes one value and keeps count."""

    def __init__(
        self, scope: Scope, instead: Mapping[Node, str | None], *, escapes: bool = True
    ) -> None:
        self.unknown = 0
        self.failures: list[Failed] = []
        self._scope = scope
        self._instead = instead
        self._escapes = escapes
        self._left = MAX_SIZE
        # Parts by the thousand may have the same formula, which takes milliseconds to write.
        self._written: dict[int, tuple[Formula, str | None]] = {}

    def value(self, value: Value, own: Own, depth: int) -> Data:
        """A value so deep inside."""
        self._left -= _PART + _INDENT * depth
        if self._left < 0 or depth > MAX_DEPTH:
            return CUT
        match value:
            case Unknown() | Choice() | Failure() | Absent():
                return self._unknown(value, own)
            case _ if value.secret:
                return HIDDEN
            case Known():
                return self._known(value)
            case WrittenObject():
                return self._written_object(value, own, depth)
            case WrittenArray():
                return self._written_array(value, own, depth)
            case _:
                return self._built(value, own, depth)

    def _known(self, value: Known) -> Data:
        data = value.value
        if not isinstance(data, str):
            return data
        self._left -= len(data)
        is_plain = not self._escapes or classify(data) is StringKind.LITERAL
        return data if is_plain else f"[{data}"

    def _unknown(self, value: Value, own: Own) -> Data:
        """The expression for a value; null where there is none, as for text with an error."""
        text = self._formula(value) or own()
        self.unknown += 1
        self._left -= len(text or "")
        return text

    def _formula(self, value: Value) -> str | None:
        """The expression that gave a value, if it means the same here."""
        if not isinstance(value, Unknown | Choice | BuiltObject | BuiltArray):
            return None
        formula = value.formula
        if formula is None:
            return None
        known = self._written.get(id(formula))
        if known is None:
            known = formula, residual_of(formula, self._scope)
            self._written[id(formula)] = known
        return known[1]

    def _built(self, value: BuiltObject | BuiltArray, own: Own, depth: int) -> Data:
        """What a function made: part by part, or its expression if it may have further parts."""

        def whole() -> str | None:
            return self._formula(value) or own()

        if isinstance(value, BuiltArray):
            return [
                self._inside(each, value, _part(whole, index), depth)
                for index, each in enumerate(value.elements)
            ]
        if value.open:
            return self._unknown(value, own)
        return {
            name: self._inside(each, value, _part(whole, name), depth)
            for name, each in value.members.items()
        }

    def _inside(self, value: Value, owner: BuiltObject | BuiltArray, own: Own, depth: int) -> Data:
        return self.value(through(value, secret=owner.secret), own, depth + 1)

    def _written_object(self, owner: WrittenObject, own: Own, depth: int) -> Data:
        found: dict[str, Data] = {}
        for each in owner.node.members:
            if each.value in self._instead:
                found.update(self._replaced(each.key.value, self._instead[each.value]))
            elif each.name == "copy" and isinstance(each.value, Array):
                found.update(self._loops(owner, each.value, own, depth))
            else:
                name = self._name(owner.scope, each.key)
                value = member_value(owner, each)
                found[name] = self._node(each.value, owner.scope, value, _part(own, name), depth)
        return found

    def _replaced(self, name: str, replacement: str | None) -> dict[str, Data]:
        if replacement is None:
            return {}
        self.unknown += classify(replacement) is StringKind.EXPRESSION
        return {name: replacement}

    def _name(self, scope: Scope, key: String) -> str:
        """The name of a member, which may be an expression."""
        if not key.raw.startswith(("[", "\\")):
            return key.value
        value = scope.evaluate(key)
        if isinstance(value, Known) and isinstance(value.value, str):
            return HIDDEN if value.secret else value.value
        self.unknown += 1
        return residual(key.value, scope)

    def _loops(self, owner: WrittenObject, loops: Array, own: Own, depth: int) -> dict[str, Data]:
        """The arrays that the loops of an object make; those of unknown length stay loops."""
        found: dict[str, Data] = {}
        left: list[Data] = []
        for loop in loops.elements:
            name_node = loop.get("name") if isinstance(loop, Object) else None
            name = owner.scope.evaluate(name_node) if name_node else None
            if isinstance(name, Known) and isinstance(loop, Object):
                made = looped(loop, str(name.value), owner)
                if isinstance(made, BuiltArray):
                    part = _part(own, str(name.value))
                    found[str(name.value)] = self._built(made, part, depth + 1)
                    continue
            value = narrowed(owner.scope.evaluate(loop), owner.under)
            left.append(self._node(loop, owner.scope, value, own, depth + 1))
        return found | ({"copy": left} if left else {})

    def _written_array(self, owner: WrittenArray, own: Own, depth: int) -> Data:
        scope = owner.scope
        return [
            self._node(
                each, scope, narrowed(scope.evaluate(each), owner.under), _part(own, index), depth
            )
            for index, each in enumerate(owner.node.elements)
        ]

    def _node(self, node: Node, scope: Scope, value: Value, part: Own, depth: int) -> Data:
        """A value that is written at a node, or `part` of something that is known elsewhere."""
        if isinstance(value, Failure) and not value.secret:
            self.failures.append(Failed(node, value.message))
        if scope.local or scope.deployment != self._scope.deployment:
            return self.value(value, part, depth + 1)
        if isinstance(node, String):
            return self.value(value, lambda: residual(node.value, scope), depth + 1)
        return self.value(value, lambda: node.span.text_of(scope.tree.text) or None, depth + 1)


def _part(own: Own, key: str | int) -> Own:
    """The expression for a member or an element of what `own` stands for."""

    def part() -> str | None:
        whole = own()
        if whole is None or classify(whole) is not StringKind.EXPRESSION:
            return None
        is_name = isinstance(key, str) and _IDENTIFIER.fullmatch(key)
        return f"{whole[:-1]}.{key}]" if is_name else f"{whole[:-1]}[{literal(key)}]]"

    return part
