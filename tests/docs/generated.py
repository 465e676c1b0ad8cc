"""Folders of pages that are written from what the program knows. `UPDATE_DOCS=1` writes them anew."""

from __future__ import annotations

import os
from collections.abc import Mapping

from docs.playing import DOCS


def check_folder(name: str, pages: Mapping[str, str]) -> None:
    """A folder below `docs/` has just these pages, by the names of their files."""
    folder = DOCS / name
    if os.environ.get("UPDATE_DOCS"):
        for path in folder.iterdir():
            path.unlink()
        for page, text in pages.items():
            (folder / page).write_text(text, encoding="utf-8")
    assert {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()} == pages
