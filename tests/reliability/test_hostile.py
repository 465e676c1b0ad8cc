"""Hostile input: what the user is told of it. `python -m reliability hostile` has the costs too."""

from __future__ import annotations

import os

import pytest

from cli.running import Cli
from reliability.hostile.case import Case
from reliability.hostile.cases import TABLES
from reliability.hostile.editor import ask

# Windows has neither pipes nor devices, and not everybody may make links there.
HERE = [cases for table, cases in TABLES.items() if os.name != "nt" or table != "Files"]
CHEAP = [case for cases in HERE for case in cases if case.cheap]


@pytest.mark.parametrize("case", CHEAP, ids=[case.name for case in CHEAP])
def test_hostile_input_is_told_and_harms_nothing(
    case: Case, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = cli.folder / "case"
    folder.mkdir()
    monkeypatch.chdir(folder)
    case.write(folder)
    ran = cli.run(*case.command)
    printed = ran.out + ran.err
    assert [told for told in case.told if told not in printed] == [], printed[:2_000]
    assert ran.status == case.status, printed[:2_000]
    assert "error inside armlens" not in printed
    assert "Traceback" not in printed


# The server has tests of its own for the rest: tests/lsp/test_hostile_documents.py and others.
OPENED = {"100,000 brackets, closed", "settings that are a folder", "rules of every wrong shape"}


@pytest.mark.parametrize("case", [each for each in CHEAP if each.name in OPENED])
def test_a_server_that_is_asked_tells_the_same(case: Case) -> None:
    answered = ask(case)
    assert answered is not None
    assert [told for told in case.in_editor if told not in "\n".join(answered.told)] == []
    assert answered.failed + answered.log == ""


def test_what_no_editor_can_open_is_left_out() -> None:
    [case] = [each for each in TABLES["Files"] if each.name == "a folder by the name of a template"]
    assert ask(case) is None
