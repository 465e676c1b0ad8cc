"""What the editor and the workspace say about settings, as an immutable view for each analysis."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import field
from pathlib import Path
from typing import Any

from armlens.dataclass import dataclass
from armlens.lsp.documents import Document
from armlens.lsp.uris import path_of
from armlens.lsp.vocabulary import RULE_FILE_ENDINGS, SETTINGS_FILE, SOURCE

_PARAMETERS = re.compile(r"\.parameters\b.*\.jsonc?\Z", re.IGNORECASE)

Section = Mapping[str, Any]
"""The editor's settings under `armlens`, as it sent them: nothing is checked yet."""


@dataclass(frozen=True, eq=False)
class View:
    """All that settings depend on, at one moment. A new object for each change: identity counts.

    `sections` is by the URI of a workspace folder, the empty one for documents outside of all;
    `drafts` are the settings and rule files that are open, whose text is not the one on disk.
    """

    folders: tuple[str, ...] = ()
    sections: Mapping[str, Section] = field(default_factory=dict)
    drafts: tuple[Document, ...] = ()

    def folder_of(self, path: Path) -> str | None:
        """The URI of the innermost workspace folder that holds the path."""
        holding = [
            (len(folder.parts), uri)
            for uri in self.folders
            if (folder := path_of(uri)) and path.is_relative_to(folder)
        ]
        return max(holding)[1] if holding else None

    def section(self, folder: str | None) -> Section:
        """The editor's settings for the documents of a folder, or of none."""
        return self.sections.get(folder or "", self.sections.get("", {}))


def is_settings_file(uri: str) -> bool:
    """Whether the document is a settings file, by its name."""
    path = path_of(uri)
    return path is not None and path.name == SETTINGS_FILE


def is_rule_file(uri: str) -> bool:
    """Whether the document is a file with rules, by its name: the settings may name any."""
    path = path_of(uri)
    return path is not None and path.name.lower().endswith(RULE_FILE_ENDINGS)


def is_parameter_file(uri: str) -> bool:
    """Whether the document is a parameter file, by its name."""
    path = path_of(uri)
    return path is not None and _PARAMETERS.search(path.name) is not None


def section_in(settings: object) -> Section:
    """The section `armlens` of what a client sent, or the whole if it is not in a section.

    `initializationOptions` and `workspace/didChangeConfiguration` come both ways.
    """
    if not isinstance(settings, Mapping):
        return {}
    inner = settings.get(SOURCE, settings)
    return inner if isinstance(inner, Mapping) else {}
