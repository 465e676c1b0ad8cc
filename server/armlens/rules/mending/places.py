"""Building blocks of fixes: where a value may be rewritten, and what must change with it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from armlens.evaluation.origins import Origin, OriginKind, Place
from armlens.evaluation.values import Choice, Value
from armlens.jsonc.tree import Tree
from armlens.text.edits import Edit


def edits_of(tree: Tree, *parts: Iterable[Edit]) -> Mapping[str, tuple[Edit, ...]]:
    """The edits of one document, by its name; empty if any part could not be made."""
    made = [tuple(part) for part in parts]
    return {tree.document: tuple(edit for part in made for edit in part)} if all(made) else {}


def place_of(value: Value) -> Place | None:
    """Where a value is written as a whole and may be rewritten; a secret may not be."""
    if value.secret or isinstance(value, Choice) or getattr(value, "rest", None):
        return None
    place: Place | None = getattr(value, "place", None)
    return place


def is_used_once(tree: Tree, origin: Origin) -> bool:
    """Whether the document mentions the parameter or variable in one place only.

    Found by its text, so that a mention in a comment counts too: that errs on the safe side.
    """
    if origin.kind in (OriginKind.OUTPUT, OriginKind.DECLARED):
        return False
    function = "variables" if origin.kind is OriginKind.VARIABLE else "parameters"
    use = rf"\b{function}\s*\(\s*'{re.escape(origin.name)}'\s*\)"
    return len(re.findall(use, tree.text, re.IGNORECASE)) <= 1
