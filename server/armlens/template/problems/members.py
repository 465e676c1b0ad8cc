"""What an expression asks for of a variable that the variable certainly does not have."""

from __future__ import annotations

from armlens.jsonc.nodes import Array, Member, Node, Object
from armlens.problems.names import UNKNOWN_MEMBER
from armlens.template.problems.context import KnownNames
from armlens.template.problems.facts import Reference, Step
from armlens.text.problems import Problem


def unknown_member(reference: Reference, names: KnownNames) -> Problem | None:
    """The first step of a reference's path that leads nowhere; its span is that of the step."""
    if reference.kind != "variable" or not reference.is_certain:
        return None
    node = names.written(reference.name)
    words = f"Variable '{reference.name}'"
    for step in reference.path:
        if node is None:
            return None
        if (wrong := _wrong(node, step)) is not None:
            return UNKNOWN_MEMBER.at(step.span, f"{words} {wrong}.")
        node = _inside(node, step)
        words = f"'{step.key}'"
    return None


def _wrong(node: Node, step: Step) -> str | None:
    """Why there is nothing at a step, if there certainly is nothing."""
    if isinstance(node, Object) and isinstance(step.key, str):
        is_known = node.closed and not any(map(_is_computed, node.members))
        return f"has no member '{step.key}'" if is_known and node.find(step.key) is None else None
    if isinstance(node, Array) and isinstance(step.key, int):
        count = len(node.elements)
        elements = "1 element" if count == 1 else f"{count} elements"
        is_there = 0 <= step.key < count or not node.closed
        return None if is_there else f"has {elements} and none at index {step.key}"
    return None


def _inside(node: Node, step: Step) -> Node | None:
    if isinstance(node, Object) and isinstance(step.key, str):
        return node.get(step.key)
    if isinstance(node, Array) and isinstance(step.key, int) and 0 <= step.key < len(node.elements):
        return node.elements[step.key]
    return None


def _is_computed(member: Member) -> bool:
    """Whether a member may stand for others: one named by an expression, or a loop."""
    return member.name.startswith("[") or member.name == "copy"
