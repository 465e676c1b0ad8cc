"""The configurations that `docs/editors.md` shows, so that tests run what readers copy."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "editors.md"

_PARTS = re.compile(
    r"^(?:#+ (?P<heading>[^\n]+)|```(?P<language>\w+)\n(?P<code>.*?)^```)$",
    re.MULTILINE | re.DOTALL,
)


def blocks() -> dict[tuple[str, str], list[str]]:
    """The code blocks of the page, by the heading they stand under and their language."""
    found: dict[tuple[str, str], list[str]] = {}
    heading = ""
    for part in _PARTS.finditer(PAGE.read_text("utf-8")):
        if part["heading"]:
            heading = part["heading"]
        else:
            found.setdefault((heading, part["language"]), []).append(part["code"])
    return found


def block(heading: str, language: str) -> str:
    """The one block of that language under that heading."""
    (code,) = blocks()[heading, language]
    return code
