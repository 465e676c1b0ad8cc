"""Whatever the text: parsing gives a tree, and well-formed documents their value."""

from __future__ import annotations

import json
import math
from pathlib import Path

import json5
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from armlens.jsonc.parse import parse
from armlens.jsonc.values import to_python
from armlens.text.problems import Severity
from jsonc.documents import SAMPLES, SMALL
from reliability.fuzzing.trees import parsed

SIGNS = "{}[],:\"'\\/*\n\r\t .+-0123eEtfn=#\ufeff\u2028\u00a0\ud83d\ude00😀\x00a"
WORDS = ("true", "//", "/*", "*/", '"a"', '"a":', "\\u0041", "NaN", "\r\n", "  ")
PIECES = st.sampled_from([*SIGNS, *WORDS])
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


@given(st.lists(PIECES, max_size=40).map("".join))
@settings(max_examples=400)
def test_any_text_has_a_tree(text: str) -> None:
    parsed(text)


@given(st.sampled_from(SMALL), st.data())
@settings(max_examples=400)
def test_a_damaged_document_has_a_tree(text: str, data: st.DataObject) -> None:
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(text)))
        end = start + data.draw(st.sampled_from((0, 0, 1, 1, 7)))
        text = text[:start] + data.draw(PIECES) * data.draw(st.integers(0, 2)) + text[end:]
    parsed(text)


@pytest.mark.parametrize("text", SMALL)
def test_a_document_being_typed_has_a_tree(text: str) -> None:
    for length in range(len(text)):
        parsed(text[:length])


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_a_damaged_sample_has_a_tree(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    step = max(len(text) // 25, 1)
    for offset in range(0, len(text), step):
        parsed(text[:offset])
        parsed(text[:offset] + text[offset + 1 :])
        parsed(text[:offset] + '"' + text[offset:])
        parsed(text[:offset] + "}" + text[offset:])


@given(value=VALUES, indent=st.sampled_from((None, 2, "\t")), is_ascii=st.booleans())
def test_json_has_the_value_that_python_gives_it(
    value: object, indent: int | str | None, *, is_ascii: bool
) -> None:
    text = json.dumps(value, indent=indent, ensure_ascii=is_ascii)
    tree = parsed(text)
    assert repr(to_python(tree.root)) == repr(json.loads(text))
    codes = {problem.code for problem in tree.problems if problem.severity is Severity.ERROR}
    assert codes <= {"jsonc.not-json"}, "only NaN and the infinities are no JSON"


@given(VALUES, st.text(" \t\r\n", max_size=3))
def test_white_space_and_comments_change_nothing(value: object, blanks: str) -> None:
    text = json.dumps(value, separators=(f"{blanks}, /* , */", f"{blanks}://:\n{blanks}"))
    tree = parsed(f"// {{\n{text}{blanks}/**/")
    assert repr(to_python(tree.root)) == repr(json.loads(json.dumps(value)))


@st.composite
def json5_strings(draw: st.DrawFn) -> str:
    quote = draw(st.sampled_from("\"'"))
    pieces = [
        "a",
        "日",
        "😀",
        "\\x41",
        "\\v",
        "\\0",
        "\\'",
        '\\"',
        "\\\n",
        "\\\r\n",
        "\\u00e9",
        "\\\\",
    ]
    return quote + "".join(draw(st.lists(st.sampled_from(pieces), max_size=6))) + quote


JSON5_NUMBERS = st.sampled_from(
    [
        "0x1f",
        "-0xFF",
        "+1",
        "+.5",
        "5.",
        ".5e3",
        "-5.e-2",
        "Infinity",
        "-Infinity",
        "+Infinity",
        "0",
    ]
)
JSON5_NAMES = st.sampled_from(["a", "$b", "_c1", "été", "\\u0061b", "true1", "If"])
JSON5_SPACES = st.sampled_from(
    ["", " ", "\n", "\t", "\u00a0", "\ufeff", "\u2028", "\v", "\f", "/*x*/"]
)


@st.composite
def json5_documents(draw: st.DrawFn, depth: int = 2) -> str:
    space, kind = draw(JSON5_SPACES), draw(st.integers(0, 3 if depth else 1))
    if kind == 0:
        return space + draw(json5_strings())
    if kind == 1:
        return space + draw(JSON5_NUMBERS | st.sampled_from(["true", "false", "null"])) + space
    inner: list[str] = draw(st.lists(json5_documents(depth - 1), max_size=3))
    comma = "," * (bool(inner) and draw(st.integers(0, 1)))
    if kind == 2:
        return f"{space}[{','.join(inner)}{comma}{space}]"
    names = draw(st.lists(JSON5_NAMES | json5_strings(), min_size=len(inner), max_size=len(inner)))
    members = [f"{name}{space}:{value}" for name, value in zip(names, inner, strict=True)]
    return f"{space}{{{space}{','.join(members)}{comma}}}{space}"


@given(json5_documents())
@settings(deadline=None)
def test_json5_has_its_value(text: str) -> None:
    tree = parsed(text if not text.startswith("\ufeff") else " " + text)
    assert repr(to_python(tree.root)) == repr(json5.loads(text))


@pytest.mark.parametrize(
    ("text", "value"),
    [("NaN", math.nan), ("-Infinity", -math.inf), ("1e999", math.inf), ("-0", 0), ("-0.0", -0.0)],
)
def test_numbers_of_python(text: str, value: float) -> None:
    assert repr(to_python(parse(text).root)) == repr(value)


def test_a_number_too_long_for_an_int_is_none_of_pythons_errors() -> None:
    tree = parsed("[" + "9" * 5000 + "]")
    assert to_python(tree.root) == [math.inf]
    assert [problem.code for problem in tree.problems] == ["jsonc.invalid-number"]
