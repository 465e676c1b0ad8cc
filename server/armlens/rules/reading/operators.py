"""Reads the operators of a rule file: what must be true of a value."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from armlens.evaluation.patterns import NotRead, read_pattern
from armlens.jsonc.nodes import Array, Member, Node, Object, String
from armlens.problems.rule_files import INVALID_PATTERN
from armlens.rules.language.comparisons import HasLength, InRange, IsDate, IsVersion
from armlens.rules.language.conditions import Claim
from armlens.rules.language.fields import Subject
from armlens.rules.language.operands import Operand, of_resource, option
from armlens.rules.language.predicates import Includes, IsFilled, IsOneOf, IsSet, Predicate
from armlens.rules.language.texts import HasPart, IsRegion, Matches, Part
from armlens.rules.reading.mistakes import Mistakes

Read = tuple[Predicate, bool]
"""A predicate, and whether the contrary is claimed."""


def read_claims(subject: Subject, members: list[Member], mistakes: Mistakes) -> Iterator[Claim]:
    """A claim for each operator, all of which must hold."""
    for member in members:
        read = _OPERATORS[member.key.value](member.value, f"'{member.key.value}'", mistakes)
        if read is not None:
            predicate, denied = read
            yield Claim(subject, predicate, denied)


def _operand(node: Node, what: str, mistakes: Mistakes) -> Operand | None:
    """A literal, `{ option: NAME }` or `{ resource: PATH }`."""
    if not isinstance(node, Object):
        return mistakes.scalar(node, what)
    members = mistakes.members(node, "An operand", ("option", "resource"))
    for name, make in (("option", option), ("resource", of_resource)):
        if members and name in members:
            text = mistakes.text(members[name].value, f"'{name}'")
            return make(text) if text else None
    mistakes.missing(node, "An operand", ("option", "resource"))
    return None


def _operands(node: Node, what: str, mistakes: Mistakes) -> tuple[Operand, ...]:
    nodes = node.elements if isinstance(node, Array) else [node]
    found = [_operand(each, what, mistakes) for each in nodes]
    return tuple(each for each in found if each is not None)


def _exists(node: Node, what: str, mistakes: Mistakes) -> Read | None:
    truth = mistakes.truth(node, what)
    return None if truth is None else (IsSet(), not truth)


def _has_value(node: Node, what: str, mistakes: Mistakes) -> Read | None:
    truth = mistakes.truth(node, what)
    return None if truth is None else (IsFilled(), not truth)


def _equals(*, denied: bool) -> Callable[[Node, str, Mistakes], Read | None]:
    def read(node: Node, what: str, mistakes: Mistakes) -> Read | None:
        value = _operand(node, what, mistakes)
        return None if value is None else (IsOneOf((value,)), denied)

    return read


def _one_of(*, denied: bool) -> Callable[[Node, str, Mistakes], Read | None]:
    def read(node: Node, what: str, mistakes: Mistakes) -> Read | None:
        values = _operands(node, what, mistakes)
        return (IsOneOf(values), denied) if values else None

    return read


def _bound(*, is_low: bool) -> Callable[[Node, str, Mistakes], Read | None]:
    def read(node: Node, what: str, mistakes: Mistakes) -> Read | None:
        value = _operand(node, what, mistakes)
        if value is None:
            return None
        return (InRange(value, None) if is_low else InRange(None, value)), False

    return read


def _least_length(node: Node, what: str, mistakes: Mistakes) -> Read | None:
    length = mistakes.whole_number(node, what)
    return None if length is None else (HasLength(length), False)


def _most_length(node: Node, what: str, mistakes: Mistakes) -> Read | None:
    length = mistakes.whole_number(node, what)
    return None if length is None else (HasLength(0, length), False)


def _version(node: Node, what: str, mistakes: Mistakes) -> Read | None:
    oldest = _operand(node, what, mistakes)
    return None if oldest is None else (IsVersion(oldest), False)


def _date(node: Node, what: str, mistakes: Mistakes) -> Read | None:
    date = mistakes.text(node, what)
    if date is not None and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", date):
        mistakes.wrong(node, what, "a date, such as '2024-09-01'")
        return None
    return None if date is None else (IsDate(date), False)


def _part(part: Part, *, denied: bool = False) -> Callable[[Node, str, Mistakes], Read | None]:
    def read(node: Node, what: str, mistakes: Mistakes) -> Read | None:
        texts = mistakes.texts(node, what)
        return (HasPart(part, texts), denied) if texts else None

    return read


def _matches(*, denied: bool) -> Callable[[Node, str, Mistakes], Read | None]:
    def read(node: Node, what: str, mistakes: Mistakes) -> Read | None:
        pattern = _operand(node, what, mistakes)
        if isinstance(node, String) and not _is_pattern(node, mistakes):
            return None
        return None if pattern is None else (Matches(pattern), denied)

    return read


def _is_pattern(node: String, mistakes: Mistakes) -> bool:
    """Whether a regular expression can be read; notes the characters that keep it from that."""
    found = read_pattern(node.value, ignoring_case=False)
    if not isinstance(found, NotRead):
        return True
    span = node.source_span(found.span)
    message = f"The pattern cannot be used: {found.reason}."
    mistakes.problems.append(
        INVALID_PATTERN.at(span if span.end > span.start else node.span, message)
    )
    return False


def _includes(node: Node, what: str, mistakes: Mistakes) -> Read | None:
    value = mistakes.scalar(node, what)
    return None if value is None else (Includes(value), False)


def _region(node: Node, what: str, mistakes: Mistakes) -> Read | None:
    regions = _operands(node, what, mistakes)
    return (IsRegion(regions), False) if regions else None


_OPERATORS: dict[str, Callable[[Node, str, Mistakes], Read | None]] = {
    "exists": _exists,
    "hasValue": _has_value,
    "equals": _equals(denied=False),
    "notEquals": _equals(denied=True),
    "in": _one_of(denied=False),
    "notIn": _one_of(denied=True),
    "atLeast": _bound(is_low=True),
    "atMost": _bound(is_low=False),
    "minLength": _least_length,
    "maxLength": _most_length,
    "versionAtLeast": _version,
    "datedFrom": _date,
    "startsWith": _part(Part.START),
    "endsWith": _part(Part.END),
    "contains": _part(Part.ANYWHERE),
    "notStartsWith": _part(Part.START, denied=True),
    "notEndsWith": _part(Part.END, denied=True),
    "notContains": _part(Part.ANYWHERE, denied=True),
    "matches": _matches(denied=False),
    "notMatches": _matches(denied=True),
    "includes": _includes,
    "region": _region,
}

OPERATORS = tuple(_OPERATORS)
"""The operators that there are."""
