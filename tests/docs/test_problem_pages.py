"""The pages of problems are those of the registry. `UPDATE_DOCS=1` writes them anew."""

from __future__ import annotations

import os
from pathlib import Path

from armlens.problems.catalogue import PROBLEMS
from armlens.problems.pages import INDEX, index, marked_lines, page

FOLDER = Path(__file__).parents[2] / "docs" / "problems"


def pages() -> dict[str, str]:
    return {INDEX: index()} | {f"{kind.code}.md": page(kind) for kind in PROBLEMS}


def written() -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in FOLDER.iterdir()}


def update() -> None:
    FOLDER.mkdir(exist_ok=True)
    for path in FOLDER.iterdir():
        path.unlink()
    for name, text in pages().items():
        (FOLDER / name).write_text(text, encoding="utf-8")


def test_the_pages_are_those_of_the_registry() -> None:
    if os.environ.get("UPDATE_DOCS"):
        update()
    assert written() == pages()


def test_marked_characters_have_carets_below() -> None:
    assert marked_lines('{\n  "a": «12ab»\n}') == '{\n  "a": 12ab\n//     ^^^^\n}'


def test_what_is_missing_has_a_caret_where_it_belongs() -> None:
    assert marked_lines('"a": 1«» "b": 2') == '"a": 1 "b": 2\n//    ^'
