"""The page on settings is true: its examples give what it says. `UPDATE_DOCS=1` writes what they give."""

from __future__ import annotations

import os
import re
import shlex
from pathlib import Path

from cli.conftest import cli as cli  # noqa: PLC0414 - a fixture
from cli.running import Cli

PAGE = Path(__file__).parents[2] / "docs" / "settings.md"
BLOCK = re.compile(
    r"^```(?P<kind>\w+)(?P<name> \S+)?\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL
)


def test_the_examples_give_what_the_page_says(cli: Cli) -> None:
    page = PAGE.read_text(encoding="utf-8")
    told = BLOCK.sub(lambda match: played(match, cli), page)
    if os.environ.get("UPDATE_DOCS"):
        PAGE.write_text(told, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == told
    assert told.count("\n$ armlens ") > 5


def played(block: re.Match[str], cli: Cli) -> str:
    """The block as it should be, after its files are written and its commands run."""
    head, text = f"```{block['kind']}{block['name'] or ''}\n", block["text"]
    if block["kind"] == "console":
        text = "".join(
            answered(command, cli) for command in re.findall(r"^\$ .*\n", text, re.MULTILINE)
        )
    elif block["name"]:
        path = cli.folder / block["name"].strip()
        if path.name == "known.json":
            text = path.read_text(encoding="utf-8")
        path.write_text(text, encoding="utf-8")
    return f"{head}{text}```"


def answered(command: str, cli: Cli) -> str:
    ran = cli.run(*shlex.split(command.removeprefix("$ armlens ")))
    return command + ran.out + ran.err
