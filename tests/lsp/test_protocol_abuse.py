"""Clients that break the rules: each gets the answer that LSP 3.17 and JSON-RPC 2.0 have for it."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from lsp.editor import ENVIRONMENT, PATIENCE, SERVER
from reliability.protocol import broken_messages, wrong_contents
from reliability.protocol.case import Case
from reliability.protocol.running import Player

CASES = (*broken_messages.CASES, *wrong_contents.CASES)


@pytest.fixture(scope="module")
def played() -> Mapping[str, list[str]]:
    """What was wrong in each case. Most share a server, which must survive them all."""
    player = Player(SERVER, ENVIRONMENT, PATIENCE)
    return {case.name: wrong for case, wrong in player.play(CASES)}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_rule_that_is_broken(case: Case, played: Mapping[str, list[str]]) -> None:
    assert played[case.name] == []
