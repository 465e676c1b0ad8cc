"""The pages of rules are those of the catalogue. `UPDATE_DOCS=1` writes them anew."""

from __future__ import annotations

import os
from pathlib import Path

from armlens.rules.catalogue import RULES, UNCHECKED
from armlens.rules.index_page import INDEX, index
from armlens.rules.pages import page, unchecked_page

FOLDER = Path(__file__).parents[2] / "docs" / "rules"


def pages() -> dict[str, str]:
    return (
        {INDEX: index()}
        | {f"{rule.name}.md": page(rule) for rule in RULES}
        | {f"{rule.name}.md": unchecked_page(rule) for rule in UNCHECKED}
    )


def written() -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in FOLDER.iterdir()}


def update() -> None:
    FOLDER.mkdir(exist_ok=True)
    for path in FOLDER.iterdir():
        path.unlink()
    for name, text in pages().items():
        (FOLDER / name).write_text(text, encoding="utf-8")


def test_the_pages_are_those_of_the_catalogue() -> None:
    if os.environ.get("UPDATE_DOCS"):
        update()
    assert written() == pages()
