"""Conditions in JSON5 mean what the same conditions in Python mean."""

from __future__ import annotations

import pytest

from armlens.jsonc.parse import parse
from armlens.rules.language.conditions import (
    Condition,
    all_of,
    any_of,
    every,
    negated,
    some,
    when,
)
from armlens.rules.language.fields import configured, count_of, field, first_positive, name, sum_of
from armlens.rules.language.operands import of_resource, option
from armlens.rules.language.sources import (
    by_type,
    children,
    elements,
    itself,
    parent,
    referring,
    together,
)
from armlens.rules.reading.conditions import read_condition
from armlens.rules.reading.mistakes import Mistakes

POOLS = elements("properties.pools")

READ: dict[str, Condition] = {
    '{ field: "a.b", exists: true }': field("a.b").exists(),
    '{ field: "a.b", exists: false }': field("a.b").is_missing(),
    '{ field: "a", hasValue: true }': field("a").has_value(),
    '{ field: "a", equals: true }': field("a").equals(value=True),
    '{ field: "a", notEquals: "x" }': field("a").differs_from("x"),
    '{ field: "a", in: ["x", 3] }': field("a").one_of("x", 3),
    '{ field: "a", notIn: ["x", "y"] }': field("a").differs_from("x", "y"),
    '{ field: "a", atLeast: { option: "N" } }': field("a").at_least(option("N")),
    '{ field: "a", atMost: 2.5 }': field("a").at_most(2.5),
    '{ field: "a", minLength: 1, maxLength: 3 }': all_of(
        field("a").has_length(1), field("a").has_length(0, 3)
    ),
    '{ field: "a", versionAtLeast: "1.33" }': field("a").version_at_least("1.33"),
    '{ field: "apiVersion", datedFrom: "2024-09-01" }': field("apiVersion").dated_from(
        "2024-09-01"
    ),
    '{ field: "a", startsWith: ["x", "y"] }': field("a").starts_with("x", "y"),
    '{ field: "a", endsWith: "x" }': field("a").ends_with("x"),
    '{ field: "a", notContains: "x" }': negated(field("a").contains("x")),
    '{ field: "a", matches: "^x" }': field("a").matches("^x"),
    '{ field: "a", notMatches: "^x" }': negated(field("a").matches("^x")),
    '{ field: "a", includes: "1" }': field("a").includes("1"),
    '{ field: "location", region: ["West Europe"] }': field("location").in_region("West Europe"),
    '{ field: "v", equals: { resource: "properties.v" } }': field("v").equals(
        of_resource("properties.v")
    ),
    '{ name: true, startsWith: "aks" }': name().starts_with("aks"),
    '{ name: { startsWith: "aks" } }': name().starts_with("aks"),
    '{ option: "O", includes: "x" }': configured("O").includes("x"),
    '{ firstPositive: ["min", "count"], atLeast: 3 }': first_positive("min", "count").at_least(3),
    '{ count: "properties.pools", atLeast: 2 }': count_of(POOLS).at_least(2),
    '{ count: "properties.pools", where: { field: "m", equals: "S" }, called: "pools", atMost: 2 }': (
        count_of(POOLS, field("m").equals("S"), called="pools").at_most(2)
    ),
    '{ sum: "properties.pools", of: "count", atLeast: 3 }': sum_of(POOLS, field("count")).at_least(
        3
    ),
    '{ allOf: [{ field: "a", exists: true }, { field: "b", exists: true }] }': all_of(
        field("a").exists(), field("b").exists()
    ),
    '{ anyOf: [{ field: "a", exists: true }, { not: { field: "b", equals: 1 } }] }': any_of(
        field("a").exists(), field("b").differs_from(1)
    ),
    '{ if: { field: "a", equals: 1 }, then: { field: "b", equals: 2 } }': when(
        field("a").equals(1), field("b").equals(2)
    ),
    '{ every: { elements: "p", noun: "pool" }, satisfies: { field: "a", exists: true } }': every(
        elements("p", noun="pool"), field("a").exists()
    ),
    '{ none: { children: "A.B/c/d", at: "properties" }, satisfies: { field: "a", exists: true } }': (
        every(children("A.B/c/d", at="properties"), field("a").is_missing())
    ),
    "{ some: { parent: true } }": some(parent()),
    '{ some: { referring: ["A.B/c"], path: "properties.id" }, atLeast: 2, called: "c" }': some(
        referring("A.B/c", path="properties.id"), at_least=2, called="c"
    ),
    '{ every: { together: ["p", { itself: true }] }, satisfies: { field: "a", exists: true } }': (
        every(together(elements("p"), itself()), field("a").exists())
    ),
    '{ every: { byType: { "A.B/C": "p" } }, satisfies: { field: "a", exists: true } }': every(
        by_type({"A.B/C": elements("p")}), field("a").exists()
    ),
}

