"""The report as logging commands, which Azure Pipelines shows as issues of the run.

https://learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands
"""

from __future__ import annotations

from collections.abc import Iterator

from armlens.report.entries import Entry, entries_of
from armlens.report.run import CheckedFile, Notice, Report
from armlens.report.visible import visible
from armlens.text.problems import Severity

_TYPES = {Severity.ERROR: "error", Severity.WARNING: "warning"}


def azure_lines(file: CheckedFile) -> Iterator[str]:
    """A line for each entry of a file: a command for errors and warnings, which have types."""
    return map(_line, entries_of(file))


def azure_end(report: Report, status: int) -> Iterator[str]:
    """The lines after those of all files: what concerns whole files, and how the task has ended.

    With the status 0 the task would be all green; where there are warnings nevertheless, it is
    told to have succeeded with issues. With any other status it fails by itself.
    """
    yield from (_line(entry) for notice in report.notices for entry in entries_of(notice))
    told: tuple[CheckedFile | Notice, ...] = (*report.files, *report.notices)
    if status == 0 and any(map(_has_issues, told)):
        yield "##vso[task.complete result=SucceededWithIssues;]Templates have issues."


def _has_issues(told: CheckedFile | Notice) -> bool:
    return any(entry.is_told and entry.severity in _TYPES for entry in entries_of(told))


def _line(entry: Entry) -> str:
    kind = _TYPES.get(entry.severity) if entry.is_told else None
    if kind is None:
        place = f"{entry.name}:{entry.place}" if entry.place else entry.name
        word = entry.severity.value if entry.is_told else entry.state.value
        return visible(f"{place}: {word} {entry.code}: {entry.message}")
    told = {"type": kind, "sourcepath": entry.path, **_place(entry), "code": entry.code}
    properties = "".join(f"{name}={_property(value)};" for name, value in told.items())
    message = " ".join((entry.message, *entry.advice))
    return f"##vso[task.logissue {properties}]{_data(f'{entry.code}: {message}')}"


def _place(entry: Entry) -> dict[str, str]:
    if entry.location is None:
        return {}
    line, character = entry.location.start
    return {"linenumber": str(line + 1), "columnnumber": str(character + 1)}


def _data(text: str) -> str:
    """A message, as the agent takes it back from its escapes."""
    return visible(text).replace("%", "%AZP25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """The value of a property, which a semicolon or a bracket would end."""
    return _data(text).replace(";", "%3B").replace("]", "%5D")
