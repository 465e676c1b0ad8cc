"""A rule's page: the one text behind `armlens explain`, the hover and the documentation."""

from __future__ import annotations

from armlens.rules.rule import Rule, Unchecked


def page(rule: Rule) -> str:
    """The whole page as Markdown."""
    facts = [
        f"| Rule | `{rule.name}` |",
        f"| Reference | `{rule.ref}` |",
        f"| Severity | {rule.severity} |",
        f"| Pillar | {rule.pillar} |",
        f"| Well-Architected | {rule.reference} |",
        f"| Resource | {rule.service} ({', '.join(f'`{kind}`' for kind in rule.resource_types)}) |",
        f"| Rule set | {rule.release} |",
    ]
    sections = [
        f"# {rule.title}",
        "\n".join(["| | |", "| --- | --- |", *facts]),
        f"## Why\n\n{rule.explanation}",
        f"## What to do\n\n{rule.recommendation}",
        f"## Notes\n\n{rule.notes}",
        f"## Links\n\n{links(rule)}",
    ]
    return "\n\n".join(sections) + "\n"


def unchecked_page(rule: Unchecked) -> str:
    """The page of a rule that is not checked, as Markdown: what it is about, and why."""
    facts = [
        f"| Rule | `{rule.name}` |",
        f"| Reference | `{rule.ref}` |",
        f"| Severity | {rule.severity} |",
        f"| Pillar | {rule.pillar} |",
        f"| Resource | {rule.service} ({', '.join(f'`{kind}`' for kind in rule.resource_types)}) |",
    ]
    sections = [
        f"# {rule.title}",
        "\n".join(["| | |", "| --- | --- |", *facts]),
        f"## Not checked\n\n{rule.reason}",
        f"## Links\n\n- [The published rule]({rule.help})",
    ]
    return "\n\n".join(sections) + "\n"


def links(rule: Rule) -> str:
    """The rule's published page and those to read on, as a Markdown list."""
    lines = [f"- [The published rule]({rule.help})"]
    lines += [f"- [{link.title}]({link.url})" for link in rule.links]
    return "\n".join(lines)
