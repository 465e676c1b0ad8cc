"""Pages whose examples are played: files are written, commands run, and what they say compared.

`UPDATE_DOCS=1` writes what they say into the page.
"""

from __future__ import annotations

import os
import re
import shlex
from pathlib import Path

from cli.running import Cli

DOCS = Path(__file__).parents[2] / "docs"
_BLOCK = re.compile(
    r"^```(?P<kind>\w+)(?P<name> \S+)?\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL
)


def check_page(name: str, cli: Cli, written: tuple[str, ...] = ()) -> str:
    """Plays all examples of a page in one folder. `written` are files that commands write."""
    path = DOCS / name
    page = path.read_text(encoding="utf-8")
    told = _BLOCK.sub(lambda match: _played(match, cli, written), page)
    if os.environ.get("UPDATE_DOCS"):
        path.write_text(told, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == told
    return told


def _played(block: re.Match[str], cli: Cli, written: tuple[str, ...]) -> str:
    """The block as it should be, after its files are written and its commands run."""
    head, text = f"```{block['kind']}{block['name'] or ''}\n", block["text"]
    if block["kind"] == "console":
        commands = re.findall(r"^\$ .*\n", text, re.MULTILINE)
        text = "".join(_answered(command, cli) for command in commands)
    elif block["name"]:
        path = cli.folder / block["name"].strip()
        if path.name in written and path.exists():
            text = path.read_text(encoding="utf-8")
        path.write_text(text, encoding="utf-8")
    return f"{head}{text}```"


def _answered(command: str, cli: Cli) -> str:
    ran = cli.run(*shlex.split(command.removeprefix("$ armlens ")))
    return command + ran.out + ran.err
