"""Templates of every size, parsed anew where a step would find what an earlier run has left."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

import pytest

from armlens.jsonc.parse import parse
from armlens.jsonc.tree import Tree
from benchmarks.documents.document import SIZES
from benchmarks.documents.template import template

URI = "file:///main.json"

pytest.importorskip("pytest_benchmark", reason="pip install -r requirements-bench.txt")


class Benchmark(Protocol):
    """The fixture of pytest-benchmark, as far as it is used here."""

    def __call__(self, function: Callable[..., object], *args: object) -> Any:
        """Calls the function as often as it takes."""

    def pedantic(
        self, function: Callable[..., object], *, setup: Callable[[], object], rounds: int
    ) -> Any:
        """Calls the function with what `setup` returns, once in each round."""


@pytest.fixture(params=["8 KB", "33 KB", "381 KB", "3.1 MB"])
def text(request: pytest.FixtureRequest) -> str:
    """A template of the size of that name."""
    return template(SIZES[request.param])


Measure = Callable[[Callable[[Tree], object]], Any]
"""Measures what takes a tree, each time a fresh one, and returns what it has returned."""


@pytest.fixture
def on_a_fresh_tree(benchmark: Benchmark, text: str) -> Measure:
    """Measures a step after parsing. Trees and scopes remember what they were asked."""

    def measure(step: Callable[[Tree], object]) -> Any:
        def setup() -> tuple[tuple[Tree], dict[str, object]]:
            return (parse(text, URI),), {}

        rounds = 3 if len(text) > SIZES["381 KB"] else 20
        return benchmark.pedantic(step, setup=setup, rounds=rounds)

    return measure
