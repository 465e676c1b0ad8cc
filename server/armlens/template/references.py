"""What expressions refer to that is not there, and how they are not written well.

Only what certainly stops a deployment is an error. Everything is told at the exact characters,
which for an expression means through the escapes of the string that holds it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from armlens.evaluation.functions.catalogue import find_function
from armlens.expressions.classify import StringKind, classify
from armlens.expressions.nodes import (
    Call,
    Expression,
    IndexAccess,
    MemberAccess,
    StringLiteral,
)
from armlens.expressions.parser import parse_expression
from armlens.jsonc.nodes import Array, Member, Node, Object, String
from armlens.jsonc.tree import Tree
from armlens.problems import names as kinds
from armlens.text.problems import Problem
from armlens.text.spans import Span

UNEVALUATED = frozenset({"metadata", "comments", "$schema", "contentversion", "apiprofile"})
"""Members of templates and resources whose strings are never expressions."""

_UNKNOWN = {
    "parameter": kinds.UNKNOWN_PARAMETER,
    "variable": kinds.UNKNOWN_VARIABLE,
    "function": kinds.UNKNOWN_USER_FUNCTION,
}


@dataclass(frozen=True, slots=True)
class _Names:
    """What may be referred to at some place; names are lower-case. None where that is not known."""

    parameters: frozenset[str] | None
    variables: frozenset[str] | None
    functions: frozenset[str] | None

    def of(self, kind: str) -> frozenset[str] | None:
        """The names of one kind."""
        return {
            "parameter": self.parameters,
            "variable": self.variables,
            "function": self.functions,
        }[kind]


def reference_problems(tree: Tree) -> list[Problem]:
    """The problems of all expressions of a template, in the order of the text."""
    if not isinstance(tree.root, Object):
        return []
    problems = [
        problem
        for text, names in _template_strings(tree.root)
        for problem in _string_problems(text, names)
    ]
    return sorted(problems, key=lambda problem: problem.span)


def _template_strings(root: Object) -> Iterator[tuple[String, _Names]]:
    """Every string of a template that may be an expression, with the names that it may use."""
    names = _names_of(root)
    for member in root.members:
        section = member.key.value.lower()
        if section == "parameters":
            yield from _defaults(member.value, names)
        elif section == "functions":
            yield from _function_outputs(member.value, names)
        elif section in ("variables", "resources", "outputs"):
            yield from _strings(member.value, names)


def _names_of(root: Object) -> _Names:
    variables = root.get("variables")
    loops = variables.get("copy") if isinstance(variables, Object) else None
    looped = _member_values(loops, "name") if isinstance(loops, Array) else frozenset()
    declared = _keys(variables)
    functions: set[str] = set()
    spaces = root.get("functions")
    for space in spaces.elements if isinstance(spaces, Array) else []:
        namespace = space.get("namespace") if isinstance(space, Object) else None
        members = space.get("members") if isinstance(space, Object) else None
        if isinstance(namespace, String):
            functions |= {f"{namespace.value.lower()}.{name}" for name in _keys(members) or ()}
    all_variables = None if declared is None or looped is None else declared | looped
    return _Names(_keys(root.get("parameters")), all_variables, frozenset(functions))


def _keys(members: Node | None) -> frozenset[str] | None:
    """The lower-case names of an object's members; none of an object that is not there."""
    if members is None:
        return frozenset()
    if not isinstance(members, Object) or not members.closed:
        return None
    return frozenset(member.key.value.lower() for member in members.members)


def _member_values(array: Array, name: str) -> frozenset[str] | None:
    """The lower-case texts of one member of each element; None unless all are literals."""
    nodes = [each.get(name) if isinstance(each, Object) else None for each in array.elements]
    texts = [node.value.lower() for node in nodes if isinstance(node, String)]
    is_literal = len(texts) == len(nodes) and not any(text.startswith("[") for text in texts)
    return frozenset(texts) if is_literal and array.closed else None


def _defaults(parameters: Node, names: _Names) -> Iterator[tuple[String, _Names]]:
    for member in parameters.members if isinstance(parameters, Object) else []:
        default = member.value.get("defaultValue") if isinstance(member.value, Object) else None
        if default is not None:
            yield from _strings(default, names)


def _function_outputs(functions: Node, names: _Names) -> Iterator[tuple[String, _Names]]:
    """The outputs of user functions, which see parameters of their own."""
    for space in functions.elements if isinstance(functions, Array) else []:
        members = space.get("members") if isinstance(space, Object) else None
        for member in members.members if isinstance(members, Object) else []:
            definition = member.value
            output = definition.get("output") if isinstance(definition, Object) else None
            if isinstance(definition, Object) and output is not None:
                declared = definition.get("parameters")
                own = _member_values(declared, "name") if isinstance(declared, Array) else None
                yield from _strings(output, _Names(own, names.variables, names.functions))


