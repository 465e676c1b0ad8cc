"""Where fuzzing starts: samples, real templates where there are any, and expressions in them."""

from __future__ import annotations

import random
import re
import zlib
from collections.abc import Iterator
from functools import cache

from armlens.expressions.classify import StringKind, classify
from armlens.jsonc.nodes import String, walk
from armlens.jsonc.parse import parse
from armlens.rules.catalogue import RULES
from reliability.fuzzing.grammar import DRAWN
from reliability.fuzzing.worlds import DECLARED, VARIABLES
from reliability.paths import CORPUS, SAMPLES

_LARGEST = 8_192
"""Bytes of a seed."""

_DRAWN = 600
"""How many of the seeds of the evaluator are drawn."""

_NAME = re.compile(rb"(parameters|variables)\('([^']*)'\)", re.IGNORECASE)
_NAMES = {b"parameters": (*DECLARED,), b"variables": tuple(n for n in VARIABLES if n != "copy")}
_TEMPLATE = """\
{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "resources": [
%s
  ]
}
"""


@cache
def documents() -> tuple[bytes, ...]:
    """Samples, the examples of the rules, and some real templates."""
    examples = (_TEMPLATE % resource for rule in RULES for resource in (rule.bad, rule.good))
    files = [*sorted(SAMPLES.rglob("*.json")), *sorted(CORPUS.rglob("*.json"))[::5]]
    found = [*(each.encode() for each in examples), *(path.read_bytes() for path in files)]
    return tuple(dict.fromkeys(each for each in found if len(each) <= _LARGEST))


@cache
def edited_documents() -> tuple[bytes, ...]:
    """The same behind the bytes that stand for an edit or two."""
    return tuple(
        bytes((index % 3, 0, 200, 0, 1, 1, index % 40)) + text
        for index, text in enumerate(documents())
    )


@cache
def expressions() -> tuple[bytes, ...]:
    """The expressions in those documents, without their brackets."""
    return tuple(dict.fromkeys(each for text in documents() for each in _expressions_in(text)))


@cache
def evaluations() -> tuple[bytes, ...]:
    """Those expressions with names that mean something to the evaluator, and drawn ones."""
    named = (_NAME.sub(_declared, text) for text in expressions())
    draw = random.Random(1)  # noqa: S311 - the same ones each time
    drawn = (DRAWN + draw.randbytes(draw.choice((8, 20, 40, 80))) for _ in range(_DRAWN))
    return tuple(dict.fromkeys((*named, *drawn)))


def _declared(name: re.Match[bytes]) -> bytes:
    """A name of the template of the worlds for one of any other, the same one for the same."""
    kind, written = name.groups()
    known = _NAMES[kind.lower()]
    return b"%s('%s')" % (kind, known[zlib.crc32(written.lower()) % len(known)].encode())


def _expressions_in(text: bytes) -> Iterator[bytes]:
    root = parse(text.decode("utf-8", "replace")).root
    for node in walk(root) if root else ():
        if isinstance(node, String) and classify(node.value) is StringKind.EXPRESSION:
            yield node.value[1:-1].encode("utf-8", "replace")
