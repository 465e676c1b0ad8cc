"""Damaged seeds without coverage to guide them: the short piece that the regular tests run."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

from armlens.evaluation.functions.catalogue import FUNCTIONS
from reliability.fuzzing.targets import Target

_OTHERS = (
    *(
        "{",
        "}",
        "[",
        "]",
        '"',
        ":",
        ",",
        "'",
        "\\",
        "//",
        "/*",
        "*/",
        "\n",
        "\r\n",
        "\ufeff",
        "\u2028",
    ),
    *('"a": 1,', '"copy"', '"condition"', '"type"', '"resources"', '"properties"', '"template"'),
    *("parameters('x')", "variables('v')", "copyIndex()", "reference(", "[[", "null", "true", "-1"),
    *("\ud800", "\x00", "😀", "9223372036854775808", "1e999", '"$schema"', '"parameters"'),
)


def words() -> tuple[bytes, ...]:
    """Words that mean something to one of the layers."""
    calls = (f"{function.name}(" for function in FUNCTIONS.values())
    return tuple(each.encode("utf-8", "surrogatepass") for each in (*_OTHERS, *calls))


def damaged(target: Target, seed: int, count: int) -> Iterator[bytes]:
    """Some inputs for a target, the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    known = target.small_seeds()
    for _ in range(count):
        data = bytearray(chance.choice(known))
        for _ in range(chance.choice((0, 1, 1, 2, 4, 9))):
            chance.choice(_DAMAGES)(data, chance)
        yield bytes(data[: target.largest])


def _insert(data: bytearray, chance: random.Random) -> None:
    at = chance.randint(0, len(data))
    data[at:at] = chance.choice(words())


def _overwrite(data: bytearray, chance: random.Random) -> None:
    at = chance.randint(0, len(data))
    data[at : at + 1] = bytes((chance.randrange(256),))


def _cut(data: bytearray, chance: random.Random) -> None:
    at = chance.randint(0, len(data))
    del data[at : at + chance.choice((1, 2, 9, 99))]


def _repeat(data: bytearray, chance: random.Random) -> None:
    at = chance.randint(0, len(data))
    data[at:at] = data[at : at + chance.choice((1, 9, 99))] * chance.choice((1, 2, 5))


def _move(data: bytearray, chance: random.Random) -> None:
    start, at = chance.randint(0, len(data)), chance.randint(0, len(data))
    taken = data[start : start + 99]
    del data[start : start + 99]
    data[at:at] = taken


_DAMAGES: tuple[Callable[[bytearray, random.Random], None], ...] = (
    _insert,
    _insert,
    _overwrite,
    _cut,
    _repeat,
    _move,
)
