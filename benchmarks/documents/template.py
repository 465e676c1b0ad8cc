"""Templates of a wanted size, the same ones every time."""

from __future__ import annotations

import itertools
import json
import re
import textwrap
from collections.abc import Callable

from benchmarks.documents import pieces
from benchmarks.documents.pieces import Piece


def template(size: int, *, has_comments: bool = True, has_clusters: bool = True) -> str:
    """A template of about `size` characters, at most the length of an output away from it.

    Small ones hold a few resources; from some 20,000 characters on nearly all of it is nested
    deployments, some of them two deep. Without comments it is JSON that YAML's readers take too;
    without clusters no rule concerns it.
    """
    write = _written_with_comments if has_comments else _written
    workload = pieces.workload if has_clusters else pieces.web_site
    head, middle, tail = _frame(write)
    room = size - len(head) - len(middle) - len(tail)
    resources: list[str] = []
    for number in itertools.count():
        fitting = (write(each, 4) for each in _candidates(number, workload))
        found = next((text for text in fitting if len(text) + 2 <= room), None)
        if found is None:
            break
        resources.append(found)
        room -= len(found) + 2
    outputs: list[str] = []
    for number in itertools.count():
        text = f'    "output{number}": {write(pieces.output(number), 4).lstrip()}'
        if len(text) + 2 > room:
            break
        outputs.append(text)
        room -= len(text) + 2
    return head + ",\n".join(resources) + middle + ",\n".join(outputs) + tail


def _candidates(number: int, workload: Callable[[int], Piece]) -> tuple[Piece, ...]:
    """What may come next, the largest first; every template begins with a network."""
    if number == 0:
        return (pieces.network(number),)
    small = (workload(number), pieces.storage_account(number))
    if number < 3:
        return small
    inner = [pieces.network(number), workload(number), pieces.role_assignments(number)]
    if number % 3 == 0:
        deeper = [pieces.storage_account(number), pieces.web_site(number)]
        inner.append(pieces.deployment(number, deeper))
    return (pieces.deployment(number, inner), *small)


def _frame(write: Callable[[Piece, int], str]) -> tuple[str, str, str]:
    """What is before the resources, between them and the outputs, and after these."""
    mark = "\0"
    whole = {
        "$schema": pieces.SCHEMA,
        "contentVersion": "1.0.0.0",
        "metadata": {"description": "Clusters and what belongs to them, a module for each."},
        "parameters": pieces.parameters(),
        "variables": pieces.variables(),
        "resources": [mark],
        "outputs": {mark: 0},
    }
    text = write(whole, 0) + "\n"
    head, middle, tail = re.split(r' *"\\u0000"(?:: 0)?', text)
    return head, middle, tail


def _written(piece: Piece, indent: int) -> str:
    return textwrap.indent(json.dumps(piece, indent=2), " " * indent)


def _written_with_comments(piece: Piece, indent: int) -> str:
    """A comment above the type of each resource, and one before each template's variables."""
    text = _written(piece, indent)
    text = re.sub(r'^( *)"variables"', r"\1/* Used below. */\n\g<0>", text, flags=re.MULTILINE)
    pattern = r'^( *)"type": "Microsoft\.\w+/(\w+)"'
    return re.sub(pattern, r"\1// One of the \2.\n\g<0>", text, flags=re.MULTILINE)
