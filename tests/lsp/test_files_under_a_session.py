"""Files beside a template that change, vanish, or become what no file is, while it is open."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from lsp.templates import FAILING, RULE
from reliability.sessions.server import InProcess

SETTINGS = (
    f'{{ "rules": {{ "{RULE}": "error" }}, "ruleFiles": ["our.rules.json5"],'
    ' "parameters": { "main.json": "main.parameters.json" } }'
)
RULES = """{ rules: { "Contoso.Region": { types: ["Microsoft.ContainerService/managedClusters"],
  title: "t", condition: { field: "tags.a", exists: true }, fails: "The cluster has no tag" } } }"""
PARAMETERS = (
    '{ "$schema": "https://schema.management.azure.com/schemas/2019-04-01/'
    'deploymentParameters.json#", "contentVersion": "1.0.0.0", "parameters": {} }'
)
FILES = {
    "armlens.json": SETTINGS,
    "our.rules.json5": RULES,
    "main.parameters.json": PARAMETERS,
}


def remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        path.rmdir()
    else:
        path.unlink(missing_ok=True)


BECOMES: dict[str, Callable[[Path], object]] = {
    "gone": remove,
    "a folder": lambda path: path.mkdir(),
    "a pipe": os.mkfifo,
    "a device": lambda path: path.symlink_to("/dev/zero"),
    "a link to itself": lambda path: path.symlink_to(path.name),
    "empty": lambda path: path.write_text(""),
    "no text": lambda path: path.write_bytes(b"\xff\x00{"),
    "cut short": lambda path: path.write_text(FILES[path.name][:-9]),
    "of 100,000 brackets": lambda path: path.write_text("[" * 100_000),
    "of too many values": lambda path: path.write_text("[" + "1," * 260_000 + "1]"),
}
pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")


def started(folder: Path, *, pulls: bool) -> InProcess:
    server = InProcess(folder, None, pulls=pulls)
    item = {"uri": uri(folder), "languageId": "json", "version": 1, "text": FAILING}
    server.tell("textDocument/didOpen", {"textDocument": item})
    server.rest()
    return server


def uri(folder: Path) -> str:
    return (folder / "main.json").as_uri()


def shown(server: InProcess, folder: Path) -> list[tuple[str, int]]:
    return sorted((each["code"], each["severity"]) for each in server.diagnostics(uri(folder)))


def fresh(folder: Path, *, pulls: bool) -> list[tuple[str, int]]:
    server = started(folder, pulls=pulls)
    found = shown(server, folder)
    server.end()
    return found


@pytest.mark.parametrize("pulls", [False, True], ids=["pushed", "pulled"])
@pytest.mark.parametrize("name", FILES)
def test_what_is_shown_is_what_a_fresh_server_shows(
    tmp_path: Path,
    name: str,
    pulls: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    (tmp_path / "main.json").write_text(FAILING)
    for each, text in FILES.items():
        (tmp_path / each).write_text(text)
    server = started(tmp_path, pulls=pulls)
    good = shown(server, tmp_path)
    assert {RULE, "Contoso.Region"} <= {code for code, _ in good}
    for what, become in BECOMES.items():
        remove(tmp_path / name)
        become(tmp_path / name)
        tell(server, tmp_path / name)
        # Settings that are wrong leave the last good ones in force, which a fresh server never had.
        kept = name == "armlens.json" and what != "gone"
        now = shown(server, tmp_path)
        assert kept or now == fresh(tmp_path, pulls=pulls), what
        assert "analysis.crashed" not in {code for code, _ in now}, what
        remove(tmp_path / name)
        (tmp_path / name).write_text(FILES[name])
        tell(server, tmp_path / name)
        assert shown(server, tmp_path) == good, what
    server.end()


def tell(server: InProcess, path: Path) -> None:
    """Tells the server, as a client's watcher does, that a file has changed."""
    changes = [{"uri": path.as_uri(), "type": 2}]
    server.tell("workspace/didChangeWatchedFiles", {"changes": changes})
    server.rest()
