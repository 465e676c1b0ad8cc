"""Hostile input: what the user is told of it. `python -m reliability hostile` has the costs too."""

from __future__ import annotations

import os

import pytest

from cli.running import Cli
from reliability.hostile.case import Case
from reliability.hostile.cases import TABLES

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
