"""The list of rules: as a table for people and as JSON."""

from __future__ import annotations

from collections.abc import Sequence

from armlens.report.printed_json import program_json
from armlens.report.visible import visible, visible_line
from armlens.rules.rule import Rule, Unchecked

_HEADINGS: tuple[str, ...] = ("Rule", "Reference", "Severity", "Pillar", "Title")


def rules_table(rules: Sequence[Rule], unchecked: Sequence[Unchecked]) -> str:
    """One line for each rule below a line of headings, in columns, sorted by name."""
    rows = [_HEADINGS, *sorted([*map(_row, rules), *map(_unchecked_row, unchecked)])]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEADINGS))]
    lines = (
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )
    return "\n".join(map(visible_line, lines))


def _row(rule: Rule | Unchecked) -> tuple[str, ...]:
    cells = rule.name, rule.ref, rule.severity.value, rule.pillar.value, rule.title
    return tuple(map(visible, cells))


def _unchecked_row(rule: Unchecked) -> tuple[str, ...]:
    *cells, title = _row(rule)
    return *cells, f"{title} (not checked)"


def rules_json(rules: Sequence[Rule], unchecked: Sequence[Unchecked]) -> str:
    """The rules with their facts and texts, sorted by name, and those that are not checked."""
    report = {
        "version": 1,
        "rules": [_rule(rule) for rule in sorted(rules, key=lambda rule: rule.name)],
        "unchecked": [_unchecked(rule) for rule in sorted(unchecked, key=lambda rule: rule.name)],
    }
    return program_json(report)


def _rule(rule: Rule) -> dict[str, object]:
    return {
        "rule": rule.name,
        "ref": rule.ref,
        "title": rule.title,
        "severity": rule.severity.value,
        "level": rule.severity.default_level.value,
        "pillar": rule.pillar.value,
        "reference": rule.reference,
        "service": rule.service,
        "release": rule.release,
        "resourceTypes": list(rule.resource_types),
        "explanation": rule.explanation,
        "recommendation": rule.recommendation,
        "notes": rule.notes,
        "help": rule.help,
        "links": [{"title": link.title, "url": link.url} for link in rule.links],
    }


def _unchecked(rule: Unchecked) -> dict[str, object]:
    return {
        "rule": rule.name,
        "ref": rule.ref,
        "title": rule.title,
        "severity": rule.severity.value,
        "pillar": rule.pillar.value,
        "service": rule.service,
        "resourceTypes": list(rule.resource_types),
        "reason": rule.reason,
        "help": rule.help,
    }
