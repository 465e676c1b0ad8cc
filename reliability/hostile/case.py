"""What a hostile case is: files, a command, and what the user must be told."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SCHEMA = "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#"

MAIN = "main.json"
"""The template that the cases are about."""

CHECK = ("check", "--select", "Azure.AKS.ManagedIdentity", MAIN)
"""Checks it with one rule, which finds the identity of the cluster that stands in it."""

FOUND = "Azure.AKS.ManagedIdentity"
"""What must be told besides: whatever else is in the way, the cluster is still checked."""

FOLDER = ("check", "--select", FOUND, ".")
"""The same for all that is in the folder, with the settings that are."""

ONE_CLUSTER = "1 template checked: 1 warning"

Writer = Callable[[Path], None]


@dataclass(frozen=True, slots=True)
class Case:
    """One case: `write` makes its files in an empty folder, in which the command runs.

    `told` must all be in what is printed, `status` is the exit status. `editor` must all be in
    what a server answers, if that is something else. A case that takes seconds is not `cheap`, and
    no regular test. `seconds` and `mib` are what it may take on a machine that is not busy.
    """

    name: str
    write: Writer
    told: tuple[str, ...]
    status: int
    command: tuple[str, ...] = CHECK
    editor: tuple[str, ...] | None = None
    cheap: bool = True
    seconds: float = 10
    mib: int = 200

    @property
    def in_editor(self) -> tuple[str, ...]:
        """What a server must answer, of an expression that the cluster with it is checked."""
        if self.editor is not None:
            return self.editor
        return self.told if self.command[0] == "check" else (FOUND,)


def cluster(**members: Any) -> dict[str, Any]:
    """A cluster without an identity."""
    return {
        "type": "Microsoft.ContainerService/managedClusters",
        "apiVersion": "2024-09-01",
        "name": "aks",
        "location": "westeurope",
        **members,
    }


def template(*resources: Mapping[str, Any], **sections: Any) -> str:
    """A template on one line, with a cluster if no resources are given."""
    whole = {"$schema": SCHEMA, "contentVersion": "1.0.0.0", **sections}
    return json.dumps({**whole, "resources": resources or [cluster()]})


def with_text(text: str | bytes, name: str = MAIN) -> Writer:
    """Writes one file."""
    return lambda folder: _write(folder / name, text)


def with_files(**texts: str) -> Writer:
    """Writes files; a name is given with `_` for its dot."""

    def write(folder: Path) -> None:
        for name, text in texts.items():
            _write(folder / name.replace("_", "."), text)

    return write


def both(first: Writer, *more: Writer) -> Writer:
    """Does what several do, one after the other."""

    def write(folder: Path) -> None:
        for each in (first, *more):
            each(folder)

    return write


def pipe(name: str) -> Writer:
    """Makes a named pipe that nobody writes to."""
    return lambda folder: os.mkfifo(folder / name)


def link(name: str, to: str) -> Writer:
    """Makes a symbolic link."""
    return lambda folder: (folder / name).symlink_to(to)


def folder(name: str) -> Writer:
    """Makes a folder."""
    return lambda around: (around / name).mkdir()


def lazily(make: Callable[[], str | bytes]) -> Writer:
    """Writes one file whose text is only made when the case runs, because it is large."""
    return lambda folder: _write(folder / MAIN, make())


def _write(path: Path, text: str | bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
