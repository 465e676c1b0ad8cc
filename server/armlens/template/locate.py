"""From a place in a document to the string there, and what the names in it mean.

The way down is that of evaluation: sections of a template, resources, the children and templates
nested in them, user functions. Where a loop makes several instances the place means each of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from armlens.dataclass import dataclass
from armlens.evaluation.conditions import Symbol
from armlens.evaluation.links import Follow
from armlens.evaluation.scope import FunctionScope, Scope
from armlens.evaluation.values import Cause, Unknown, Value
from armlens.jsonc.nodes import Array, Member, Node, Object, String
from armlens.jsonc.tree import Tree
from armlens.template.declarations import declared_type, is_secure
from armlens.template.kinds import DocumentKind
from armlens.template.listing import Listed, children, listed, resources_at
from armlens.template.loops import Instance, InstanceScope, instance_scopes
from armlens.template.nesting import nested_template
from armlens.template.parameter_file import ParameterFile
from armlens.template.problems.references import UNEVALUATED
from armlens.template.resource import Resource
from armlens.template.resources import roots_of
from armlens.template.root_scope import root_scope


@dataclass(frozen=True, slots=True)
class Located:
    """A string, and the scope that evaluates it."""

    node: String
    scope: Scope


def located(
    tree: Tree,
    kind: DocumentKind,
    offset: int,
    parameters: ParameterFile | None = None,
    follow: Follow | None = None,
) -> Located | None:
    """The string at an offset; None if there is none, or if it is never evaluated."""
    scope = root_scope(tree, kind, parameters, follow)
    if kind is DocumentKind.TEMPLATE and isinstance(tree.root, Object):
        return _in_template(tree.root, scope, offset)
    if kind is DocumentKind.FRAGMENT:
        return _in_resources(roots_of(tree, kind, scope), offset)
    return None


def _in_template(
    template: Object, scope: Scope, offset: int, around: Resource | None = None
) -> Located | None:
    """The string in a template whose own names the scope knows."""
    section = _member_at(template, offset)
    if section is None:
        return None
    match section.name:
        case "resources":
            return _in_resources(listed(section.value, scope, around=around), offset)
        case "functions":
            return _in_functions(section.value, scope, offset)
        case "parameters":
            declared = _member_at(section.value, offset)
            default = _member_at(declared.value, offset) if declared else None
            is_default = default and default.name == "defaultvalue"
            return _string_at(default, scope, offset) if default and is_default else None
        case "variables" | "outputs":
            return _string_at(section, scope, offset)
    return None


def _in_functions(functions: Node, scope: Scope, offset: int) -> Located | None:
    space = _element_at(functions, offset)
    members = _member_at(space, offset)
    definition = _member_at(members.value, offset) if members else None
    if definition is None or not isinstance(definition.value, Object):
        return None
    output = _member_at(definition.value, offset)
    if output is None or output.name != "output":
        return None
    inside = FunctionScope(scope, _function_parameters(definition.value, scope))
    return _string_at(output, inside, offset)


def _function_parameters(definition: Object, scope: Scope) -> Mapping[str, Value]:
    """The parameters of a user function that nobody calls."""
    declared = definition.get("parameters")
    found: dict[str, Value] = {}
    for each in declared.elements if isinstance(declared, Array) else []:
        name = each.get("name") if isinstance(each, Object) else None
        if isinstance(each, Object) and isinstance(name, String):
            symbol = Symbol((scope, definition, name.value.lower()), f"parameter '{name.value}'")
            secret = is_secure(each)
            found[name.value] = Unknown(Cause.NO_VALUE, declared_type(each), symbol, secret=secret)
    return found


def _in_resources(resources: list[Listed], offset: int) -> Located | None:
    each = next((each for each in resources if _holds(each.node, offset)), None)
    if each is None:
        return None
    scope = _each_instance(each)
    section = _member_at(each.node, offset)
    if section is None:
        return None
    resource = next(resources_at(each), None)
    if resource is not None:
        resource = replace(resource, scope=scope)
        if section.name == "resources":
            return _in_resources(children(resource), offset)
        nested = nested_template(resource)
        if nested is not None and _holds(nested[0], offset):
            return _in_template(*nested, offset, around=resource)
    return None if _is_nested(each.node, offset) else _string_at(section, scope, offset)


def _each_instance(each: Listed) -> Scope:
    """The scope of a resource; of a looped one, that of an instance of any index."""
    copy = each.node.get("copy")
    scopes = instance_scopes(each.node, each.scope, each.symbol)
    if not isinstance(copy, Object) or len(scopes) == 1:
        return scopes[0]
    first = scopes[0] if scopes else None
    name = first.instance.loop if isinstance(first, InstanceScope) else each.symbol
    return InstanceScope(each.scope, copy, Instance(name, None))


def _is_nested(resource: Object, offset: int) -> bool:
    """Whether the place is in a template whose names nobody can tell: it is not deployed."""
    properties = resource.get("properties")
    template = properties.get("template") if isinstance(properties, Object) else None
    return template is not None and _holds(template, offset)


def _string_at(member: Member, scope: Scope, offset: int) -> Located | None:
    """The string at the offset in a member, in its name as well if it is an expression."""
    node: Node = member
    while not isinstance(node, String):
        if isinstance(node, Member):
            if node.name in UNEVALUATED:
                return None
            node = node.key if _holds(node.key, offset) else node.value
        inside = _inside(node, offset)
        if inside is None and not isinstance(node, String):
            return None
        node = inside or node
    return Located(node, scope) if _holds(node, offset) else None


def _inside(node: Node, offset: int) -> Node | None:
    """The member or the element at the offset."""
    return _member_at(node, offset) or _element_at(node, offset)


def _member_at(node: Node | None, offset: int) -> Member | None:
    members = node.members if isinstance(node, Object) else []
    return next((each for each in members if _holds(each, offset)), None)


def _element_at(node: Node | None, offset: int) -> Node | None:
    elements = node.elements if isinstance(node, Array) else []
    return next((each for each in elements if _holds(each, offset)), None)


def _holds(node: Node, offset: int) -> bool:
    return node.start <= offset <= node.end
