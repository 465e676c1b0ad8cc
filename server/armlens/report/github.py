"""The report as workflow commands, which GitHub Actions shows as annotations.

https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
"""

from __future__ import annotations

from collections.abc import Iterator

from armlens.report.entries import Entry, entries_of
from armlens.report.run import CheckedFile, Report
from armlens.report.visible import visible
from armlens.text.problems import Severity

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning"}
_NOTICE = "notice"


def github_lines(file: CheckedFile) -> Iterator[str]:
    """A command on a line for each entry of a file."""
    return map(_command, entries_of(file))


def github_end(report: Report) -> Iterator[str]:
    """The lines after those of all files: what concerns whole files."""
    return (_command(entry) for notice in report.notices for entry in entries_of(notice))


def _command(entry: Entry) -> str:
    command = _COMMANDS.get(entry.severity, _NOTICE) if entry.is_told else _NOTICE
    told = {"file": entry.path, **_place(entry), "title": entry.code}
    properties = ",".join(f"{name}={_property(value)}" for name, value in told.items())
    seen = (f"See {entry.help}",) if entry.help else ()
    lines = (entry.message, *entry.advice, *seen)
    return f"::{command} {properties}::{_BREAK.join(map(_data, lines))}"


def _place(entry: Entry) -> dict[str, str]:
    """Line and column, 1-based; annotations have columns only where they are on one line."""
    if entry.location is None:
        return {}
    start, end = entry.location.start, entry.location.end
    lines = {"line": str(start.line + 1), "endLine": str(end.line + 1)}
    if start.line != end.line:
        return lines
    return lines | {"col": str(start.character + 1), "endColumn": str(end.character + 1)}


_BREAK = "%0A"


def _data(text: str) -> str:
    """A message, of which nothing ends the command."""
    return visible(text).replace("%", "%25").replace("\r", "%0D").replace("\n", _BREAK)


def _property(text: str) -> str:
    """The value of a property, which colons and commas would end."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")
