"""What cannot happen but does: told once, by kind and place, without what was at hand there."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pytest

import one_rule
from armlens.analysis.crashes import crash_frames, crash_words
from armlens.analysis.engine import analyse_tree
from armlens.analysis.finding import Analysis
from armlens.analysis.settings import Settings
from armlens.evaluation.values import Single
from armlens.jsonc.tree import Tree
from armlens.lsp.server_log import configure_logging
from armlens.rules import catalogue
from armlens.rules.language.conditions import Claim
from armlens.rules.language.fields import field
from armlens.rules.language.predicates import IsSet
from cli.running import FAIL, Cli

SECRET = "hunter2" * 2


class Broken(IsSet):
    """A predicate that has no answer, and says so with what it was asked about."""

    def holds(self, value: Single) -> bool:
        raise LookupError(f"{SECRET} {value}")


BROKEN = replace(
    one_rule.RULES[0],
    name="Azure.Test.Broken",
    ref="AZR-999999",
    condition=Claim(field("name"), Broken()),
)


def broken(*_: object, **__: object) -> object:
    raise LookupError(SECRET)


@pytest.fixture
def told(cli: Cli, caplog: pytest.LogCaptureFixture) -> Callable[..., str]:
    """Runs a command and gives all that was said; a secret must not be in it."""

    def run(*arguments: str, status: int) -> str:
        with caplog.at_level(logging.DEBUG):
            ran = cli.run(*arguments)
        everything = ran.out + ran.err + caplog.text
        assert SECRET not in everything
        assert "Traceback" not in everything
        assert ran.status == status, everything
        return everything

    return run


def test_a_rule_that_breaks_is_one_quiet_problem(
    cli: Cli, told: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    cli.write("main.json", FAIL)
    monkeypatch.setattr(catalogue, "RULES", (BROKEN, *one_rule.RULES))
    said = told("check", status=1)
    assert said.count("Azure.Test.Broken") == 1
    assert (
        "main.json:6:15 hint rule.crashed\n"
        "  Rule 'Azure.Test.Broken' could not be checked here because of an error inside armlens"
        " (LookupError at rules/"
    ) in said
    assert "main.json:9:29 warning Azure.AKS.ManagedIdentity" in said


@pytest.mark.parametrize("form", ["json", "sarif"])
def test_it_is_in_reports_for_programs(
    cli: Cli, told: Callable[..., str], monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    cli.write("main.json", FAIL)
    monkeypatch.setattr(catalogue, "RULES", (BROKEN, *one_rule.RULES))
    said = told("check", "--format", form, status=1)
    assert "rule.crashed" in said
    assert "LookupError at rules/" in said
    json.loads(said)


def test_a_file_that_breaks_stops_no_other(
    cli: Cli, told: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    cli.write("a.json", FAIL)
    cli.write("b.json", FAIL)

    def analyse(tree: Tree, settings: Settings, **more: Any) -> Analysis:
        if tree.document == "a.json":
            broken()
        return analyse_tree(tree, settings, **more)

    monkeypatch.setattr("armlens.analysis.engine.analyse_tree", analyse)
    said = told("check", status=2)
    assert (
        "'a.json' could not be analysed because of an error inside armlens (LookupError at files/"
        in said
    )
    assert "b.json:9:29 warning" in said


@pytest.mark.parametrize(
    ("name", "command"),
    [
        ("armlens.commands.expansion.Report", ["expand", "main.json"]),
        ("armlens.commands.evaluation.text_answer", ["eval", "1", "--in", "main.json"]),
        ("armlens.commands.explanation.explanation", ["explain", "Azure.AKS.ManagedIdentity"]),
        ("armlens.report.catalogue.rules_table", ["rules"]),
        ("armlens.files.check.check", ["check"]),
    ],
)
def test_a_command_that_breaks(
    cli: Cli,
    told: Callable[..., str],
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    command: Sequence[str],
) -> None:
    cli.write("main.json", FAIL)
    monkeypatch.setattr(name, broken)
    said = told(*command, status=2)
    assert re.search(
        r"error: This is an error inside armlens \(LookupError at (cli|api)\.py:", said
    )


def chained() -> BaseException:
    try:
        try:
            broken()
        except LookupError as error:
            raise ValueError(SECRET) from error
    except ValueError as error:
        return error
    raise AssertionError


def test_the_log_has_the_way_to_an_error_but_not_its_message() -> None:
    frames = crash_frames(chained())
    assert "ValueError:" in frames
    assert "LookupError:" in frames
    assert "test_crashes.py" in frames
    assert SECRET not in frames
    assert crash_words(chained()) == "ValueError"


def test_the_server_logs_no_message_of_an_exception(monkeypatch: pytest.MonkeyPatch) -> None:
    handlers: list[logging.Handler] = []
    monkeypatch.setattr(logging, "basicConfig", lambda **more: handlers.extend(more["handlers"]))
    configure_logging()
    error = chained()
    info = (type(error), error, error.__traceback__)
    record = logging.LogRecord("x", logging.ERROR, "x", 1, "It broke", (), info)
    written = handlers[0].format(record)
    assert "It broke" in written
    assert "test_crashes.py" in written
    assert SECRET not in written
