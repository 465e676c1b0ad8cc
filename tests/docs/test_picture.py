"""The README's picture is what the command line prints. `UPDATE_PICTURE=1` draws it anew."""

from __future__ import annotations

import io
import os
import re
from pathlib import Path

import pytest
from rich.console import Console
from rich.terminal_theme import TerminalTheme

from armlens.files.check import check
from armlens.files.request import Request
from armlens.report.text import text_report

ROOT = Path(__file__).parent.parent.parent
PICTURE = ROOT / "docs" / "images" / "finding.svg"
SAMPLE = Path("samples/identity/fail-parameter-default.json")
THEME = TerminalTheme(
    background=(30, 30, 30),
    foreground=(212, 212, 212),
    normal=[
        (30, 30, 30),
        (244, 135, 113),
        (115, 201, 145),
        (226, 192, 141),
        (117, 190, 255),
        (197, 134, 192),
        (86, 182, 194),
        (212, 212, 212),
    ],
)


def drawn() -> str:
    """The report of a sample as SVG, without the fonts that it would load from elsewhere."""
    console = Console(record=True, width=120, file=io.StringIO(), force_terminal=True)
    console.print(text_report(check(Request((SAMPLE,))), 100), soft_wrap=False, end="")
    svg = console.export_svg(title=f"armlens check {SAMPLE}", theme=THEME, unique_id="armlens")
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)
    svg = re.sub(r"\s*<!--.*?-->", "", svg, flags=re.DOTALL)
    svg = svg.replace("Fira Code, monospace", "ui-monospace, Menlo, Consolas, monospace")
    return "\n".join(line.rstrip() for line in svg.splitlines()) + "\n"


def test_the_picture_shows_what_the_command_prints(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    if os.environ.get("UPDATE_PICTURE"):
        PICTURE.write_text(drawn(), encoding="utf-8")
    assert PICTURE.read_text(encoding="utf-8") == drawn()
