"""Edits as people make them, one after the other, and what must hold after each."""

from __future__ import annotations

import random

from armlens.jsonc.parse import parse
from reliability.fuzzing.edits import TYPED
from reliability.fuzzing.trees import edited


class Typist:
    """Edits a document at random: mostly around one place, and back to what was sound before."""

    def __init__(self, text: str, seed: int) -> None:
        self._chance = random.Random(seed)  # noqa: S311 - no secret
        self._sound = text
        self._place = 0
        self.tree = parse(text)
        assert self.tree.lines.line_count, "so that the index is updated too"

    def edit(self) -> None:
        """One more edit, checked."""
        chance, text = self._chance, self.tree.text
        reading = self.tree.reading
        if reading and reading.can_resume and not reading.damage:
            self._sound = text
        elif chance.random() < 0.7:
            self._go_back()
            return
        if chance.random() < 0.3:
            self._place = chance.randrange(len(text) + 1)
        start = min(max(self._place + chance.choice((0, 0, 0, -1, 1, 2)), 0), len(text))
        end = min(start + chance.choice((0, 0, 0, 0, 1, 1, 2, 5, 30, 300)), len(text))
        typed = "".join(chance.choice(TYPED) for _ in range(chance.choice((0, 1, 1, 1, 2, 3))))
        if chance.random() < 0.1:
            typed = text[chance.randrange(len(text) + 1) :][: chance.randrange(400)]
        self.tree = edited(self.tree, start, end, typed)

    def _go_back(self) -> None:
        """Undo everything since the document was sound, in one edit."""
        text, sound = self.tree.text, self._sound
        most = min(len(text), len(sound))
        start = next((at for at in range(most) if text[at] != sound[at]), most)
        same = next(
            (at for at in range(most - start) if text[-1 - at] != sound[-1 - at]), most - start
        )
        self.tree = edited(self.tree, start, len(text) - same, sound[start : len(sound) - same])
