"""Edits as people make them, one after the other, and what must hold after each."""

from __future__ import annotations

import random

from armlens.jsonc.nodes import Constant, Number, String, children, walk
from armlens.jsonc.parse import parse
from armlens.jsonc.tree import Tree
from armlens.jsonc.update import updated
from armlens.text.spans import Span

TYPED = (
    *"{}[],:\"'\\/*\n\r\t .+-0123eEtfn=#\ufeff\u2028a😀",
    *("true", "//", "/*", "*/", '"a"', '"a":', '"b": 1,', ', "c": {}', "\\u0041", "NaN", "\r\n"),
    *('"q": "w",\n', '{\n  "x": [1]\n},\n', "[concat('a')]", "  ", "' '", '""'),
)


def shape(tree: Tree) -> list[tuple[object, ...]]:
    """Everything that is to be known of the nodes of a tree, each before those inside it."""
    return [
        (
            type(node).__name__,
            node.span,
            getattr(node, "raw", None),
            repr(node.value) if isinstance(node, String | Number | Constant) else None,
            getattr(node, "closed", None),
            len(children(node)),
        )
        for node in (walk(tree.root) if tree.root else ())
    ]


def check_equal(tree: Tree, fresh: Tree) -> None:
    """A tree that was updated is the one that its text has."""
    assert tree.text == fresh.text
    assert shape(tree) == shape(fresh)
    assert tree.problems == fresh.problems
    assert tree.comments == fresh.comments
    lines = [
        [each.lines.line_span(n) for n in range(each.lines.line_count)] for each in (tree, fresh)
    ]
    assert lines[0] == lines[1]


def edited(tree: Tree, start: int, end: int, typed: str) -> Tree:
    """The tree after an edit, which is checked to be the one that the text has."""
    text = tree.text[:start] + typed + tree.text[end:]
    new = updated(tree, Span(start, end), text)
    check_equal(new, parse(text))
    return new


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
        if reading and reading.can_resume:
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
