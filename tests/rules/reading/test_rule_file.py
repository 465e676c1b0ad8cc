"""Rule files: what is usable is used, whatever else is wrong."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import json5
import jsonschema
import pytest

from armlens.problems.examples import unmarked
from armlens.problems.kind import ProblemKind
from armlens.problems.rule_files import PROBLEMS, UNKNOWN_MEMBER, WRONG_TYPE
from armlens.rules.catalogue import RULES
from armlens.rules.reading import rule_file
from armlens.rules.reading.operators import OPERATORS
from armlens.rules.reading.rule_file import MEMBERS, read_rule_file
from armlens.rules.reading.testing import complaints
from armlens.rules.rule import Pillar, RuleSeverity

SCHEMA: dict[str, Any] = json.loads(
    (Path(rule_file.__file__).parent / "rule-file.schema.json").read_text(encoding="utf-8")
)
PAGE = Path(__file__).parents[3] / "docs" / "own-rules.md"
GOOD = '"A.Good": { types: ["A.B/c"], title: "T", condition: { field: "x", equals: 1 } }'
BAD_EXAMPLE = 'bad: { type: "A.B/c", x: 2 }'
GOOD_EXAMPLE = 'good: { type: "A.B/c", x: 1 }'


def names(text: str) -> list[str]:
    return [rule.name for rule in read_rule_file(text, "x").rules]


@pytest.mark.parametrize(
    "broken",
    [
        '"B": { types: ["A.B/c"], title: "T", condition: { field: "x", equal: 1 } }',
        '"B": { types: ["A.B/c"], title: "T" }',
        '"B": { title: "T", condition: { field: "x", equals: 1 } }',
        '"B": { types: 5, title: "T", condition: { field: "x", equals: 1 } }',
        '"B": { types: "A.B/c", title: "T", severity: "Grave", condition: { field: "x", equals: 1 } }',
        '"B": { types: "A.B/c", title: "T", links: [{ title: "x" }], condition: { field: "x", equals: 1 } }',
        '"B": { types: "A.B/c", title: "T", options: { O: {} }, condition: { field: "x", equals: 1 } }',
        '"B": { types: "A.B/c" title: "T", condition: { field: "x", equals: 1 } }',
        '"B": 5',
        '"B": ',
        '"a.good": { types: ["A.B/c"], title: "T", condition: { field: "x", equals: 1 } }',
    ],
)
def test_a_broken_rule_stops_no_other(broken: str) -> None:
    text = f"{{ rules: {{ {GOOD}, {broken} }} }}"
    file = read_rule_file(text, "x")
    assert [rule.name for rule in file.rules] == ["A.Good"]
    assert file.problems
    after = text.index(broken)
    assert all(after <= problem.span.start <= len(text) for problem in file.problems)


def test_very_many_names_without_quotes_are_fine_and_hide_no_mistake() -> None:
    rule = GOOD.partition(": ")[2]
    many = ", ".join(f'"A.R{number}": {rule}' for number in range(60))
    file = read_rule_file(f"{{ rules: {{ {many} }} }}", "x")
    assert len(file.rules) == 60
    assert file.problems == ()
    text = f'{{ rules: {{ {many} "A.Last": {rule} }} }}'
    (problem,) = read_rule_file(text, "x").problems
    assert problem.code == "jsonc.missing-comma"


@pytest.mark.parametrize(
    "text", ["", "5", "[]", "{}", '{ "rules": 5 }', "{ rule: {} }", "{ rules: {"]
)
def test_what_is_no_rule_file_gives_no_rules_and_says_why(text: str) -> None:
    file = read_rule_file(text, "x")
    assert file.rules == ()
    assert file.problems


def test_defaults_are_sensible() -> None:
    (rule,) = read_rule_file(f"{{ rules: {{ {GOOD} }} }}", "x").rules
    assert (rule.severity, rule.pillar) == (RuleSeverity.IMPORTANT, Pillar.OPERATIONS)
    assert (rule.ref, rule.help, rule.has_safe_fix) == ("A.Good", "", False)
    assert rule.matches("A")


def test_a_published_name_is_taken() -> None:
    text = '{ rules: { "AZURE.aks.ManagedIdentity": { types: "A.B/c", title: "T", condition: { field: "x", equals: 1 } } } }'
    file = read_rule_file(text, "x", RULES)
    assert file.rules == ()
    assert [problem.code for problem in file.problems] == ["rules.taken-name"]


@pytest.mark.parametrize(
    ("examples", "said"),
    [
        (f"{BAD_EXAMPLE}, {GOOD_EXAMPLE}", []),
        ("", ["It has no 'bad' and 'good' example."]),
        (f"bad: {{ type: 'A.B/c', x: 1 }}, {GOOD_EXAMPLE}", ["The bad example does not fail."]),
        (
            f"{BAD_EXAMPLE}, good: {{ type: 'A.B/c', x: 3 }}",
            ["The good example does not pass: T is not met: 'x' is '3'."],
        ),
        (
            f"{BAD_EXAMPLE}, good: {{ x: 1 }}",
            ["The good example is not a resource that the rule is about."],
        ),
        (
            f"bad: {{ type: 'A.B/c',\n // ^^^\n x: 2 }}, {GOOD_EXAMPLE}",
            ["The bad example fails at '2' and not above its carets."],
        ),
    ],
)
def test_examples_are_run(examples: str, said: list[str]) -> None:
    text = f"{{ rules: {{ {GOOD[:-1]}, {examples} }} }} }}"
    (rule,) = read_rule_file(text, "x").rules
    assert list(complaints(rule)) == said


def test_the_schema_knows_every_member_and_operator() -> None:
    definitions = SCHEMA["definitions"]
    assert set(definitions["rule"]["properties"]) == set(MEMBERS)
    assert set(OPERATORS) <= set(definitions["condition"]["properties"])
    described = definitions["condition"]["properties"].values()
    assert all(each["description"] for each in described)


def test_what_is_readable_is_valid_by_the_schema() -> None:
    jsonschema.Draft7Validator.check_schema(SCHEMA)
    blocks = PAGE.read_text(encoding="utf-8").split("```json5\n")
    texts = [blocks[1].split("```")[0]]
    texts += [unmarked(kind.good.document) for kind in PROBLEMS if kind.good]
    for text in texts:
        assert read_rule_file(text, "x").problems == ()
        jsonschema.validate(json5.loads(text), SCHEMA)


@pytest.mark.parametrize("kind", [WRONG_TYPE, UNKNOWN_MEMBER], ids=lambda kind: kind.code)
def test_the_schema_sees_mistakes_of_form_too(kind: ProblemKind) -> None:
    assert kind.bad
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(json5.loads(unmarked(kind.bad.document)), SCHEMA)
