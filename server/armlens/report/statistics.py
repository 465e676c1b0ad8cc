"""How often each rule and each problem is told: a table for people."""

from __future__ import annotations

from collections import Counter

from rich.text import Text

from armlens.report.entries import entries
from armlens.report.run import Report
from armlens.report.visible import visible

_HEADINGS = ("count", "severity", "rule")


def statistics(report: Report) -> Text:
    """A line for each rule with its severity, the most frequent first; nothing if there is none."""
    counts = Counter(
        (entry.severity.value, entry.code) for entry in entries(report) if entry.is_told
    )
    if not counts:
        return Text()
    rows = [
        (str(count), severity, visible(code))
        for (severity, code), count in sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    ]
    wide = [max(len(row[column]) for row in (_HEADINGS, *rows)) for column in range(2)]
    lines = [
        f"{count:>{wide[0]}}  {severity:<{wide[1]}}  {rule}\n"
        for count, severity, rule in (_HEADINGS, *rows)
    ]
    return Text("\n").append(lines[0], "bold").append("".join(lines[1:]))
