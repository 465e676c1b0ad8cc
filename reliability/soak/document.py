"""A document under edits, as an editor has it, and what it says of each edit."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_TYPED = (
    *("x", " ", "\n", '"', ",", "{", "}", "1", "a", "b", "[parameters('x')]", "true", "//", "😀"),
    *('"tags": { "t": 1 },', "None", "SystemAssigned", "concat(", "'", "\\"),
)
_MOST_BEFORE_UNDOING = 24


@dataclass(slots=True)
class Open:
    """One document in the editor: its text now, its version, and the text it had at first."""

    path: Path
    original: str
    text: str
    version: int = 1
    edits: int = 0

    @property
    def uri(self) -> str:
        """What it is called."""
        return self.path.as_uri()

    def opening(self) -> Mapping[str, Any]:
        """The parameters of `didOpen`, with the text that it had at first."""
        self.text, self.version, self.edits = self.original, 1, 0
        item = {"uri": self.uri, "languageId": "json", "version": 1, "text": self.text}
        return {"textDocument": item}

    def edit(self, chance: random.Random) -> Mapping[str, Any]:
        """The parameters of `didChange` for one more edit; now and then all are undone."""
        self.version, self.edits = self.version + 1, self.edits + 1
        if self.edits >= _MOST_BEFORE_UNDOING:
            self.edits, self.text = 0, self.original
            change: Mapping[str, Any] = {"text": self.original}
        else:
            change = self._typed(chance)
        identifier = {"uri": self.uri, "version": self.version}
        return {"textDocument": identifier, "contentChanges": [change]}

    def _typed(self, chance: random.Random) -> Mapping[str, Any]:
        text = self.text
        start = chance.randrange(len(text) + 1)
        end = min(start + chance.choice((0, 0, 0, 1, 1, 3, 40)), len(text))
        new = chance.choice(_TYPED) if chance.random() < 0.8 else ""
        span = {"start": self.position(start), "end": self.position(end)}
        self.text = text[:start] + new + text[end:]
        return {"range": span, "text": new}

    def position(self, offset: int) -> dict[str, int]:
        r"""A position in UTF-32, of a text whose lines all end with `\n`."""
        before = self.text.rfind("\n", 0, offset) + 1
        return {"line": self.text.count("\n", 0, offset), "character": offset - before}
