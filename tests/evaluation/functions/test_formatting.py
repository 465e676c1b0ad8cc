"""The function `format`."""

from __future__ import annotations

import time
from contextlib import suppress

from hypothesis import given
from hypothesis import strategies as st

from armlens.evaluation.functions.formatting import FUNCTIONS
from armlens.evaluation.functions.signature import MAX_STRING, ArgumentError, UnknownResult
from armlens.evaluation.types import Data
from evaluation.functions.calls import UNKNOWN, Refused, Row, call, check, table


def row(template: str, *arguments: object) -> Row:
    """A row whose last argument is the expectation."""
    return ("format", [template, *arguments[:-1]], arguments[-1])  # type: ignore[list-item]


LONG = "x" * MAX_STRING
ROWS: list[Row] = [
    row(
        "{0}, {1}. Formatted number: {2:N0}",
        "Hello",
        "User",
        8175133,
        "Hello, User. Formatted number: 8,175,133",
    ),
    row("{{{0}{{0}}{1}}}", 123, True, "{123{0}True}"),
    row("{0}-{1}", 5, True, "5-True"),
    row(">{0}<>{1}<", {"a": "b"}, [True, 1, "x"], ">{'a':'b'}<>[true,1,'x']<"),
    row("{0}", {"a": "b", "!c": 2}, "{'a':'b','!c':2}"),
    row("{0}", [True, 2893, "abc"], "[true,2893,'abc']"),
    row("no holes", "no holes"),
    row("no holes", 1, "no holes"),
    row("", ""),
    row("{1}{0}{1}", "a", "b", "bab"),
    row("{0}", "", ""),
    row("[{0}]", None, "[]"),
    row("[{0,3}]", None, "[   ]"),
    row("{0}", "{1}", "{1}"),
    row("line\n{0}\n", "x", "line\nx\n"),
    # widths
    row("[{0,5}]", "ab", "[   ab]"),
    row("[{0,-5}]", "ab", "[ab   ]"),
    row("[{0,0}]", "ab", "[ab]"),
    row("[{0,1}]", "ab", "[ab]"),
    row("[{0 , 5 }]", "ab", "[   ab]"),
    row("[{0,6:N0}]", 1234, "[ 1,234]"),
    row("[{0,3}]", "\U0001f600", "[ \U0001f600]"),
    row("{0,5}", True, " True"),
    # formats of ints
    row("{0:D}|{0:d5}|{0:D2}", 123, "123|00123|123"),
    row("{0:D5}", -12, "-00012"),
    row("{0:N0}|{0:n2}", -1234567, "-1,234,567|-1,234,567.00"),
    row("{0:X}|{0:x}|{0:X4}|{0:x1}", 255, "FF|ff|00FF|ff"),
    row("{0:F0}|{0:F2}|{0:f1}", 5, "5|5.00|5.0"),
    row("{0:G}|{0:g}|{0:G0}|{0:G9}", 1234, "1234|1234|1234|1234"),
    row("{0:000}|{0:0}", 7, "007|7"),
    row("{0:000}", -7, "-007"),
    row("{0:000}", 12345, "12345"),
    row("{0:}", 5, "5"),
    row("{0:D99}", 5, "5".zfill(99)),
    # formats of what looks at none
    row("{0:N0}|{1:X}|{2:D3}", "text", True, None, "text|True|"),
    row("{0:yyyy-MM-dd}", "2020-01-01", "2020-01-01"),
    row("{0:N0}", [1], "[1]"),
    # not certain
    row("{0:N}", 5, UNKNOWN),
    row("{0:F}", 5, UNKNOWN),
    row("{0:X}", -1, UNKNOWN),
    row("{0:G2}", 1234, UNKNOWN),
    row("{0:C}", 5, UNKNOWN),
    row("{0:P0}", 5, UNKNOWN),
    row("{0:E2}", 5, UNKNOWN),
    row("{0:#,##0}", 5, UNKNOWN),
    row("{0:D100}", 5, UNKNOWN),
    row("{0:D5}}}", 5, UNKNOWN),
    row("{0:D{{}", 5, UNKNOWN),
    row("{0}", 1.5, UNKNOWN),
    # refused
    row("{0}", Refused(0)),
    row("{1}", "a", Refused(0)),
    row("{", Refused(0)),
    row("}", Refused(0)),
    row("a{b", Refused(0)),
    row("a}b", Refused(0)),
    row("{}", "a", Refused(0)),
    row("{ 0}", "a", Refused(0)),
    row("{-1}", "a", Refused(0)),
    row("{a}", "a", Refused(0)),
    row("{0", "a", Refused(0)),
    row("{0,}", "a", Refused(0)),
    row("{0,x}", "a", Refused(0)),
    row("{{0}", "a", Refused(0)),
    row("{0}}", "a", Refused(0)),
    row("{1000000000}", "a", Refused(0)),
    row("{0,1000000}", "a", Refused()),
    row("{0,-131073}", "a", Refused()),
    row("{0}{0}", LONG, Refused()),
    row("{0}", LONG, LONG),
]


@table(ROWS)
def test_a_call_gives_its_result(name: str, arguments: list[Data], expected: object) -> None:
    check(FUNCTIONS, (name, arguments, expected))


@given(st.text())
def test_a_template_with_escaped_braces_has_no_holes(text: str) -> None:
    template = text.replace("{", "{{").replace("}", "}}")
    assert call(FUNCTIONS, "format", template) == text


@given(st.integers(-(2**63), 2**63 - 1), st.integers(-30, 30))
def test_ints_are_written_and_aligned_as_python_does(number: int, width: int) -> None:
    aligned = f"{number:>{width}}" if width >= 0 else f"{number:<{-width}}"
    assert call(FUNCTIONS, "format", f"{{0,{width}}}", number) == aligned
    assert call(FUNCTIONS, "format", "{0:N0}", number) == f"{number:,}"
    assert call(FUNCTIONS, "format", "{0:D}{0:G}", number) == f"{number}{number}"


@given(st.text("{}01,:-DN }", max_size=12))
def test_any_template_gives_text_or_a_reason(template: str) -> None:
    with suppress(ArgumentError, UnknownResult):
        assert isinstance(call(FUNCTIONS, "format", template, 1234, "x"), str)


def test_hostile_templates_take_linear_time() -> None:
    started = time.perf_counter()
    for template in ("{0 " * 40_000, "{0" + " " * 100_000, "{0:" * 40_000, "{0,1:" + "x" * 100_000):
        try:
            call(FUNCTIONS, "format", template, 1)
        except (ArgumentError, UnknownResult):
            continue
    assert time.perf_counter() - started < 2
