"""Sources in the extension's package: without documentation, and with each line in its place."""

from __future__ import annotations

import ast
import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).parents[2] / "client-vscode" / "scripts" / "lean.py"
SERVER = sorted((Path(__file__).parents[2] / "server" / "armlens").rglob("*.py"))


def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("lean", SCRIPT)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


LEAN = script().lean


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('"""Doc."""\nx = 1\n', '""\nx = 1\n'),
        ('r"""One\ntwo.\n"""\nx = 1\n', '""\n\n\nx = 1\n'),
        ('def f():\n    """Doc."""\n', 'def f():\n    ""\n'),
        ('x = 1  # why\n# whole\ny = "# text"\n', 'x = 1\n\ny = "# text"\n'),
        ('é = "é"  # é\n', 'é = "é"\n'),
        ("# SPDX-License-Identifier: MIT\n# more\n", "# SPDX-License-Identifier: MIT\n\n"),
        ('x: int\n"""Its meaning."""\nf"{x}"\n', 'x: int\n""\nf"{x}"\n'),
        ('a = 1; """text"""; b = 2\r\n', 'a = 1; ""; b = 2\r\n'),
    ],
)
def test_what_is_left(source: str, expected: str) -> None:
    assert LEAN(source.encode()) == expected.encode()


@pytest.mark.parametrize("path", SERVER, ids=lambda path: path.name)
def test_the_code_is_the_same_on_the_same_lines(path: Path) -> None:
    source = path.read_bytes()
    assert code(LEAN(source)) == code(source)


def code(source: bytes) -> str:
    """What a source does and where, without the texts that stand by themselves."""
    module = ast.parse(source)
    for node in ast.walk(module):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            node.value.value = ""
            node.end_lineno = node.value.end_lineno = node.end_col_offset = None
            node.value.end_col_offset = None
    lines = [getattr(node, "lineno", None) for node in ast.walk(module)]
    return f"{ast.dump(module)} {lines}"
