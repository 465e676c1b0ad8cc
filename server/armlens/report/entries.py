"""Findings, problems and notices alike, for formats with one line or row for each of them."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from enum import StrEnum
from urllib.parse import unquote

from armlens.dataclass import dataclass
from armlens.problems.catalogue import find_problem
from armlens.report.run import CheckedFile, Location, Notice, Report, ReportedFinding, Source
from armlens.rules.verdicts import VerdictKind
from armlens.text.problems import Problem, Severity


class State(StrEnum):
    """What an entry is to whoever reads the report."""

    FAULT = "fault"
    UNREAD = "unread"
    PASSED = "passed"
    ASIDE = "put aside"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to be told, at a place or, without `location`, of a whole file.

    `name` is the file as the user gave it and `path` leads to it from the root of the repository;
    both have slashes. `advice` says how to mend it. `identity` stays the same when lines move.
    """

    state: State
    code: str
    severity: Severity
    name: str
    path: str
    location: Location | None
    message: str
    advice: tuple[str, ...]
    help: str
    identity: str

    @property
    def is_told(self) -> bool:
        """Whether it is something to be mended, not only shown because it was asked for."""
        return self.state in (State.FAULT, State.UNREAD)

    @property
    def place(self) -> str:
        """Its line and column, 1-based, as `line:column`; "" of a whole file."""
        if self.location is None:
            return ""
        line, character = self.location.start
        return f"{line + 1}:{character + 1}"


def entries(report: Report) -> list[Entry]:
    """All entries: file by file in the order of the text, then what concerns whole files."""
    seen: Counter[str] = Counter()
    told = [entry for file in report.files for entry in _of_file(file, seen)]
    return [*told, *(_of_notice(notice, seen) for notice in report.notices)]


def entries_of(told: CheckedFile | Notice) -> list[Entry]:
    """The entries of one file, or of a notice, numbered as if there were no other."""
    seen: Counter[str] = Counter()
    return [*_of_file(told, seen)] if isinstance(told, CheckedFile) else [_of_notice(told, seen)]


def identity(key: Sequence[str], seen: Counter[str]) -> str:
    """A hash of what stays the same; those that share a key are numbered in their order."""
    text = json.dumps(tuple(key))
    seen[text] += 1
    return hashlib.sha256(f"{text}{seen[text]}".encode()).hexdigest()


def path_of(name: str, uri: str) -> str:
    """The path from the root of the repository, or what the user said where it lies elsewhere."""
    return name if ":" in uri.partition("/")[0] else unquote(uri)


def _of_file(file: CheckedFile, seen: Counter[str]) -> Iterator[Entry]:
    told = [(each.span, 0, _of_problem(file, each, seen)) for each in file.problems]
    told += [(each.location.span, 1, _of_finding(each, seen)) for each in file.findings]
    for _, _, entry in sorted(told, key=lambda each: each[:2]):
        yield entry


def _of_finding(finding: ReportedFinding, seen: Counter[str]) -> Entry:
    source, rule = finding.location.source, finding.rule
    fixes = tuple(
        f"{'Or' if index else 'Fix'}: {fix.described}." for index, fix in enumerate(finding.fixes)
    )
    is_passed = finding.kind is VerdictKind.PASS
    return Entry(
        state=_state(finding),
        code=rule.name,
        severity=finding.severity,
        name=source.name,
        path=path_of(source.name, source.uri),
        location=finding.location,
        message=finding.message,
        advice=() if is_passed else fixes or (rule.recommendation,),
        help=rule.help,
        identity=identity(finding.fingerprint.key, seen),
    )


def _state(finding: ReportedFinding) -> State:
    if finding.kind is VerdictKind.PASS:
        return State.PASSED
    return State.FAULT if finding.is_told else State.ASIDE


def _of_problem(file: CheckedFile, problem: Problem, seen: Counter[str]) -> Entry:
    entry = _whole(file.source, problem.code, problem.severity, problem.message, seen)
    return replace(entry, location=Location(file.source, problem.span))


def _of_notice(notice: Notice, seen: Counter[str]) -> Entry:
    source = Source(notice.name, notice.uri, "")
    return _whole(source, notice.code.value, notice.severity, notice.message, seen)


def _whole(
    source: Source, code: str, severity: Severity, message: str, seen: Counter[str]
) -> Entry:
    """What is wrong with a file as a whole."""
    path, kind = path_of(source.name, source.uri), find_problem(code)
    return Entry(
        state=State.UNREAD if severity is Severity.ERROR else State.FAULT,
        code=code,
        severity=severity,
        name=source.name,
        path=path,
        location=None,
        message=message,
        advice=(kind.remedy,) if kind else (),
        help="",
        identity=identity((path, code, message), seen),
    )
