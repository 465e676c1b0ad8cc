"""Reading declarations: parameters with their types and limits, and user functions."""

from __future__ import annotations

from collections.abc import Mapping

from armlens.evaluation.bounds import FREE, LENGTHS, Bounds
from armlens.evaluation.pieces import Limits
from armlens.evaluation.types import DECLARED_TYPES, ValueType
from armlens.jsonc.nodes import Array, Constant, Member, Node, Number, Object, Scalar, String


def members_by_name(members: Node | None) -> Mapping[str, Member]:
    """The members of an object by lower-case name, since Azure does not tell cases apart here."""
    if not isinstance(members, Object):
        return {}
    return {member.name: member for member in members.members}


def user_functions(functions: Node | None) -> Mapping[tuple[str, str], Object]:
    """The user functions by lower-case namespace and name."""
    found: dict[tuple[str, str], Object] = {}
    for space in functions.elements if isinstance(functions, Array) else []:
        namespace = space.get("namespace") if isinstance(space, Object) else None
        members = space.get("members") if isinstance(space, Object) else None
        if isinstance(namespace, String) and isinstance(members, Object):
            for each in members.members:
                if isinstance(each.value, Object):
                    found[namespace.value.lower(), each.name] = each.value
    return found


def parameter_names(definition: Object) -> list[str]:
    """The names of a user function's parameters, in order."""
    declared = definition.get("parameters")
    objects = declared.elements if isinstance(declared, Array) else []
    names = [each.get("name") for each in objects if isinstance(each, Object)]
    return [name.value for name in names if isinstance(name, String)]


def allowed_values(allowed: Node | None) -> tuple[Scalar, ...] | None:
    """The allowed values, or None unless they are an array of scalars, the only kind we follow."""
    if not isinstance(allowed, Array) or not allowed.closed or not allowed.elements:
        return None
    scalars = [node for node in allowed.elements if isinstance(node, String | Number | Constant)]
    return tuple(node.value for node in scalars) if len(scalars) == len(allowed.elements) else None


def declared_type(declaration: Object) -> ValueType:
    """The type that a parameter is declared to have; any if it is not told in one word."""
    written = declaration.get("type")
    if not isinstance(written, String):
        return ValueType.ANY
    declared = DECLARED_TYPES.get(written.value.lower(), ValueType.ANY)
    return declared | ValueType.NULL if is_nullable(declaration) else declared


def declared_limits(declaration: Object) -> Limits:
    """The bounds that a parameter is declared to be in, or its length.

    The service runs on .NET, where the length of a string is counted in UTF-16 units.
    """
    numbers = _bounds(declaration, "minValue", "maxValue")
    sizes = _bounds(declaration, "minLength", "maxLength").both(LENGTHS)
    return Limits(numbers, sizes or LENGTHS)


def _bounds(declaration: Object, least: str, most: str) -> Bounds:
    """Two limits, both included; none where they leave no room between them."""
    ends = [_int64(declaration.get(name)) for name in (least, most)]
    return Bounds(ends[0]).both(Bounds(most=ends[1])) or FREE


def _int64(node: Node | None) -> int | None:
    value = node.value if isinstance(node, Number) else None
    return value if isinstance(value, int) and abs(value) < 2**63 else None


def is_nullable(declaration: Object) -> bool:
    """Whether a parameter may be null, and is if it is given no value."""
    nullable = declaration.get("nullable")
    return isinstance(nullable, Constant) and nullable.value is True


def is_secure(declaration: Object) -> bool:
    """Whether a parameter's value must never be shown."""
    declared_type = declaration.get("type")
    return isinstance(declared_type, String) and declared_type.value.lower().startswith("secure")
