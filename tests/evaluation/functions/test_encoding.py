"""Base64 and data URIs."""

from __future__ import annotations

from base64 import b64encode
from contextlib import suppress

from hypothesis import given
from hypothesis import strategies as st

from armlens.evaluation.functions.encoding import FUNCTIONS
from armlens.evaluation.functions.signature import MAX_STRING, ArgumentError, UnknownResult
from armlens.evaluation.types import Data
from evaluation.functions.calls import UNKNOWN, Refused, Row, call, check, table


def encoded(text: str | bytes) -> str:
    data = text.encode() if isinstance(text, str) else text
    return b64encode(data).decode()


ROWS: list[Row] = [
    # base64
    ("base64", ["one, two, three"], "b25lLCB0d28sIHRocmVl"),
    ("base64", ["ümlaut"], "w7xtbGF1dA=="),
    ("base64", [""], ""),
    ("base64", [None], ""),
    ("base64", ["\U0001f600"], "8J+YgA=="),
    ("base64", ["\ud83d"], UNKNOWN),
    ("base64", ["x" * 98_304], "eHh4" * 32_768),
    ("base64", ["x" * 98_305], Refused()),
    ("base64", ["ü" * 49_153], Refused()),
    # base64ToString
    ("base64ToString", ["b25lLCB0d28sIHRocmVl"], "one, two, three"),
    ("base64ToString", ["w7xtbGF1dA=="], "ümlaut"),
    ("base64ToString", [""], ""),
    ("base64ToString", ["b25l\r\nIA=="], "one "),
    ("base64ToString", ["b25l!"], Refused(0)),
    ("base64ToString", ["ü"], Refused(0)),
    ("base64ToString", ["b2=l"], Refused(0)),
    ("base64ToString", ["===="], Refused(0)),
    ("base64ToString", ["b25lIA"], UNKNOWN),
    ("base64ToString", ["-_-_"], UNKNOWN),
    ("base64ToString", ["b25"], UNKNOWN),
    ("base64ToString", ["QR=="], UNKNOWN),
    ("base64ToString", [encoded(b"\xff")], UNKNOWN),
    ("base64ToString", [encoded("\ufeffa")], UNKNOWN),
    # base64ToJson
    (
        "base64ToJson",
        [encoded('{"one":"a","two":["b",1,true,null]}')],
        {"one": "a", "two": ["b", 1, True, None]},
    ),
    ("base64ToJson", [encoded("[1]")], [1]),
    ("base64ToJson", [encoded(' "x" ')], "x"),
    ("base64ToJson", [encoded("1.5")], 1.5),
    ("base64ToJson", [encoded("true")], True),
    ("base64ToJson", [encoded("9223372036854775807")], 2**63 - 1),
    ("base64ToJson", [encoded('{"b":1,"a":2,"b":3}')], {"b": 3, "a": 2}),
    ("base64ToJson", [encoded("9223372036854775808")], UNKNOWN),
    ("base64ToJson", [encoded("1" * 5000)], UNKNOWN),
    ("base64ToJson", [encoded("[1e999]")], UNKNOWN),
    ("base64ToJson", [encoded("null")], UNKNOWN),
    ("base64ToJson", [encoded("")], UNKNOWN),
    ("base64ToJson", [encoded("{'a':1}")], UNKNOWN),
    ("base64ToJson", [encoded("[1,]")], UNKNOWN),
    ("base64ToJson", [encoded("[1] // note")], UNKNOWN),
    ("base64ToJson", [encoded("NaN")], UNKNOWN),
    ("base64ToJson", [encoded("[" * 65 + "]" * 65)], UNKNOWN),
    ("base64ToJson", [encoded("[" * 60_000)], UNKNOWN),
    ("base64ToJson", [encoded("plain text")], Refused(0)),
    ("base64ToJson", [encoded("}")], Refused(0)),
    ("base64ToJson", [encoded('{"a":')], Refused(0)),
    ("base64ToJson", [encoded('["a')], Refused(0)),
    ("base64ToJson", ["?"], Refused(0)),
    # dataUri
    ("dataUri", ["Hello"], "data:text/plain;charset=utf-8;base64,SGVsbG8="),
    ("dataUri", [""], "data:text/plain;charset=utf-8;base64,"),
    ("dataUri", [5], "data:application/json;charset=utf-8;base64,NQ=="),
    ("dataUri", [{"a": 1}], "data:application/json;charset=utf-8;base64," + encoded('{"a":1}')),
    ("dataUri", [[1, 2]], "data:application/json;charset=utf-8;base64," + encoded("[1,2]")),
    ("dataUri", [True], UNKNOWN),
    ("dataUri", [None], UNKNOWN),
    ("dataUri", [1.5], UNKNOWN),
    ("dataUri", ["x" * MAX_STRING], Refused()),
    # dataUriToString
    ("dataUriToString", ["data:;base64,SGVsbG8sIFdvcmxkIQ=="], "Hello, World!"),
    ("dataUriToString", ["data:text/plain;charset=utf-8;base64,w7xtbGF1dA=="], "ümlaut"),
    ("dataUriToString", ["data:text/plain;base64,SGVsbG8="], "Hello"),
    ("dataUriToString", ["data:,A%20brief%2C%20note"], "A brief, note"),
    ("dataUriToString", ["data:text/html,<p>%C3%BC</p>"], "<p>ü</p>"),
    ("dataUriToString", ["data:,a,b"], "a,b"),
    ("dataUriToString", ["data:,"], ""),
    ("dataUriToString", ["text"], Refused(0)),
    ("dataUriToString", [""], Refused(0)),
    ("dataUriToString", ["data:text/plain"], Refused(0)),
    ("dataUriToString", ["data:text/plain;charset=utf8;base64,SGVsbG8="], Refused(0)),
    ("dataUriToString", ["data:text/plain;charset=us-ascii,a"], Refused(0)),
    ("dataUriToString", ["data:;base64,!"], Refused(0)),
    ("dataUriToString", ["DATA:,a"], UNKNOWN),
    ("dataUriToString", ["data:text/plain;charset=UTF-8,a"], UNKNOWN),
    ("dataUriToString", ["data:base64,a"], UNKNOWN),
    ("dataUriToString", ["data:;charset=utf-8,a"], UNKNOWN),
    ("dataUriToString", ["data:,a+b"], UNKNOWN),
]


