"""The report for GitLab: Code Quality, the part of the Code Climate format that GitLab reads.

https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
"""

from __future__ import annotations

from typing import Any

from armlens.report.entries import Entry, entries
from armlens.report.printed_json import program_json
from armlens.report.run import Report
from armlens.report.visible import visible
from armlens.text.problems import Severity

_SEVERITIES = {
    Severity.ERROR: "critical",
    Severity.WARNING: "major",
    Severity.INFORMATION: "minor",
    Severity.HINT: "info",
}


def gitlab_report(report: Report) -> str:
    """An array of issues. What is right or put aside is left out: GitLab takes all for faults."""
    return program_json([_issue(entry) for entry in entries(report) if entry.is_told])


def _issue(entry: Entry) -> dict[str, Any]:
    lines = {"begin": 1, "end": 1}
    if entry.location is not None:
        lines = {
            "begin": entry.location.start.line + 1,
            "end": entry.location.end.line + 1,
        }
    return {
        "check_name": entry.code,
        "description": visible(" ".join((entry.message, *entry.advice))),
        "severity": _SEVERITIES[entry.severity],
        "fingerprint": entry.identity,
        "location": {"path": entry.path, "lines": lines},
    }
