"""Outcomes as plain data that JSON can hold, and read from it without trust.

The texts that places refer to are not in it but beside it, and of a rule only its name is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import astuple
from pathlib import Path
from typing import TypeVar

from armlens.analysis.finding import BaselineState
from armlens.analysis.fingerprints import Fingerprint
from armlens.analysis.suppression import Suppression, SuppressionKind
from armlens.files.outcome import JudgedParameters, Outcome, Use
from armlens.problems.catalogue import find_problem
from armlens.report.run import (
    CheckedFile,
    Location,
    Notice,
    NoticeCode,
    ReportedEdit,
    ReportedFinding,
    ReportedFix,
    ReportedOrigin,
    Source,
)
from armlens.rules.rule import Rule
from armlens.rules.verdicts import VerdictKind
from armlens.text.edits import Edit
from armlens.text.problems import Correction, Problem, Severity
from armlens.text.spans import Span

Data = list["Data"] | str | int | bool | None
"""What stands for a value: a list for each dataclass, its members in their order."""

RulesOf = Callable[[Iterable[Path]], Mapping[str, Rule]]
"""The rules that hold with settings files, by name."""

_Value = TypeVar("_Value")


class NotAnOutcomeError(ValueError):
    """The data do not stand for an outcome."""


def encoded(outcome: Outcome) -> tuple[Data, tuple[Source, ...]]:
    """An outcome as data, and the texts that its places refer to."""
    writer = _Writer()
    data: list[Data] = [
        [writer.file(each) for each in outcome.files],
        [writer.notice(each) for each in outcome.notices],
        [writer.parameters(each) for each in outcome.parameters],
        [str(path) for path in outcome.settings],
        [[str(path), _span(span)] for path, span in outcome.uses],
    ]
    return data, tuple(writer.sources)


def decoded(data: Data, sources: Sequence[Source], rules_of: RulesOf) -> Outcome:
    """The outcome that data stand for; `NotAnOutcomeError` if they do not."""
    try:
        files, notices, parameters, settings, uses = _list(data)
        paths = tuple(Path(_is(str, each)) for each in _list(settings))
        reader = _Reader(sources, rules_of(paths))
        return Outcome(
            tuple(map(reader.file, _list(files))),
            tuple(map(reader.notice, _list(notices))),
            tuple(map(reader.parameters, _list(parameters))),
            paths,
            tuple(map(reader.use, _list(uses))),
        )
    except (ValueError, TypeError, LookupError) as error:
        raise NotAnOutcomeError(type(error).__name__) from error


class _Writer:
    """Writes values as data, and gathers the sources that they refer to by number."""

    def __init__(self) -> None:
        self.sources: dict[Source, int] = {}

    def file(self, file: CheckedFile) -> Data:
        return [
            self._source(file.source),
            file.is_template,
            [self._finding(each) for each in file.findings],
            [_problem(each) for each in file.problems],
            file.worst and file.worst.value,
            file.suppressed,
            [list(astuple(each)) for each in file.known],
        ]

    def notice(self, notice: Notice) -> Data:
        code, severity = notice.code.value, notice.severity.value
        return [code, notice.name, notice.uri, notice.message, severity]

    def parameters(self, file: JudgedParameters) -> Data:
        return [
            self._source(file.source),
            str(file.path),
            [_problem(each) for each in file.problems],
            [_problem(each) for each in file.syntax],
        ]

    def _source(self, source: Source) -> int:
        return self.sources.setdefault(source, len(self.sources))

    def _location(self, location: Location) -> Data:
        return [self._source(location.source), *location.span]

    def _finding(self, finding: ReportedFinding) -> Data:
        return [
            finding.rule.name,
            list(astuple(finding.fingerprint)),
            finding.kind.value,
            finding.severity.value,
            finding.message,
            finding.resource_type,
            finding.resource_name,
            self._location(finding.location),
            [[each.kind, each.label, self._location(each.location)] for each in finding.origins],
            [self._fix(each) for each in finding.fixes],
            [[each.kind.value, each.reason, _span(each.span)] for each in finding.suppressions],
            finding.state and finding.state.value,
            self._location(finding.used_at) if finding.used_at else None,
        ]

    def _fix(self, fix: ReportedFix) -> Data:
        edits: list[Data] = [[self._location(each.location), each.new_text] for each in fix.edits]
        return [fix.title, fix.safe, fix.preferred, edits]


def _span(span: Span) -> Data:
    return [*span]


def _problem(problem: Problem) -> Data:
    correction: Data = None
    if problem.correction:
        edits: list[Data] = [[_span(each.span), each.text] for each in problem.correction.edits]
        correction = [problem.correction.title, edits]
    severity = problem.severity.value
    return [problem.code, problem.message, _span(problem.span), severity, correction]


class _Reader:
    """Reads values from data; raises for what a writer would not have written."""

    def __init__(self, sources: Sequence[Source], rules: Mapping[str, Rule]) -> None:
        self._sources = sources
        self._rules = rules

    def file(self, data: Data) -> CheckedFile:
        source, is_template, findings, problems, worst, suppressed, known = _list(data)
        text = self._source(source)
        return CheckedFile(
            text,
            _is(bool, is_template),
            tuple(map(self._finding, _list(findings))),
            tuple(_read_problem(each, text) for each in _list(problems)),
            None if worst is None else Severity(_is(str, worst)),
            _is(int, suppressed),
            tuple(map(_read_fingerprint, _list(known))),
        )

    def notice(self, data: Data) -> Notice:
        code, name, uri, message, severity = (_is(str, each) for each in _list(data))
        return Notice(NoticeCode(code), name, uri, message, Severity(severity))

    def parameters(self, data: Data) -> JudgedParameters:
        source, path, problems, syntax = _list(data)
        text = self._source(source)
        return JudgedParameters(
            text,
            Path(_is(str, path)),
            tuple(_read_problem(each, text) for each in _list(problems)),
            tuple(_read_problem(each, text) for each in _list(syntax)),
        )

    def use(self, data: Data) -> Use:
        path, span = _list(data)
        return Path(_is(str, path)), _read_span(span)

    def _source(self, data: Data) -> Source:
        number = _is(int, data)
        if number < 0:
            raise ValueError
        return self._sources[number]

    def _location(self, data: Data) -> Location:
        source, start, end = _list(data)
        text = self._source(source)
        return Location(text, _read_span([start, end], text))

    def _finding(self, data: Data) -> ReportedFinding:
        rule, fingerprint, kind, severity, message, of_type, name, *places = _list(data)
        location, origins, fixes, suppressions, state, used_at = places
        return ReportedFinding(
            self._rules[_is(str, rule)],
            _read_fingerprint(fingerprint),
            VerdictKind(_is(str, kind)),
            Severity(_is(str, severity)),
            _is(str, message),
            _is(str, of_type),
            _is(str, name),
            self._location(location),
            tuple(map(self._origin, _list(origins))),
            tuple(map(self._fix, _list(fixes))),
            tuple(map(_read_suppression, _list(suppressions))),
            None if state is None else BaselineState(_is(str, state)),
            None if used_at is None else self._location(used_at),
        )

    def _origin(self, data: Data) -> ReportedOrigin:
        kind, label, location = _list(data)
        return ReportedOrigin(_is(str, kind), _is(str, label), self._location(location))

    def _fix(self, data: Data) -> ReportedFix:
        title, safe, preferred, edits = _list(data)
        edited = tuple(map(self._edit, _list(edits)))
        return ReportedFix(_is(str, title), _is(bool, safe), _is(bool, preferred), edited)

    def _edit(self, data: Data) -> ReportedEdit:
        location, text = _list(data)
        return ReportedEdit(self._location(location), _is(str, text))


def _is(kind: type[_Value], data: object) -> _Value:
    # A bool is an int to Python, and not to us.
    if type(data) is not kind:
        raise TypeError
    return data


def _list(data: Data) -> list[Data]:
    if not isinstance(data, list):
        raise TypeError
    return data


def _read_span(data: Data, source: Source | None = None) -> Span:
    start, end = (_is(int, each) for each in _list(data))
    if not 0 <= start <= end or (source is not None and end > len(source.text)):
        raise ValueError
    return Span(start, end)


def _read_fingerprint(data: Data) -> Fingerprint:
    file, rule, resource, name, path = (_is(str, each) for each in _list(data))
    return Fingerprint(file, rule, resource, name, path)


def _read_suppression(data: Data) -> Suppression:
    kind, reason, span = _list(data)
    return Suppression(SuppressionKind(_is(str, kind)), _is(str, reason), _read_span(span))


def _read_problem(data: Data, source: Source) -> Problem:
    code, message, span, severity, correction = _list(data)
    kind = find_problem(_is(str, code))
    if kind is None:
        raise ValueError
    return kind.at(
        _read_span(span, source),
        _is(str, message),
        Severity(_is(str, severity)),
        None if correction is None else _read_correction(correction, source),
    )


def _read_correction(data: Data, source: Source) -> Correction:
    title, edits = _list(data)
    pairs = [_list(each) for each in _list(edits)]
    read = tuple(Edit(_read_span(span, source), _is(str, text)) for span, text in pairs)
    return Correction(_is(str, title), read)
