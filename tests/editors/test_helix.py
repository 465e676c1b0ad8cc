"""Helix in a terminal of tmux, with the configuration of `docs/editors.md`."""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from editors.page import block
from editors.scenario import PATIENCE, TITLE, Workspace, sample

HELIX = shutil.which("hx") or shutil.which("helix")
TMUX = shutil.which("tmux")

pytestmark = pytest.mark.skipif(
    HELIX is None or TMUX is None,
    reason="Helix or tmux is not installed (apt-get install hx tmux, from Debian 14 on)",
)


class Terminal:
    """A terminal that a program runs in. Its server is its own and ends with it."""

    def __init__(self, workspace: Workspace, command: list[str]) -> None:
        self.workspace = workspace
        self._tmux("new-session", "-d", "-x", "160", "-y", "40", *command)

    def _tmux(self, *arguments: str) -> str:
        socket = self.workspace.folder / "tmux"
        return subprocess.run(
            [TMUX or "", "-S", str(socket), "-f", "/dev/null", *arguments],
            cwd=self.workspace.project,
            env=self.workspace.environment(),
            capture_output=True,
            encoding="utf-8",
            check=True,
        ).stdout

    def shows(self, text: str) -> str:
        """Waits until a line of the screen holds the text, and returns that line."""
        return self._wait(lambda lines: next((line for line in lines if text in line), None))

    def forgets(self, text: str) -> None:
        """Waits until no line of the screen holds the text."""
        self._wait(lambda lines: None if any(text in line for line in lines) else "gone")

    def _wait(self, look: Callable[[list[str]], str | None]) -> str:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            lines = self._tmux("capture-pane", "-p").splitlines()
            if seen := look(lines):
                return seen
            time.sleep(0.05)
        raise AssertionError("waited in vain:\n" + "\n".join(lines))

    def press(self, *keys: str) -> None:
        self._tmux("send-keys", *keys)

    def end(self) -> None:
        self._tmux("kill-server")


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    made = Workspace(tmp_path)
    made.prepare(sample(), settings=None)
    config = tmp_path / "home" / ".config" / "helix"
    config.mkdir(parents=True)
    (config / "languages.toml").write_text(block("Helix", "toml"))
    return made


@pytest.fixture
def helix(workspace: Workspace) -> Iterator[Terminal]:
    line, character = sample().start
    place = f"{workspace.template}:{line + 1}:{character + 1}"
    terminal = Terminal(workspace, [HELIX or "", place])
    yield terminal
    terminal.end()


def test_finds_and_fixes(workspace: Workspace, helix: Terminal) -> None:
    helix.shows("The cluster has no managed identity: 'identity.type' is 'None'.")
    assert f" {sample().start[0] + 1} " in helix.shows("●"), "the mark is on another line"
    helix.press("Space", "a")
    helix.shows(TITLE)
    helix.press("Enter")
    helix.shows('"type": "SystemAssigned"')
    helix.forgets("no managed identity")
    helix.press(":w", "Enter")
    helix.shows("written")
    assert workspace.template.read_text("utf-8") == sample().fixed
