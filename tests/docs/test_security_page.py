"""The page on security names a test for each promise, and each of them exists."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "security.md").read_text("utf-8")
PROMISES = PAGE.partition("## What is promised")[2].partition("\n## ")[0].strip().split("\n\n")
TEST = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")


def test_each_promise_has_a_test() -> None:
    assert len(PROMISES) > 5
    for promise in PROMISES:
        assert promise.startswith("**")
        found = TEST.findall(promise)
        assert found, promise
        for path, name in found:
            tree = ast.parse((ROOT / path).read_text("utf-8"))
            assert name in {getattr(node, "name", None) for node in ast.walk(tree)}, name
