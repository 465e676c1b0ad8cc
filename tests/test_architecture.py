"""The architecture page is true: layers import upward only, and every path it names exists."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "server" / "armlens"
LAYERS = (
    "dataclass",
    "text",
    "problems",
    "jsonc",
    "expressions",
    "evaluation",
    "template",
    "rules",
    "analysis",
    "editing",
    "report",
    "files",
    "lsp",
    "api",
    "commands",
    "cli",
    "__main__",
)
PROTOCOL = {"pygls", "lsprotocol"}


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def layer_of(module: str) -> str | None:
    """The layer of a dotted name inside the package; None for the package itself."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 and parts[0] == "armlens" else None


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: write imports in full"
            yield node.module or ""


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_layer_imports_only_those_above_it(path: Path) -> None:
    own = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    if own == "__init__":
        return
    for module in imports(path):
        layer = layer_of(module)
        if layer is not None:
            assert LAYERS.index(layer) <= LAYERS.index(own), f"{own} must not import {module}"
        if module.split(".")[0] in PROTOCOL:
            assert own == "lsp", f"{path} imports {module}: only lsp/ may"


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_only_the_command_line_prints(path: Path) -> None:
    calls = [
        node
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", None) == "print"
    ]
    assert not calls or path.name in ("cli.py", "printing.py", "standard_output.py")


@pytest.mark.parametrize("page", ["docs/architecture.md", "CONTRIBUTING.md"])
def test_every_path_that_the_page_names_exists(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    tops = "server|tests|benchmarks|reliability|docs|samples|client-vscode"
    named = re.findall(rf"`((?:{tops})/[\w./-]+)`", text)
    assert named
    assert [path for path in named if "NAME" not in path and not (ROOT / path).exists()] == []


def test_the_page_lists_every_layer() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `server/armlens/([\w.]+?)/?` \|", text, re.MULTILINE)
    assert [row.removesuffix(".py") for row in rows] == list(LAYERS[:-1])


def test_the_readme_holds_exactly_two_commands() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```sh\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    assert [block.count("\n") for block in blocks] == [1, 1]
