"""The hint that a text may be a template, on cases that the VS Code extension is tested with too."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from armlens.template.kinds import may_be_template

CASES = json.loads(Path(__file__).with_name("hint_cases.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [(text, answer == "yes") for answer, texts in CASES.items() for text in texts],
)
def test_hint(text: str, *, expected: bool) -> None:
    assert may_be_template(text) is expected
