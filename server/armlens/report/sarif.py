"""The report for code scanning: SARIF 2.1.0 (OASIS standard with errata 01).

Section numbers below are those of that standard.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from armlens import __version__
from armlens.problems.catalogue import find_problem
from armlens.report.entries import identity
from armlens.report.printed_json import program_json
from armlens.report.run import (
    CheckedFile,
    Location,
    Notice,
    Report,
    ReportedFinding,
    ReportedFix,
    Source,
)
from armlens.report.sarif_rules import LEVELS, problem_descriptor, rule_descriptor
from armlens.report.visible import visible
from armlens.rules.rule import Rule
from armlens.rules.verdicts import VerdictKind
from armlens.text.problems import Problem, Severity
from armlens.text.spans import Span

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
ROOT = "%SRCROOT%"
"""The name of the base of relative URIs, by the convention of code scanning services."""

_LONGEST = 1_000
"""Characters of source that are worth repeating in a log; a template may be one line."""

Json = dict[str, Any]


def sarif_report(report: Report, exit_code: int) -> str:
    """The report as a SARIF log of one run, in ASCII characters only.

    `exit_code` is the status that the process is about to exit with. The log holds no time and
    no absolute path of a file below the root, so that equal checks give equal logs.
    """
    rules = sorted({finding.rule.name: finding.rule for finding in report.findings}.items())
    indexes = {name: index for index, (name, _) in enumerate(rules)}
    seen: Counter[str] = Counter()
    codes = _codes(report)
    run = {
        "tool": {"driver": _driver([rule for _, rule in rules], codes)},
        "invocations": [_invocation(report, exit_code, codes)],
        "originalUriBaseIds": {ROOT: {"description": {"text": "The root of the checked files."}}},
        "columnKind": "utf16CodeUnits",
        "results": [
            _result(finding, indexes[finding.rule.name], seen) for finding in report.findings
        ],
    }
    return program_json({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _codes(report: Report) -> dict[str, int]:
    """The codes of what is to be notified, each with its place in the list of descriptors."""
    codes = {problem.code for file in report.files for problem in file.problems}
    codes |= {notice.code.value for notice in report.notices}
    return {code: index for index, code in enumerate(sorted(filter(find_problem, codes)))}


def _driver(rules: list[Rule], codes: Iterable[str]) -> Json:
    """The tool (3.19). Only rules with results are described: all of them would fill megabytes."""
    kinds = [kind for kind in map(find_problem, codes) if kind]
    return {
        "name": "armlens",
        "version": __version__,
        "semanticVersion": __version__,
        "rules": [rule_descriptor(rule) for rule in rules],
        "notifications": [problem_descriptor(kind) for kind in kinds],
    }


def _invocation(report: Report, exit_code: int, codes: Mapping[str, int]) -> Json:
    """The run itself (3.20): what could not be analysed, and whether all could.

    Mistakes in the settings are told apart from those in templates (3.20.22).
    """
    execution: list[Json] = []
    configuration: list[Json] = []
    for file in report.files:
        notifications = configuration if file.is_settings else execution
        notifications += [_problem(file, problem, codes) for problem in file.problems]
    execution += [_notice(notice, codes) for notice in report.notices]
    return {
        "executionSuccessful": not report.has_errors,
        "exitCode": exit_code,
        "toolExecutionNotifications": execution,
        "toolConfigurationNotifications": configuration,
    }


def _problem(file: CheckedFile, problem: Problem, codes: Mapping[str, int]) -> Json:
    location = {"physicalLocation": _physical(Location(file.source, problem.span))}
    descriptor = _reference(problem.code, codes)
    return _notification(descriptor, problem.severity, problem.message, location)


def _notice(notice: Notice, codes: Mapping[str, int]) -> Json:
    location = {"physicalLocation": {"artifactLocation": _artifact(notice.uri)}}
    descriptor = _reference(notice.code.value, codes)
    return _notification(descriptor, notice.severity, notice.message, location)


def _reference(code: str, codes: Mapping[str, int]) -> Json:
    """The descriptor of a notification (3.58.2), by its place if it is described."""
    return {"id": code, "index": codes[code]} if code in codes else {"id": code}


def _message(text: str) -> Json:
    """A message; brackets from a document must not become a link in it (3.11.6)."""
    return {"text": visible(text).replace("](", "] (")}


def _notification(descriptor: Json, severity: Severity, message: str, location: Json) -> Json:
    return {
        "descriptor": descriptor,
        "level": LEVELS[severity],
        "message": _message(message),
        "locations": [location],
    }


def _result(finding: ReportedFinding, rule_index: int, seen: Counter[str]) -> Json:
    """One finding. What is not a failure has the level `none`, as 3.27.10 demands."""
    is_failure = finding.kind is VerdictKind.FAIL
    result: Json = {
        "ruleId": finding.rule.name,
        "ruleIndex": rule_index,
        "kind": finding.kind.value,
        "level": LEVELS[finding.severity] if is_failure else "none",
        "message": _message(finding.message),
        "locations": [
            {
                "physicalLocation": _with_source(finding.location),
                "logicalLocations": [_logical(finding)],
            }
        ],
        "partialFingerprints": {"armlens/v1": identity(finding.fingerprint.key, seen)},
    }
    # Once a run tells of suppressions, all its results must (3.27.23).
    result["suppressions"] = [
        {"kind": each.kind.value, "justification": each.reason} for each in finding.suppressions
    ]
    if finding.state:
        result["baselineState"] = finding.state.value
    if related := list(_related(finding)):
        result["relatedLocations"] = [
            {"id": number, "physicalLocation": _physical(location), "message": _message(message)}
            for number, (location, message) in enumerate(related, 1)
        ]
    if finding.fixes:
        result["fixes"] = [_fix(fix) for fix in finding.fixes]
    return result


def _related(finding: ReportedFinding) -> Iterator[tuple[Location, str]]:
    """Where it takes effect, if that is elsewhere, and the places that the value came through."""
    if finding.used_at:
        yield finding.used_at, "It takes effect here."
    for origin in finding.origins:
        yield origin.location, f"The value comes from {origin.label}."


def _logical(finding: ReportedFinding) -> Json:
    return {
        "kind": "resource",
        "name": finding.resource_name,
        "fullyQualifiedName": f"{finding.resource_type}/{finding.resource_name}",
    }


def _fix(fix: ReportedFix) -> Json:
    """A fix (3.55) with its edits grouped by file, in the order of the text."""
    changes: dict[Source, list[Json]] = {}
    for edit in fix.edits:
        replacement = {
            "deletedRegion": _region(edit.location),
            "insertedContent": {"text": edit.new_text},
        }
        changes.setdefault(edit.location.source, []).append(replacement)
    return {
        "description": {"text": fix.title},
        "artifactChanges": [
            {"artifactLocation": _artifact(source.uri), "replacements": replacements}
            for source, replacements in changes.items()
        ],
    }


def _physical(location: Location) -> Json:
    return {
        "artifactLocation": _artifact(location.source.uri),
        "region": _region(location),
    }


def _with_source(location: Location) -> Json:
    """The place with its text (3.30.13), and the lines around it (3.29.5), if they are short."""
    physical = _physical(location)
    around = _lines_around(location)
    if location.span.end - location.span.start <= _LONGEST:
        physical["region"] |= _snippet(location)
    if around.span != location.span and around.span.end - around.span.start <= _LONGEST:
        physical["contextRegion"] = _region(around) | _snippet(around)
    return physical


def _lines_around(location: Location) -> Location:
    """The lines of a place, with one before and one after it, as in a code frame."""
    lines = location.source.lines
    first = max(location.start.line - 1, 0)
    last = min(location.end.line + 1, lines.line_count - 1)
    return Location(location.source, Span(lines.line_span(first).start, lines.line_span(last).end))


def _snippet(location: Location) -> Json:
    return {"snippet": {"text": location.span.text_of(location.source.text)}}


def _artifact(uri: str) -> Json:
    """Where a file is (3.4): relative to the root, or absolute if it lies elsewhere."""
    return {"uri": uri} if ":" in uri.partition("/")[0] else {"uri": uri, "uriBaseId": ROOT}


def _region(location: Location) -> Json:
    """A span as 1-based lines and columns (3.30); the end column is the one after the last."""
    start, end = location.start, location.end
    return {
        "startLine": start.line + 1,
        "startColumn": start.character + 1,
        "endLine": end.line + 1,
        "endColumn": end.character + 1,
    }
