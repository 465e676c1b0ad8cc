"""The page of the command line is true. `UPDATE_DOCS=1` writes its tables and samples anew."""

from __future__ import annotations

import argparse
import os
import re
from collections.abc import Iterator

from armlens import cli as command_line
from armlens.commands.arguments import parser
from armlens.report.formats import FORMATS
from cli.running import Cli
from docs.playing import DOCS, check_page

PAGE = DOCS / "command-line.md"


def formats() -> Iterator[str]:
    yield from ("| format | for |", "| --- | --- |")
    yield from (f"| `{each.name}` | {each.about} |" for each in FORMATS.values())


def commands() -> Iterator[str]:
    [choices] = [
        each
        for each in parser(command_line._handlers())._actions
        if isinstance(each, argparse._SubParsersAction)
    ]
    for name, command in choices.choices.items():
        yield from ("", f"### armlens {name}", "", command.description or "", "")
        yield from ("| argument | what it does |", "| --- | --- |")
        for action in command._actions:
            about = (action.help or "") % vars(action)
            yield f"| {invocation(action)} | {about.replace('|', chr(92) + '|')} |"


def invocation(action: argparse.Action) -> str:
    choices = "\\|".join(action.choices) if action.choices else ""
    value = str(action.metavar or choices or action.dest) if action.nargs != 0 else ""
    shown = [f"{name} {value}".strip() for name in action.option_strings] or [value]
    return ", ".join(f"`{each}`" for each in shown)


def filled(page: str, name: str, lines: Iterator[str]) -> str:
    block = re.compile(f"(?<=<!-- {name} -->\n).*?(?=<!-- end -->)", re.DOTALL)
    text = "\n".join(lines).strip() + "\n"
    return block.sub(lambda _: text, page, count=1)


def test_tables_list_what_there_is() -> None:
    page = PAGE.read_text(encoding="utf-8")
    told = filled(filled(page, "formats", formats()), "commands", commands())
    if os.environ.get("UPDATE_DOCS"):
        PAGE.write_text(told, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == told


def test_samples_are_what_is_written(cli: Cli) -> None:
    page = check_page("command-line.md", cli)
    for form in FORMATS:
        assert f"\n### {form}\n" in page
