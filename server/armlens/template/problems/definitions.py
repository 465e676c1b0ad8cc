"""Types that are referred to and not defined.

Azure documentation, "Definitions in ARM templates": with `languageVersion` 2.0, `$ref` names a
type of the section `definitions`.
"""

from __future__ import annotations

from collections.abc import Iterator

from armlens.jsonc.nodes import Array, Member, Node, Object, String, children
from armlens.problems.names import UNKNOWN_DEFINITION
from armlens.template.problems.context import keys
from armlens.template.problems.type_check import REFERENCE
from armlens.text.problems import Problem

_DATA = frozenset({"defaultvalue", "allowedvalues", "metadata", "value", "copy"})
"""Members of declarations, in lower case, that hold no types."""


def definition_problems(template: Object) -> Iterator[Problem]:
    """The references of parameters, outputs and types to types that there are not."""
    version, known = template.get("languageVersion"), keys(template.get("definitions"))
    if not isinstance(version, String) or not version.value.startswith("2.") or known is None:
        return
    waiting: list[Node] = [
        member.value
        for member in template.members
        if member.name in ("parameters", "outputs", "definitions")
    ]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Member):
            if node.key.value == "$ref" and isinstance(node.value, String):
                yield from _unknown(node.value, known)
            waiting += [] if node.name in _DATA else [node.value]
        elif isinstance(node, Object | Array):
            waiting += children(node)


def _unknown(reference: String, known: frozenset[str]) -> Iterator[Problem]:
    match = REFERENCE.fullmatch(reference.value)
    if match and match[1].lower() not in known:
        message = f"The template defines no type '{match[1]}'."
        yield UNKNOWN_DEFINITION.at(reference.span, message)
