"""Inputs made to hurt: the parser comes to an end, with few problems and a tree of bounded depth."""

from __future__ import annotations

import pytest

from armlens.jsonc.parse import parse
from reliability.fuzzing.trees import check_nesting, check_problems

HOSTILE = {
    "brackets": "[" * 100_000,
    "objects": '{"a":' * 50_000,
    "mixed brackets": "[{" * 50_000,
    "wrong closers": '{"a":' * 300 + "]:" * 50_000,
    "closers": "}" * 100_000,
    "a long string": '["' + "a" * 4_000_000 + '"]',
    "an open string": '["' + "a" * 4_000_000,
    "members": "{" + '"a":1,' * 100_000 + '"a":1}',
    "quotes": '"' * 100_000,
    "single quotes": "['" + "'," * 100_000,
    "open strings": '"a\n' * 50_000,
    "strings without commas": '["a"' * 50_000,
    "stray quotes": '["a"b",' * 50_000,
    "strings over lines": '["a\n"b" c\n' * 30_000,
    "names": '"a":' * 50_000,
    "half names": '{"a" ' * 50_000,
    "commas": "[" + "," * 100_000,
    "colons": ":" * 100_000,
    "open comments": "/*" * 100_000,
    "comments": "[" + "/**/" * 50_000 + "]",
    "comments before colons": '{"a"b"/*x' * 30_000,
    "slashes": "/ " * 100_000,
    "backslashes": "\\" * 100_000,
    "escapes": '"' + "\\u" * 100_000 + '"',
    "backslashes in a string": '"' + "\\" * 100_001,
    "digits": "9" * 1_000_000,
    "signs": "-+." * 50_000,
    "words": "x " * 100_000,
    "white space": "[\u2028," * 30_000,
    "line ends": "{\n" + "\n" * 100_000 + "]}" * 10_000,
    "a staircase": "".join("{\n" + " " * (500 - step) for step in range(500)) + "}" * 100,
    "elements that look like arrays": "{" + '"r":\n  {\n},{},' * 10_000,
    "garbage": "@" * 100_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_has_a_tree(text: str) -> None:
    tree = parse(text)
    check_problems(tree)
    check_nesting(tree)
