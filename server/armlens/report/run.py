"""What a run of the command line produced: the plain values that every report is written from.

Nothing here refers to a tree or a resource, so that a run over thousands of files keeps only the
texts that it has something to say about.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from enum import StrEnum
from functools import cached_property

from armlens.analysis.finding import BaselineState
from armlens.analysis.fingerprints import Fingerprint
from armlens.analysis.suppression import Suppression
from armlens.dataclass import dataclass
from armlens.problems import tool
from armlens.rules.rule import Rule
from armlens.rules.verdicts import VerdictKind
from armlens.text.lines import LineIndex, Position, PositionEncoding
from armlens.text.problems import Problem, Severity
from armlens.text.spans import Span


@dataclass(frozen=True, eq=False)
class Source:
    """A text that places refer to.

    `name` is its path as the user gave it, with slashes; `uri` is a URI reference, relative to
    the root of the run where the file lies below it.
    """

    name: str
    uri: str
    text: str

    @cached_property
    def lines(self) -> LineIndex:
        """The line index of the text, built when it is first asked for."""
        return LineIndex(self.text)


@dataclass(frozen=True, slots=True)
class Location:
    """A span of a source."""

    source: Source
    span: Span

    @property
    def start(self) -> Position:
        """Where it begins, 0-based, in UTF-16 units."""
        return self.source.lines.position(self.span.start, PositionEncoding.UTF16)

    @property
    def end(self) -> Position:
        """Where it ends, exclusive, 0-based, in UTF-16 units."""
        return self.source.lines.position(self.span.end, PositionEncoding.UTF16)


@dataclass(frozen=True, slots=True)
class ReportedOrigin:
    """A place that a value came through; `label` completes "The value comes from …"."""

    kind: str
    label: str
    location: Location


@dataclass(frozen=True, slots=True)
class ReportedEdit:
    """The replacement of the text at a location."""

    location: Location
    new_text: str


@dataclass(frozen=True, slots=True)
class ReportedFix:
    """One way to mend a finding."""

    title: str
    safe: bool
    preferred: bool
    edits: tuple[ReportedEdit, ...]

    @property
    def described(self) -> str:
        """Its title, and whether somebody has to look at what it changes."""
        return self.title if self.safe else f"{self.title} (to be reviewed)"


@dataclass(frozen=True, slots=True)
class ReportedFinding:
    """A finding with everything that a reader may want to see of it.

    `used_at` is where it takes effect, if that is in a linked template.
    """

    rule: Rule
    fingerprint: Fingerprint
    kind: VerdictKind
    severity: Severity
    message: str
    resource_type: str
    resource_name: str
    location: Location
    origins: tuple[ReportedOrigin, ...] = ()
    fixes: tuple[ReportedFix, ...] = ()
    suppressions: tuple[Suppression, ...] = ()
    state: BaselineState | None = None
    used_at: Location | None = None

    @property
    def is_told(self) -> bool:
        """Whether it is one that nobody has put aside."""
        return not self.suppressions and self.state is not BaselineState.UNCHANGED


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A file that was read, and what is to be said of it.

    `findings` are those that were asked for. `worst` is the most serious severity among all
    failures and open findings with a witness, asked for or not: the exit status goes by it.
    `suppressed` counts those of them that are not told because they are suppressed, and `known`
    are the fingerprints of those that a baseline has.
    """

    source: Source
    is_template: bool
    findings: tuple[ReportedFinding, ...] = ()
    problems: tuple[Problem, ...] = ()
    worst: Severity | None = None
    suppressed: int = 0
    known: tuple[Fingerprint, ...] = ()
    is_settings: bool = False


