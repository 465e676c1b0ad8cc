"""A parsed document: its text, its root, its comments and what is wrong with it."""

from __future__ import annotations

from dataclasses import field
from typing import NamedTuple

from armlens.dataclass import dataclass
from armlens.jsonc.amount import bytes_in
from armlens.jsonc.memo import Memo
from armlens.jsonc.nodes import Comment, Node, Stretch
from armlens.text.lines import LineIndex
from armlens.text.problems import Problem
from armlens.text.spans import Span


class Damage(NamedTuple):
    """Where brackets do not balance: read with a guide from `start` to `end`.

    `edited` is the first place that was edited since they did.
    """

    start: int
    edited: int
    end: int


@dataclass(frozen=True, eq=False, slots=True)
class Reading:
    """What was noted when a text was read, for an update to go on from.

    `found` are the problems in the order in which they were found, `repeated` those of names used
    twice. `can_resume` is whether all that was found is here, and nothing but the `damage` needed a
    guide. If there is some, all that was found belongs to it, and what is around it is tidy.
    """

    found: list[Problem]
    repeated: list[Problem]
    comments: list[Comment]
    stretches: list[Stretch]
    can_resume: bool
    damage: Damage | None = None


@dataclass(eq=False)
class Tree:
    """The tree of one document. `document` is its URI, or whatever names it to the caller.

    The tree is lossless because it keeps the text: nodes, comments and problems are spans of it,
    and what lies between them is white space and punctuation.

    `update` brings it up to date with an edited text, so that whoever holds it, or nodes of it,
    sees where they are now. `memo` remembers what is computed of the nodes of such a tree, and
    `absent` which words are certainly not in the text. `doubt` is the part of the text of which
    nobody has looked yet whether its indentation tells how it nests; None if that does everywhere.
    `is_unread` is whether it has too many values, and therefore no root; `signs` is a number that
    those that stand for values and comments do not exceed, once somebody has counted them; so is
    `most_bytes` for those of the text in UTF-8.
    """

    text: str
    root: Node | None
    problems: list[Problem] = field(default_factory=list)
    document: str = ""
    reading: Reading | None = field(default=None, repr=False)
    index: LineIndex | None = field(default=None, repr=False)
    memo: Memo | None = field(default=None, repr=False)
    absent: set[str] = field(default_factory=set, repr=False)
    doubt: Span | None = None
    is_unread: bool = False
    signs: int | None = None
    most_bytes: int | None = None

    def mentions(self, word: str) -> bool:
        """Whether a word is anywhere in the text, which is searched once for one that is not."""
        if word in self.absent:
            return False
        if word in self.text:
            return True
        self.absent.add(word)
        return False

    def is_larger_than(self, size: int) -> bool:
        """Whether the text has more bytes in UTF-8, counted only where it may have."""
        if self.most_bytes is None or self.most_bytes > size:
            self.most_bytes = bytes_in(self.text)
        return self.most_bytes > size

    @property
    def lines(self) -> LineIndex:
        """The line index of the text, built when it is first asked for."""
        if self.index is None:
            self.index = LineIndex(self.text)
        return self.index

    @property
    def comments(self) -> list[Span]:
        """The comments in the order written."""
        return [each.span for each in self.reading.comments] if self.reading else []