MISTAKES = {
    "5": ("wrong-type", "5", "A condition must be an object."),
    "{}": ("missing-member", "{", "A condition needs 'allOf' or 'anyOf' or 'not' or the like."),
    '{ field: "a" }': (
        "missing-member",
        "{",
        "A condition needs 'equals' or 'in' or 'exists' or the like.",
    ),
    "{ field: 5, equals: 1 }": ("wrong-type", "5", "'field' must be a text."),
    '{ field: "a", equal: 1 }': (
        "unknown-member",
        "equal",
        "'equal' is no member of a condition. Did you mean 'equals'?",
    ),
    '{ field: "a", equals: [1] }': (
        "wrong-type",
        "[1]",
        "'equals' must be a text, a number, true or false.",
    ),
    '{ field: "a", exists: "yes" }': ("wrong-type", '"yes"', "'exists' must be true or false."),
    '{ field: "a", minLength: -1 }': ("wrong-type", "-1", "'minLength' must be a whole number."),
    '{ field: "a", datedFrom: "now" }': (
        "wrong-type",
        '"now"',
        "'datedFrom' must be a date, such as '2024-09-01'.",
    ),
    '{ field: "a", matches: "(" }': (
        "invalid-pattern",
        "(",
        "The pattern cannot be used: the group has no end.",
    ),
    r'{ field: "a", matches: "^(a+)\\1$" }': (
        "invalid-pattern",
        r"\\1",
        "The pattern cannot be used: '\\1' refers back, which is not supported, since the time that it may take has no bound.",
    ),
    '{ every: "p" }': ("missing-member", "e", "'every' needs 'satisfies'."),
    '{ every: 5, satisfies: { field: "a", exists: true } }': (
        "wrong-type",
        "5",
        "A source must be an object.",
    ),
    '{ some: { noun: "x" } }': (
        "missing-member",
        "{",
        "A source needs 'elements' or 'children' or 'referring' or the like.",
    ),
    "{ allOf: 1 }": ("wrong-type", "1", "This must be an array of conditions."),
    '{ field: "a", equals: { settings: "x" } }': (
        "unknown-member",
        "settings",
        "'settings' is no member of an operand.",
    ),
}


def read(text: str) -> tuple[Condition | None, Mistakes]:
    root = parse(text, "x").root
    assert root is not None
    mistakes = Mistakes()
    return read_condition(root, mistakes), mistakes


@pytest.mark.parametrize("text", READ)
def test_json5_and_python_say_the_same(text: str) -> None:
    condition, mistakes = read(text)
    assert mistakes.problems == []
    assert condition == READ[text]


@pytest.mark.parametrize("text", MISTAKES)
def test_a_mistake_is_told_at_its_characters(text: str) -> None:
    condition, mistakes = read(text)
    assert condition is None or text.startswith("{ field")
    first = mistakes.problems[0]
    assert (first.code, first.span.text_of(text), first.message) == (
        f"rules.{MISTAKES[text][0]}",
        *MISTAKES[text][1:],
    )


def test_conditions_do_not_nest_without_end() -> None:
    text = "{ not: " * 200 + '{ field: "a", exists: true }' + " }" * 200
    condition, mistakes = read(text)
    assert condition is None
    assert [each.message for each in mistakes.problems] == [
        "A condition must be nested at most 50 deep."
    ]
