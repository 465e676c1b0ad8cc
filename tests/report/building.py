"""Reports made by hand, so that the tests of a format depend on nothing but the format."""

from __future__ import annotations

from dataclasses import replace

from armlens.analysis.fingerprints import Fingerprint
from armlens.analysis.suppression import Suppression
from armlens.report.run import (
    CheckedFile,
    Location,
    ReportedEdit,
    ReportedFinding,
    ReportedFix,
    ReportedOrigin,
    Source,
)
from armlens.rules.language.fields import field
from armlens.rules.rule import Link, Pillar, Rule, RuleSeverity
from armlens.rules.verdicts import VerdictKind
from armlens.text.problems import Severity
from armlens.text.spans import Span

RULE = Rule(
    name="Azure.Paint.Colour",
    ref="AZR-009999",
    title="Paint the resource blue",
    severity=RuleSeverity.IMPORTANT,
    pillar=Pillar.SECURITY,
    reference="SE:99 Colours",
    service="Paint",
    release="2020_06",
    resource_types=("Contoso.Paint/walls",),
    explanation="Walls are blue. See `colour`.",
    recommendation="Set `colour` to `blue`.",
    condition=field("colour").equals("blue"),
    passes="The wall is blue",
    fails="The wall is not blue",
    links=(Link("Colours", "https://example.org/colours"),),
    bad="",
    good="",
)


def source(text: str, name: str = "main.json", uri: str | None = None) -> Source:
    return Source(name, name if uri is None else uri, text)


def at(where: Source, needle: str) -> Location:
    """The one place in the source that reads so."""
    assert where.text.count(needle) == 1, needle
    start = where.text.index(needle)
    return Location(where, Span(start, start + len(needle)))


def finding(
    location: Location,
    message: str = "The wall is red.",
    *,
    kind: VerdictKind = VerdictKind.FAIL,
    severity: Severity = Severity.WARNING,
    name: str = "wall",
    origins: tuple[ReportedOrigin, ...] = (),
    fixes: tuple[ReportedFix, ...] = (),
    suppressions: tuple[Suppression, ...] = (),
) -> ReportedFinding:
    return ReportedFinding(
        rule=RULE,
        fingerprint=Fingerprint(location.source.uri, RULE.name, "Contoso.Paint/walls", name, "a"),
        kind=kind,
        severity=severity,
        message=message,
        resource_type="Contoso.Paint/walls",
        resource_name=name,
        location=location,
        origins=origins,
        fixes=fixes,
        suppressions=suppressions,
    )


def checked(where: Source, *findings: ReportedFinding, suppressed: int = 0) -> CheckedFile:
    return CheckedFile(where, is_template=True, findings=findings, suppressed=suppressed)


def origin(location: Location, label: str) -> ReportedOrigin:
    return ReportedOrigin("parameterDefault", label, location)


def fix(location: Location, new_text: str, *, safe: bool = True) -> ReportedFix:
    edit = ReportedEdit(location, new_text)
    return ReportedFix("Paint it blue", safe=safe, preferred=safe, edits=(edit,))


def rule_named(name: str) -> Rule:
    return replace(RULE, name=name)