class NoticeCode(StrEnum):
    """What a notice is about."""

    UNREADABLE = tool.FILE_UNREADABLE.code
    EMPTY = tool.FILE_EMPTY.code
    NOT_TEMPLATE = tool.FILE_NOT_TEMPLATE.code
    SEVERAL_PARAMETERS = tool.FILE_SEVERAL_PARAMETERS.code
    NOT_PARAMETERS = tool.FILE_NOT_PARAMETERS.code
    CRASHED = tool.FILE_CRASHED.code
    NO_TEMPLATES = tool.SEARCH_NO_TEMPLATES.code
    CHANGES_UNKNOWN = tool.SEARCH_CHANGES_UNKNOWN.code
    UNWRITTEN = tool.FILE_UNWRITTEN.code
    BASELINE_UNWRITABLE = tool.BASELINE_UNWRITABLE.code
    BASELINE_STALE = tool.BASELINE_STALE.code


@dataclass(frozen=True, slots=True)
class Notice:
    """A message about a whole file or folder, named as the user did, without place in a text."""

    code: NoticeCode
    name: str
    uri: str
    message: str
    severity: Severity = Severity.ERROR


@dataclass(frozen=True, slots=True)
class Report:
    """All that a run has to tell, in the order in which the files were found."""

    files: tuple[CheckedFile, ...] = ()
    notices: tuple[Notice, ...] = ()

    @property
    def findings(self) -> tuple[ReportedFinding, ...]:
        """The findings of all files."""
        return tuple(finding for file in self.files for finding in file.findings)

    @property
    def template_count(self) -> int:
        """How many templates were checked."""
        return sum(file.is_template for file in self.files)

    @property
    def kinds(self) -> Counter[VerdictKind]:
        """How many of the reported findings there are by kind, without those put aside."""
        return Counter(finding.kind for finding in self.findings if finding.is_told)

    @property
    def severities(self) -> Counter[Severity]:
        """The same of the reported failures and open findings, by severity."""
        told = (finding for finding in self.findings if finding.is_told)
        return Counter(each.severity for each in told if each.kind is not VerdictKind.PASS)

    @property
    def suppressed(self) -> int:
        """How many findings would have been told but are suppressed."""
        return sum(file.suppressed for file in self.files)

    @property
    def known(self) -> int:
        """How many would have been told but are in the baseline."""
        return sum(len(file.known) for file in self.files)

    @property
    def problems(self) -> Counter[Severity]:
        """How many problems the files have by severity."""
        return Counter(problem.severity for file in self.files for problem in file.problems)

    @property
    def has_errors(self) -> bool:
        """Whether something could not be read or parsed."""
        return self.problems[Severity.ERROR] > 0 or any(
            notice.severity is Severity.ERROR for notice in self.notices
        )


def without_aside(report: Report, *, suppressed: bool, known: bool) -> Report:
    """The report without findings that are suppressed or in the baseline, if not asked for."""
    if suppressed and known:
        return report
    files = (file_without_aside(each, suppressed=suppressed, known=known) for each in report.files)
    return replace(report, files=tuple(files))


def file_without_aside(file: CheckedFile, *, suppressed: bool, known: bool) -> CheckedFile:
    """The same of one file."""
    found = file.findings
    wanted = tuple(each for each in found if _is_wanted(each, suppressed=suppressed, known=known))
    return file if len(wanted) == len(found) else replace(file, findings=wanted)


def _is_wanted(finding: ReportedFinding, *, suppressed: bool, known: bool) -> bool:
    if finding.suppressions:
        return suppressed
    return known or finding.state is not BaselineState.UNCHANGED


def exit_status(report: Report, fail_on: Severity) -> int:
    """0, 1 for findings at or above the severity, 2 where something could not be read.

    It does not depend on which findings were asked for, so that a narrower report cannot turn a
    failing check green.
    """
    if report.has_errors:
        return 2
    worst = _worst(file.worst for file in report.files)
    return 1 if worst and worst.rank <= fail_on.rank else 0


def _worst(severities: Iterable[Severity | None]) -> Severity | None:
    found = [severity for severity in severities if severity]
    return min(found, key=lambda severity: severity.rank, default=None)
