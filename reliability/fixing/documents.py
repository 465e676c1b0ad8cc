"""Where fixes are tried: examples, samples, real templates, and what is made of them at random."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from armlens.jsonc.edits import append_element
from armlens.jsonc.nodes import Array, Object
from armlens.jsonc.parse import parse
from armlens.jsonc.values import to_python
from armlens.rules.catalogue import RULES
from armlens.text.edits import apply
from reliability.fixing.case import TEMPLATE, Case
from reliability.fixing.damage import damaged
from reliability.fixing.layouts import layout
from reliability.fixing.moves import Json, moved, nested, parameters_of, reordered, template_of
from reliability.paths import CORPUS, SAMPLES

_LARGEST = 150_000
"""Bytes of a real template that clusters are put into, since each fix takes an analysis."""


def examples() -> Iterator[Case]:
    """The example of each rule, under the rule's name."""
    for rule in RULES:
        yield Case(rule.name, rule.bad)


def samples() -> Iterator[Case]:
    """The samples as they are."""
    for path in _samples():
        yield Case(path.name, path.read_bytes().decode())


def real() -> Iterator[Case]:
    """Real templates, each as it is and with two clusters that miss much put into it."""
    for number, path in enumerate(sorted(CORPUS.rglob("*.json"))):
        name, text = str(path.relative_to(CORPUS)), path.read_bytes().decode("utf-8-sig")
        yield Case(name, text)
        longer = _with_cluster(text, random.Random(number))  # noqa: S311 - it only draws
        if longer and len(text) <= _LARGEST:
            yield Case(f"{name} with clusters", longer)


def made(seed: int) -> Case:
    """A document made of examples and samples: other values, places, order and layout."""
    draw = random.Random(seed)  # noqa: S311 - the same ones each time
    template: Json = json.loads(
        json.dumps(draw.choice((_example, _cluster, _cluster, _sample))(draw))
    )
    template.setdefault("parameters", {})
    template.setdefault("variables", {})
    template, given = moved(template, draw)
    if draw.random() < 0.15:
        template, given = nested(template, given), {}
    if draw.random() < 0.4:
        template = reordered(template, draw, is_recased=draw.random() < 0.5)
    text = layout(draw).written(template)
    parameters = layout(draw).written(parameters_of(given)) if given else None
    return Case(f"made, {seed}", text, parameters)


def _example(draw: random.Random) -> Json:
    example: Any = to_python(parse(draw.choice(RULES).bad).root)
    return example if "resources" in example else template_of(example)


def _cluster(draw: random.Random) -> Json:
    """A good or a bad cluster, made worse."""
    template = _values()[draw.choice(("pass-aks-baseline.json", "fail-aks-many.json"))]
    return template | {"resources": damaged(template["resources"], draw)}


def _sample(draw: random.Random) -> Json:
    return draw.choice([*_values().values()])


@cache
def _values() -> dict[str, Json]:
    """The samples as values, by name."""
    values: dict[str, Any] = {
        path.name: to_python(parse(path.read_bytes().decode()).root) for path in _samples()
    }
    return {name: value for name, value in values.items() if "resources" in value}


def _samples() -> list[Path]:
    return [path for path in sorted(SAMPLES.rglob("*.json*")) if path.name != "armlens.json"]


def _with_cluster(text: str, draw: random.Random) -> str | None:
    """A template with bad clusters among its resources, in its own layout."""
    for _ in range(2):
        tree = parse(text, TEMPLATE)
        resources = tree.root.get("resources") if isinstance(tree.root, Object) else None
        if not isinstance(resources, Array):
            return None
        resource = _example(draw)["resources"][-1]
        edits = append_element(tree, resources, resource | {"name": f"put in {draw.random()}"})
        if not edits:
            return None
        text = apply(text, edits)
    return text
