"""Baselines: the findings that a team lives with for now, so that only new ones are told.

A baseline is a JSON file that has, on a line for each fingerprint, how many findings share it.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, astuple, fields, replace
from functools import cached_property

from armlens.analysis.finding import BaselineState, Finding
from armlens.analysis.fingerprints import Fingerprint, fingerprint
from armlens.dataclass import dataclass
from armlens.jsonc.nodes import Array, Node, Number, Object, String
from armlens.jsonc.parse import parse
from armlens.problems.tool import BASELINE_INVALID
from armlens.text.problems import Problem, Severity
from armlens.text.spans import Span

VERSION = 1

_MEMBERS = tuple(each.name for each in fields(Fingerprint))

_Counts = Counter[tuple[str, ...]]


@dataclass(frozen=True, eq=False)
class Baseline:
    """How many findings of each fingerprint are known."""

    known: Mapping[Fingerprint, int]

    def compared(self, findings: Iterable[Finding], file: str) -> tuple[Finding, ...]:
        """The findings of a file, each marked as new or unchanged.

        Only those that would be told are looked for. Of several that share a fingerprint the first
        are taken to be the known ones.
        """
        left = Counter(self._by_file.get(file, ()))
        return tuple(_compared(finding, file, left) for finding in findings)

    def missing(self, found: Iterable[Fingerprint]) -> list[Fingerprint]:
        """The fingerprints of which more are known than were found."""
        counts = Counter(each.key for each in found)
        return [each for each, count in self.known.items() if count > counts[each.key]]

    @cached_property
    def _by_file(self) -> Mapping[str, _Counts]:
        counts: defaultdict[str, _Counts] = defaultdict(Counter)
        for each, count in self.known.items():
            counts[each.file][each.key] += count
        return counts


def _compared(finding: Finding, file: str, left: _Counts) -> Finding:
    state = BaselineState.NEW
    if finding.is_shown and left[key := fingerprint(finding, file).key] > 0:
        left[key] -= 1
        state = BaselineState.UNCHANGED
    return replace(finding, state=state)


def all_known(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings as a baseline would mark them that is written from them."""
    states = {True: BaselineState.UNCHANGED, False: BaselineState.NEW}
    return tuple(replace(each, state=states[each.is_shown]) for each in findings)


def written(found: Iterable[Fingerprint]) -> str:
    """The baseline that knows these findings and no others, the same for the same findings."""
    counts = Counter(found)
    lines = [
        json.dumps({**asdict(each), "count": counts[each]}) for each in sorted(counts, key=astuple)
    ]
    listed = ",\n    ".join(lines)
    findings = f"[\n    {listed}\n  ]" if lines else "[]"
    return f'{{\n  "version": {VERSION},\n  "findings": {findings}\n}}\n'


def read_baseline(text: str) -> Baseline | Problem:
    """The baseline that a text is, or the first thing that is wrong with it."""
    tree = parse(text)
    errors = [each for each in tree.problems if each.severity is Severity.ERROR]
    if errors:
        return _invalid(errors[0].span, errors[0].message)
    if not isinstance(tree.root, Object):
        span = tree.root.span if tree.root else Span(0, len(text))
        return _invalid(span, "It must be an object with 'version' and 'findings'.")
    return _baseline(tree.root)


def _baseline(root: Object) -> Baseline | Problem:
    version, listed = root.get("version"), root.get("findings")
    if not isinstance(version, Number) or version.value != VERSION:
        span = version.span if version else _brace(root)
        return _invalid(span, f"Its 'version' must be {VERSION}.")
    if not isinstance(listed, Array):
        return _invalid(listed.span if listed else _brace(root), "Its 'findings' must be a list.")
    known: dict[Fingerprint, int] = {}
    for node in listed.elements:
        entry = _entry(node)
        if isinstance(entry, Problem):
            return entry
        known[entry[0]] = known.get(entry[0], 0) + entry[1]
    return Baseline(known)


def _entry(node: Node) -> tuple[Fingerprint, int] | Problem:
    """A fingerprint and how many findings share it."""
    if not isinstance(node, Object):
        return _invalid(node.span, "A finding must be an object.")
    texts: list[str] = []
    for name in _MEMBERS:
        value = node.get(name)
        if not isinstance(value, String):
            span = value.span if value else _brace(node)
            return _invalid(span, f"The '{name}' of a finding must be a string.")
        texts.append(value.value)
    count = node.get("count")
    number = count.value if isinstance(count, Number) else None
    if not isinstance(number, int) or number < 1:
        span = count.span if count else _brace(node)
        return _invalid(span, "The 'count' of a finding must be a whole number from 1.")
    return Fingerprint(*texts), number


def _brace(node: Object) -> Span:
    return Span(node.start, node.start + 1)


def _invalid(span: Span, message: str) -> Problem:
    return BASELINE_INVALID.at(span, f"This is no baseline. {message}")
