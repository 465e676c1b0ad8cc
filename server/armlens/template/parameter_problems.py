"""What is wrong with the values of parameters: in a parameter file, and in a template's defaults.

Azure documentation, "Create Resource Manager parameter file" and "Parameters in ARM templates".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from armlens.jsonc.nodes import Array, Constant, Member, Node, Number, Object, String
from armlens.jsonc.tree import Tree
from armlens.problems import parameters as kinds
from armlens.template.declarations import members_by_name
from armlens.template.kinds import DocumentKind, kind_of
from armlens.template.type_check import Types, Written, value_problems
from armlens.text.problems import Problem, Severity

_DEFAULT = "The default of "


def parameter_file_problems(file: Tree, template: Tree) -> list[Problem]:
    """What is wrong with a parameter file when it is used for a template, by place."""
    given = file.root.find("parameters") if isinstance(file.root, Object) else None
    root = template.root
    if given is None or not isinstance(given.value, Object) or not isinstance(root, Object):
        return []
    declared = _declarations(root)
    if kind_of(template) is not DocumentKind.TEMPLATE or declared is None:
        return []
    types = _types(root)
    problems = list(_missing(given, given.value, declared, types))
    for entry in given.value.members:
        declaration = declared.get(entry.key.value.lower())
        problems += _entry_problems(entry, declaration, types)
    return sorted(problems, key=lambda problem: problem.span)


def default_problems(template: Tree) -> list[Problem]:
    """The defaults that contradict their own declarations. A deployment fails if it uses them."""
    problems: list[Problem] = []
    for root in _templates(template.root):
        types = _types(root)
        for declared in members_by_name(root.get("parameters")).values():
            declaration = declared.value
            default = declaration.find("defaultValue") if isinstance(declaration, Object) else None
            if isinstance(declaration, Object) and default is not None:
                name = declared.key.value
                written = Written(name, default.value, default.key, is_data=False, of=_DEFAULT)
                found = value_problems(written, declaration, types)
                problems += (replace(each, severity=Severity.WARNING) for each in found)
    return sorted(problems, key=lambda problem: problem.span)


def _declarations(root: Object) -> dict[str, Member] | None:
    """The parameters that a template declares; None where they may be more than can be read."""
    parameters = root.get("parameters")
    if parameters is None:
        return {} if root.closed else None
    if not isinstance(parameters, Object) or not parameters.closed:
        return None
    return dict(members_by_name(parameters))


def _types(root: Object) -> Types:
    version = root.get("languageVersion")
    is_deep = isinstance(version, String) and version.value.startswith("2.")
    return Types(members_by_name(root.get("definitions")), is_deep)


def _missing(
    given: Member, values: Object, declared: dict[str, Member], types: Types
) -> Iterator[Problem]:
    """The parameters that need a value. It is no error, since a deployment can be given more."""
    names = [
        each.key.value
        for each in declared.values()
        if isinstance(each.value, Object)
        and each.value.closed
        and each.value.find("defaultValue") is None
        and not types.may_be_left_out(each.value)
        and values.find(each.key.value) is None
    ]
    if not names or not values.closed:
        return
    listed = ", ".join(f"'{name}'" for name in names)
    is_one = len(names) == 1
    message = (
        f"{'Parameter' if is_one else 'Parameters'} {listed} of the template"
        f" {'has' if is_one else 'have'} no default and no value here."
    )
    yield kinds.MISSING.at(given.key.span, message)


def _entry_problems(entry: Member, declaration: Member | None, types: Types) -> Iterator[Problem]:
    name = entry.key.value
    if declaration is None:
        message = f"The template has no parameter '{name}'."
        yield kinds.UNDECLARED.at(entry.key.span, message)
        return
    if isinstance(entry.value, String | Number | Constant | Array):
        message = f"'{name}' must be an object with the value in a member 'value'."
        yield kinds.NO_VALUE.at(entry.key.span, message)
        return
    value = entry.value.find("value") if isinstance(entry.value, Object) else None
    if value is not None and isinstance(declaration.value, Object):
        written = Written(declaration.key.value, value.value, value.key, is_data=True)
        yield from value_problems(written, declaration.value, types)


def _templates(root: Node | None) -> Iterator[Object]:
    """A template and those of inner scope that its deployments hold."""
    waiting = [root] if isinstance(root, Object) else []
    while waiting:
        template = waiting.pop()
        yield template
        for resource in _resources(template):
            waiting += _nested(resource)


def _resources(owner: Object) -> Iterator[Object]:
    """The resources of a template, and those written inside of resources."""
    waiting: list[Node | None] = [owner.get("resources")]
    while waiting:
        written = waiting.pop()
        nodes = written.elements if isinstance(written, Array) else []
        if isinstance(written, Object):
            nodes = [member.value for member in written.members]
        for node in nodes:
            if isinstance(node, Object):
                yield node
                waiting.append(node.get("resources"))


def _nested(resource: Object) -> Iterator[Object]:
    kind, properties = resource.get("type"), resource.get("properties")
    if not isinstance(kind, String) or not isinstance(properties, Object):
        return
    options, template = properties.get("expressionEvaluationOptions"), properties.get("template")
    scope = options.get("scope") if isinstance(options, Object) else None
    is_inner = isinstance(scope, String) and scope.value.lower() == "inner"
    is_deployment = kind.value.lower() == "microsoft.resources/deployments"
    if is_deployment and is_inner and isinstance(template, Object):
        yield template
