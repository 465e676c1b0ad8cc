"""The findings of a document, in groups that move with the text.

Most edits change the findings of a single resource. Those of the others stay what they are, some
characters further on: they are told as a group that has moved, and moved one by one only for
whoever asks for them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, overload

from armlens.analysis.finding import Finding
from armlens.text.spans import Span


class Group:
    """Findings that were found together, by place: the same object as long as they are the same.

    Whoever makes something of them may remember it by the group. `start` is where the text that
    they lie in began then.
    """

    __slots__ = ("__weakref__", "findings", "start")

    def __init__(self, findings: Iterable[Finding], start: int = 0) -> None:
        self.findings = tuple(sorted(findings, key=by_place))
        self.start = start


class Portion(NamedTuple):
    """A group in the document, and the span of the text that its findings lie in."""

    group: Group
    span: Span

    @property
    def by(self) -> int:
        """How many characters further on the findings are than when they were found."""
        return self.span.start - self.group.start

    @property
    def findings(self) -> Sequence[Finding]:
        """The findings where they are."""
        by = self.by
        return [each.moved(by) for each in self.group.findings] if by else self.group.findings


class Findings(Sequence[Finding]):
    """All findings of a document by place; equal to any sequence of the same ones."""

    __slots__ = ("_found", "portions")

    def __init__(self, portions: Iterable[Portion]) -> None:
        self.portions = tuple(portions)
        self._found: tuple[Finding, ...] | None = None

    @overload
    def __getitem__(self, index: int) -> Finding: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Finding]: ...
    def __getitem__(self, index: int | slice) -> Finding | Sequence[Finding]:
        return self._all[index]

    def __len__(self) -> int:
        return sum(len(each.group.findings) for each in self.portions)

    def __iter__(self) -> Iterator[Finding]:
        return iter(self._all)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self._all == tuple(other)

    def __hash__(self) -> int:
        return hash(self._all)

    def __repr__(self) -> str:
        return repr(self._all)

    @property
    def _all(self) -> tuple[Finding, ...]:
        if self._found is None:
            self._found = tuple(found for each in self.portions for found in each.findings)
        return self._found


def by_place(finding: Finding) -> tuple[Span, str]:
    """The order in which findings are told."""
    return finding.span, finding.rule.name


def portions_of(findings: Sequence[Finding]) -> Sequence[Portion]:
    """Findings in groups; those that were put together otherwise are a group of their own."""
    if isinstance(findings, Findings):
        return findings.portions
    return alone(findings)


def alone(findings: Iterable[Finding]) -> Sequence[Portion]:
    """Findings as a group that nobody will see again."""
    group = Group(findings)
    return [Portion(group, Span(0, 0))] if group.findings else []