def _strings(root: Node, names: _Names) -> Iterator[tuple[String, _Names]]:
    """The strings below a node; those of nested templates with the names of their scope."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, String):
            if node.raw.startswith(("[", "\\")):
                yield node, names
        elif isinstance(node, Array):
            waiting += node.elements
        elif isinstance(node, Object):
            nested = _nested_template(node)
            waiting += _inside(node, nested)
            if nested is not None and _scope(node) == "inner":
                yield from _template_strings(nested)
            elif nested is not None and _scope(node) == "outer":
                yield from _outer_strings(nested, names)


def _inside(node: Object, nested: Object | None) -> Iterator[Node]:
    """The parts of an object that are evaluated where it stands."""
    for member in node.members:
        if member.key.raw.startswith("["):
            yield member.key
        if member.key.value.lower() in UNEVALUATED:
            continue
        if nested is not None and member.key.value.lower() == "properties":
            yield from _besides_template(member)
        else:
            yield member.value


def _besides_template(properties: Member) -> Iterator[Node]:
    value = properties.value
    for member in value.members if isinstance(value, Object) else []:
        if member.key.value.lower() != "template":
            yield member.value


def _nested_template(node: Object) -> Object | None:
    """The template that a deployment resource holds inline."""
    kind, properties = node.get("type"), node.get("properties")
    is_deployment = (
        isinstance(kind, String) and kind.value.lower() == "microsoft.resources/deployments"
    )
    if not is_deployment or not isinstance(properties, Object):
        return None
    template = properties.get("template")
    return template if isinstance(template, Object) else None


def _scope(deployment: Object) -> str | None:
    """`inner` or `outer`; None where an expression chooses."""
    properties = deployment.get("properties")
    options = (
        properties.get("expressionEvaluationOptions") if isinstance(properties, Object) else None
    )
    scope = options.get("scope") if isinstance(options, Object) else None
    if scope is None:
        return "outer"
    return scope.value.lower() if isinstance(scope, String) else None


def _outer_strings(template: Object, names: _Names) -> Iterator[tuple[String, _Names]]:
    """The strings of a nested template of outer scope, whose own names nothing can reach."""
    for section in ("resources", "outputs"):
        node = template.get(section)
        if node is not None:
            yield from _strings(node, names)


def _string_problems(node: String, names: _Names) -> Iterator[Problem]:
    facts = _facts(node.value)
    for problem in facts.problems:
        span = node.source_span(problem.span)
        yield replace(problem, span=span)
    for reference in facts.references:
        known = names.of(reference.kind)
        if known is not None and reference.name.lower() not in known:
            message = f"There is no {reference.kind} '{reference.name}' here."
            span = node.source_span(reference.span)
            yield _UNKNOWN[reference.kind].at(span, message)


@dataclass(frozen=True, slots=True)
class _Reference:
    """A name that an expression uses: of a `parameter`, a `variable` or a user `function`."""

    kind: str
    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class _Facts:
    """What an expression says by itself; spans are offsets into its text."""

    problems: tuple[Problem, ...] = ()
    references: tuple[_Reference, ...] = ()


@lru_cache(maxsize=16_384)
def _facts(text: str) -> _Facts:
    """The facts of a string; a keystroke leaves nearly all strings of a document as they are."""
    if classify(text) is not StringKind.EXPRESSION:
        return _Facts()
    parsed = parse_expression(text)
    if parsed.problems:
        return _Facts(parsed.problems)
    found = [fact for call in _calls(parsed.root) for fact in _call_facts(call)]
    return _Facts(
        tuple(fact for fact in found if isinstance(fact, Problem)),
        tuple(fact for fact in found if isinstance(fact, _Reference)),
    )


def _calls(root: Expression) -> Iterator[Call]:
    """All calls in an expression."""
    waiting: list[Expression] = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, MemberAccess):
            waiting.append(node.target)
        elif isinstance(node, IndexAccess):
            waiting += (node.index, node.target)
        elif isinstance(node, Call):
            waiting += reversed(node.arguments)
            yield node


def _call_facts(node: Call) -> Iterator[Problem | _Reference]:
    if node.namespace is not None:
        yield _Reference("function", f"{node.namespace}.{node.name}", node.name_span)
        return
    function = find_function(node.name)
    if function is None:
        message = f"armlens knows no function '{node.name}', so that its value stays unknown."
        yield kinds.UNKNOWN_FUNCTION.at(node.name_span, message)
    elif wrong := function.wrong_count(len(node.arguments)):
        yield kinds.ARGUMENT_COUNT.at(node.name_span, wrong)
    elif function.name in ("parameters", "variables"):
        match node.arguments:
            case (StringLiteral(value, span),):
                yield _Reference(function.name.removesuffix("s"), value, span)
