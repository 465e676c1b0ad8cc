"""Whether a word is in a text, which is not searched again for each edit."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from armlens.jsonc.parse import parse
from armlens.jsonc.update import update
from armlens.text.spans import Span

WORD = "aba"
TEXTS = st.text("ab", max_size=6)


@given(TEXTS, st.lists(st.tuples(st.integers(0, 20), st.integers(0, 3), TEXTS), max_size=8))
def test_a_word_is_found_wherever_an_edit_completes_it(
    text: str, edits: list[tuple[int, int, str]]
) -> None:
    tree = parse(f'["{text}"]')
    for place, removed, typed in edits:
        assert tree.mentions(WORD) is (WORD in tree.text)
        start = min(place, len(tree.text))
        end = min(start + removed, len(tree.text))
        update(tree, Span(start, end), tree.text[:start] + typed + tree.text[end:])
    assert tree.mentions(WORD) is (WORD in tree.text)
