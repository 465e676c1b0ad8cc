"""The servers that are compared, and how each is started and spoken to."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.documents.document import JSONC, PYTHON, YAML
from benchmarks.paths import BUILD, ROOT

ARMLENS = "armlens"
VSCODE_JSON = "vscode-json"
VSCODE_JSON_PUSH = "vscode-json (push)"
YAML_SERVER = "yaml-language-server"
RUFF = "ruff"
BARE = "bare pygls"


@dataclass(frozen=True, slots=True)
class Contender:
    """A server, by its name in the tables.

    `pulls` says whether it is asked for diagnostics; else it sends them when it likes, which most
    do after a pause in typing. `settings` are what it gets as the editor's, by section.
    """

    name: str
    command: tuple[str, ...]
    language: str
    pulls: bool = True
    options: Mapping[str, Any] = field(default_factory=dict)
    settings: Mapping[str, Any] = field(default_factory=dict)
    environment: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_installed(self) -> bool:
        """Whether its program is there."""
        return shutil.which(self.command[0]) is not None

    def answer(self, method: str, params: Any) -> Any:
        """The answer to a request of the server; raises `LookupError` for others than these.

        A schema that it asks for is one that allows everything: nothing is fetched, and what is
        compared is the server's own work.
        """
        if method == "workspace/configuration":
            return [self.settings.get(item.get("section")) for item in params["items"]]
        return {
            "vscode/content": "{}",
            "client/registerCapability": None,
            "client/unregisterCapability": None,
            "window/workDoneProgress/create": None,
            "workspace/diagnostic/refresh": None,
            "workspace/workspaceFolders": None,
        }[method]


def contenders() -> tuple[Contender, ...]:
    """All of them, ours first."""
    node_programs = BUILD / "node_modules" / ".bin"
    json_server = (str(node_programs / "vscode-json-language-server"), "--stdio")
    json_options = {"handledSchemaProtocols": ["file"], "provideFormatter": False}
    return (
        Contender(ARMLENS, (sys.executable, "-m", "armlens", "server"), JSONC),
        Contender(VSCODE_JSON, json_server, JSONC, options=json_options),
        Contender(VSCODE_JSON_PUSH, json_server, JSONC, pulls=False, options=json_options),
        Contender(
            YAML_SERVER,
            (str(node_programs / "yaml-language-server"), "--stdio"),
            YAML,
            pulls=False,
            settings={
                "yaml": {"validate": True, "hover": True, "schemaStore": {"enable": False}},
                "redhat": {"telemetry": {"enabled": False}},
            },
        ),
        Contender(
            RUFF,
            (str(Path(sys.executable).parent / "ruff"), "server"),
            PYTHON,
            options={"settings": {"configurationPreference": "editorOnly"}},
        ),
        Contender(
            BARE,
            (sys.executable, "-m", "benchmarks.servers.bare"),
            JSONC,
            environment={"PYTHONPATH": str(ROOT)},
        ),
    )
