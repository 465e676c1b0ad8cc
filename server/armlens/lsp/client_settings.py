"""The settings that VS Code offers under `armlens`: their names, types, defaults and descriptions.

What they mean to the analysis is described once, in the schema of `armlens.json`; the others are
the extension's own. `client-vscode/scripts/manifest.py` writes them into the extension's manifest,
and a test fails when the two differ. Nothing here needs more than the standard library, so that
the manifest can be written before anything is installed.
"""

from __future__ import annotations

import itertools
import json
from pathlib import Path
from typing import Any

from armlens.lsp.vocabulary import SETTINGS_FILE, SOURCE

MINIMUM_PYTHON = (3, 11)
"""The oldest Python that runs the server, as in `requires-python`."""

_SCHEMA = Path(__file__).parent.parent / "analysis" / f"{SOURCE}.schema.json"
_PROJECT_WINS = (
    f"Where a file `{SETTINGS_FILE}` says something else of a rule, the file decides,"
    " so that the command line, CI and every editor agree."
)


def settings() -> dict[str, dict[str, Any]]:
    """Each setting with its description in the form of the manifest, in the order shown."""
    return {
        f"{SOURCE}.enable": {
            "type": "boolean",
            "default": True,
            "scope": "window",
            "markdownDescription": "Check ARM templates. When this is off, no server runs.",
        },
        f"{SOURCE}.interpreter": {
            "type": "string",
            "default": "",
            "scope": "machine-overridable",
            "markdownDescription": _interpreter(),
        },
        **_of_the_analysis(),
        f"{SOURCE}.trace.server": {
            "type": "string",
            "enum": ["off", "messages", "verbose"],
            "default": "off",
            "scope": "window",
            "markdownDescription": "How much of the conversation with the server goes to the log,"
            " once the log's level is `Trace`. Messages contain the text of your templates.",
        },
    }


def configuration() -> dict[str, Any]:
    """The manifest's `contributes.configuration`."""
    ordered = {
        name: {"order": order, **setting}
        for order, (name, setting) in enumerate(settings().items())
    }
    return {"title": SOURCE, "properties": ordered}


def _of_the_analysis() -> dict[str, dict[str, Any]]:
    """The settings that the server reads, described as in the settings file."""
    schema = json.loads(_SCHEMA.read_text(encoding="utf-8"))
    level = schema["definitions"]["level"]
    described = schema["properties"]
    return {
        f"{SOURCE}.rules": {
            "type": "object",
            "default": {},
            "scope": "resource",
            "additionalProperties": {
                "enum": level["enum"],
                "markdownDescription": _markdown(level["description"]),
            },
            "markdownDescription": _paragraphs(
                _markdown(described["rules"]["description"]),
                _markdown(level["description"]),
                _PROJECT_WINS,
            ),
        },
        f"{SOURCE}.options": {
            "type": "object",
            "default": {},
            "scope": "resource",
            "additionalProperties": {
                key: value
                for key, value in schema["definitions"]["option"].items()
                if key != "description"
            },
            "markdownDescription": _paragraphs(
                _markdown(described["options"]["description"]),
                f"Where a file `{SETTINGS_FILE}` sets an option as well, the file decides.",
            ),
        },
        f"{SOURCE}.exclude": {
            "type": "array",
            "items": {"type": "string"},
            "default": [],
            "scope": "resource",
            "markdownDescription": "Paths that are not checked, as patterns in the syntax of"
            " `.gitignore` relative to the workspace folder. They add to those of the file"
            f" `{SETTINGS_FILE}`.",
        },
        f"{SOURCE}.parameters": {
            "type": "object",
            "additionalProperties": {"type": "string"},
            "default": {},
            "scope": "resource",
            "markdownDescription": _paragraphs(
                "The parameter file that each template is judged with, where several belong to it"
                " or none does by its name: from the path of a template (`main.json`) to that of a"
                " parameter file (`main.prod.parameters.json`), both relative to the workspace"
                " folder.",
                f"Where a file `{SETTINGS_FILE}` chooses another for a template, the file decides.",
            ),
        },
    }


def _interpreter() -> str:
    version = ".".join(map(str, MINIMUM_PYTHON))
    return _paragraphs(
        f"The Python {version} or newer that runs the server: an absolute path, or a command that"
        " is on `PATH`. `~` and `${workspaceFolder}` may be used.",
        "When it is empty, the interpreter is the one chosen in the Python Environments"
        " extension, else the one of the Python extension, else `python3`, `python` or `py -3`."
        " Neither extension is needed.",
        "The value of a workspace is used only in a trusted one.",
    )


def _paragraphs(*texts: str) -> str:
    return "\n\n".join(texts)


def _markdown(description: str) -> str:
    """A description of the schema, where quotes enclose code, as Markdown."""
    pieces = description.split("'")
    # An apostrophe between letters ("rule's") opens no quote.
    text = pieces[0]
    is_open = False
    for before, piece in itertools.pairwise(pieces):
        is_apostrophe = before[-1:].isalpha() and piece[:1].isalpha() and not is_open
        text += ("'" if is_apostrophe else "`") + piece
        is_open = is_open if is_apostrophe else not is_open
    return text
