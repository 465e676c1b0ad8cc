"""The figures of parts as tables, and as the page in the documentation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from benchmarks.report.tables import NOTHING, Table, number, paragraph
from reliability.part import Defect, Heading, Part
from reliability.parts import PARTS
from reliability.paths import INTRODUCTION, RECORDS
from reliability.record import Figure, Record, Row, load


def page() -> str:
    """The page for the figures on record."""
    chapters = [_chapter(part, load(RECORDS / f"{part.name}.json")) for part in PARTS]
    return "\n".join([INTRODUCTION.read_text(encoding="utf-8"), *chapters])


def tables(part: Part, rows: Sequence[Row]) -> list[Table]:
    """A table for each heading of the part that has rows."""
    found = (
        _table(heading, [row for row in rows if row.table == heading.title])
        for heading in part.headings
    )
    return [table for table in found if table.rows]


def _chapter(part: Part, record: Record) -> str:
    told = tables(part, [each.row for each in record.noted])
    return "\n".join(
        [
            f"## {part.title}\n",
            f"{paragraph(part.introduction)}\n",
            *(f"{table.markdown()}\n" for table in told),
            *_runs(record),
            *_defects(part.defects),
        ]
    )


def _table(heading: Heading, rows: Sequence[Row]) -> Table:
    columns = tuple(dict.fromkeys(column for row in rows for column in row.figures))
    return Table(
        heading.title,
        heading.note,
        ("", *columns),
        tuple((row.name, *(_shown(row.figures.get(column)) for column in columns)) for row in rows),
    )


def _shown(figure: Figure | None) -> str:
    if figure is None:
        return NOTHING
    if isinstance(figure, str):
        return figure.replace("|", "\\|")
    return f"{figure:,}" if isinstance(figure, int) else number(figure)


def _runs(record: Record) -> Iterable[str]:
    """When and on what the figures were taken."""
    if record.noted:
        days = ", ".join(sorted({each.date for each in record.noted}))
        machines = "; ".join(dict.fromkeys(each.machine for each in record.noted))
        yield f"{paragraph(f'Run: {days}, on {machines}.')}\n"


def _defects(defects: Sequence[Defect]) -> Iterable[str]:
    if defects:
        yield "### Defects found, and what keeps each away\n"
        yield from (f"- {each.what} `{each.test}`" for each in defects)
        yield ""
