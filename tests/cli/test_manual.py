"""The manual page says what the parser takes, and the programs that read such pages take it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from armlens import cli as command_line
from armlens.commands.arguments import parser
from armlens.commands.manual import manual
from cli.running import SERVER


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "armlens.1"
    path.write_text(manual(parser(command_line._handlers())), encoding="utf-8")
    return path


def shown(*command: str, page: Path) -> str:
    program = shutil.which(command[0])
    if program is None:
        pytest.skip(f"{command[0]} is not installed")
    ran = subprocess.run(
        [program, *command[1:], str(page)],
        env=os.environ | {"MANWIDTH": "100", "LC_ALL": "C.UTF-8", "MANPAGER": "cat"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stderr == ""
    return re.sub(".\b", "", ran.stdout)


def test_every_command_and_option_is_there(page: Path) -> None:
    text = page.read_text(encoding="utf-8").replace("\\", "")
    for name in command_line._handlers():
        assert f"\n.SH ARMLENS {name.upper()}\n" in text
    for option in ("--fix", "--diff", "--unsafe-fixes", "--as-found", "--tcp", "--test"):
        assert f"fB{option}fR" in text
    assert "\nfBarmlens checkfR [fIOPTIONSfR] [fIPATHfR...]\n" in text


@pytest.mark.skipif(os.name == "nt", reason="there are no manual pages there")
def test_man_shows_it(page: Path) -> None:
    out = shown("man", "--warnings", "-l", page=page)
    assert "armlens - check Azure Resource Manager templates" in out
    assert "--unsafe-fixes" in out
    # Lines that say what each status means stay lines.
    assert "  0    no finding at or above the level of --fail-on\n" in out


def test_mandoc_finds_no_error(page: Path) -> None:
    assert shown("mandoc", "-Tlint", "-Werror", page=page) == ""


def test_the_page_can_be_made_where_nothing_is_installed(tmp_path: Path) -> None:
    """As when a wheel is built: with the modules of Python alone."""
    made = (
        "from collections import defaultdict as d; from armlens.commands.arguments import parser;"
        "from armlens.commands.manual import manual; print(manual(parser(d(str)))[:12])"
    )
    ran = subprocess.run(
        [sys.executable, "-S", "-c", made],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(SERVER)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.stdout, ran.stderr) == (".TH ARMLENS \n", "")
