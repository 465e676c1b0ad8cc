"""The pages of rules are those of the catalogue. `UPDATE_DOCS=1` writes them anew."""

from __future__ import annotations

from armlens.rules.catalogue import RULES, UNCHECKED
from armlens.rules.index_page import INDEX, index
from armlens.rules.pages import page, unchecked_page
from docs.generated import check_folder


def pages() -> dict[str, str]:
    return (
        {INDEX: index()}
        | {f"{rule.name}.md": page(rule) for rule in RULES}
        | {f"{rule.name}.md": unchecked_page(rule) for rule in UNCHECKED}
    )


def test_the_pages_are_those_of_the_catalogue() -> None:
    check_folder("rules", pages())
