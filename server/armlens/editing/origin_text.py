"""Where a value comes from and where it takes effect, in sentences with links."""

from __future__ import annotations

from urllib.parse import unquote

from armlens.editing.markup import Markup
from armlens.evaluation.origins import Origin
from armlens.jsonc.tree import Tree
from armlens.rules.rule import Link
from armlens.text.spans import Span


def origin_text(origin: Origin, tree: Tree, markup: Markup) -> str:
    """Where the value was written, with the line if it is in the same document."""
    source = markup.text(f"The value comes from {origin.label}")
    if origin.document != tree.document:
        return f"{source}."
    return f"{source} ({_line(origin.span, tree, markup)})."


def effect_text(document: str, span: Span, tree: Tree, markup: Markup) -> str:
    """Where a finding takes effect, with the line if that is in the document of the tree."""
    name = unquote(document.rpartition("/")[2])
    text = markup.text(f"It takes effect in {name}")
    return f"{text} ({_line(span, tree, markup)})." if document == tree.document else f"{text}."


def _line(span: Span, tree: Tree, markup: Markup) -> str:
    """The number of the line, as a link if the document has an address."""
    line = tree.lines.line_at(span.start) + 1
    if tree.document.startswith("file:"):
        return markup.link(Link(f"line {line}", f"{tree.document}#L{line}"))
    return f"line {line}"
