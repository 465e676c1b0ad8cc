"""Brackets that do not balance: what surrounds them is still understood."""

from __future__ import annotations

import pytest

from armlens.jsonc.nodes import Array, Object, walk
from armlens.jsonc.parse import parse
from armlens.jsonc.scan import MAX_DEPTH
from jsonc.syntax import check


@pytest.mark.parametrize(
    ("document", "value"),
    [
        (
            """
{ "a": [1, 2
            | jsonc.unclosed: The closing ']}' is missing.
""",
            {"a": [1, 2]},
        ),
        (
            """
{ "a": [1, 2 }
            | jsonc.unclosed: The closing ']' is missing.
""",
            {"a": [1, 2]},
        ),
        (
            """
{
  "a": {
    "b": 1,
          | jsonc.unclosed: The closing '}' is missing.
  "c": 2
}
""",
            {"a": {"b": 1}, "c": 2},
        ),
        (
            """
{
  "r": [
    {
      "a": { "b": 1
                   | jsonc.unclosed: The closing '}' is missing.
    },
    { "c": 2 }
  ]
}
""",
            {"r": [{"a": {"b": 1}}, {"c": 2}]},
        ),
    ],
)
def test_a_missing_closer(document: str, value: object) -> None:
    check(document, value)


@pytest.mark.parametrize(
    ("document", "value"),
    [
        (
            """
{ "a": 1 }}
          ^ jsonc.unexpected: '}' is not expected here.
""",
            {"a": 1},
        ),
        (
            """
{ "a": 1 }, "b": 2 }
         ^ jsonc.unexpected: '}' is not expected here.
""",
            {"a": 1, "b": 2},
        ),
        (
            """
{
  "a": {
    "b": 1},
          ^ jsonc.unexpected: '}' is not expected here.
    "c": 2
  },
  "d": 3
}
""",
            {"a": {"b": 1, "c": 2}, "d": 3},
        ),
        (
            """
{
  "a": {}
        ^ jsonc.unexpected: '}' is not expected here.
    "c": 2
  },
  "d"]: 3
     ^ jsonc.unexpected: ']' is not expected here.
}
""",
            {"a": {"c": 2}, "d": 3},
        ),
    ],
)
def test_an_extra_closer(document: str, value: object) -> None:
    check(document, value)


@pytest.mark.parametrize(
    ("document", "value"),
    [
        (
            """
"a": 1
| jsonc.missing-opener: The opening bracket before '"a"' is missing.
""",
            {"a": 1},
        ),
        (
            """
{
  "a":
    "b": 1
    | jsonc.missing-opener: The opening bracket before '"b"' is missing.
  },
  "c": 2
}
""",
            {"a": {"b": 1}, "c": 2},
        ),
        (
            """
[
  { "a": 1 },

    "b": 1
    | jsonc.missing-opener: The opening bracket before '"b"' is missing.
  },
  { "c": 2 }
]
""",
            [{"a": 1}, {"b": 1}, {"c": 2}],
        ),
        (
            """
{
  "a":
    {
    | jsonc.missing-opener: The opening bracket before '{' is missing.
      "b": 1
    },
    {
      "b": 2
    }
  ],
  "c":
    "x",
    | jsonc.missing-opener: The opening bracket before '"x"' is missing.
    "y"
  ]
}
""",
            {"a": [{"b": 1}, {"b": 2}], "c": ["x", "y"]},
        ),
    ],
)
def test_a_missing_opener(document: str, value: object) -> None:
    check(document, value)


@pytest.mark.parametrize(
    ("document", "value"),
    [
        (
            """
{
  "a": {
    {"b": 1,
    ^ jsonc.unexpected: '{' is not expected here.
    "c": 2
  }
}
""",
            {"a": {"b": 1, "c": 2}},
        ),
        (
            """
{ { "a": 1 } }
  ^ jsonc.missing-name: The name of '{' is missing.
""",
            {"": {"a": 1}},
        ),
    ],
)
def test_an_extra_opener(document: str, value: object) -> None:
    check(document, value)


def test_a_container_without_closer_ends_with_its_content() -> None:
    root = parse('{ "a": [1, 2, \n').root
    assert isinstance(root, Object)
    assert not root.closed
    inner = root.get("a")
    assert isinstance(inner, Array)
    assert not inner.closed
    assert root.end == inner.end == len('{ "a": [1, 2')


@pytest.mark.parametrize("closers", [0, 100_000])
def test_deep_nesting_is_one_problem(closers: int) -> None:
    tree = parse("[" * 100_000 + "]" * closers)
    assert [problem.code for problem in tree.problems] == ["jsonc.nesting"]
    assert tree.root is not None
    assert sum(isinstance(node, Array) for node in walk(tree.root)) == MAX_DEPTH
