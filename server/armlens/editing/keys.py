"""What findings are called between an editor and the server."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from armlens.analysis.finding import Analysis, Finding

_LONGEST = 1_000
"""Characters of a resource's name that its findings are called by. Azure takes no name so long."""


def named(findings: Iterable[Finding]) -> Iterator[tuple[str, Finding]]:
    """The shown findings with names made of rule, resource type and resource name."""
    names: dict[int, str] = {}  # A resource has many findings, and its name is computed.
    for finding in findings:
        if finding.is_shown:
            resource = finding.resource
            if id(resource) not in names:
                names[id(resource)] = f"{resource.type.lower()}|{resource.name[:_LONGEST]}"
            yield f"{finding.rule.name}|{names[id(resource)]}", finding


def key_of(name: str, number: int) -> str:
    """What a finding is called of which so many come up with that name before it, and itself."""
    return f"{name}|{number}"


def finding_keys(analysis: Analysis) -> Iterator[tuple[str, Finding]]:
    """The shown findings with keys that outlive edits elsewhere in the document.

    Those with the same name are numbered in order.
    """
    seen: Counter[str] = Counter()
    for name, finding in named(analysis.findings):
        seen[name] += 1
        yield key_of(name, seen[name]), finding
