"""The problems of every string of a template that may be an expression, with what holds there.

The way is that of evaluation: sections of a template, resources, the children and templates nested
in them. Azure documentation, "Understand the structure and syntax of ARM templates".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial

from armlens.jsonc.memo import Memo
from armlens.jsonc.nodes import Array, Member, Node, Object, String
from armlens.template.declarations import members_by_name
from armlens.template.kinds import deployed_to
from armlens.template.problems.context import (
    Context,
    Place,
    function_names,
    names_of,
    root_names,
)
from armlens.template.problems.references import (
    UNEVALUATED,
    expression_problems,
    may_be_expression,
)
from armlens.template.problems.sections import looked_into
from armlens.template.problems.templates import nested_scope, nested_template, resource_objects
from armlens.template.problems.units import Unit
from armlens.text.problems import Problem

_BEFORE = frozenset(
    {
        "type",
        "name",
        "apiversion",
        "location",
        "tags",
        "sku",
        "kind",
        "plan",
        "identity",
        "zones",
        "scope",
        "condition",
        "subscriptionid",
        "resourcegroup",
        "managementgroup",
    }
)
"""Members of resources, in lower case, that are computed before anything is deployed."""

_BLOCK = 8
"""How many resources are asked for at once whether anything about them has changed."""

_ODD = UNEVALUATED | {"copy"}
"""Members inside of others, in lower case, that are not a name and a value."""

_Inside = Unit | Problem
_Look = Callable[[str, Object, Context], Iterable[_Inside]]
"""What there is to look at in a resource, by its symbolic name, its text and its context."""

_IN_DEFAULT = "the default of a parameter"
_IN_VARIABLE = "a variable"
_IN_FUNCTION = "a user function"
_IN_COUNT = "the count of a loop"
_IN_CONDITION = "the condition of an output"


def template_units(
    template: Object, memo: Memo | None, also: Callable[[str, Object], Iterable[Problem]]
) -> Iterator[_Inside]:
    """The units of a whole template, in the order of the text but for nested templates.

    `also` gives further problems of a resource of the template by its symbolic name and its text.
    """

    def look(symbol: str, resource: Object, context: Context) -> Iterator[_Inside]:
        yield from _resource(symbol, resource, context)
        yield from also(symbol, resource)

    context = Context(root_names(template, memo), scope=deployed_to(template))
    yield from _template(template, context, look)


def _template(template: Object, context: Context, look: _Look) -> Iterator[_Inside]:
    before = context.at(Place.BEFORE, _IN_VARIABLE)
    for member in template.members:
        match member.name:
            case "parameters":
                yield _unit(member.value, context.at(Place.DEFAULT, _IN_DEFAULT), _defaults)
            case "functions":
                yield from _functions(member.value, context.at(Place.BEFORE, _IN_FUNCTION))
            case "variables":
                yield _unit(member.value, before, _variables)
            case "resources":
                yield from _blocks(member.value, context, look)
            case "outputs":
                yield _unit(member.value, context, _outputs)


def _variables(variables: Node, context: Context) -> Iterable[Problem]:
    return _strings(looked_into(variables), context)


def _defaults(parameters: Node, context: Context) -> Iterator[Problem]:
    parameters = looked_into(parameters)
    for member in parameters.members if isinstance(parameters, Object) else []:
        default = member.value.get("defaultValue") if isinstance(member.value, Object) else None
        if default is not None:
            yield from _strings(default, context)


def _functions(functions: Node, context: Context) -> Iterator[Problem]:
    """The outputs of user functions, which see parameters of their own and loops of nobody."""
    for space in functions.elements if isinstance(functions, Array) else []:
        members = space.get("members") if isinstance(space, Object) else None
        for member in members.members if isinstance(members, Object) else []:
            definition = member.value
            output = definition.get("output") if isinstance(definition, Object) else None
            if isinstance(definition, Object) and output is not None:
                names = function_names(definition, context.names)
                yield from _strings(output, replace(context, names=names, loops=None))


def _outputs(outputs: Node, context: Context) -> Iterator[Problem]:
    outputs = looked_into(outputs)
    for output in outputs.members if isinstance(outputs, Object) else []:
        if isinstance(output.value, Object):
            inside = context.inside_loops(output.value)
            for member in output.value.members:
                is_condition = member.name == "condition"
                here = inside.at(Place.BEFORE, _IN_CONDITION) if is_condition else inside
                yield from _member(member, here)


def _unit(node: Node, context: Context, look: Callable[[Node, Context], Iterable[Problem]]) -> Unit:
    return Unit((node,), context, partial(look, node))


def _blocks(resources: Node, context: Context, look: _Look) -> Iterator[Unit]:
    """The resources of a template, some at a time: most edits leave all but one block alone."""
    found = list(resource_objects(resources))
    for first in range(0, len(found), _BLOCK):
        block = found[first : first + _BLOCK]
        nodes = tuple(resource for _, resource in block)
        yield Unit(nodes, context, partial(_in_block, block, look), [name for name, _ in block])


def _in_block(block: Iterable[tuple[str, Object]], look: _Look, context: Context) -> Iterator[Unit]:
    for symbol, resource in block:
        inside = context.inside_loops(resource, symbol)
        yield Unit((resource,), inside, partial(look, symbol, resource), symbol)


def _resources(resources: Node, context: Context) -> Iterator[Unit]:
    return _in_block(resource_objects(resources), _resource, context)


def _resource(_symbol: str, resource: Object, context: Context) -> Iterator[_Inside]:
    """The strings of a resource, of its children and of the template that it holds."""
    nested = nested_template(resource)
    for name, member in members_by_name(resource).items():
        if isinstance(member.value, String) and not may_be_expression(member.value):
            continue
        if name == "resources":
            yield from _resources(member.value, context)
        elif name in _BEFORE:
            words = f"the '{member.key.value}' of a resource"
            yield from _member(member, context.at(Place.BEFORE, words))
        elif name == "properties" and nested is not None:
            yield from _properties(member.value, nested, context)
            yield from _nested(resource, nested, context)
        else:
            yield from _member(member, context)


def _properties(properties: Node, nested: Object, context: Context) -> Iterator[Problem]:
    """The properties of a deployment beside its template."""
    for member in properties.members if isinstance(properties, Object) else []:
        if member.value is not nested:
            yield from _member(member, context)


def _nested(deployment: Object, template: Object, context: Context) -> Iterator[_Inside]:
    """A nested template: by itself, or with the names of the template around.

    The sections of one of outer scope that declare names are passed over: nothing reaches them.
    """
    scope = nested_scope(deployment)
    if scope == "inner":
        yield from _template(template, Context(names_of(template)), _resource)
    elif scope == "outer":
        inside = replace(context, is_outer=True)
        for member in template.members:
            if member.name == "resources":
                yield from _resources(member.value, inside)
            elif member.name == "outputs":
                yield _unit(member.value, inside, _outputs)


def _member(member: Member, context: Context) -> Iterable[Problem]:
    """The strings of a member: its name, if it is an expression, and its value."""
    key, value = member.key, member.value
    found = [*expression_problems(key, context)] if key.raw.startswith("[") else []
    name = member.name
    if name == "copy" and isinstance(value, Object):
        found += _loop(value, context)
    elif name not in UNEVALUATED:
        found += _strings(value, context)
    return found


def _strings(root: Node, context: Context) -> list[Problem]:
    """The strings below a node."""
    found: list[Problem] = []
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, String):
            if may_be_expression(node):
                found += expression_problems(node, context)
        elif isinstance(node, Array):
            waiting += node.elements
        elif isinstance(node, Object):
            for member in node.members:
                name = member.name
                if name.startswith("["):
                    found += expression_problems(member.key, context)
                if name == "copy":
                    found += _loops(member.value, context)
                elif name not in UNEVALUATED:
                    waiting.append(member.value)
    return found


def _loops(copy: Node, context: Context) -> list[Problem]:
    """The loops of a `copy` member, each of which makes a member beside it."""
    if not isinstance(copy, Array):
        return _strings(copy, context)
    found: list[Problem] = []
    for loop in copy.elements:
        if isinstance(loop, Object):
            found += _loop(loop, context.inside_loop(loop))
    return found


def _loop(loop: Object, context: Context) -> list[Problem]:
    found: list[Problem] = []
    for member in loop.members:
        is_count = member.name == "count"
        here = context.at(Place.BEFORE, _IN_COUNT) if is_count else context
        found += _strings(member.value, here)
    return found
