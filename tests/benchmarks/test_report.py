"""Figures as tables, targets, a picture and a page."""

from __future__ import annotations

import dataclasses
import itertools
import platform
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from benchmarks import environment
from benchmarks.command_line import CHECKOV, ONE
from benchmarks.documents.document import LARGEST, USUAL
from benchmarks.figures import ANY, Environment, Figures, Key, Measure, load, percentile
from benchmarks.report.comparison import process_table, server_tables
from benchmarks.report.page import page
from benchmarks.report.plot import alternative_text, curves, picture
from benchmarks.report.tables import Table, number, times
from benchmarks.report.targets import target_table, targets
from benchmarks.servers.contenders import ARMLENS, BARE, RUFF, VSCODE_JSON

SVG = "{http://www.w3.org/2000/svg}"
ENVIRONMENT = Environment("2030-01-02", "4 processors", 4, 0.5, 1.5, True, {"armlens": "1.2.3"})


def figures(*values: tuple[str, str, Measure, float]) -> Figures:
    found = Figures(environment=ENVIRONMENT)
    for name, document, measure, value in values:
        found.add(Key(name, document, measure), [value])
    return found


def table(all_of_them: list[Table], title: str) -> Table:
    return next(each for each in all_of_them if each.title == title)


def test_figures_survive_being_saved(tmp_path: Path) -> None:
    saved = figures((ARMLENS, USUAL, Measure.OPEN, 0.5), (ARMLENS, USUAL, Measure.OPEN, 0.25))
    saved.failures[RUFF], saved.templates = "is not installed", 3
    path = tmp_path / "deeper" / "figures.json"
    saved.save(path)
    assert load(path) == saved


def test_what_cannot_be_told_is_not_counted() -> None:
    found = Figures()
    found.add(Key(ARMLENS, USUAL, Measure.OPEN), [None, 3.0, None, 1.0, 2.0])
    found.add(Key(BARE, USUAL, Measure.OPEN), [None])
    assert found.median(ARMLENS, USUAL, Measure.OPEN) == 2
    assert found.contenders(Measure.OPEN) == [ARMLENS]
    assert found.median(BARE, USUAL, Measure.OPEN) is None


def test_a_percentile_is_a_value_that_occurred() -> None:
    values = [float(value) for value in range(1, 101)]
    assert percentile(values, 0.95) == 95
    assert percentile([7.0], 0.95) == 7
    assert percentile([1.0, 2.0, 3.0], 0.95) == 3


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.004, "0.00"),
        (0.125, "0.12"),
        (1.0, "1.0"),
        (9.94, "9.9"),
        (9.96, "10"),
        (1234.5, "1,234"),
    ],
)
def test_a_number_has_as_many_figures_as_mean_something(value: float, text: str) -> None:
    assert number(value) == text
    assert times(value) == f"{text}x"


def test_a_table_has_a_row_for_each_server_and_a_column_for_each_document() -> None:
    found = server_tables(
        figures(
            (ARMLENS, USUAL, Measure.OPEN, 0.002),
            (VSCODE_JSON, USUAL, Measure.OPEN, 0.005),
            (VSCODE_JSON, LARGEST, Measure.OPEN, 1.5),
        )
    )
    assert table(found, "From opening to the first diagnostics").markdown() == (
        "### From opening to the first diagnostics\n\n"
        "Milliseconds, in a server that has been up for a third of a second.\n\n"
        f"|  | {USUAL} | {LARGEST} |\n"
        "| --- | --: | --: |\n"
        "| armlens | 2.0 | - |\n"
        "| vscode-json | 5.0 (2.5x) | 1,500 |"
    )


def test_tables_without_figures_are_left_out() -> None:
    found = server_tables(figures((ARMLENS, USUAL, Measure.BURST, 0.002)))
    assert [each.title for each in found] == ["The last key of a burst"]


def test_keys_are_told_with_their_late_ones() -> None:
    values = [
        (ARMLENS, USUAL, measure, milliseconds / 1e3)
        for measure, milliseconds in (
            (Measure.CHANGE_START, 1),
            (Measure.CHANGE_MIDDLE, 2),
            (Measure.CHANGE_END, 30),
        )
    ]
    found = server_tables(figures(*values, (BARE, USUAL, Measure.CHANGE_MIDDLE, 0.001)))
    rows = table(found, "From a key to the diagnostics").rows
    assert rows == ((ARMLENS, "2.0 / 30"), (BARE, "1.0 / 1.0 (0.50x)"))


def test_memory_is_told_with_how_long_the_session_was() -> None:
    found = server_tables(
        figures(
            (ARMLENS, LARGEST, Measure.MEMORY_OPEN, 150e6),
            (ARMLENS, LARGEST, Measure.MEMORY_LONG, 155e6),
            (ARMLENS, LARGEST, Measure.LONG_EDITS, 1000),
        )
    )
    assert found[0].rows == ((ARMLENS, "150 → 155 (1,000)"),)