@table(ROWS)
def test_a_call_gives_its_result(name: str, arguments: list[Data], expected: object) -> None:
    check(FUNCTIONS, (name, arguments, expected))


def test_every_function_has_rows() -> None:
    assert {name.lower() for name, _, _ in ROWS} == FUNCTIONS.keys()


@given(st.text().filter(lambda text: not text.startswith("\ufeff")))
def test_decoding_undoes_encoding(text: str) -> None:
    assert call(FUNCTIONS, "base64ToString", call(FUNCTIONS, "base64", text)) == text
    assert call(FUNCTIONS, "dataUriToString", call(FUNCTIONS, "dataUri", text)) == text


JSON = st.recursive(
    st.integers(-(2**63), 2**63 - 1) | st.booleans() | st.text() | st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
)


@given(st.lists(JSON, max_size=3))
def test_json_in_a_data_uri_is_read_back(value: list[Data]) -> None:
    uri = call(FUNCTIONS, "dataUri", value)
    assert isinstance(uri, str)
    assert call(FUNCTIONS, "base64ToJson", uri.partition(",")[2]) == value


@given(st.text('[]{}",:01.eE-tn \\u', max_size=12))
def test_any_json_gives_a_value_or_a_reason(text: str) -> None:
    with suppress(ArgumentError, UnknownResult):
        call(FUNCTIONS, "base64ToJson", encoded(text))
