"""What is wrong with the values of parameters: in a file, in defaults, passed by a deployment.

Azure documentation, "Create Resource Manager parameter file" and "Parameters in ARM templates".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from armlens.jsonc.nodes import Array, Constant, Member, Number, Object, String
from armlens.jsonc.tree import Tree
from armlens.problems import parameters as kinds
from armlens.template.declarations import members_by_name
from armlens.template.kinds import DocumentKind, kind_of
from armlens.template.problems.limits import size_problem
from armlens.template.problems.type_check import Types, Written, value_problems
from armlens.text.problems import Problem, Severity
from armlens.text.spans import Span

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
    types = types_of(root)
    problems = list(_missing(given.key.span, given.value, declared, types))
    problems += filter(None, (size_problem(file),))
    for entry in given.value.members:
        declaration = declared.get(entry.name)
        problems += _entry_problems(entry, declaration, types, is_data=True)
    return sorted(problems, key=lambda problem: problem.span)


def passed_problems(properties: Object, template: Object) -> Iterator[Problem]:
    """What is wrong with the values that a deployment passes to a template.

    `properties` are those of the deployment. The template is evaluated by itself, so that nothing
    else can give its parameters a value.
    """
    declared = _declarations(template)
    if declared is None or properties.find("parametersLink") or not properties.closed:
        return
    types = types_of(template)
    given = properties.find("parameters")
    holder = given or properties.find("template") or properties.find("templateLink")
    if holder is None or (given and not isinstance(given.value, Object)):
        return
    values = given.value if given and isinstance(given.value, Object) else None
    written = values.members if values else []
    entries = [entry for entry in written if not _is_computed(entry.key)]
    if len(entries) == len(written):
        missing = _missing(holder.key.span, values, declared, types)
        yield from (replace(each, severity=Severity.ERROR) for each in missing)
    for entry in entries:
        declaration = declared.get(entry.name)
        yield from _entry_problems(entry, declaration, types, is_data=False)


def default_problems(template: Object) -> Iterator[Problem]:
    """The defaults that contradict their own declarations. A deployment fails if it uses them."""
    types = types_of(template)
    for declared in members_by_name(template.get("parameters")).values():
        declaration = declared.value
        default = declaration.find("defaultValue") if isinstance(declaration, Object) else None
        if isinstance(declaration, Object) and default is not None:
            name = declared.key.value
            written = Written(name, default.value, default.key, is_data=False, of=_DEFAULT)
            found = value_problems(written, declaration, types)
            yield from (replace(each, severity=Severity.WARNING) for each in found)


def _declarations(root: Object) -> dict[str, Member] | None:
    """The parameters that a template declares; None where they may be more than can be read."""
    parameters = root.get("parameters")
    if parameters is None:
        return {} if root.closed else None
    if not isinstance(parameters, Object) or not parameters.closed:
        return None
    return dict(members_by_name(parameters))


def types_of(root: Object) -> Types:
    """The types that a template declares."""
    version = root.get("languageVersion")
    is_deep = isinstance(version, String) and version.value.startswith("2.")
    return Types(members_by_name(root.get("definitions")), is_deep)


def _missing(
    at: Span, values: Object | None, declared: dict[str, Member], types: Types
) -> Iterator[Problem]:
    """The parameters that need a value. It is no error, since a deployment can be given more."""
    given = members_by_name(values)
    names = [
        each.key.value
        for name, each in declared.items()
        if name not in given
        and isinstance(each.value, Object)
        and each.value.closed
        and each.value.find("defaultValue") is None
        and not types.may_be_left_out(each.value)
    ]
    if not names or (values and not values.closed):
        return
    listed = ", ".join(f"'{name}'" for name in names)
    is_one = len(names) == 1
    message = (
        f"{'Parameter' if is_one else 'Parameters'} {listed} of the template"
        f" {'has' if is_one else 'have'} no default and no value here."
    )
    yield kinds.MISSING.at(at, message)


def _is_computed(name: String) -> bool:
    """Whether a name may stand for others: an expression, or that of a loop."""
    return name.value.startswith("[") or name.value.lower() == "copy"


def _entry_problems(
    entry: Member, declaration: Member | None, types: Types, *, is_data: bool
) -> Iterator[Problem]:
    name = entry.key.value
    if declaration is None:
        message = f"The template has no parameter '{name}'."
        yield kinds.UNDECLARED.at(entry.key.span, message)
        return
    if not is_data and isinstance(entry.value, String) and entry.value.value.startswith("["):
        return
    if isinstance(entry.value, String | Number | Constant | Array):
        message = f"'{name}' must be an object with the value in a member 'value'."
        yield kinds.NO_VALUE.at(entry.key.span, message)
        return
    value = entry.value.find("value") if isinstance(entry.value, Object) else None
    if value is not None and isinstance(declaration.value, Object):
        written = Written(declaration.key.value, value.value, value.key, is_data=is_data)
        yield from value_problems(written, declaration.value, types)
