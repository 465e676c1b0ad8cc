"""What the server works through before there is a document."""

from __future__ import annotations

from armlens.analysis.engine import analyse
from armlens.analysis.settings import Settings
from armlens.lsp.client import Client
from armlens.lsp.rehearsal import _TEMPLATE, rehearse


def test_the_template_has_findings_and_no_problem_so_that_all_is_looked_at() -> None:
    analysis = analyse(_TEMPLATE, "", Settings())
    assert not analysis.problems
    assert any(each.is_failing for each in analysis.findings)


def test_it_ends_when_there_is_real_work() -> None:
    asked: list[None] = []

    def is_free() -> bool:
        asked.append(None)
        return len(asked) < 3

    rehearse(Client(), is_free)
    assert len(asked) == 3
