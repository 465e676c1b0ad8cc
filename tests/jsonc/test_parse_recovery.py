"""How much of a document is kept whatever single character is missing from it or added to it."""

from __future__ import annotations

import json
import re
from collections import Counter
from statistics import mean

import pytest

from armlens.jsonc.parse import parse
from armlens.jsonc.values import to_python
from jsonc.documents import INDENTED

_STRING = re.compile(r'"(?:[^"\\]|\\.)*"|//[^\n]*+|/\*.*?\*/', re.DOTALL)
_OUTSIDE = _STRING.sub(lambda match: match[0][0] + "x" * (len(match[0]) - 2) + '"', INDENTED)


def leaves(value: object) -> Counter[str]:
    """The scalars and the empty containers of a value, each with its path."""
    found: Counter[str] = Counter()
    waiting: list[tuple[str, object]] = [("", value)]
    while waiting:
        path, value = waiting.pop()
        if isinstance(value, dict) and value:
            waiting += [(f"{path}/{name}", inner) for name, inner in value.items()]
        elif isinstance(value, list) and value:
            waiting += [(f"{path}/{index}", inner) for index, inner in enumerate(value)]
        else:
            found[f"{path}={json.dumps(value)}"] += 1
    return found


WHOLE = leaves(to_python(parse(INDENTED).root))


def kept(text: str) -> float:
    """The share of the document's leaves that is still there."""
    remaining = leaves(to_python(parse(text).root)) & WHOLE
    return remaining.total() / WHOLE.total()


@pytest.mark.parametrize("char", '{}[],:"')
def test_a_deleted_character_costs_little(char: str) -> None:
    places = [match.start() for match in re.finditer(re.escape(char), _OUTSIDE)]
    assert mean(kept(INDENTED[:at] + INDENTED[at + 1 :]) for at in places) >= 0.95


@pytest.mark.parametrize("char", '{}[],:"')
def test_an_inserted_character_costs_little(char: str) -> None:
    places = [at for at in range(len(INDENTED)) if _OUTSIDE[at] != "x"]
    assert mean(kept(INDENTED[:at] + char + INDENTED[at:]) for at in places) >= 0.92


@pytest.mark.parametrize("typed", ['"', '"na', '"name":', '"name": {', "na", "[", "//"])
def test_a_line_being_typed_costs_little(typed: str) -> None:
    starts = [match.end() for match in re.finditer(r"\n +", INDENTED)]
    lines = [(at, at - INDENTED.rfind("\n", 0, at) - 1) for at in starts]
    texts = [f"{INDENTED[:at]}{typed}\n{' ' * width}{INDENTED[at:]}" for at, width in lines]
    assert mean(map(kept, texts)) >= 0.9
