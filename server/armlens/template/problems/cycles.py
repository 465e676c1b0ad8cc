"""Names that need their own value: variables, defaults of parameters and user functions.

A name needs another if evaluating it certainly evaluates the other, too. What stands in a branch
of an `if`, in the body of a lambda or in a loop may never be evaluated, and counts for nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from armlens.dataclass import dataclass
from armlens.jsonc.nodes import Array, Member, Node, Object, String, children
from armlens.jsonc.tree import Tree
from armlens.problems.names import CYCLE
from armlens.template.declarations import members_by_name, user_functions
from armlens.template.problems.likeness import facts_of
from armlens.template.problems.references import UNEVALUATED, may_be_expression
from armlens.template.problems.sections import looked_into
from armlens.text.problems import Problem, Severity
from armlens.text.spans import Span

Needs = Mapping[str, Collection[str]]
"""What each name needs; names are lower-case, in their order."""

_Place = tuple[String, Span]
"""A string, and a span of its value."""

_SAYING = {"variable": "variables", "parameter": "parameters", "function": "."}
"""What a value has in its text, but for case, if it needs a name of a kind."""

_MOST_NAMED = 6
"""How many names of a circle a message has; one of thousands would be no help."""


@dataclass(frozen=True, slots=True)
class _Walk:
    """A name on the way from need to need, with the needs that are still to be followed."""

    name: str
    left: Iterator[str]


def cycle_problems(template: Object, tree: Tree) -> Iterator[Problem]:
    """One problem for each circle of names that a template declares.

    Sections, and values in them, whose text has no word for a name of their kind are not looked
    through.
    """
    # Variables are all evaluated; a default may never be used, nor a function called.
    for kind, declared, severity in (
        ("variable", _values, Severity.ERROR),
        ("parameter", _defaults, Severity.WARNING),
        ("function", _outputs, Severity.WARNING),
    ):
        section = template.get(kind + "s")
        if section is None or not _may_name(kind, section, tree):
            continue
        needs = {
            name: _needs(node, kind)
            for name, node in declared(section).items()
            if _may_name(kind, node, tree)
        }
        for circle in circles(needs):
            first, second = circle[0], circle[1 % len(circle)]
            message = f"The {kind} '{first}' needs its own value: {_way(circle)}."
            node, span = needs[first][second]
            yield CYCLE.at(node.source_span(span), message, severity)


def _may_name(kind: str, node: Node, tree: Tree) -> bool:
    """Whether the text of a value has the word, or an escape that may stand for it.

    A copy in lower case is searched in a tenth of the time of an expression that ignores case.
    """
    text = tree.text[node.start : node.end].lower()
    return _SAYING[kind] in text or "\\" in text


def circles(needs: Needs) -> Iterator[list[str]]:
    """The circles in what needs what, each name in one at most; each begins with its first name."""
    order = {name: number for number, name in enumerate(needs)}
    seen: set[str] = set()
    for start in needs:
        if start in seen or not needs[start]:
            continue
        way = [_Walk(start, iter(needs[start]))]
        # Where each name stands on the way, which may lead through thousands of them.
        place = {start: 0}
        seen.add(start)
        told: set[str] = set()
        while way:
            name = next(way[-1].left, None)
            if name is None:
                del place[way.pop().name]
            elif name in place:
                circle = [each.name for each in way[place[name] :]]
                if told.isdisjoint(circle):
                    told.update(circle)
                    least = circle.index(min(circle, key=order.__getitem__))
                    yield circle[least:] + circle[:least]
            elif name in needs and name not in seen:
                seen.add(name)
                place[name] = len(way)
                way.append(_Walk(name, iter(needs[name])))


def _way(circle: list[str]) -> str:
    """A circle in words; of a long one its beginning and its end."""
    names = [f"'{name}'" for name in (*circle, circle[0])]
    if len(names) > _MOST_NAMED:
        names[_MOST_NAMED // 2 : -(_MOST_NAMED // 2)] = ["…"]
    return " → ".join(names)


def _values(section: Node) -> dict[str, Node]:
    return {
        name: member.value
        for name, member in members_by_name(looked_into(section)).items()
        if name != "copy"
    }


def _defaults(parameters: Node) -> dict[str, Node]:
    defaults = {
        name: declared.get("defaultValue")
        for name, declared in _values(parameters).items()
        if isinstance(declared, Object)
    }
    return {name: default for name, default in defaults.items() if default is not None}


def _outputs(functions: Node) -> dict[str, Node]:
    found: dict[str, Node] = {}
    for (namespace, name), definition in user_functions(functions).items():
        output = definition.get("output")
        if output is not None:
            found[f"{namespace}.{name}"] = output
    return found


def _needs(root: Node, kind: str) -> dict[str, _Place]:
    """The names of a kind that a value certainly needs, with the place where it says so first."""
    found: dict[str, _Place] = {}
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, String) and may_be_expression(node):
            for each in facts_of(node.value).references:
                if each.kind == kind and each.is_certain:
                    found.setdefault(each.name.lower(), (node, each.span))
        elif isinstance(node, Member) and _is_skipped(node):
            continue
        elif isinstance(node, Object | Array | Member):
            waiting += reversed(children(node))
    return found


def _is_skipped(member: Member) -> bool:
    """Whether the member makes no part of the value for certain."""
    name = member.name
    return name == "copy" or name in UNEVALUATED
