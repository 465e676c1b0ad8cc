"""The page on evaluation is true: its examples give what it says."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from cli.running import Cli

PAGE = (Path(__file__).parents[2] / "docs" / "evaluation.md").read_text(encoding="utf-8")
FILES = re.findall(r"^```json\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
EXAMPLES = [
    (command, output)
    for block in re.findall(r"^```console\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    for command, output in re.findall(r"^\$ armlens (.*)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE)
]


def test_the_page_has_examples() -> None:
    assert len(FILES) == 2
    assert len(EXAMPLES) == PAGE.count("\n$ ")


@pytest.mark.parametrize(("command", "output"), EXAMPLES)
def test_an_example_gives_what_the_page_says(cli: Cli, command: str, output: str) -> None:
    for name, text in zip(("main.json", "prod.json"), FILES, strict=True):
        cli.write(name, text)
    ran = cli.run(*shlex.split(command))
    assert ran.out + ran.err == output
