"""Diffs: what programs that apply them make of it, and what a terminal shows."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from armlens.report.diff import diff, shown_diff

BEFORE = "one\ntwo\nthree\nfour\nfive\nsix\n"


def test_diff_names_the_file_and_shows_three_lines_around() -> None:
    assert diff("a/main.json", BEFORE, BEFORE.replace("five", "5")) == (
        "--- a/a/main.json\n+++ b/a/main.json\n"
        "@@ -2,5 +2,5 @@\n two\n three\n four\n-five\n+5\n six\n"
    )
    assert diff("a/main.json", BEFORE, BEFORE) == ""


def test_missing_line_end_is_told() -> None:
    assert diff("a", "x\ny", "x\nz").endswith(
        " x\n-y\n\\ No newline at end of file\n+z\n\\ No newline at end of file\n"
    )


@pytest.mark.parametrize(
    ("name", "old"),
    [
        ("main.json", "a/main.json"),
        ("my main.json", "a/my main.json\t"),
        ("表.json", "a/表.json"),
        ('a"b\n\\.json', r'"a/a\042b\012\134.json"'),
        ("../main.json", "../main.json"),
        ("/infra/main.json", "/infra/main.json"),
    ],
)
def test_name_is_written_as_git_reads_it(name: str, old: str) -> None:
    assert diff(name, "a\n", "b\n").startswith(f"--- {old}\n+++ ")


def test_terminal_gets_colours_and_nothing_to_obey() -> None:
    text = diff("main.json", "a\x1b[31m\r\nb\r\n", "a\x1b[31m\r\nc\r\n")
    console = Console(force_terminal=True, color_system="standard", highlight=False, width=80)
    with console.capture() as capture:
        console.print(shown_diff(text), soft_wrap=True, end="")
    assert capture.get() == (
        "\x1b[1m--- a/main.json\x1b[0m\n\x1b[1m+++ b/main.json\x1b[0m\n"
        "\x1b[36m@@ -1,2 +1,2 @@\x1b[0m\n a\\x1b[31m\n\x1b[31m-b\x1b[0m\n\x1b[32m+c\x1b[0m\n"
    )


TEXTS = st.lists(st.sampled_from(["a", "b\r", "", "-- c", "++ d", "\ufeff", "表\u2028\x0c"])).map(
    "\n".join
)


GIT = shutil.which("git") or ""


@pytest.mark.skipif(not GIT, reason="needs Git")
@given(TEXTS, TEXTS, st.sampled_from(["main.json", "a b/表 c.json", 'x"\\\t.json']))
def test_git_makes_the_one_text_of_the_other(
    tmp_path_factory: pytest.TempPathFactory, before: str, after: str, name: str
) -> None:
    if before == after or not before or not after:
        return
    folder = tmp_path_factory.mktemp("git")
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(before.encode())
    applied = subprocess.run(
        [GIT, "apply", "--unidiff-zero", "-"],
        input=diff(name, before, after).encode(),
        cwd=folder,
        capture_output=True,
        check=False,
        env={"GIT_CEILING_DIRECTORIES": str(folder.parent), "PATH": "/usr/bin:/bin"},
    )
    assert applied.returncode == 0, applied.stderr
    assert Path(path).read_bytes() == after.encode()
