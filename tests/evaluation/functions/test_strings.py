"""Functions on one string."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from armlens.evaluation.functions.signature import MAX_STRING, ArgumentError, UnknownResult
from armlens.evaluation.functions.strings import FUNCTIONS
from armlens.evaluation.types import Data
from evaluation.functions.calls import UNKNOWN, Refused, Row, call, check, table

ROWS: list[Row] = [
    # string
    ("string", ["text"], "text"),
    ("string", [""], ""),
    ("string", [5], "5"),
    ("string", [-5], "-5"),
    ("string", [2**63 - 1], "9223372036854775807"),
    ("string", [True], "True"),
    ("string", [False], "False"),
    ("string", [None], ""),
    ("string", [{"a": [1, None]}], '{"a":[1,null]}'),
    ("string", [[]], "[]"),
    ("string", [{}], "{}"),
    ("string", [[True, False, {"b": "ü"}, []]], '[true,false,{"b":"ü"},[]]'),
    ("string", [{"z": 1, "a": 2}], '{"z":1,"a":2}'),
    (
        "string",
        [['"', "\\", "/", "\n\t\r\b\f", "\x01\x1f"]],
        r'["\"","\\","/","\n\t\r\b\f","\u0001\u001f"]',
    ),
    (
        "string",
        [["\u2028\u2029\x85", "\x7f\U0001f600"]],
        '["\\u2028\\u2029\\u0085","\x7f\U0001f600"]',
    ),
    ("string", [[1.5, -0.25]], "[1.5,-0.25]"),
    ("string", [[1.0]], UNKNOWN),
    ("string", [[1e300]], UNKNOWN),
    ("string", [[0.1 + 0.2]], UNKNOWN),
    ("string", [1.5], UNKNOWN),
    ("string", [["x" * MAX_STRING]], Refused()),
    ("string", [["\n" * 70_000]], Refused()),
    # padLeft
    ("padLeft", [13, 5], "   13"),
    ("padLeft", ["123", 10, "0"], "0000000123"),
    ("padLeft", ["text", 4], "text"),
    ("padLeft", ["longer", 2], "longer"),
    ("padLeft", ["", 1, "x"], "x"),
    ("padLeft", [-7, 4, "0"], "00-7"),
    ("padLeft", ["\U0001f600", 3], " \U0001f600"),
    ("padLeft", ["a", 16], " " * 15 + "a"),
    ("padLeft", ["a", 17], Refused(1)),
    ("padLeft", ["a", 0], Refused(1)),
    ("padLeft", ["a", -1], Refused(1)),
    ("padLeft", ["a", 2**62], Refused(1)),
    ("padLeft", ["a", 5, ""], Refused(2)),
    ("padLeft", ["a", 5, "xy"], Refused(2)),
    ("padLeft", ["a", 5, "\U0001f600"], Refused(2)),
    # substring
    ("substring", ["foot", 0, 3], "foo"),
    ("substring", ["one two three", 4, 3], "two"),
    ("substring", ["foot", 1], "oot"),
    ("substring", ["foot", 4], ""),
    ("substring", ["foot", 4, 0], ""),
    ("substring", ["", 0, 0], ""),
    ("substring", ["foot", 5], Refused(1)),
    ("substring", ["foot", -1], Refused(1)),
    ("substring", ["foot", 0, 5], Refused(2)),
    ("substring", ["foot", 2, 3], Refused(2)),
    ("substring", ["foot", 2, -1], Refused(2)),
    ("substring", ["foot", 0, 2**62], Refused(2)),
    ("substring", ["a\U0001f600b", 3], "b"),
    ("substring", ["a\U0001f600b", 1, 2], "\U0001f600"),
    ("substring", ["a\U0001f600b", 0, 4], "a\U0001f600b"),
    ("substring", ["a\U0001f600b", 0, 5], Refused(2)),
    ("substring", ["a\U0001f600b", 2], UNKNOWN),
    ("substring", ["a\U0001f600b", 0, 2], UNKNOWN),
    # trim
    ("trim", ["  a b\t\r\n"], "a b"),
    ("trim", [""], ""),
    ("trim", [None], ""),
    ("trim", ["\u00a0\u2003\u3000\u2028x\u0085"], "x"),
    ("trim", ["\u200bx\ufeff"], "\u200bx\ufeff"),
    ("trim", ["\x1cx\x1f"], "\x1cx\x1f"),
    # toLower, toUpper
    ("toLower", ["ONE Two 3-Ü"], "one two 3-ü"),
    ("toLower", [None], ""),
    ("toLower", ["\u0391\u03a3"], "\u03b1\u03c3"),
    ("toLower", ["ДОМ"], "дом"),
    ("toLower", ["ẞ"], UNKNOWN),
    ("toLower", ["İ"], UNKNOWN),
    ("toLower", ["\u212a"], UNKNOWN),
    ("toLower", ["\U00010400"], UNKNOWN),
    ("toLower", ["😀 Aé"], "😀 aé"),
    ("toUpper", ["one Two 3-ü"], "ONE TWO 3-Ü"),
    ("toUpper", [None], ""),
    ("toUpper", ["ÿ"], "Ÿ"),
    ("toUpper", ["straße"], UNKNOWN),
    ("toUpper", ["\u0131"], UNKNOWN),
    ("toUpper", ["ς"], UNKNOWN),
    ("toUpper", ["µ"], UNKNOWN),
    ("toUpper", ["ﬁ"], UNKNOWN),
    ("toUpper", ["დ"], UNKNOWN),
    ("toUpper", ["ა日本"], UNKNOWN),
    ("toUpper", ["日本"], "日本"),
    # join
    ("join", [["abc", 123, True], "/"], "abc/123/True"),
    ("join", [["one", "two"], ", "], "one, two"),
    ("join", [["a", "b"], ""], "ab"),
    ("join", [[], ","], ""),
    ("join", [[""], ","], ""),
    ("join", [["", ""], ","], ","),
    ("join", [["a", []], ","], Refused(0)),
    ("join", [[{}], ","], Refused(0)),
    ("join", [["a", None], ","], UNKNOWN),
    ("join", [[1.5], ","], UNKNOWN),
    ("join", [["x" * MAX_STRING, ""], ""], "x" * MAX_STRING),
    ("join", [["x" * MAX_STRING, ""], ","], Refused()),
    ("join", [["x"] * 1000, "y" * 100_000], Refused()),
    # split
    ("split", ["one,two,three", ","], ["one", "two", "three"]),
    ("split", ["", ","], [""]),
    ("split", ["a;b,c", [";", ","]], ["a", "b", "c"]),
    ("split", [",a,,b,", ","], ["", "a", "", "b", ""]),
    ("split", ["abc", ""], ["abc"]),
    ("split", ["abc", [""]], ["abc"]),
    ("split", ["a,b", ["", ","]], ["a", "b"]),
    ("split", [None, ","], []),
    ("split", ["a.b|c", [".", "|"]], ["a", "b", "c"]),
    ("split", ["aABA", "A"], ["a", "B", ""]),
    ("split", ["1--2-3", ["--", "-"]], ["1", "2", "3"]),
    ("split", ["1--2-3", ["-", "--"]], ["1", "", "2", "3"]),
    ("split", ["a b", []], UNKNOWN),
    ("split", ["a,b", [",", 1]], Refused(1)),
    ("split", ["a,b", [None]], Refused(1)),
    ("split", ["a" * 100_000, ["a" * 1000 + "b", "c"]], UNKNOWN),
]


@table(ROWS)
def test_a_call_gives_its_result(name: str, arguments: list[Data], expected: object) -> None:
    check(FUNCTIONS, (name, arguments, expected))


def test_every_function_has_rows() -> None:
    assert {name.lower() for name, _, _ in ROWS} == FUNCTIONS.keys()


@given(st.lists(st.text(string.ascii_letters, max_size=4), min_size=1), st.sampled_from("/,-"))
def test_split_undoes_join(parts: list[str], delimiter: str) -> None:
    joined = call(FUNCTIONS, "join", [*parts], delimiter)
    assert call(FUNCTIONS, "split", joined, delimiter) == parts


@given(st.text(), st.integers(0, 20), st.integers(0, 20))
def test_substring_cuts_utf16_units(text: str, start: int, length: int) -> None:
    encoded = text.encode("utf-16-le", "surrogatepass")
    try:
        result = call(FUNCTIONS, "substring", text, start, length)
    except ArgumentError:
        assert start + length > len(encoded) // 2
    except UnknownResult:
        assert len(encoded) // 2 > len(text)
    else:
        assert isinstance(result, str)
        part = encoded[2 * start : 2 * (start + length)]
        assert result.encode("utf-16-le", "surrogatepass") == part


@given(st.text(max_size=8))
def test_case_changes_no_length(text: str) -> None:
    for name in ("toLower", "toUpper"):
        try:
            result = call(FUNCTIONS, name, text)
        except UnknownResult:
            continue
        assert isinstance(result, str)
        assert len(result) == len(text)


@pytest.mark.parametrize("levels", [40, 4000])
def test_text_of_shared_values_stays_small(levels: int) -> None:
    value: Data = [1]
    for _ in range(levels):
        value = [value, value]
    with pytest.raises(ArgumentError):
        call(FUNCTIONS, "string", value)


def test_text_of_deep_values_needs_no_stack() -> None:
    value: Data = []
    for _ in range(10_000):
        value = [value]
    assert call(FUNCTIONS, "string", value) == "[" * 10_001 + "]" * 10_001
