"""What speed means here: what each figure should be, and what it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.command_line import CHECKOV, ONE, REAL_FOLDER
from benchmarks.documents.document import LARGEST, UNCONCERNED, USUAL
from benchmarks.figures import ANY, VALUE_CHANGES, Figures, Measure, percentile
from benchmarks.report.tables import NOTHING, Table, number
from benchmarks.servers.contenders import ARMLENS, BARE, RUFF, VSCODE_JSON, YAML_SERVER

_MS = 1e3
_PER_MB = 1e-6
_FLAT = 1.1
"""How many times its memory a server may need after a long session and still be called flat."""


@dataclass(frozen=True, slots=True)
class Target:
    """One figure and the most it should be. None is what was not measured in this run."""

    what: str
    bound: str
    value: float | None
    most: float | None
    unit: str

    @property
    def is_met(self) -> bool | None:
        """Whether the figure is within its bound; None if one of the two is not known."""
        if self.value is None or self.most is None:
            return None
        return self.value <= self.most


def targets(figures: Figures) -> list[Target]:
    """All targets with the figures of a run."""
    return [
        *_keys(figures),
        *_openings(figures),
        *_memory(figures),
        *_processes(figures),
    ]


def target_table(figures: Figures) -> Table:
    """The targets as a table, without those of which nothing was measured."""
    words = {True: "yes", False: "**no**", None: NOTHING}
    rows = tuple(
        (
            target.what,
            target.bound,
            NOTHING if target.most is None else f"{number(target.most)} {target.unit}",
            f"{number(target.value)} {target.unit}",
            words[target.is_met],
        )
        for target in targets(figures)
        if target.value is not None
    )
    return Table(
        "What it should be, and is",
        "Medians of this run; what the peers took decides what armlens may take.",
        ("", "should be at most", "here", "is", "reached"),
        rows,
    )


def _keys(figures: Figures) -> Iterator[Target]:
    """From a key to the diagnostics."""

    def target(document: str, peer: str, share: float, words: str) -> Target:
        ours = figures.median(ARMLENS, document, *VALUE_CHANGES)
        theirs = figures.median(peer, document, *VALUE_CHANGES)
        return Target(
            f"key → diagnostics, {document}",
            f"{words} {peer}",
            _scaled(ours, _MS),
            _scaled(theirs, share * _MS),
            "ms",
        )

    for document in ("8 KB", USUAL):
        yield target(document, VSCODE_JSON, 1.5, "1.5 times")
        yield target(document, YAML_SERVER, 1 / 50, "1/50 of")
    yield target("381 KB", VSCODE_JSON, 1, "as long as")
    yield target("381 KB", RUFF, 1, "as long as")
    yield target(LARGEST, VSCODE_JSON, 1 / 5, "1/5 of")
    changes = figures.of(ARMLENS, LARGEST, *VALUE_CHANGES)
    late = percentile(changes, 0.95) * _MS if changes else None
    yield Target(f"the same for 95 of 100 keys, {LARGEST}", "50 ms", late, 50, "ms")
    work = figures.median(ARMLENS, UNCONCERNED, Measure.PROCESSOR)
    yield Target(f"work per key, {UNCONCERNED}", "1 ms", _scaled(work, _MS), 1, "ms")


def _openings(figures: Figures) -> Iterator[Target]:
    for document, most in ((USUAL, 30.0), (LARGEST, 1000.0)):
        value = figures.median(ARMLENS, document, Measure.OPEN)
        what = f"open → first diagnostics, {document}"
        yield Target(what, f"{most:,.0f} ms", _scaled(value, _MS), most, "ms")
    start = figures.median(ARMLENS, ANY, Measure.START)
    floor = figures.median(BARE, ANY, Measure.START)
    yield Target(
        "start → `initialize`",
        f"1.1 times {BARE}",
        _scaled(start, _MS),
        _scaled(floor, 1.1 * _MS),
        "ms",
    )


def _memory(figures: Figures) -> Iterator[Target]:
    idle = figures.median(ARMLENS, ANY, Measure.MEMORY_IDLE)
    opened = figures.median(ARMLENS, LARGEST, Measure.MEMORY_OPEN)
    later = figures.median(ARMLENS, LARGEST, Measure.MEMORY_LONG)
    edits = figures.median(ARMLENS, LARGEST, Measure.LONG_EDITS)
    yield Target("memory, idle", "60 MB", _scaled(idle, _PER_MB), 60, "MB")
    yield Target(f"memory, {LARGEST} open", "200 MB", _scaled(opened, _PER_MB), 200, "MB")
    yield Target(
        f"memory, {LARGEST}, after {edits or 0:,.0f} edits",
        f"{_FLAT} times that when opened",
        _scaled(later, _PER_MB),
        _scaled(opened, _FLAT * _PER_MB),
        "MB",
    )


def _processes(figures: Figures) -> Iterator[Target]:
    for document, share, words in ((ONE, 1 / 5, "1/5 of"), (REAL_FOLDER, 1 / 100, "1/100 of")):
        ours = figures.median(ARMLENS, document, Measure.PROCESS)
        theirs = figures.median(CHECKOV, document, Measure.PROCESS)
        most = _scaled(theirs, share)
        yield Target(f"command line, {document}", f"{words} {CHECKOV}", ours, most, "s")


def _scaled(value: float | None, factor: float) -> float | None:
    return None if value is None else value * factor
