"""Text in rows and columns, for a terminal and for a page, and figures as text."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass

from rich import box
from rich.table import Table as RichTable

NOTHING = "-"
"""What stands where nothing was measured."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows and columns under a title and a sentence on what they mean."""

    title: str
    note: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def markdown(self) -> str:
        """The table for a page, with its title as a heading."""
        rule = ("---", *("--:" for _ in self.columns[1:]))
        lines = (f"| {' | '.join(row)} |" for row in (self.columns, rule, *self.rows))
        return "\n".join([f"### {self.title}", "", paragraph(self.note), "", *lines])

    def rich(self) -> RichTable:
        """The table for a terminal."""
        table = RichTable(
            title=self.title,
            title_justify="left",
            caption=self.note,
            caption_justify="left",
            box=box.SIMPLE,
        )
        for number, column in enumerate(self.columns):
            table.add_column(column, justify="right" if number else "left")
        for row in self.rows:
            table.add_row(*row)
        return table


def paragraph(text: str) -> str:
    """Sentences in lines of the width that pages here have."""
    return textwrap.fill(text, 120, break_long_words=False, break_on_hyphens=False)


def milliseconds(seconds: float) -> str:
    """A time in milliseconds, to two figures or more."""
    return number(seconds * 1e3)


def times(ratio: float) -> str:
    """How many times as much."""
    return f"{number(ratio)}x"


def number(value: float) -> str:
    """A value to two figures, or whole if it has more than two before the point."""
    if value < 0.995:
        return f"{value:.2f}"
    return f"{value:.1f}" if value < 9.95 else f"{value:,.0f}"
