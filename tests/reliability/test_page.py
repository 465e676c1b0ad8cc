"""The page on reliability shows what is on record. `UPDATE_DOCS=1` writes it anew."""

from __future__ import annotations

import ast
import os
from pathlib import Path

import pytest

from reliability import main as command
from reliability.page import page, tables
from reliability.part import Defect, Heading, Outcome, Part
from reliability.parts import PARTS
from reliability.paths import PAGE, ROOT
from reliability.record import Record, Row, load

SAFE = Row("Boxes", "safe", {"opened": 0, "time, ms": 12.345})
TIN = Row("Boxes", "tin", {"opened": 1234, "by": "a | b"})
BOXES = Part(
    "boxes",
    "Boxes",
    "open boxes",
    "Boxes are opened.",
    (Heading("Boxes", "What was opened."),),
    lambda _parser: None,
    lambda _arguments, _console: Outcome((SAFE, TIN), failed=True),
)


def test_the_page_shows_what_is_on_record() -> None:
    if os.environ.get("UPDATE_DOCS"):
        PAGE.write_text(page(), encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == page()


@pytest.mark.parametrize("defect", [each for part in PARTS for each in part.defects])
def test_what_keeps_a_defect_away_exists(defect: Defect) -> None:
    path, name = defect.test.split("::")
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    names = {getattr(node, "name", None) for node in ast.walk(tree)}
    assert name.split("[")[0] in names


def test_rows_become_a_table_with_every_column_of_any() -> None:
    assert tables(BOXES, (SAFE, TIN))[0].markdown().splitlines()[4:] == [
        "|  | opened | time, ms | by |",
        "| --- | --: | --: | --: |",
        "| safe | 0 | 12 | - |",
        "| tin | 1,234 | - | a \\| b |",
    ]


def test_a_record_survives_being_saved(tmp_path: Path) -> None:
    record = Record().with_rows((SAFE, TIN), "2030-01-02", "4 processors")
    record.save(tmp_path / "deeper" / "boxes.json")
    assert load(tmp_path / "deeper" / "boxes.json") == record
    assert load(tmp_path / "none.json") == Record()


def test_a_later_run_replaces_only_what_it_had() -> None:
    record = Record().with_rows((SAFE, TIN), "2030-01-02", "4 processors")
    opened = Row("Boxes", "safe", {"opened": 1})
    later = record.with_rows((opened,), "2030-02-03", "8 processors")
    assert [(each.row, each.date) for each in later.noted] == [
        (opened, "2030-02-03"),
        (TIN, "2030-01-02"),
    ]


def test_a_run_is_kept_only_if_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(command, "PARTS", (BOXES,))
    monkeypatch.setattr(command, "RECORDS", tmp_path / "records")
    monkeypatch.setattr(command, "PAGE", tmp_path / "page.md")
    monkeypatch.setattr(command, "ROOT", tmp_path)
    assert command.main(["boxes"]) == 1
    assert "1,234" in capsys.readouterr().out
    assert not (tmp_path / "records").exists()
    assert command.main(["boxes", "--record"]) == 1
    assert [each.row for each in load(tmp_path / "records" / "boxes.json").noted] == [SAFE, TIN]
    assert (tmp_path / "page.md").exists()
