"""The registry of problems is whole and true: its examples are checked as a user would."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path

import pytest

from armlens.problems.catalogue import FAMILIES, PROBLEMS, find_problem
from armlens.problems.examples import CLOSE, OPEN, RULES, SETTINGS, TEMPLATE, Example, unmarked
from armlens.problems.kind import ProblemKind
from cli.running import Cli

PACKAGE = Path(__file__).parents[2] / "server" / "armlens"
SHOWN = [kind for kind in PROBLEMS if kind.bad]
UNSHOWN = {
    # No text can show them alone: a file is missing or empty, armlens breaks, or there are many.
    "jsonc.too-many-problems",
    "jsonc.too-many-values",
    "template.link-limit",
    "parameters.unusable",
    "settings.empty",
    "settings.unreadable",
    "baseline.invalid",
    "baseline.unwritable",
    "baseline.stale",
    "file.unreadable",
    "file.empty",
    "file.not-template",
    "file.not-parameters",
    "file.several-parameters",
    "file.crashed",
    "file.unwritten",
    "search.no-templates",
    "search.changes-unknown",
    "rule.crashed",
    "analysis.crashed",
}


def told(cli: Cli, example: Example, command: str) -> list[tuple[str, str, str]]:
    """The problems of an example: code, severity and the characters, as marked in the text."""
    text = unmarked(example.document)
    cli.write(example.file, text)
    if example.file == RULES:
        cli.write(SETTINGS, f'{{ "ruleFiles": ["{RULES}"] }}')
    if example.beside is not None:
        cli.write(TEMPLATE, example.beside)
    for name, text_beside in example.others:
        cli.write(name, text_beside)
    target = TEMPLATE if command == "expand" else "."
    report = json.loads(cli.run(command, target, "--format", "json").out)
    return [
        (each["code"], each["severity"], marked(text, each["range"])) for each in report["problems"]
    ]


def marked(text: str, where: dict[str, dict[str, int]]) -> str:
    lines = text.split("\n")
    starts = [sum(len(line) + 1 for line in lines[:number]) for number in range(len(lines))]
    start = starts[where["start"]["line"]] + where["start"]["character"]
    end = starts[where["end"]["line"]] + where["end"]["character"]
    return f"{text[:start]}{OPEN}{text[start:end]}{CLOSE}{text[end:]}"


def command_of(kind: ProblemKind) -> str:
    return "expand" if kind.code == "template.evaluation" else "check"


@pytest.mark.parametrize("kind", SHOWN, ids=lambda kind: kind.code)
def test_the_bad_example_has_this_problem_at_its_mark_and_no_other(
    cli: Cli, kind: ProblemKind
) -> None:
    assert kind.bad is not None
    expected = (kind.code, kind.severity.value, kind.bad.document)
    assert told(cli, kind.bad, command_of(kind)) == [expected]


@pytest.mark.parametrize("kind", SHOWN, ids=lambda kind: kind.code)
def test_the_good_example_has_no_problem(cli: Cli, kind: ProblemKind) -> None:
    assert kind.good is not None
    assert told(cli, kind.good, command_of(kind)) == []


def test_every_problem_has_an_example_if_a_text_can_show_it() -> None:
    assert {kind.code for kind in PROBLEMS if kind.bad is None} == UNSHOWN
    assert {kind.code for kind in PROBLEMS if kind.good is None} == UNSHOWN


def test_codes_are_spelt_alike_and_unique() -> None:
    codes = [kind.code for kind in PROBLEMS]
    assert [code for code in codes if not re.fullmatch(r"[a-z]+\.[a-z]+(-[a-z]+)*", code)] == []
    assert len(set(codes)) == len(codes)
    assert len({kind.title for kind in PROBLEMS}) == len(codes)
    assert all(
        find_problem(code.upper()) is kind for code, kind in zip(codes, PROBLEMS, strict=True)
    )


def test_texts_are_sentences() -> None:
    for kind in PROBLEMS:
        assert kind.title[0].isupper() or kind.title.startswith("armlens"), kind.code
        assert not kind.title.endswith("."), kind.code
        assert kind.explanation.endswith("."), kind.code
        assert kind.remedy.endswith((".", "}`")), kind.code


def test_every_kind_is_in_the_registry() -> None:
    """A kind that a module defines and no list holds would be told and not be known."""
    named = [
        node.value
        for path in (PACKAGE / "problems").glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.keyword) and node.arg == "code"
    ]
    codes = [node.value for node in named if isinstance(node, ast.Constant)]
    assert sorted(map(str, codes)) == sorted(kind.code for kind in PROBLEMS)


def test_problems_are_made_by_their_kinds_only() -> None:
    """So that no code has a severity or a spelling of its own."""
    makers = [
        str(path.relative_to(PACKAGE))
        for path in sorted(PACKAGE.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", None) == "Problem"
    ]
    assert makers == ["problems/kind.py"]


def test_every_family_is_listed() -> None:
    assert [kind for kinds in FAMILIES.values() for kind in kinds] == list(PROBLEMS)
