"""Functions that compare texts or look for one in another."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from armlens.evaluation.functions.matching import FUNCTIONS
from armlens.evaluation.functions.signature import MAX_STRING, UnknownResult
from armlens.evaluation.types import Data
from evaluation.functions.calls import UNKNOWN, Refused, Row, call, check, table

ROWS: list[Row] = [
    # startsWith
    ("startsWith", ["abcdef", "ab"], True),
    ("startsWith", ["abcdef", "A"], True),
    ("startsWith", ["abcdef", "e"], False),
    ("startsWith", ["abcdef", ""], True),
    ("startsWith", ["", ""], True),
    ("startsWith", ["", "a"], False),
    ("startsWith", ["ab", "abc"], False),
    ("startsWith", ["ÜBER", "üb"], True),
    ("startsWith", ["grün", "gra"], False),
    ("startsWith", ["a-much later 😀", "A-"], True),
    ("startsWith", ["e\u0301", "e"], UNKNOWN),
    ("startsWith", ["straße", "strass"], UNKNOWN),
    ("startsWith", ["\0a", "a"], UNKNOWN),
    ("startsWith", ["abc", "\u00ad"], UNKNOWN),
    # endsWith
    ("endsWith", ["abcdef", "ef"], True),
    ("endsWith", ["abcdef", "F"], True),
    ("endsWith", ["abcdef", "e"], False),
    ("endsWith", ["abcdef", ""], True),
    ("endsWith", ["", "a"], False),
    ("endsWith", ["bc", "abc"], False),
    ("endsWith", ["😀 a lot later", "LATER"], True),
    ("endsWith", ["Maße", "sse"], UNKNOWN),
    # like
    ("like", ["abc", "abc"], True),
    ("like", ["abc", "abd"], False),
    ("like", ["abc", "a*"], True),
    ("like", ["abc", "*c"], True),
    ("like", ["abc", "a*c"], True),
    ("like", ["abc", "*"], True),
    ("like", ["", "*"], True),
    ("like", ["aba", "aba*aba"], False),
    ("like", ["abc", "b*"], False),
    ("like", ["ABC", "a*"], UNKNOWN),
    ("like", ["abc", "a*b*c"], UNKNOWN),
    ("like", ["abc", "a?c"], UNKNOWN),
    ("like", ["abc", "[a]bc"], UNKNOWN),
    # replace
    ("replace", ["123-123-1234", "-", ""], "1231231234"),
    ("replace", ["123-123-1234", "1234", "xxxx"], "123-123-xxxx"),
    ("replace", ["a b c", " ", "-"], "a-b-c"),
    ("replace", ["aaa", "aa", "b"], "ba"),
    ("replace", ["abc", "x", "y"], "abc"),
    ("replace", ["", "x", "y"], ""),
    ("replace", ["x.y", ".", r"\1"], r"x\1y"),
    ("replace", ["grün", "n", "N"], "grüN"),
    ("replace", ["aA", "a", "A"], "AA"),
    ("replace", ["abc", "", "y"], Refused(1)),
    ("replace", ["aAb", "a", "x"], UNKNOWN),
    ("replace", ["Aaa", "aa", "b"], UNKNOWN),
    ("replace", ["ABC", "b", ""], UNKNOWN),
    ("replace", ["Straße", "ss", "s"], UNKNOWN),
    ("replace", ["a\r\nb", "\n", ""], UNKNOWN),
    ("replace", ["x" * 1000, "x", "y" * 1000], Refused()),
    ("replace", ["x" * MAX_STRING, "x", "yy"], Refused()),
    ("replace", ["xX" * 1000, "x", "y" * 100], UNKNOWN),
    ("replace", ["x" + "X" * 1000, "x", "y" * 1000], UNKNOWN),
    ("replace", ["x" * MAX_STRING, "xx", "y"], "y" * (MAX_STRING // 2)),
]


@table(ROWS)
def test_a_call_gives_its_result(name: str, arguments: list[Data], expected: object) -> None:
    check(FUNCTIONS, (name, arguments, expected))


def test_every_function_has_rows() -> None:
    assert {name.lower() for name, _, _ in ROWS} == FUNCTIONS.keys()


@given(
    st.text("abAB", max_size=8), st.text("abAB", min_size=1, max_size=3), st.text("xa", max_size=2)
)
def test_a_known_replacement_holds_with_and_without_regard_to_case(
    text: str, old: str, new: str
) -> None:
    try:
        result = call(FUNCTIONS, "replace", text, old, new)
    except UnknownResult:
        assert old.lower() in text.lower()
    else:
        assert result == text.replace(old, new)


@given(st.text("abAB-", max_size=8), st.text("abAB-", max_size=3))
def test_ends_are_compared_ignoring_case(text: str, end: str) -> None:
    assert call(FUNCTIONS, "endsWith", text, end) == text.lower().endswith(end.lower())
    assert call(FUNCTIONS, "startsWith", text, end) == text.lower().startswith(end.lower())


def test_long_near_matches_take_linear_time() -> None:
    started = time.perf_counter()
    text, near = "a" * MAX_STRING, "a" * 60_000 + "b"
    assert call(FUNCTIONS, "replace", text, near, "") == text
    assert call(FUNCTIONS, "like", text, near + "*") is False
    assert time.perf_counter() - started < 2
