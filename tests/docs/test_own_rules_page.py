"""The page on rules of one's own shows what is so: its files are read and its examples run."""

from __future__ import annotations

import re
from pathlib import Path

from armlens.rules.reading.conditions import LOGIC, SUBJECTS
from armlens.rules.reading.operators import OPERATORS
from armlens.rules.reading.sources import KINDS
from cli.running import Cli

PAGE = (Path(__file__).parents[2] / "docs" / "own-rules.md").read_text(encoding="utf-8")
SETTINGS, RULES, CONSOLE = re.findall(r"```(?:json5?|console)\n(.*?)```", PAGE, re.DOTALL)


def test_the_examples_run_as_shown(cli: Cli) -> None:
    cli.write("armlens.json", SETTINGS)
    cli.write("rules/contoso.rules.json5", RULES)
    command, *shown = CONSOLE.splitlines()
    ran = cli.run(*command.split()[2:])
    assert (ran.status, ran.out.splitlines()) == (0, shown)
    assert "Contoso.Owner" in cli.run("rules").out
    assert cli.run("explain", "contoso.owner").out.startswith("# Name an owner\n")


def test_every_word_of_the_language_is_on_the_page() -> None:
    words = {*OPERATORS, *LOGIC, *SUBJECTS, *KINDS} - {"notStartsWith", "notEndsWith"}
    assert {word for word in words if not re.search(rf"`[^`]*\b{word}\b", PAGE)} == set()
