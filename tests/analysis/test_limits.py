"""A limit of evaluation is told once, at the place where it is reached."""

from __future__ import annotations

import pytest

from armlens.problems.calls import EVALUATION_LIMIT
from expectations import analysed, template

STOPPED = "A limit of evaluation is reached here; what needs the value is not known."
LONG = "string(map(range(0, 900), lambda('a', map(range(0, 900), lambda('b', range(0, 900))))))"
LINKS = [f'"v{n}": "[concat(variables(\'v{n + 1}\'))]"' for n in range(60)]


def cluster(members: str, head: str = "") -> str:
    kind = '"type": "Microsoft.ContainerService/managedClusters"'
    return template(f'[{{ {kind}, "name": "a", {members} }}]', head)


def identity(value: str, head: str) -> str:
    return cluster(f'"identity": {{ "type": "{value}" }}', head)


CASES = {
    "steps, told where they end and not where the value goes": (
        identity(
            "[variables('b')]",
            f'"variables": {{ "a": "[{LONG}]", "b": "[concat(variables(\'a\'), \'x\')]" }},',
        ),
        [(f'"[{LONG}]"', STOPPED)],
    ),
    "a branch": (
        identity(
            f"[if(parameters('p'), {LONG}, 'x')]", '"parameters": { "p": { "type": "bool" } },'
        ),
        [(f"\"[if(parameters('p'), {LONG}, 'x')]\"", STOPPED)],
    ),
    "depth": (
        identity("[variables('v0')]", f'"variables": {{ {", ".join(LINKS)}, "v60": "None" }},'),
        [("\"[concat(variables('v25'))]\"", STOPPED)],
    ),
    "a loop of resources": (
        cluster('"copy": { "name": "l", "count": "[mul(51, 2)]" }'),
        [('"[mul(51, 2)]"', "The loop runs 102 times; one run stands for all of them.")],
    ),
    "a loop of deployments": (
        template(
            """[{ "type": "Microsoft.Resources/deployments", "name": "x", "properties": {},
                  "copy": { "name": "l", "count": 11 } }]"""
        ),
        [("11", "The loop runs 11 times; one run stands for all of them.")],
    ),
    "a loop of a variable": (
        cluster(
            '"identity": "[variables(\'v\')[0]]"',
            '"variables": { "copy": [{ "name": "v", "count": 101, "input": {} }] },',
        ),
        [("101", "The array has 101 elements; those of up to 100 are looked at.")],
    ),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_is_told(text: str, expected: list[tuple[str, str]]) -> None:
    problems = analysed(text).problems
    assert [(each.span.text_of(text), each.message) for each in problems] == expected
    assert {(each.code, each.severity) for each in problems} == {
        (EVALUATION_LIMIT.code, EVALUATION_LIMIT.severity)
    }


def test_what_nobody_asks_for_is_not_told() -> None:
    assert analysed(template("[]", f'"variables": {{ "a": "[{LONG}]" }},')).problems == ()


def test_of_a_document_with_too_many_values_nothing_but_that_is_told() -> None:
    tags = ", ".join(f'"k{n}": {n}' for n in range(250_002))
    text = cluster(f'"tags": {{ {tags} }}')
    analysis = analysed(text)
    assert analysis.kind == "template"
    assert analysis.findings == []
    assert [(each.code, each.span.start) for each in analysis.problems] == [
        ("jsonc.too-many-values", 0)
    ]
