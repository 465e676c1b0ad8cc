"""Strings whose quotes are wrong: the strings and names around them are still understood."""

from __future__ import annotations

import pytest

from jsonc.syntax import check


@pytest.mark.parametrize(
    ("document", "value"),
    [
        (
            """
{ "s": "line1
 "quoted" line2",
 ^ jsonc.stray-quote: This quote is neither the end of the string 'line1 "quoted" line2' nor escaped.
  "b": 2 }
""",
            {"s": 'line1\n "quoted" line2', "b": 2},
        ),
        (
            """
{ "a": "say "hi", friend",
            ^ jsonc.stray-quote: This quote is neither the end of the string 'say "hi", friend' nor escaped.
  "b": 2 }
""",
            {"a": 'say "hi", friend', "b": 2},
        ),
        (
            """
{ "na"me": 1 }
     ^ jsonc.stray-quote: This quote is neither the end of the string 'na"me' nor escaped.
""",
            {'na"me': 1},
        ),
        (
            """
{ ""a": "x"", "b": ""y" }
  ^ jsonc.stray-quote: This quote is neither the end of the string 'a' nor escaped.
           ^ jsonc.stray-quote: This quote is neither the end of the string 'x' nor escaped.
                   ^ jsonc.stray-quote: This quote is neither the end of the string 'y' nor escaped.
""",
            {"a": "x", "b": "y"},
        ),
        (
            """
{ "a": "{
       ^ jsonc.unexpected: '"' is not expected here.
    "   "b": [ " x" ]
    ^ jsonc.stray-quote: This quote is neither the end of the string 'b' nor escaped.
} }
""",
            {"a": {"b": [" x"]}},
        ),
        (
            """
{ "a": 1", "b": 2 }
        ^ jsonc.unexpected: '"' is not expected here.
""",
            {"a": 1, "b": 2},
        ),
    ],
)
def test_a_stray_quote(document: str, value: object) -> None:
    check(document, value)


@pytest.mark.parametrize(
    ("document", "value"),
    [
        (
            """
{ "a": "x,
       ^^ jsonc.unterminated-string: The string 'x' is not closed.
  "b": 2 }
""",
            {"a": "x", "b": 2},
        ),
        (
            """
{"a":"x,"b":"y"}
     ^^ jsonc.unterminated-string: The string 'x' is not closed.
""",
            {"a": "x", "b": "y"},
        ),
        (
            """
{ "a: "x",
  ^^ jsonc.unterminated-string: The string 'a' is not closed.
  "b: 2,
  ^^ jsonc.unterminated-string: The string 'b' is not closed.
  "c": [ "[f(g[0])] ] }
         ^^^^^^^^^^ jsonc.unterminated-string: The string '[f(g[0])]' is not closed.
""",
            {"a": "x", "b": 2, "c": ["[f(g[0])]"]},
        ),
        (
            """
{ "a": 1,
  "
  ^ jsonc.unterminated-string: The string '' is not closed.
  "b": "",
  "c": [
    "
    ^ jsonc.unterminated-string: The string '' is not closed.
  ] }
""",
            {"a": 1, "": None, "b": "", "c": [""]},
        ),
        (
            """
{ "a": x",
       ^^ jsonc.unterminated-string: The opening quote of the string 'x' is missing.
  b c": [ d", "e" ] }
  ^^^^ jsonc.unterminated-string: The opening quote of the string 'b c' is missing.
          ^^ jsonc.unterminated-string: The opening quote of the string 'd' is missing.
""",
            {"a": "x", "b c": ["d", "e"]},
        ),
    ],
)
def test_a_missing_quote(document: str, value: object) -> None:
    check(document, value)
