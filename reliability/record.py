"""What runs of a part have shown: rows of figures, kept in a file for the page."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, TypeAlias

Figure: TypeAlias = int | float | str


@dataclass(frozen=True, slots=True)
class Row:
    """What was tried in a table of the part, and its figures by column, with their units."""

    table: str
    name: str
    figures: Mapping[str, Figure]


@dataclass(frozen=True, slots=True)
class Noted:
    """A row with the day of its run, such as 2030-01-02, and the machine that it was on."""

    row: Row
    date: str
    machine: str


@dataclass(frozen=True, slots=True)
class Record:
    """All rows of a part, each from the last run that had it."""

    noted: tuple[Noted, ...] = ()

    def with_rows(self, rows: Sequence[Row], date: str, machine: str) -> Record:
        """The record after another run: rows of the same table and name are replaced."""
        by_name = {(each.row.table, each.row.name): each for each in self.noted}
        by_name |= {(row.table, row.name): Noted(row, date, machine) for row in rows}
        return Record(tuple(by_name.values()))

    def save(self, path: Path) -> None:
        """Writes the record to a file."""
        path.parent.mkdir(parents=True, exist_ok=True)
        whole = [
            asdict(each.row) | {"date": each.date, "machine": each.machine} for each in self.noted
        ]
        path.write_text(json.dumps(whole, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def load(path: Path) -> Record:
    """The record that `Record.save` has written; an empty one if there is no file."""
    if not path.exists():
        return Record()
    whole: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    return Record(
        tuple(
            Noted(Row(each["table"], each["name"], each["figures"]), each["date"], each["machine"])
            for each in whole
        )
    )
