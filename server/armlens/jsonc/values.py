"""A tree's plain Python value."""

from __future__ import annotations

from armlens.jsonc.nodes import Array, Constant, Node, Number, Object, String


def to_python(node: Node | None) -> object:
    """The value of a node as `json.loads` would give it; of equal names the last one counts.

    Where the text has no value, and for no node at all, the value is None.
    """
    result: list[object] = []
    waiting: list[tuple[Node | None, list[object] | dict[str, object], str]] = [(node, result, "")]
    while waiting:
        node, target, name = waiting.pop()
        value: object
        if isinstance(node, Object):
            value = members = dict[str, object]()
            waiting += [(member.value, members, member.key.value) for member in node.members[::-1]]
        elif isinstance(node, Array):
            value = elements = list[object]()
            waiting += [(element, elements, "") for element in node.elements[::-1]]
        elif isinstance(node, String | Number | Constant):
            value = node.value
        else:
            value = None
        if isinstance(target, dict):
            target[name] = value
        else:
            target.append(value)
    return result[0]
