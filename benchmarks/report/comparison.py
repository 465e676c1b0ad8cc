"""What was measured, as tables: a row for each contender, a column for each document."""

from __future__ import annotations

from collections.abc import Callable

from benchmarks.command_line import ONE
from benchmarks.documents.places import END, MIDDLE, START
from benchmarks.figures import ANY, VALUE_CHANGES, Figures, Measure, percentile
from benchmarks.report.tables import NOTHING, Table, milliseconds, number, times
from benchmarks.servers.contenders import ARMLENS

Cell = Callable[[Figures, str, str], str]
"""What stands in the row of a contender and the column of a document."""

_PLACES = {
    START: Measure.CHANGE_START,
    MIDDLE: Measure.CHANGE_MIDDLE,
    END: Measure.CHANGE_END,
    "structure": Measure.STRUCTURAL,
}


def server_tables(figures: Figures) -> list[Table]:
    """All that was measured of the servers, without tables in which nothing would stand."""
    tables = [
        _by_document(
            figures,
            "From a key to the diagnostics",
            "Values change at the start, in the middle and at the end. The median and the time"
            " that 95 of 100 answers stay below, in milliseconds; in brackets how many times as"
            " long as armlens takes.",
            Measure.CHANGE_MIDDLE,
            _spread,
        ),
        _by_place(figures),
        _by_document(
            figures,
            "By the size of the file",
            "Values change in the middle: medians in milliseconds, as in the picture.",
            Measure.CURVE,
            _median_of(Measure.CURVE),
        ),
        _by_document(
            figures,
            "The last key of a burst",
            "Twelve keys, 30 ms apart: milliseconds from the last one to its diagnostics.",
            Measure.BURST,
            _median_of(Measure.BURST),
        ),
        _by_document(
            figures,
            "Processor time per edit",
            "Milliseconds that the server computes, whether somebody waits for it or not.",
            Measure.PROCESSOR,
            _median_of(Measure.PROCESSOR),
        ),
        _by_document(
            figures,
            "From opening to the first diagnostics",
            "Milliseconds, in a server that has been up for a third of a second.",
            Measure.OPEN,
            _median_of(Measure.OPEN),
        ),
        _by_document(
            figures,
            "Hover",
            "On a cluster's wrong identity, or in Python on a word: milliseconds.",
            Measure.HOVER,
            _median_of(Measure.HOVER),
        ),
        _by_document(
            figures,
            "Code actions",
            "At the same place, with the diagnostics there: milliseconds.",
            Measure.CODE_ACTION,
            _median_of(Measure.CODE_ACTION),
        ),
        _by_document(
            figures,
            "Memory with the document open",
            "Resident megabytes; after the arrow, those after a long session and its edits.",
            Measure.MEMORY_OPEN,
            _memory,
        ),
        _starts(figures),
    ]
    return [table for table in tables if table.rows]


def process_table(figures: Figures) -> Table:
    """The command lines as whole processes."""
    rows = []
    for document in figures.documents(Measure.PROCESS):
        for name in figures.contenders(Measure.PROCESS):
            taken = figures.median(name, document, Measure.PROCESS)
            spent = figures.median(name, document, Measure.PROCESS_PROCESSOR)
            peak = figures.median(name, document, Measure.PROCESS_MEMORY)
            if taken is not None:
                row = (
                    f"{name}, {document}",
                    f"{taken:.2f}{_ratio(figures, name, document, Measure.PROCESS)}",
                    NOTHING if spent is None else f"{spent:.2f}",
                    NOTHING if peak is None else number(peak / 1e6),
                    _per_template(figures, document, taken),
                )
                rows.append(row)
    counted = f" The folder has {figures.templates} templates." if figures.templates else ""
    return Table(
        "Whole processes",
        "Python's start is included. Both are given the same files; the memory is that of the"
        " largest process. Without `--jobs`, armlens uses every processor." + counted,
        ("", "seconds", "of processor time", "megabytes at most", "milliseconds per template"),
        tuple(rows),
    )


def _per_template(figures: Figures, document: str, seconds: float) -> str:
    count = 1 if document == ONE else figures.templates
    return milliseconds(seconds / count) if count else NOTHING


def _by_document(figures: Figures, title: str, note: str, measure: Measure, cell: Cell) -> Table:
    documents = figures.documents(measure)
    rows = tuple(
        (name, *(cell(figures, name, document) for document in documents))
        for name in figures.contenders(measure)
    )
    return Table(title, note, ("", *documents), rows)


def _by_place(figures: Figures) -> Table:
    """Each place by itself, and what breaks the structure."""
    documents = figures.documents(Measure.STRUCTURAL)
    rows = tuple(
        (
            f"{name}, {place}",
            *(_median_of(measure)(figures, name, document) for document in documents),
        )
        for name in figures.contenders(Measure.STRUCTURAL)
        for place, measure in _PLACES.items()
    )
    return Table(
        "The same by place",
        "Medians in milliseconds. The middle is in a cluster, on which rules have to look again;"
        " start and end are not. Under structure, a brace is typed between two members and"
        " removed again (a bracket before an expression, in Python).",
        ("", *documents),
        rows,
    )


def _starts(figures: Figures) -> Table:
    rows = []
    for name in figures.contenders(Measure.START):
        idle = figures.median(name, ANY, Measure.MEMORY_IDLE)
        memory = NOTHING if idle is None else number(idle / 1e6)
        rows.append((name, _median_of(Measure.START)(figures, name, ANY), memory))
    return Table(
        "Start",
        "Milliseconds from starting the process to its answer to `initialize`, and resident"
        " megabytes with nothing open.",
        ("", "start", "memory"),
        tuple(rows),
    )


def _spread(figures: Figures, name: str, document: str) -> str:
    values = figures.of(name, document, *VALUE_CHANGES)
    median = figures.median(name, document, *VALUE_CHANGES)
    if median is None:
        return NOTHING
    shown = f"{milliseconds(median)} / {milliseconds(percentile(values, 0.95))}"
    return shown + _ratio(figures, name, document, *VALUE_CHANGES)


def _median_of(measure: Measure) -> Cell:
    def cell(figures: Figures, name: str, document: str) -> str:
        median = figures.median(name, document, measure)
        if median is None:
            return NOTHING
        return milliseconds(median) + _ratio(figures, name, document, measure)

    return cell


def _memory(figures: Figures, name: str, document: str) -> str:
    opened = figures.median(name, document, Measure.MEMORY_OPEN)
    if opened is None:
        return NOTHING
    later = figures.median(name, document, Measure.MEMORY_LONG)
    edits = figures.median(name, document, Measure.LONG_EDITS)
    shown = number(opened / 1e6)
    if later is not None and edits is not None:
        shown += f" → {number(later / 1e6)} ({edits:,.0f})"
    return shown


def _ratio(figures: Figures, name: str, document: str, *measures: Measure) -> str:
    """How many times as much as ours, in brackets; nothing where there is nothing to compare."""
    ours = figures.median(ARMLENS, document, *measures)
    theirs = figures.median(name, document, *measures)
    if not ours or theirs is None or name == ARMLENS:
        return ""
    return f" ({times(theirs / ours)})"
