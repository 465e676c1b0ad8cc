"""What a client is shown of a document: diagnostics as JSON, ready to be sent.

There may be thousands of them, at every keystroke, of which all but a few are as they were. So
they are kept as text, in parts that stay the same objects.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from armlens.lsp.plain import PlainDiagnostic, compact


class Shown:
    """Diagnostics in their order, equal to others that say the same in the same words."""

    __slots__ = ("_parts",)

    def __init__(self, parts: Iterable[str] = ()) -> None:
        """Takes texts, each of one diagnostic or of several with commas between them."""
        self._parts = tuple(filter(None, parts))

    def __bool__(self) -> bool:
        return bool(self._parts)

    def __eq__(self, other: object) -> bool:
        # What is the same object is not compared character by character.
        return isinstance(other, Shown) and self._parts == other._parts

    def __hash__(self) -> int:
        return hash(self._parts)

    def __repr__(self) -> str:
        return f"Shown({self.json})"

    @property
    def json(self) -> str:
        """All of them as a JSON array."""
        return f"[{','.join(self._parts)}]"

    @property
    def plain(self) -> list[PlainDiagnostic]:
        """All of them, read."""
        found: list[PlainDiagnostic] = json.loads(self.json)
        return found


def joined(data: object) -> str:
    """Plain data as JSON, in which diagnostics are put as they are."""
    if isinstance(data, Shown):
        return data.json
    if isinstance(data, Mapping):
        members = (f"{compact(name)}:{joined(value)}" for name, value in data.items())
        return f"{{{','.join(members)}}}"
    return compact(data)


NOTHING = Shown()
"""No diagnostics."""


def shown(diagnostics: Iterable[PlainDiagnostic]) -> Shown:
    """Diagnostics as they are shown."""
    return Shown(map(compact, diagnostics))
