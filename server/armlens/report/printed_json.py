"""JSON for programs, which may end up in the log of a pipeline."""

from __future__ import annotations

import json
import re

from armlens.report.visible import LOG_COMMAND


def program_json(data: object) -> str:
    """The data as JSON of ASCII characters only, which no console's encoding can spoil."""
    return escaped_commands(json.dumps(data, indent=2))


def escaped_commands(text: str) -> str:
    """JSON in which what an agent would obey in its log is an escape: programs read the same."""
    return LOG_COMMAND.sub(_escaped, text)


def _escaped(match: re.Match[str]) -> str:
    return "#\\u0023" + match[0][2:]
