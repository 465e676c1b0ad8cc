"""Text edits: replacements of spans, and applying several of them at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from armlens.text.spans import Span


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """Replaces the text of `span` by `text`; an empty span inserts, an empty text deletes."""

    span: Span
    text: str


def apply(text: str, edits: Iterable[Edit]) -> str:
    """The text after all edits, whose spans refer to the text before any of them.

    Edits at the same place are applied in the order given. Raises ValueError when two overlap,
    because then no order gives what both mean.
    """
    pieces: list[str] = []
    done = 0
    for edit in sorted(edits, key=lambda edit: edit.span):
        if edit.span.start < done:
            raise ValueError(f"the edit at {edit.span.start} overlaps the one before it")
        pieces += (text[done : edit.span.start], edit.text)
        done = edit.span.end
    return "".join([*pieces, text[done:]])
