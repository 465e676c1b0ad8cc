"""Templates that carry their expected findings: a comment line with carets under the text.

    "identity": { "type": "None" }
    //                    ^^^^^^ fail: The cluster has no managed identity: ...

The carets mark characters of the nearest line above that is no expectation. What follows them is
the verdict and the whole message; `...` at its end leaves the rest open.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from armlens.analysis.engine import analyse
from armlens.analysis.finding import Analysis, Finding
from armlens.analysis.settings import Settings
from armlens.rules.mending.fixes import Fix
from armlens.rules.rule import OptionValue
from armlens.rules.verdicts import VerdictKind
from armlens.text.edits import apply
from armlens.text.spans import Span

SCHEMA = "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#"
DOCUMENT = "file:///main.json"
MANAGED_IDENTITY = "Azure.AKS.ManagedIdentity"
_EXPECTATION = re.compile(r"\s*//\s*(?P<carets>\^+) (?P<kind>\w+): (?P<message>.*)")


@dataclass(frozen=True)
class Expected:
    line: int
    column: int
    text: str
    kind: str
    message: str


def template(resources: str, head: str = "") -> str:
    """A whole template around the text of its resources; `head` are root members, with comma."""
    return f'{{ "$schema": "{SCHEMA}", "contentVersion": "1.0.0.0", {head}\n"resources": {resources}\n}}'


def analysed(
    text: str, rule: str = MANAGED_IDENTITY, options: Mapping[str, OptionValue] | None = None
) -> Analysis:
    """The analysis of a template with one rule: most tests are about no rule in particular."""
    return analyse(text, DOCUMENT, Settings(select=(rule,), options=options or {}))


def check(
    text: str, rule: str = MANAGED_IDENTITY, options: Mapping[str, OptionValue] | None = None
) -> Analysis:
    """Analyses a template and compares all verdicts but `pass` with those that it carries."""
    analysis = analysed(text, rule, options)
    told = [finding for finding in analysis.findings if finding.kind is not VerdictKind.PASS]
    assert [describe(analysis, finding) for finding in told] == [
        f"{each.line}:{each.column} {each.text!r} {each.kind}: {each.message}"
        if not each.message.endswith("...")
        else f"{describe_start(each)}{told_message(told, index, each.message[:-3])}"
        for index, each in enumerate(expected(text))
    ]
    return analysis


def expected(text: str) -> list[Expected]:
    found: list[Expected] = []
    target = 0
    lines = text.split("\n")
    for number, line in enumerate(lines):
        match = _EXPECTATION.fullmatch(line)
        if match is None:
            target = number
            continue
        start, end = match.span("carets")
        found.append(
            Expected(target, start, lines[target][start:end], match["kind"], match["message"])
        )
    return found


def describe(analysis: Analysis, finding: Finding) -> str:
    text = analysis.tree.text
    line = text.count("\n", 0, finding.span.start)
    column = finding.span.start - (text.rfind("\n", 0, finding.span.start) + 1)
    covered = finding.span.text_of(text)
    return f"{line}:{column} {covered!r} {finding.kind}: {finding.message}"


def describe_start(each: Expected) -> str:
    return f"{each.line}:{each.column} {each.text!r} {each.kind}: "


def told_message(told: list[Finding], index: int, start: str) -> str:
    """The whole message of a finding if it starts as expected, else that start."""
    message = told[index].message if index < len(told) else ""
    return message if message.startswith(start) else start


def only_finding(text: str, rule: str = MANAGED_IDENTITY) -> tuple[Analysis, Finding]:
    analysis = analysed(text, rule)
    (finding,) = (finding for finding in analysis.findings if finding.is_shown)
    return analysis, finding


def fixed(text: str, fix: Fix) -> str:
    """The text after a fix, which must touch nothing outside its edits."""
    (edits,) = fix.edits.values()
    after = apply(text, edits)
    kept = Span(min(edit.span.start for edit in edits), max(edit.span.end for edit in edits))
    assert after.startswith(text[: kept.start])
    assert after.endswith(text[kept.end :])
    return after


def check_fix(
    before: str, after: str, title: str | None = None, rule: str = MANAGED_IDENTITY
) -> None:
    """The preferred fix, or the one of that title, turns `before` into `after` for good."""
    analysis, finding = only_finding(before, rule)
    fixes = finding.fixes()
    if title is None:
        fix = fixes[0]
        assert fix.preferred
    else:
        (fix,) = (fix for fix in fixes if fix.title == title)
    assert fixed(before, fix) == after
    again = analysed(after, rule)
    errors = {problem.code for problem in again.problems} - {
        problem.code for problem in analysis.problems
    }
    assert not errors
    assert not [finding for finding in again.findings if finding.is_shown]
