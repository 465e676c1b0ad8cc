"""The report as the summary of a job, in GitHub's dialect of Markdown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from armlens.editing.markup import Markdown
from armlens.report.entries import Entry, State, entries
from armlens.report.run import Report
from armlens.report.visible import visible
from armlens.rules.rule import Link
from armlens.text.problems import Severity

LIMIT = 1_000_000
"""The most bytes of a report: GitHub shows no summary of a step above 1 MiB."""

_LONGEST = 2_000
_MARKUP = Markdown()


def markdown_report(report: Report) -> str:
    """A table by severity, then a table of findings for each file, as far as there is room."""
    told = entries(report)
    lines = ["# armlens", "", *_overview(report, told)]
    room = LIMIT - _size(lines) - 200
    shown = 0
    for name, group in groupby(told, key=lambda entry: entry.name):
        heading = ["", f"## {_code(name)}", "", "| place | severity | rule | what is wrong |"]
        heading.append("| --- | --- | --- | --- |")
        room -= _size(heading)
        rows = list(_fitting(list(group), room))
        if not rows:
            break
        lines += [*heading, *rows]
        room -= _size(rows)
        shown += len(rows)
    if shown < len(told):
        lines += ["", f"There is no room for {len(told) - shown} more; other formats have them."]
    return "\n".join(lines)


def _fitting(group: Sequence[Entry], room: int) -> Iterator[str]:
    for entry in group:
        row = _row(entry)
        room -= _size([row])
        if room < 0:
            return
        yield row


def _size(lines: Sequence[str]) -> int:
    return sum(len(line.encode("utf-8", "replace")) + 1 for line in lines)


def _overview(report: Report, told: Sequence[Entry]) -> Iterator[str]:
    """What was checked, and how much was found of which severity."""
    count = report.template_count
    yield f"{count} {'template' if count == 1 else 'templates'} checked."
    counts = Counter(entry.severity.value for entry in told if entry.state is State.FAULT)
    unread = sum(entry.state is State.UNREAD for entry in told)
    rows = [(severity.value, counts[severity.value]) for severity in Severity]
    rows += [("not read", unread), ("suppressed", report.suppressed), ("known", report.known)]
    if any(number for _, number in rows):
        yield from ("", "| severity | count |", "| --- | ---: |")
        yield from (f"| {word} | {number} |" for word, number in rows if number)
    else:
        yield from ("", "Nothing to report.")


def _row(entry: Entry) -> str:
    word = entry.severity.value if entry.is_told else entry.state.value
    rule = _link(entry) if entry.help else _code(entry.code)
    advice = "".join(f"<br>{_prose(each)}" for each in entry.advice)
    return f"| {entry.place} | {word} | {rule} | {_prose(entry.message)}{advice} |"


def _link(entry: Entry) -> str:
    return _MARKUP.link(Link(entry.code, entry.help)).replace("|", "%7C")


def _prose(text: str) -> str:
    """Sentences in a cell; a bar would end it, even in code."""
    return _MARKUP.text(_cut(text)).replace("\\|", "|").replace("|", "&#124;")


def _code(text: str) -> str:
    return _MARKUP.code(_cut(text)).replace("|", "\\|")


def _cut(text: str) -> str:
    shown = visible(text)
    return shown if len(shown) <= _LONGEST else shown[:_LONGEST] + "…"
