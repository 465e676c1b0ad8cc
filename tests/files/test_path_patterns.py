"""Patterns of paths: as pathspec matches them, and in bounded time."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pathspec import GitIgnoreSpec

from armlens.files import path_patterns as module
from armlens.files.discovery import Found, find_templates
from armlens.files.path_patterns import path_patterns

LINES = st.text(st.sampled_from("ab*?/.!["), min_size=1, max_size=8)
PATHS = st.lists(st.text(st.sampled_from("ab."), min_size=1, max_size=3), min_size=1, max_size=3)


@given(st.lists(LINES, min_size=1, max_size=3), PATHS)
def test_machines_match_as_pathspec_does(lines: list[str], names: list[str]) -> None:
    try:
        theirs = GitIgnoreSpec.from_lines(lines)
    except ValueError:
        return
    with patch.object(module, "_MOST_REPEATED", -1):
        ours = path_patterns(lines)
    path = "/".join(names)
    assert ours.check_file(path).include is theirs.check_file(path).include


@pytest.mark.parametrize("line", ["*a*a*a*a*a*a*a*a*a*a*b", "**/a/**/a/**/a/**/a/**/b", "*?" * 200])
def test_a_pattern_that_would_go_back_and_forth_takes_no_time(tmp_path: Path, line: str) -> None:
    deep = tmp_path.joinpath(*"a" * 60)
    deep.mkdir(parents=True)
    path = deep / ("a" * 200 + ".json")
    path.touch()
    (tmp_path / ".gitignore").write_text(line)
    found = [*find_templates([tmp_path], lambda _: False)]
    assert found == ([] if "?" in line else [Found(path, is_named=False)])
