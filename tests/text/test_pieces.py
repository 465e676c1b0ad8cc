"""A text in pieces is the text, whatever is edited."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from armlens.text.pieces import pieces_of
from armlens.text.spans import Span


@given(st.text(), st.data())
def test_edits_of_pieces_are_edits_of_the_text(text: str, data: st.DataObject) -> None:
    pieces = pieces_of(text)
    for _ in range(3):
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, len(text)))
        typed = data.draw(st.text())
        text = text[:start] + typed + text[end:]
        pieces = pieces.replaced(Span(start, end), typed)
        assert pieces.text == text


def test_edits_of_a_long_text_share_what_they_leave_alone() -> None:
    chance = random.Random(1)  # noqa: S311 - no secret
    text = "".join(chance.choice(["ab", "é", "日", "\n"]) * 50 for _ in range(6_000))
    pieces = pieces_of(text)
    for _ in range(300):
        start = chance.randrange(len(text) + 1)
        end = min(start + chance.choice([0, 0, 1, 40, 90_000]), len(text))
        typed = "x" * chance.choice([0, 1, 1, 500, 100_000])
        before = pieces
        text = text[:start] + typed + text[end:]
        pieces = pieces.replaced(Span(start, end), typed)
        assert pieces.text == text
        ends = {id(part) for part in before.parts[:1] + before.parts[-1:]}
        assert len(pieces.parts) < 4 or ends & {id(part) for part in pieces.parts}
        assert max(map(len, pieces.parts)) < 2 * 32_768
