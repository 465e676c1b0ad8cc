"""Random sessions with a real server, the same ones every time; the part `sessions` has more."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from armlens.analysis.settings_file import read_settings
from armlens.lsp.settings import read_section
from lsp.templates import FAILING, RULE
from reliability.sessions.machine import PullingSessions, Sessions
from reliability.sessions.server import InProcess
from reliability.sessions.texts import (
    INVALID_SECTION,
    INVALID_SETTINGS,
    SECTIONS,
    SETTINGS,
    TEXTS,
)

FEW = settings(max_examples=15, stateful_step_count=12, derandomize=True, deadline=None)


@pytest.mark.parametrize("machine", [Sessions, PullingSessions])
def test_what_is_shown_is_what_a_fresh_server_shows(machine: type[Sessions]) -> None:
    run_state_machine_as_test(machine, settings=FEW)


def opening(folder: Path, name: str, text: str) -> dict[str, Any]:
    item = {"uri": (folder / name).as_uri(), "languageId": "json", "version": 1, "text": text}
    return {"textDocument": item}


@pytest.mark.parametrize("name", ["armlens.json", "our.rules.json5"])
def test_half_a_character_in_settings_stops_no_analysis(name: str, tmp_path: Path) -> None:
    (tmp_path / "armlens.json").write_text('{ "ruleFiles": ["our.rules.json5"] }')
    server = InProcess(tmp_path, None, pulls=False)
    server.tell("textDocument/didOpen", opening(tmp_path, name, '{ "\ud800": 1 }'))
    server.tell("textDocument/didOpen", opening(tmp_path, "main.json", FAILING))
    server.rest()
    found = server.diagnostics((tmp_path / "main.json").as_uri())
    assert RULE in [each["code"] for each in found]
    assert "analysis.crashed" not in [each["code"] for each in found]
    server.end()


@pytest.mark.parametrize("pulls", [False, True])
def test_settings_of_the_editor_that_are_taken_away_are_not_in_force(
    pulls: bool,  # noqa: FBT001 - a parameter of the test
    tmp_path: Path,
) -> None:
    server = InProcess(tmp_path, {"exclude": ["main.json"]}, pulls=pulls)
    server.tell("textDocument/didOpen", opening(tmp_path, "main.json", FAILING))
    server.rest()
    uri = (tmp_path / "main.json").as_uri()
    assert server.diagnostics(uri) == []
    server.section = None
    server.tell("workspace/didChangeConfiguration", {"settings": None})
    server.rest()
    assert RULE in [each["code"] for each in server.diagnostics(uri)]
    server.end()


def test_settings_of_sessions_are_valid_but_for_those_that_are_not_on_purpose() -> None:
    sections = [each for each in SECTIONS if isinstance(each, dict)]
    wrong = [each for each in sections if read_section(each) is None]
    assert wrong == [INVALID_SECTION]
    files = [each for each in TEXTS[SETTINGS] if read_settings(each, "")[0] is None]
    assert files == [INVALID_SETTINGS]
