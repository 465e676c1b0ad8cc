"""The outputs of a template, as the deployment that runs it shows them.

Azure documentation, "Outputs in ARM templates": a value or a loop, with an optional condition;
those of a secure type are not shown to anyone.
"""

from __future__ import annotations

from dataclasses import replace

from armlens.evaluation.access import MAX_LOOP, too_many_runs
from armlens.evaluation.origins import Origin, OriginKind
from armlens.evaluation.scope import OwnLoopScope, Scope, ScopeInside
from armlens.evaluation.types import ValueType
from armlens.evaluation.values import (
    Absent,
    BuiltArray,
    BuiltObject,
    Cause,
    Known,
    Unknown,
    Value,
    WrittenObject,
    through,
)
from armlens.jsonc.nodes import Node, Object
from armlens.template.declarations import is_secure


def outputs_of(template: Object, scope: Scope) -> Value:
    """The outputs by name, each an object with its `value`, evaluated when it is asked for."""
    outputs = template.get("outputs")
    if not isinstance(outputs, Object):
        return BuiltObject({})
    return WrittenObject(outputs, _OutputsScope(scope, outputs))


class _OutputsScope(ScopeInside):
    """The scope of the outputs of a template, whose declarations stand for their values."""

    def __init__(self, around: Scope, outputs: Object) -> None:
        super().__init__(around)
        self._names = {member.value: member.key.value for member in outputs.members}

    def evaluate(self, node: Node) -> Value:
        """The value of a node; for the declaration of an output, what the deployment shows."""
        name = self._names.get(node)
        if name is None or not isinstance(node, Object):
            return self._around.evaluate(node)
        condition = node.get("condition")
        is_shown = self._around.evaluate(condition) if condition else Known(value=True)
        if not isinstance(is_shown, Known):
            return Unknown(Cause.RUNTIME)
        if is_shown.value is not True:
            return Absent()
        return BuiltObject({"type": self._type(node), "value": self._value(node, name)})

    def _type(self, output: Object) -> Value:
        written = output.get("type")
        return self._around.evaluate(written) if written else Unknown(Cause.RUNTIME)

    def _value(self, output: Object, name: str) -> Value:
        found = output.find("value") or output.find("copy")
        if found is None or is_secure(output):
            return Unknown(Cause.RUNTIME, secret=is_secure(output))
        is_loop = found.name == "copy"
        value = self._looped(found.value) if is_loop else self._around.evaluate(found.value)
        value = through(value, Origin(OriginKind.OUTPUT, self.tree.document, found, name))
        return replace(value, place=None) if isinstance(value, Known) else value

    def _looped(self, loop: Node) -> Value:
        """The array that a loop makes."""
        count = loop.get("count") if isinstance(loop, Object) else None
        item = loop.get("input") if isinstance(loop, Object) else None
        times = self._around.evaluate(count) if count else None
        if item is None or not isinstance(times, Known) or type(times.value) is not int:
            return Unknown(Cause.RUNTIME, ValueType.ARRAY)
        if not 0 <= times.value <= MAX_LOOP:
            too_many_runs(self._around, count or loop, times.value)
            return Unknown(Cause.BUDGET, ValueType.ARRAY)
        scopes = (OwnLoopScope(self._around, "", Known(index)) for index in range(times.value))
        return BuiltArray(tuple(scope.evaluate(item) for scope in scopes))
