"""Rules and problems as SARIF 2.1.0 describes them: reporting descriptors (section 3.49)."""

from __future__ import annotations

from typing import Any

from armlens.problems.kind import ProblemKind
from armlens.problems.pages import page
from armlens.rules.pages import page as rule_page
from armlens.rules.rule import Rule
from armlens.text.problems import Severity

LEVELS = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFORMATION: "note",
    Severity.HINT: "note",
}
"""The levels of SARIF (3.27.10), which has no word for a hint."""

_PROBLEM_SEVERITIES = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFORMATION: "recommendation",
    Severity.HINT: "recommendation",
}


def rule_descriptor(rule: Rule) -> dict[str, Any]:
    """A rule with its texts, its published page and its level before any settings."""
    return {
        "id": rule.name,
        "shortDescription": {"text": f"{rule.title}."},
        "fullDescription": {"text": _plain(rule.explanation)},
        "help": {"text": _plain(_help(rule)), "markdown": rule_page(rule)},
        **({"helpUri": rule.help} if rule.help else {}),
        "defaultConfiguration": {"level": LEVELS[rule.severity.default_level]},
        "properties": {
            "ref": rule.ref,
            "severity": rule.severity.value,
            "pillar": rule.pillar.value,
            "reference": rule.reference,
            "service": rule.service,
            "release": rule.release,
            "tags": [rule.pillar.value, rule.service],
            # These two are read by code scanning. A verdict of failure is proved.
            "precision": "very-high",
            "problem.severity": _PROBLEM_SEVERITIES[rule.severity.default_level],
        },
    }


def problem_descriptor(kind: ProblemKind) -> dict[str, Any]:
    """A kind of problem with its texts and its level before any settings."""
    return {
        "id": kind.code,
        "shortDescription": {"text": f"{kind.title}."},
        "fullDescription": {"text": _plain(kind.explanation)},
        "help": {"text": _plain(f"{kind.explanation}\n\n{kind.remedy}"), "markdown": page(kind)},
        "defaultConfiguration": {"level": LEVELS[kind.severity]},
    }


def _help(rule: Rule) -> str:
    parts = (rule.explanation, rule.recommendation, rule.notes)
    links = "\n".join(f"{link.title}: {link.url}" for link in rule.links)
    return "\n\n".join(part for part in (*parts, links) if part)


def _plain(text: str) -> str:
    """A rule's text without the backquotes around names, which only Markdown means."""
    return text.replace("`", "'")
