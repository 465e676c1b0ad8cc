"""Fixes never harm, on a bounded and seeded piece of what `python -m reliability fixes` tries."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from armlens.jsonc.parse import parse
from armlens.jsonc.values import to_python
from armlens.text.problems import Severity
from reliability.fixing.case import Case
from reliability.fixing.documents import examples, made, real, samples
from reliability.fixing.layouts import layout
from reliability.fixing.round_trip import Harm, trips, trips_of_all
from reliability.fixing.whole import mended
from reliability.paths import CORPUS, SAMPLES


def harms(case: Case) -> Iterator[Harm]:
    return (trip.harm for trip in chain(trips(case), trips_of_all(case)) if trip.harm)


def told(case: Case) -> list[str]:
    return [f"{harm.before.name}: {harm.rule}: {harm.title}: {harm.what}" for harm in harms(case)]


@pytest.mark.parametrize("case", list(examples()), ids=lambda case: case.name)
def test_fixes_of_an_example_do_no_harm(case: Case) -> None:
    assert [trip.harm for trip in trips(case, case.name) if trip.harm] == []


@pytest.mark.parametrize("name", ["fail-aks-many.json", "fail-comments-and-multi-line.jsonc"])
def test_fixes_of_a_sample_do_no_harm(name: str) -> None:
    (case,) = (each for each in samples() if each.name == name)
    assert told(case) == []


@pytest.mark.parametrize("seed", range(10))
def test_fixes_of_documents_made_at_random_do_no_harm(seed: int) -> None:
    assert told(made(seed)) == []


@pytest.mark.skipif(not CORPUS.is_dir(), reason="there is no corpus beside the repository")
def test_fixes_of_real_templates_do_no_harm() -> None:
    cases = [case for case in real() if len(case.template) < 12_000][::90]
    assert cases
    assert [each for case in cases for each in told(case)] == []


@pytest.mark.parametrize("options", [(), ("--unsafe-fixes",)], ids=["safe", "preferred"])
def test_a_folder_is_mended_once_and_then_left_alone(
    tmp_path: Path, options: tuple[str, ...]
) -> None:
    folder = tmp_path / "samples"
    shutil.copytree(SAMPLES, folder)
    copy = mended(folder, options)
    assert copy.harm() == ""
    assert copy.changed > 0
    assert copy.after.findings < copy.before.findings


@pytest.mark.parametrize("seed", range(60))
def test_layouts_hold_what_they_are_given(seed: int) -> None:
    draw = random.Random(seed)  # noqa: S311 - the same ones each time
    value: dict[str, Any] = {
        "a": [1, None, {}, [], {"b": "表😋\\n"}],
        "": {"c": True, "d": [[], {"e": -1}]},
    }
    tree = parse(layout(draw).written(value))
    assert to_python(tree.root) == value
    assert [each for each in tree.problems if each.severity is Severity.ERROR] == []


def test_documents_have_what_they_are_made_for() -> None:
    cases = [made(seed) for seed in range(40)]
    texts = [case.template for case in cases]
    assert any(case.parameters for case in cases)
    assert any("NOTE-" in text for text in texts)
    assert any("\r" in text and "\n" not in text for text in texts)
    assert any("\n" not in text and "\r" not in text for text in texts)
    assert any('\t"' in text for text in texts)
    assert any('"inner"' in text for text in texts)
