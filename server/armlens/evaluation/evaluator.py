"""The evaluator: from a node and its scope to a value. What it cannot compute is unknown."""

from __future__ import annotations

from dataclasses import replace

from armlens.evaluation.origins import Place, origin_span
from armlens.evaluation.scope import Scope
from armlens.evaluation.values import (
    Absent,
    ArrayValue,
    Cause,
    Failure,
    Known,
    ObjectValue,
    Unknown,
    Value,
    through,
)
from armlens.expressions.classify import StringKind, classify, literal_value
from armlens.expressions.nodes import (
    Call,
    Expression,
    IndexAccess,
    IntegerLiteral,
    MemberAccess,
    StringLiteral,
)
from armlens.expressions.parser import parse_expression
from armlens.jsonc.nodes import Array, Constant, Member, Node, Number, Object, String


def evaluate(node: Node, scope: Scope) -> Value:
    """The value of a node. Strings that are expressions are evaluated, at any depth, lazily."""
    if isinstance(node, String):
        return _string(node, scope)
    if isinstance(node, Object):
        return ObjectValue(node, scope)
    if isinstance(node, Array):
        return ArrayValue(node, scope)
    if isinstance(node, Number | Constant):
        return Known(node.value, Place(scope.tree, node))
    return Unknown(Cause.SYNTAX)


def _string(node: String, scope: Scope) -> Value:
    text = node.value
    kind = classify(text)
    if kind is StringKind.EXPRESSION:
        return scope.once(node, lambda: _parsed(text, scope))
    if kind is StringKind.ESCAPED and scope.keeps_escapes:
        return Unknown(Cause.DYNAMIC)
    return Known(literal_value(text), Place(scope.tree, node))


def _parsed(text: str, scope: Scope) -> Value:
    parsed = parse_expression(text)
    return Unknown(Cause.SYNTAX) if parsed.problems else _expression(parsed.root, scope)


def _expression(root: Expression, scope: Scope) -> Value:
    """The value of an expression, or an unknown if it lies too deep inside others."""
    with scope.budget.deeper() as has_room:
        return _accessed(root, scope) if has_room else Unknown(Cause.BUDGET)


def _accessed(root: Expression, scope: Scope) -> Value:
    """The innermost part's value, then each access to it in turn; only indexes recurse."""
    accesses: list[MemberAccess | IndexAccess] = []
    while isinstance(root, MemberAccess | IndexAccess):
        accesses.append(root)
        root = root.target
    value = _primary(root, scope)
    for access in reversed(accesses):
        key = (
            Known(access.name)
            if isinstance(access, MemberAccess)
            else _expression(access.index, scope)
        )
        value = _access(value, key)
    return value


def _primary(root: Expression, scope: Scope) -> Value:
    match root:
        case StringLiteral(value) | IntegerLiteral(value):
            return Known(value)
        case Call(name, None, (argument,)) if name.lower() == "parameters":
            return _named(_expression(argument, scope), scope, "parameters")
        case Call(name, None, (argument,)) if name.lower() == "variables":
            return _named(_expression(argument, scope), scope, "variables")
        case _:
            return Unknown(Cause.FUNCTION)


def _named(name: Value, scope: Scope, function: str) -> Value:
    """The parameter or variable whose name is a value itself."""
    if isinstance(name, Failure):
        return name
    if not isinstance(name, Known):
        return Unknown(name.cause if isinstance(name, Unknown) else Cause.DYNAMIC)
    if not isinstance(name.value, str):
        return Failure(f"The argument of '{function}' must be a string.")
    return scope.parameter(name.value) if function == "parameters" else scope.variable(name.value)


def _access(target: Value, key: Value) -> Value:
    """`target.key` or `target[key]`; absent members and elements fail, as they do in Azure."""
    if isinstance(target, Failure) or isinstance(key, Failure):
        return target if isinstance(target, Failure) else key
    if isinstance(target, Unknown) or not isinstance(key, Known):
        return Unknown(Cause.DYNAMIC, origins=target.origins, secret=target.secret)
    if isinstance(target, ObjectValue) and isinstance(key.value, str):
        value = member(target, key.value)
        if isinstance(value, Absent):
            return Failure(f"The object has no member '{key.value}'.", target.origins)
        return value
    if isinstance(target, ArrayValue) and type(key.value) is int:
        return element(target, key.value)
    return Failure(f"There is nothing at '{key.value}' in this value.", target.origins)


def member(owner: ObjectValue, name: str) -> Value:
    """The value of a member: `Absent` only if the object certainly has none of that name.

    Names are compared as Azure does: the exact one first, else one that differs in case. Names
    that are expressions are evaluated; one that stays unknown may be any name.
    """
    found = find_member(owner, name)
    if isinstance(found, Unknown):
        return found
    if found is None:
        return Absent(owner.origins, owner.secret)
    value = evaluate(found.value, owner.scope)
    if not owner.origins:
        return replace(value, secret=value.secret or owner.secret)
    span = origin_span(found.key, found.value)
    last = replace(owner.origins[-1], span=span, allowed=None)
    return through(value, *owner.origins[:-1], last, secret=owner.secret)


def find_member(owner: ObjectValue, name: str) -> Member | Unknown | None:
    """The member that `member` evaluates; unknown where the object may yet get one."""
    if found := owner.node.find(name):
        return found
    for candidate in reversed(owner.node.members):
        if not candidate.key.raw.startswith(("[", "\\")):
            continue
        key = evaluate(candidate.key, owner.scope)
        if not isinstance(key, Known):
            return Unknown(Cause.DYNAMIC, origins=owner.origins)
        if str(key.value).lower() == name.lower():
            return candidate
    if not owner.node.closed:
        return Unknown(Cause.SYNTAX, origins=owner.origins)
    return _copied(owner, name)


def _copied(owner: ObjectValue, name: str) -> Unknown | None:
    """What a `copy` member, which makes array members, may give for the name."""
    loops = owner.node.get("copy")
    for loop in loops.elements if isinstance(loops, Array) else []:
        loop_name = loop.get("name") if isinstance(loop, Object) else None
        value = evaluate(loop_name, owner.scope) if loop_name else None
        if not isinstance(value, Known) or str(value.value).lower() == name.lower():
            return Unknown(Cause.FUNCTION, origins=owner.origins)
    return None


def element(owner: ArrayValue, index: int) -> Value:
    """The value of an element; a failure where the array certainly has none there."""
    elements = owner.node.elements
    if 0 <= index < len(elements):
        return through(evaluate(elements[index], owner.scope), *owner.origins, secret=owner.secret)
    if not owner.node.closed:
        return Unknown(Cause.SYNTAX, origins=owner.origins)
    return Failure(f"The array has {len(elements)} elements and none at index {index}.")
