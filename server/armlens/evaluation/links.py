"""Links: how a scope comes at the documents that its own one names by a path.

Nothing here reads a file. Whoever runs an analysis gives the function that knows where documents
are, and which of them may be read.
"""

from __future__ import annotations

from collections.abc import Callable

from armlens.dataclass import dataclass
from armlens.jsonc.tree import Tree
from armlens.text.spans import Span


@dataclass(frozen=True, slots=True)
class Unavailable:
    """A document that is not given, and why: `reason` is a clause such as "it does not exist".

    `is_outside` is set where nobody has looked at it, because it lies where nothing is read.
    """

    reason: str
    is_outside: bool = False


Follow = Callable[[str, str], Tree | Unavailable | None]
"""Gives the document at a path relative to another one, which is called by its `Tree.document`;
always the same tree for the same path. None where nobody can tell which document is meant."""


@dataclass(frozen=True, slots=True)
class Links:
    """Where links lead from a scope.

    `way` are the documents that link each other down to this one, the analysed one first. `entry`
    is the place in the analysed document where the way leaves it; None in that document itself.
    """

    follow: Follow | None = None
    way: tuple[str, ...] = ()
    entry: Span | None = None

    def through(self, entry: Span, document: str) -> Links:
        """The links of a document that one of these leads to; `entry` is where it is written."""
        return Links(self.follow, (*self.way, document), self.entry or entry)


def links_of(tree: Tree, follow: Follow | None) -> Links:
    """The links of the document that is analysed."""
    return Links(follow, (tree.document,))
