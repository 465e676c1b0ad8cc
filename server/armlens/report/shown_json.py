"""JSON to be printed: for people as text they can read, for programs as ASCII."""

from __future__ import annotations

import json

from armlens.evaluation.types import Data
from armlens.report.printed_json import escaped_commands
from armlens.report.visible import visible


def shown_json(data: Data, indent: int | None = None) -> str:
    """The data as JSON with every character as it is, except those that a terminal would obey."""
    text = json.dumps(data, indent=indent, ensure_ascii=False)
    return escaped_commands("\n".join(map(_shown, text.split("\n"))))


def _shown(line: str) -> str:
    if line == visible(line):
        return line
    # What is not visible can stand in a string only, where JSON has escapes of its own.
    return "".join(each if visible(each) == each else json.dumps(each)[1:-1] for each in line)
