"""Stating what an expression is worth, in one line of text, for the tables of the tests.

A known value is JSON. Otherwise: `unknown: a string`, `fails: Why.`, or the alternatives of a
choice with their conditions, as `1 if parameter 'on' is true; 2 if parameter 'on' is false`. An
object that may have further members ends with `…}`. `secret` stands before what is not shown.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace

import pytest

from armlens.evaluation.access import elements, members
from armlens.evaluation.evaluator import evaluate
from armlens.evaluation.summary import unknown_words
from armlens.evaluation.values import (
    Absent,
    BuiltArray,
    BuiltObject,
    Choice,
    Failure,
    Known,
    Unknown,
    Value,
    WrittenArray,
    WrittenObject,
)
from armlens.jsonc.nodes import Object
from armlens.jsonc.parse import parse
from armlens.template.scope import TemplateScope

TEMPLATE = """{
  "parameters": {
    "on": { "type": "bool" },
    "off": { "type": "bool" },
    "tier": { "type": "string", "allowedValues": ["Free", "Basic"] },
    "sku": { "type": "string", "allowedValues": ["a", "b", "c", "d", "e", "f", "g", "h", "i"] },
    "region": { "type": "string", "allowedValues": ["r", "s", "t", "u", "v", "w", "x", "y", "z"] },
    "text": { "type": "string" },
    "count": { "type": "int" },
    "list": { "type": "array" },
    "map": { "type": "object" },
    "any": {},
    "name": { "type": "string", "minLength": 2, "maxLength": 4 },
    "port": { "type": "int", "minValue": 1, "maxValue": 9 },
    "some": { "type": "array", "minLength": 1 },
    "password": { "type": "secureString" },
    "key": { "type": "secureString", "defaultValue": "k3y" }
  },
  "variables": {
    "o": { "b": 1, "A": { "x": true } },
    "nothing": {},
    "list": [10, 20, 30],
    "lookup": { "Free": 0, "basic": 1 },
    "made": { "copy": [{ "name": "c", "count": 2, "input": "[copyIndex('c')]" }] },
    "half": ["[parameters('text')]", "b"],
    "partly": { "t": "[parameters('text')]", "k": 1 },
    "named": { "[parameters('text')]": 1 }
  }
}"""
Table = Iterable[tuple[str, str]]


def value_of(expression: str) -> Value:
    """The value of an expression over the names of the template above."""
    tree = parse(TEMPLATE)
    assert isinstance(tree.root, Object)
    assert not tree.problems
    node = parse(json.dumps(f"[{expression}]")).root
    assert node is not None
    return evaluate(node, TemplateScope(tree, tree.root))


def stated(value: Value) -> str:
    """The line that says what a value is."""
    secret = "secret " if value.secret and not isinstance(value, Choice | Failure) else ""
    match value:
        case Known():
            return secret + json.dumps(value.value, ensure_ascii=False)
        case Unknown():
            return f"{secret}unknown: {unknown_words(replace(value, allowed=None))}"
        case Absent():
            return "absent"
        case Failure():
            return f"fails: {value.message}"
        case Choice():
            return "; ".join(
                f"{stated(a.value)} if {a.condition.words}" for a in value.alternatives
            )
        case WrittenArray() | BuiltArray():
            parts = elements(value)
            return "array, not closed" if parts is None else f"[{', '.join(map(stated, parts))}]"
        case WrittenObject() | BuiltObject():
            return _object(value)


def _object(value: WrittenObject | BuiltObject) -> str:
    inside = members(value)
    rest = [] if inside is not None else ["…"]
    if isinstance(value, BuiltObject):
        inside = dict(value.members)
    shown = [f"{json.dumps(name)}: {stated(each)}" for name, each in (inside or {}).items()]
    return "{" + ", ".join(shown + rest) + "}"


def states(rows: Table) -> pytest.MarkDecorator:
    """Rows of an expression and the line that states its value."""
    return pytest.mark.parametrize(("expression", "expected"), [*rows], ids=lambda text: text[:60])


def check(expression: str, expected: str) -> None:
    """Compare an expression's value with the line that states it."""
    assert stated(value_of(expression)) == expected
