"""Suppressions that nothing needs any more: when they are told, and how they are removed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analysis.suppressed import (
    EMPTY,
    FINE,
    HERE,
    KNOWN,
    SECOND,
    analysed,
    clusters,
    problems,
)
from armlens.analysis.engine import analyse
from armlens.analysis.finding import Analysis
from armlens.analysis.merging import merged
from armlens.analysis.settings import Level, Settings
from armlens.jsonc.parse import parse
from armlens.template.parameter_file import parameter_file
from armlens.text.edits import apply
from expectations import DOCUMENT
from one_rule import RULES


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"// armlens: ignore {KNOWN} - x\n{FINE}", FINE),
        (f"  // armlens: ignore {KNOWN} - x\r\n  {FINE}", f"  {FINE}"),
        (f"{FINE}  // armlens: ignore {KNOWN} - x\n", f"{FINE}\n"),
        (f"{FINE} /* armlens: ignore {KNOWN} - x */", f"{FINE}"),
        (f"/* armlens: ignore {KNOWN}\n - x */\n{FINE}", FINE),
        (
            f'"metadata": {{"armlens": {{"ignore": {{"{KNOWN}": "x"}}}}}}, {FINE}',
            FINE,
        ),
        (
            f'"metadata": {{"a": 1, "armlens": {{"ignore": {{"{KNOWN}": "x"}}}}}}, {FINE}',
            f'"metadata": {{"a": 1}}, {FINE}',
        ),
    ],
)
def test_unused_suppression_can_be_removed(before: str, after: str) -> None:
    text = clusters(before)
    [problem] = analysed(text).problems
    assert problem.code == "suppression.unused"
    assert problem.correction
    assert problem.correction.title == "Remove this suppression"
    assert apply(text, problem.correction.edits) == clusters(after)


@pytest.mark.parametrize(
    ("names", "after"),
    [
        (f"{KNOWN}, Azure.AKS.Second", KNOWN),
        (f"Azure.AKS.Second ,{KNOWN}", KNOWN),
        (f"{KNOWN},Azure.AKS.Second,{KNOWN}", f"{KNOWN},{KNOWN}"),
    ],
)
def test_unused_name_is_removed_from_a_list(names: str, after: str) -> None:
    def text(names: str) -> str:
        comment = f"// armlens: ignore {names} - x"
        return clusters(f"{comment}\n{EMPTY}")

    silent = replace(SECOND, resource_types=())
    [problem] = analysed(text(names), rules=(RULES[0], silent)).problems
    assert problem.code == "suppression.unused"
    assert problem.correction
    assert apply(text(names), problem.correction.edits) == text(after)


def test_unused_suppressions_need_not_be_told() -> None:
    text = clusters(f"// {HERE}\n{FINE}")
    settings = Settings(rules={"suppression.unused": Level.OFF})
    assert problems(analysed(text, settings)) == []
    settings = Settings(rules={"suppression": Level.WARNING})
    assert [severity for severity, *_ in problems(analysed(text, settings))] == ["warning"]


@pytest.mark.parametrize(
    "settings",
    [
        Settings(rules={KNOWN: Level.OFF}),
        Settings(select=("Azure.Storage",)),
        Settings(ignore=("Security",)),
    ],
)
def test_suppression_of_a_rule_that_is_off_is_not_called_unused(settings: Settings) -> None:
    text = clusters(f"// {HERE}\n{FINE}")
    assert problems(analysed(text, settings)) == []


def test_nothing_is_called_unused_while_the_text_is_broken() -> None:
    text = clusters(f'// {HERE}\n{FINE}, "x": ')
    assert [code for _, code, _, _ in problems(analysed(text))] == ["jsonc.missing-value"]


def test_suppression_that_one_parameter_file_needs_is_not_unused() -> None:
    head = '"parameters": { "kind": { "type": "string" } },'
    members = f"""// {HERE}\n"identity": {{ "type": "[parameters('kind')]" }}"""
    text = clusters(members, head=head)

    def given(kind: str) -> tuple[str, Analysis]:
        values = f'{{ "parameters": {{ "kind": {{ "value": "{kind}" }} }} }}'
        file = parameter_file(parse(values, f"{kind}.json"))
        return f"{kind}.json", analyse(text, DOCUMENT, Settings(), parameters=file)

    good, bad, other = given("SystemAssigned"), given("None"), given("UserAssigned")
    assert problems(merged([good, bad])) == problems(merged([bad, good])) == []
    assert [code for _, code, _, _ in problems(merged([good, other]))] == ["suppression.unused"]
