"""What is typed at a place: text that was not there before, key by key, and taken away again.

Keys lead to texts that the server has not seen, so that nothing is gained by remembering answers.
Only the removal of a word, one edit in nine, brings a text back, and so does the first letter of
words that are 26 apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.documents.places import Place

WORD = 8
"""The letters of a word."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One change: at `place`, behind `before`, `removed` characters give way to `text`.

    `before` is what was typed there earlier and stays; characters are ASCII throughout.
    """

    place: Place
    before: str
    removed: int
    text: str

    def change(self) -> dict[str, object]:
        """The change as LSP's incremental synchronisation has it."""
        line, start = self.place.line, self.place.character + len(self.before)
        end = start + self.removed
        return {
            "range": {
                "start": {"line": line, "character": start},
                "end": {"line": line, "character": end},
            },
            "text": self.text,
        }

    def applied_to(self, text: str) -> str:
        """The whole text afterwards, given the original one: each place is left as it was."""
        offset = self.place.offset
        return text[:offset] + self.before + self.text + text[offset:]


def words(place: Place, numbers: Iterator[int]) -> Iterator[Edit]:
    """Types a word letter by letter, removes it, and types the next one; each number is a word."""
    for number in numbers:
        word = _word(number)
        for length in range(WORD):
            yield Edit(place, word[:length], 0, word[length])
        yield Edit(place, "", WORD, "")


def breaks(places: Iterator[Place], key: str) -> Iterator[Edit]:
    """Types a character that breaks the structure and removes it, each time elsewhere."""
    for place in places:
        yield Edit(place, "", 0, key)
        yield Edit(place, "", len(key), "")


def _word(number: int) -> str:
    """The number as letters; neighbours differ in most of them."""
    mixed = number * 123_456_789_127 % 26**WORD
    letters = []
    for _ in range(WORD):
        mixed, letter = divmod(mixed, 26)
        letters.append(chr(ord("a") + letter))
    return "".join(letters)
