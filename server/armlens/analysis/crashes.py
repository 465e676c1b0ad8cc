"""Words for errors inside armlens: what kind, and where; nothing of what was at hand there.

The message of an exception may quote a document, and so a secret; nobody is ever told it.
"""

from __future__ import annotations

import traceback
from collections.abc import Iterator

_PACKAGE = __name__.partition(".")[0]


def crash_words(error: BaseException) -> str:
    """The kind of an error and the innermost place in armlens: `KeyError at rules/rule.py:12`."""
    places = [*_places(error)]
    return f"{type(error).__name__} at {places[-1]}" if places else type(error).__name__


def crash_frames(error: BaseException) -> str:
    """The way to an error and to those that it came from, to be logged, a line for each step."""
    lines: list[str] = []
    seen: list[BaseException] = []
    current: BaseException | None = error
    while current is not None and current not in seen:
        seen.append(current)
        lines += [type(current).__name__ + ":", *traceback.format_tb(current.__traceback__)]
        current = current.__cause__ or current.__context__
    return "\n".join(line.rstrip("\n") for line in lines)


def _places(error: BaseException) -> Iterator[str]:
    """The files and lines in armlens that an error went through, the outermost first."""
    for frame, line in traceback.walk_tb(error.__traceback__):
        name = str(frame.f_globals.get("__name__", ""))
        if name.partition(".")[0] == _PACKAGE:
            yield f"{name.removeprefix(_PACKAGE + '.').replace('.', '/')}.py:{line}"
