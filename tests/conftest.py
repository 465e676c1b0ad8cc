"""What all tests share."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest
from hypothesis import settings

import one_rule
from armlens.files.sharing import FORKS
from armlens.rules import catalogue
from cli.running import Cli

pytest.register_assert_rewrite("expectations", "template.marked")

# No test depends on timing. In CI the examples are the same in every run, so that a change is
# never blamed for what another one left to be found; elsewhere each run looks for new ones.
settings.register_profile("local", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, database=None, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "local")

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # Shells start what runs in the background so, and it is handed on to what tests interrupt.
    signal.signal(signal.SIGINT, signal.default_int_handler)

_EVERY_RULE = (
    "tests/rules/",
    "tests/samples/",
    "tests/report/test_formats",
    "tests/docs/test_fixes",
    "tests/reliability/test_fixing",
    "tests/docs/test_rule",
    "tests/docs/test_settings",
)


@pytest.fixture(autouse=True)
def _one_rule(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests about something else than rules know one of them."""
    inside = request.path.relative_to(request.config.rootpath).as_posix()
    if not inside.startswith(_EVERY_RULE):
        monkeypatch.setattr(catalogue, "RULES", one_rule.RULES)


@pytest.fixture
def cli(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Cli:
    """The command line in an empty folder.

    Its processes are copies of this one, as usual, although other tests have left idle threads in
    it: they have to know what is patched here.
    """
    monkeypatch.setattr("armlens.files.workers.can_fork", lambda: FORKS)
    return Cli(tmp_path, monkeypatch, capsys)
