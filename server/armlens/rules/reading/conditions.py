"""Reads the conditions of a rule file: `{ field: "identity.type", in: ["SystemAssigned"] }`."""

from __future__ import annotations

from collections.abc import Callable

from armlens.jsonc.nodes import Array, Member, Node, Object
from armlens.rules.language.conditions import (
    AllOf,
    AnyOf,
    Condition,
    Every,
    When,
    negated,
    some,
)
from armlens.rules.language.fields import (
    Configured,
    Field,
    Subject,
    count_of,
    field,
    first_positive,
    name,
    sum_of,
)
from armlens.rules.reading.mistakes import Mistakes
from armlens.rules.reading.operators import OPERATORS, read_claims
from armlens.rules.reading.sources import read_source

_Members = dict[str, Member]
_MOST_DEEP = 50
"""How deep conditions may nest: a hundred times what anybody can follow."""

SUBJECTS = ("field", "name", "count", "sum", "firstPositive", "option")
LOGIC = ("allOf", "anyOf", "not", "if", "every", "some", "none")
_BESIDE = ("then", "satisfies", "where", "of", "called", "atLeast")


def read_condition(node: Node, mistakes: Mistakes, depth: int = 0) -> Condition | None:
    """The condition that a node describes; None where it cannot be used."""
    if depth > _MOST_DEEP:
        mistakes.wrong(node, "A condition", f"nested at most {_MOST_DEEP} deep")
        return None
    members = mistakes.members(node, "A condition", (*LOGIC, *SUBJECTS, *OPERATORS, *_BESIDE))
    if members is None:
        return None
    kinds = [name for name in (*LOGIC, *SUBJECTS) if name in members]
    if not kinds:
        mistakes.missing(node, "A condition", (*LOGIC, *SUBJECTS))
        return None
    for other in kinds[1:]:
        mistakes.unknown(members[other].key, f"member beside '{kinds[0]}'", ())
    if kinds[0] in _LOGIC_READERS:
        return _LOGIC_READERS[kinds[0]](members, mistakes, depth + 1)
    return _claims(node, kinds[0], members, mistakes)


def _several(node: Node, mistakes: Mistakes, depth: int) -> tuple[Condition, ...]:
    if not isinstance(node, Array):
        mistakes.wrong(node, "This", "an array of conditions")
        return ()
    found = [read_condition(each, mistakes, depth) for each in node.elements]
    return tuple(each for each in found if each is not None)


def _all_of(members: _Members, mistakes: Mistakes, depth: int) -> Condition | None:
    parts = _several(members["allOf"].value, mistakes, depth)
    return AllOf(parts) if parts else None


def _any_of(members: _Members, mistakes: Mistakes, depth: int) -> Condition | None:
    parts = _several(members["anyOf"].value, mistakes, depth)
    return AnyOf(parts) if parts else None


def _not(members: _Members, mistakes: Mistakes, depth: int) -> Condition | None:
    inside = read_condition(members["not"].value, mistakes, depth)
    return negated(inside) if inside else None


def _if(members: _Members, mistakes: Mistakes, depth: int) -> Condition | None:
    premise = read_condition(members["if"].value, mistakes, depth)
    then = _beside(members, "if", "then", mistakes, depth)
    return When(premise, then) if premise and then else None


def _every(members: _Members, mistakes: Mistakes, depth: int) -> Condition | None:
    source = read_source(members["every"].value, mistakes)
    then = _beside(members, "every", "satisfies", mistakes, depth)
    return Every(source, then) if source and then else None


def _none(members: _Members, mistakes: Mistakes, depth: int) -> Condition | None:
    source = read_source(members["none"].value, mistakes)
    then = _beside(members, "none", "satisfies", mistakes, depth)
    return Every(source, negated(then)) if source and then else None