def test_command_lines_are_compared_as_processes() -> None:
    found = figures(
        (ARMLENS, ONE, Measure.PROCESS, 0.2),
        (ARMLENS, ONE, Measure.PROCESS_PROCESSOR, 0.1),
        (ARMLENS, ONE, Measure.PROCESS_MEMORY, 40e6),
        (CHECKOV, ONE, Measure.PROCESS, 2.0),
    )
    found.templates = 12
    made = process_table(found)
    assert made.note.endswith("The folder has 12 templates.")
    assert made.rows == (
        (f"{ARMLENS}, {ONE}", "0.20", "0.10", "40", "200"),
        (f"{CHECKOV}, {ONE}", "2.00 (10x)", "-", "-", "2,000"),
    )


def test_a_target_is_met_missed_or_not_known() -> None:
    found = figures(
        (ARMLENS, "381 KB", Measure.CHANGE_MIDDLE, 0.007),
        (VSCODE_JSON, "381 KB", Measure.CHANGE_MIDDLE, 0.008),
        (RUFF, "381 KB", Measure.CHANGE_MIDDLE, 0.006),
        (ARMLENS, ANY, Measure.MEMORY_IDLE, 61e6),
    )
    told = {(each.what, each.bound): each.is_met for each in targets(found)}
    assert told["key → diagnostics, 381 KB", f"as long as {VSCODE_JSON}"] is True
    assert told["key → diagnostics, 381 KB", f"as long as {RUFF}"] is False
    assert told["memory, idle", "60 MB"] is False
    assert told["memory, 3.1 MB open", "200 MB"] is None
    rows = {row[:2]: row[2:] for row in target_table(found).rows}
    assert rows["memory, idle", "60 MB"] == ("60 MB", "61 MB", "**no**")
    assert ("memory, 3.1 MB open", "200 MB") not in rows


CURVES = figures(
    (ARMLENS, "10 KB", Measure.CURVE, 0.001),
    (ARMLENS, "4 MB", Measure.CURVE, 0.002),
    (VSCODE_JSON, "10 KB", Measure.CURVE, 0.0015),
    (VSCODE_JSON, "4 MB", Measure.CURVE, 0.12),
    (BARE, "4 MB", Measure.CURVE, 0.00205),
)


def test_the_picture_is_told_in_words() -> None:
    assert alternative_text(curves(CURVES)) == (
        "Time per edit against file size, 10 KB to 4 MB: armlens from 1 ms to 2 ms;"
        " vscode-json from 1.5 ms to 120 ms; bare pygls from 2.05 ms to 2.05 ms"
    )


def test_the_picture_has_a_line_for_each_server_and_labels_that_can_be_read() -> None:
    svg = picture(curves(CURVES))
    root = ET.fromstring(svg)  # noqa: S314 - it is our own
    assert root.findtext(f"{SVG}title") == alternative_text(curves(CURVES))
    lines = [path for path in root.iter(f"{SVG}path") if path.get("class") == "line"]
    assert len(lines) == 3
    labels = {text.text: text for text in root.iter(f"{SVG}text")}
    assert {"10 KB", "100 KB", "1 MB", "1 ms", "10 ms", "100 ms"} <= set(labels)
    heights = sorted(float(labels[name].attrib["y"]) for name in (ARMLENS, VSCODE_JSON, BARE))
    assert all(below - above >= 15 for above, below in itertools.pairwise(heights))
    assert all(int(size) >= 15 for size in re.findall(r"font[^}]*?(\d+)px", svg))


def test_larger_files_are_to_the_right_and_longer_times_above() -> None:
    root = ET.fromstring(picture(curves(CURVES)))  # noqa: S314 - it is our own
    lines = [path.attrib["d"] for path in root.iter(f"{SVG}path") if path.get("class") == "line"]
    small, large = ([float(part) for part in point.split()] for point in lines[0][1:].split("L"))
    assert small[0] < large[0]
    assert small[1] > large[1]


def test_a_page_tells_who_when_on_what_and_what_is_missing() -> None:
    found = figures((ARMLENS, USUAL, Measure.OPEN, 0.002))
    found.failures[RUFF] = "is not installed"
    text = page(found)
    assert "2030-01-02, on 4 processors." in text
    assert "armlens 1.2.3" in text
    assert "- ruff is not installed." in text
    assert "edit-time.svg" not in text
    assert "![Time per edit" in page(Figures(CURVES.values, environment=ENVIRONMENT))


@pytest.mark.parametrize(("load", "is_busy"), [(None, False), (0.9, False), (1.1, True)])
def test_a_page_tells_if_the_machine_was_busy(load: float | None, is_busy: bool) -> None:  # noqa: FBT001
    found = figures((ARMLENS, USUAL, Measure.OPEN, 0.002))
    found.environment = dataclasses.replace(ENVIRONMENT, load_before=load)
    assert ("take no figure for granted" in page(found).replace("\n", " ")) == is_busy


def test_a_page_names_neither_the_machine_nor_a_path_of_it() -> None:
    found = figures((ARMLENS, USUAL, Measure.OPEN, 0.002))
    found.environment = environment.of_run(environment.load(), is_full=True)
    assert found.environment.versions["Python"] == platform.python_version()
    text = page(found)
    assert platform.node() not in text
    assert str(Path.home()) not in text
    assert str(Path(__file__).parents[2]) not in text
