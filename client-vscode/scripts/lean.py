"""Takes documentation and comments out of Python sources, for a smaller package.

Nothing at run time reads them. No line moves, so that the places in a traceback that somebody
sends are those of the sources. What a source says of its licence stays.
"""

from __future__ import annotations

import ast
import re
import tokenize
from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import Path
from typing import TypeGuard

_EMPTY = b'""'
_KEPT = re.compile(r"licen[cs]e|copyright|spdx|coding[:=]", re.IGNORECASE)


def make_lean(folder: Path) -> None:
    """Takes documentation and comments out of all sources in a folder."""
    for path in folder.rglob("*.py"):
        path.write_bytes(lean(path.read_bytes()))


def lean(source: bytes) -> bytes:
    """A source in UTF-8 without comments, and with "" for texts that stand by themselves."""
    lines = source.splitlines(keepends=True)
    starts = [0, *accumulate(map(len, lines))]
    cuts = [*_texts(ast.parse(source), starts), *_comments(lines, starts)]
    for start, end, left in sorted(cuts, reverse=True):
        source = source[:start] + left + source[end:]
    return source


_Cut = tuple[int, int, bytes]
"""From where to where something is taken out, in bytes, and what is left of it."""


def _texts(module: ast.Module, starts: Sequence[int]) -> Iterator[_Cut]:
    """The statements that are nothing but a text: docstrings, also those of attributes."""
    for node in ast.walk(module):
        if _is_text(node) and node.end_lineno and node.end_col_offset:
            start = starts[node.lineno - 1] + node.col_offset
            end = starts[node.end_lineno - 1] + node.end_col_offset
            yield start, end, _EMPTY + b"\n" * (node.end_lineno - node.lineno)


def _is_text(node: ast.AST) -> TypeGuard[ast.Expr]:
    is_constant = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    return is_constant and isinstance(node.value.value, str)


def _comments(lines: Sequence[bytes], starts: Sequence[int]) -> Iterator[_Cut]:
    """The comments, with the space before them."""
    for token in tokenize.tokenize(iter(lines).__next__):
        if token.type == tokenize.COMMENT and not _KEPT.search(token.string):
            row, column = token.start
            before = lines[row - 1].decode()[:column].rstrip(" \t").encode()
            start = starts[row - 1] + len(before)
            end = starts[row - 1] + len(lines[row - 1].rstrip(b"\r\n"))
            yield start, end, b""