def _some(members: _Members, mistakes: Mistakes, depth: int) -> Condition | None:
    source = read_source(members["some"].value, mistakes)
    satisfies = members.get("satisfies")
    where = read_condition(satisfies.value, mistakes, depth) if satisfies else None
    least = members.get("atLeast")
    number = mistakes.whole_number(least.value, "'atLeast'") if least else 1
    if source is None or number is None or (satisfies and where is None):
        return None
    return some(source, where, at_least=number, called=_called(members, mistakes))


def _beside(
    members: _Members, kind: str, name_: str, mistakes: Mistakes, depth: int
) -> Condition | None:
    """The condition in a member that another one needs beside it."""
    if name_ not in members:
        mistakes.missing(members[kind].key, f"'{kind}'", (name_,))
        return None
    return read_condition(members[name_].value, mistakes, depth)


def _called(members: _Members, mistakes: Mistakes) -> str:
    called = members.get("called")
    return (mistakes.text(called.value, "'called'") if called else None) or ""


_LOGIC_READERS: dict[str, Callable[[_Members, Mistakes, int], Condition | None]] = {
    "allOf": _all_of,
    "anyOf": _any_of,
    "not": _not,
    "if": _if,
    "every": _every,
    "some": _some,
    "none": _none,
}


def _claims(node: Node, kind: str, members: _Members, mistakes: Mistakes) -> Condition | None:
    """The claims about one subject, all of which must hold."""
    subject = _SUBJECT_READERS[kind](members, mistakes)
    operators = [members[each] for each in OPERATORS if each in members]
    if not operators and isinstance(members[kind].value, Object) and kind == "name":
        inside = mistakes.members(members[kind].value, "A name", OPERATORS) or {}
        operators = list(inside.values())
    if not operators:
        # Whose operator is misspelt has been told so.
        known = (*LOGIC, *SUBJECTS, *OPERATORS, *_BESIDE)
        if all(each.key.value in known for each in getattr(node, "members", ())):
            mistakes.missing(node, "A condition", ("equals", "in", "exists", *OPERATORS))
        return None
    claims = tuple(read_claims(subject, operators, mistakes)) if subject else ()
    return claims[0] if len(claims) == 1 else AllOf(claims) if claims else None


def _field(members: _Members, mistakes: Mistakes) -> Subject | None:
    path = mistakes.text(members["field"].value, "'field'")
    return field(path) if path else None


def _name(members: _Members, mistakes: Mistakes) -> Subject | None:
    if not isinstance(members["name"].value, Object):
        mistakes.truth(members["name"].value, "'name'")
    return name()


def _option(members: _Members, mistakes: Mistakes) -> Subject | None:
    written = mistakes.text(members["option"].value, "'option'")
    return Configured(written) if written else None


def _first_positive(members: _Members, mistakes: Mistakes) -> Subject | None:
    paths = mistakes.texts(members["firstPositive"].value, "'firstPositive'")
    return first_positive(*paths) if paths else None


def _where(members: _Members, mistakes: Mistakes) -> Condition | None:
    where = members.get("where")
    return read_condition(where.value, mistakes, 1) if where else None


def _count(members: _Members, mistakes: Mistakes) -> Subject | None:
    source = read_source(members["count"].value, mistakes)
    where = _where(members, mistakes)
    return count_of(source, where, called=_called(members, mistakes)) if source else None


def _sum(members: _Members, mistakes: Mistakes) -> Subject | None:
    source = read_source(members["sum"].value, mistakes)
    if "of" not in members:
        mistakes.missing(members["sum"].key, "'sum'", ("of",))
        return None
    of = _number(members["of"].value, mistakes)
    where = _where(members, mistakes)
    return sum_of(source, of, where, called=_called(members, mistakes)) if source and of else None


def _number(node: Node, mistakes: Mistakes) -> Field | None:
    path = mistakes.text(node, "'of'")
    return field(path) if path else None


_SUBJECT_READERS: dict[str, Callable[[_Members, Mistakes], Subject | None]] = {
    "field": _field,
    "name": _name,
    "count": _count,
    "sum": _sum,
    "firstPositive": _first_positive,
    "option": _option,
}
