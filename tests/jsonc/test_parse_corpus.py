"""Real templates, where the corpus is at hand: strict JSON has its value and no error."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from armlens.jsonc.parse import parse
from armlens.jsonc.values import to_python
from armlens.text.problems import Severity

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
LARGEST = 500_000


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not beside the repository")
def test_real_templates_have_the_value_that_python_gives_them() -> None:
    read = 0
    for path in sorted(CORPUS.rglob("*.json")):
        text = path.read_bytes().decode("utf-8")
        if len(text) > LARGEST:
            continue
        tree = parse(text)
        try:
            expected = json.loads(text.removeprefix("\ufeff"))
        except ValueError:
            continue
        assert to_python(tree.root) == expected, path
        assert not [p for p in tree.problems if p.severity is Severity.ERROR], path
        read += 1
    assert read
