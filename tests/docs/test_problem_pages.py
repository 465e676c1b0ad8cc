"""The pages of problems are those of the registry. `UPDATE_DOCS=1` writes them anew."""

from __future__ import annotations

from armlens.problems.catalogue import PROBLEMS
from armlens.problems.pages import INDEX, index, marked_lines, page
from docs.generated import check_folder


def pages() -> dict[str, str]:
    return {INDEX: index()} | {f"{kind.code}.md": page(kind) for kind in PROBLEMS}


def test_the_pages_are_those_of_the_registry() -> None:
    check_folder("problems", pages())


def test_marked_characters_have_carets_below() -> None:
    assert marked_lines('{\n  "a": «12ab»\n}') == '{\n  "a": 12ab\n//     ^^^^\n}'


def test_what_is_missing_has_a_caret_where_it_belongs() -> None:
    assert marked_lines('"a": 1«» "b": 2') == '"a": 1 "b": 2\n//    ^'
