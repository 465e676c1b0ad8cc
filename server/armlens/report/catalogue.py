"""The list of rules: as a table for people and as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence

from armlens.rules.rule import Rule

_HEADINGS: tuple[str, ...] = ("Rule", "Reference", "Severity", "Pillar", "Title")


def rules_table(rules: Sequence[Rule]) -> str:
    """One line for each rule below a line of headings, in columns, sorted by name."""
    rows = [_HEADINGS, *map(_row, sorted(rules, key=lambda rule: rule.name))]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEADINGS))]
    lines = (
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )
    return "\n".join(lines)


def _row(rule: Rule) -> tuple[str, ...]:
    return rule.name, rule.ref, rule.severity.value, rule.pillar.value, rule.title


def rules_json(rules: Sequence[Rule]) -> str:
    """The rules with their facts and texts, sorted by name."""
    found = [_rule(rule) for rule in sorted(rules, key=lambda rule: rule.name)]
    return json.dumps({"version": 1, "rules": found}, indent=2)


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
