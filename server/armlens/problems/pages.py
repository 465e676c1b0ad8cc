"""A page for each kind of problem, and their index: what `armlens explain` and `docs/` show."""

from __future__ import annotations

import re
import textwrap

from armlens.problems.catalogue import FAMILIES
from armlens.problems.examples import CLOSE, OPEN, PARAMETERS, RULES, SETTINGS, Example, unmarked
from armlens.problems.kind import ProblemKind

INDEX = "README.md"

_HEAD = """\
# Problems

What armlens tells of a template beside the findings of its rules. `armlens explain CODE` prints
each of these pages. They are written from the code (`UPDATE_DOCS=1 pytest tests/docs`).

Problems of templates are switched like rules, by their code or its beginning: in `armlens.json` by
`"rules": { "jsonc.trailing-comma": "off", "template": "error" }`, on the command line by `--ignore`
and `--select`. A selection of rules alone leaves the problems in place. An error makes the exit
status 2, unless it is switched off or made softer.
"""
_WIDTH = 120


def page(kind: ProblemKind) -> str:
    """The whole page as Markdown."""
    sections = [
        f"# {kind.title}",
        _facts(kind),
        f"## Why\n\n{_wrapped(kind.explanation)}",
        f"## What to do\n\n{_wrapped(kind.remedy)}",
        *_examples(kind),
        *_switch(kind),
    ]
    return "\n\n".join(sections) + "\n"


def index() -> str:
    """The index of all pages as Markdown."""
    return _HEAD + "".join(_family(title, kinds) for title, kinds in FAMILIES.items())


def marked_lines(text: str) -> str:
    """The text without marks, with carets in a comment below each line that has some."""
    return "\n".join(line for each in text.splitlines() for line in _with_carets(each))


def _facts(kind: ProblemKind) -> str:
    return (
        "| | |\n| --- | --- |\n"
        f"| Code | `{kind.code}` |\n"
        f"| Severity | {kind.severity} |\n"
        f"| Azure | {kind.azure.value} |"
    )


def _wrapped(text: str) -> str:
    """The text in lines, none of which ends inside of code."""
    held = re.sub(r"`[^`]+`", lambda code: code[0].replace(" ", "\0"), text)
    filled = textwrap.fill(held, _WIDTH, break_long_words=False, break_on_hyphens=False)
    return filled.replace("\0", " ")


def _examples(kind: ProblemKind) -> list[str]:
    if kind.bad is None or kind.good is None:
        return []
    beside = f"{_block(kind.bad.template)}\n\n" if kind.bad.template else ""
    return [
        f"## For example\n\n{_where(kind.bad)}\n\n{beside}{_block(kind.bad.text)}",
        f"Mended:\n\n{_block(kind.good.text)}",
    ]


def _where(example: Example) -> str:
    if example.file == SETTINGS:
        return "In `armlens.json`:"
    if example.file == RULES:
        return "In a rule file:"
    if example.file == PARAMETERS:
        return "A template, and its parameter file:"
    return "In a template:"


def _block(text: str) -> str:
    return f"```jsonc\n{marked_lines(text.rstrip())}\n```"


def _with_carets(line: str) -> list[str]:
    start, end = line.find(OPEN), line.find(CLOSE)
    if start < 0:
        return [line]
    # What is missing is marked by a caret where it belongs.
    width = max((end if end > start else len(line)) - start - 1, 1)
    indent = "//" + " " * (start - 2) if start > 1 else " " * start
    return [unmarked(line), f"{indent}{'^' * width}"]


def _switch(kind: ProblemKind) -> list[str]:
    if not kind.is_switchable:
        return []
    text = (
        f'Write `"rules": {{ "{kind.code}": "off" }}` in `armlens.json`, or check with'
        f" `--ignore {kind.code}`. Another level in place of `off` makes it more or less serious."
    )
    return [f"## Switching it off\n\n{_wrapped(text)}"]


def _family(title: str, kinds: tuple[ProblemKind, ...]) -> str:
    rows = "".join(
        f"| [`{kind.code}`]({kind.code}.md) | {kind.title} | {kind.severity} |\n" for kind in kinds
    )
    return f"\n## {title}\n\n| code | what it says | severity |\n| --- | --- | --- |\n{rows}"
