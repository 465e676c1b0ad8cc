"""Which modules of a package one of them needs, by the imports that are written in them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path


def unreached(package: Path, first: Path) -> list[Path]:
    """The modules of a package that one of them does not import, nor any that it does import.

    Imports in functions count, too. A folder's `__init__` is always needed.
    """
    reached: set[Path] = set()
    waiting = [first, *package.rglob("__init__.py")]
    while waiting:
        module = waiting.pop()
        if module not in reached:
            reached.add(module)
            waiting += filter(Path.is_file, _imported(package, module))
    return sorted(set(package.rglob("*.py")) - reached)


def _imported(package: Path, module: Path) -> Iterator[Path]:
    """The files that imports may mean; some are not there, being names in a module."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            whole = [node.module, *(f"{node.module}.{each.name}" for each in node.names)]
        elif isinstance(node, ast.Import):
            whole = [each.name for each in node.names]
        else:
            continue
        for name in whole:
            yield package.parent.joinpath(*name.split(".")).with_suffix(".py")
