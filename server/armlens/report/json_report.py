"""The report for programs: one JSON document, whose shape is fixed by its `version`.

Lines and characters are 0-based and count UTF-16 units, as in LSP.
"""

from __future__ import annotations

from typing import Any

from armlens.report.printed_json import program_json
from armlens.report.run import (
    Location,
    Notice,
    Report,
    ReportedEdit,
    ReportedFinding,
    ReportedFix,
    ReportedOrigin,
    Source,
)
from armlens.rules.verdicts import VerdictKind
from armlens.text.lines import Position
from armlens.text.problems import Problem, Severity

VERSION = 1

Json = dict[str, Any]


def json_report(report: Report) -> str:
    """The report as JSON of ASCII characters only, which no console's encoding can spoil."""
    document = {
        "version": VERSION,
        "findings": [_finding(finding) for finding in report.findings],
        "problems": [
            *(
                problem_json(file.source, problem)
                for file in report.files
                for problem in file.problems
            ),
            *map(_notice, report.notices),
        ],
        "summary": _summary(report),
    }
    return program_json(document)


def _finding(finding: ReportedFinding) -> Json:
    rule = finding.rule
    used_at = {"usedAt": location_json(finding.used_at)} if finding.used_at else {}
    return {
        "rule": rule.name,
        "ref": rule.ref,
        "kind": finding.kind.value,
        "severity": finding.severity.value,
        **location_json(finding.location),
        "resource": {"type": finding.resource_type, "name": finding.resource_name},
        "message": finding.message,
        "help": rule.help or None,
        **used_at,
        "origins": [_origin(origin) for origin in finding.origins],
        "fixes": [_fix(fix) for fix in finding.fixes],
        "suppressions": [
            {"kind": each.kind.value, "reason": each.reason} for each in finding.suppressions
        ],
        "baseline": finding.state.value if finding.state else None,
    }


def _origin(origin: ReportedOrigin) -> Json:
    return {**location_json(origin.location), "label": origin.label, "kind": origin.kind}


def _fix(fix: ReportedFix) -> Json:
    return {
        "title": fix.title,
        "safe": fix.safe,
        "preferred": fix.preferred,
        "edits": [_edit(edit) for edit in fix.edits],
    }


def _edit(edit: ReportedEdit) -> Json:
    return {**location_json(edit.location), "newText": edit.new_text}


def problem_json(source: Source, problem: Problem) -> Json:
    """A problem of the source."""
    return {
        "code": problem.code,
        "severity": problem.severity.value,
        **location_json(Location(source, problem.span)),
        "message": problem.message,
    }


def _notice(notice: Notice) -> Json:
    """A notice as a problem at the beginning of a file that has no text to point into."""
    start = _position(Position(0, 0))
    return {
        "code": notice.code.value,
        "severity": notice.severity.value,
        "file": notice.name,
        "range": {"start": start, "end": start},
        "message": notice.message,
    }


def location_json(location: Location) -> Json:
    """Where something is: the members `file` and `range`."""
    return {
        "file": location.source.name,
        "range": {"start": _position(location.start), "end": _position(location.end)},
    }


def _position(position: Position) -> Json:
    return {"line": position.line, "character": position.character}


def _summary(report: Report) -> Json:
    kinds, severities, problems = report.kinds, report.severities, report.problems
    told = (VerdictKind.FAIL, VerdictKind.OPEN, VerdictKind.PASS)
    return {
        "files": report.template_count,
        "kinds": {kind.value: kinds[kind] for kind in told},
        "severities": {severity.value: severities[severity] for severity in Severity},
        "suppressed": report.suppressed,
        "known": report.known,
        "problems": {
            severity.value: problems[severity]
            + sum(notice.severity is severity for notice in report.notices)
            for severity in Severity
        },
    }
