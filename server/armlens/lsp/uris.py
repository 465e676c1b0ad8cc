"""URIs and paths: which file a document is, if it is one at all.

A document is known by the URI its client spells, character for character: an answer must carry
the same spelling. Paths serve only to find settings and to compare two spellings of one file.
"""

from __future__ import annotations

import os
import re
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

_MOST_REMEMBERED = 4096
_DRIVE = re.compile(r"/[A-Za-z]:(?:/|\Z)")


def path_text(uri: str, separator: str = os.sep) -> str | None:
    r"""The path that a `file:` URI names, or None for `untitled:` and every other scheme.

    With the separator `\` of Windows, `file:///c%3A/a%20b` is `c:\a b` and `file://host/share`
    is `\\host\share`. See RFC 8089 and the LSP specification, section "URI".
    """
    try:
        parts = urlsplit(uri, allow_fragments=False)
    except ValueError:
        return None
    path = unquote(parts.path)
    if parts.scheme != "file" or not path.startswith("/") or "\0" in path:
        return None
    if separator == "/":
        return path
    if _DRIVE.match(path):
        return path[1:].replace("/", separator)
    host = f"//{unquote(parts.netloc)}" if parts.netloc else ""
    return f"{host}{path}".replace("/", separator)


@lru_cache(_MOST_REMEMBERED)
def path_of(uri: str) -> Path | None:
    """The file that a URI names on this machine, `.` and `..` resolved without a look at it."""
    text = path_text(uri)
    return Path(os.path.normpath(text)) if text is not None else None


def is_same_file(uri: str, path: Path) -> bool:
    """Whether the URI names that path, however it spells it."""
    named = path_of(uri)
    return named is not None and os.path.normcase(named) == os.path.normcase(path)
