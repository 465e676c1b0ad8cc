"""What a fix owes to the declarations of the parameters whose value it changes.

A value that is not among those allowed is added to them. Where a declaration cannot be met, as one
with a `maxValue`, the fix must not be offered: the deployment would be refused.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

from armlens.evaluation.origins import Declared, Origin, OriginKind
from armlens.evaluation.types import ValueType
from armlens.jsonc.edits import append_element
from armlens.jsonc.nodes import Constant, Member, Number, Object, Scalar, String
from armlens.jsonc.parse import parse
from armlens.problems.parameters import NOT_ALLOWED
from armlens.template.declarations import declared_type
from armlens.template.problems.parameters import types_of
from armlens.template.problems.type_check import Types, Written, value_problems
from armlens.text.edits import Edit, apply
from armlens.text.problems import Problem

Edits = Mapping[str, tuple[Edit, ...]]
"""Edits by document; empty if they could not be made."""

_PARTS = ("$ref", "properties", "additionalProperties", "items", "prefixItems", "discriminator")
"""What a declaration says about the inside of a value."""


def declared_too(edits: Edits, origins: Sequence[Origin], value: Scalar | None) -> Edits:
    """The edits, and those that make the declarations on a value's way allow what it becomes.

    `value` is the scalar that is written, or None where it becomes part of an object.
    """
    parts = [edits]
    for origin in origins:
        declared = origin.declared
        if declared is None or declared.given is None:
            continue
        types = types_of(declared.root)
        after = _edited(origin, declared, edits) or _passed_on(declared, value)
        if after is None:
            # What arrives here is an object of which only a part is known.
            if types.is_deep and any(declared.node.find(name) for name in _PARTS):
                return {}
            continue
        if problems := _new_problems(origin, declared, after, types):
            parts.append(_allowed(declared, after, problems))
    return together(parts)


def together(parts: Iterable[Edits]) -> Edits:
    """All edits by document; none if those of any part could not be made."""
    found: dict[str, tuple[Edit, ...]] = {}
    for part in parts:
        if not part or not all(part.values()):
            return {}
        for document, edits in part.items():
            found[document] = (*found.get(document, ()), *edits)
    return found


def _edited(origin: Origin, declared: Declared, edits: Edits) -> Member | None:
    """The member with the value of a parameter as edits make it; None if they leave it alone."""
    given = declared.given
    assert given is not None  # noqa: S101 - the caller has looked
    span = given.value.span
    inside = [
        Edit(edit.span.moved(-span.start), edit.text)
        for edit in edits.get(origin.document, ())
        if span.start <= edit.span.start and edit.span.end <= span.end
    ]
    if not inside:
        return None
    return _member(apply(span.text_of(declared.given_in.text), inside))


def _passed_on(declared: Declared, value: Scalar | None) -> Member | None:
    """The same of a parameter that gets the scalar from elsewhere; None if it gets an object."""
    is_scalar = ValueType.OBJECT not in declared_type(declared.node)
    return _member(json.dumps(value)) if is_scalar and value is not None else None


def _member(text: str) -> Member | None:
    root = parse(f'{{"value": {text}}}').root
    return root.find("value") if isinstance(root, Object) else None


def _new_problems(origin: Origin, declared: Declared, after: Member, types: Types) -> list[Problem]:
    """What the declaration has against the new value, but not against the old one."""
    assert declared.given is not None  # noqa: S101 - the caller has looked
    is_data = origin.kind is OriginKind.PARAMETER_FILE

    def messages(member: Member) -> list[Problem]:
        written = Written(origin.name, member.value, member.key, is_data=is_data)
        return list(value_problems(written, declared.node, types))

    known = {(each.code, each.message) for each in messages(declared.given)}
    return [each for each in messages(after) if (each.code, each.message) not in known]


def _allowed(declared: Declared, after: Member, problems: Sequence[Problem]) -> Edits:
    """What adds the value to those allowed, if nothing else speaks against it."""
    array, node = declared.allowed, after.value
    if array is None or not isinstance(node, String | Number | Constant):
        return {}
    if [each.code for each in problems] != [NOT_ALLOWED.code] or _lists(array.elements, node):
        return {}
    return {declared.tree.document: append_element(declared.tree, array, node.value)}


def _lists(elements: Sequence[object], node: String | Number | Constant) -> bool:
    """Whether the value is listed, so that another declaration must be against it."""
    texts = [element.value.lower() for element in elements if isinstance(element, String)]
    return str(node.value).lower() in texts
