"""Where a value comes from, in a sentence with a link."""

from __future__ import annotations

from armlens.editing.markup import Markup
from armlens.evaluation.origins import Origin
from armlens.jsonc.tree import Tree
from armlens.rules.rule import Link


def origin_text(origin: Origin, tree: Tree, markup: Markup) -> str:
    """Where the value was written, with the line if it is in the same document."""
    source = markup.text(f"The value comes from {origin.label}")
    if origin.document != tree.document:
        return f"{source}."
    line = tree.lines.line_at(origin.span.start) + 1
    place = f"line {line}"
    if origin.document.startswith("file:"):
        place = markup.link(Link(place, f"{origin.document}#L{line}"))
    return f"{source} ({place})."
