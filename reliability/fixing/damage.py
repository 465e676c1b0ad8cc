"""Resources made worse at random, so that rules have something to say of them."""

from __future__ import annotations

import random
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

_KEPT = frozenset({"type", "apiversion", "name", "copy", "condition", "dependson", "scope"})
_GONE = object()


def damaged(value: Any, draw: random.Random) -> Any:
    """The value with some members gone and some values changed."""
    value = deepcopy(value)
    for _ in range(draw.choice((1, 2, 4, 8))):
        places = [place for place in _places(value) if not _is_kept(*place)]
        if not places:
            break
        owner, key = draw.choice(places)
        new = _other(owner[key], draw)
        if new is _GONE:
            del owner[key]
        else:
            owner[key] = new
    return value


def _is_kept(owner: Any, key: str | int) -> bool:
    """Whether a member makes a resource what it is."""
    return isinstance(key, str) and "apiVersion" in owner and key.lower() in _KEPT


def _other(value: Any, draw: random.Random) -> Any:
    """What may stand in the place of a value."""
    choices: list[Any] = [_GONE, _GONE, None]
    match value:
        case bool():
            choices += [not value, not value, str(value).lower()]
        case int():
            choices += [0, 1, value + 1, -1]
        case str():
            choices += ["", "None", "false", value.upper(), "[utcNow()]"]
        case dict():
            choices += [{}]
        case list():
            choices += [[], value[:1]]
        case _:
            choices += ["None", {}]
    return draw.choice(choices)


def _places(value: Any) -> Iterator[tuple[Any, str | int]]:
    pairs = value.items() if isinstance(value, dict) else enumerate(value)
    for key, each in list(pairs):
        yield value, key
        if isinstance(each, dict | list):
            yield from _places(each)
