"""Puts the manual page into the wheel, made of the command line as it is."""

from __future__ import annotations

import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ManualPage(BuildHookInterface[Any]):
    """Writes the page to a file that the wheel installs where `man` looks."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - the interface's
        """Called before a wheel is built."""
        # What says what may be written needs nothing but Python.
        sys.path.insert(0, str(Path(self.root) / "server"))
        from armlens.commands.arguments import parser  # noqa: PLC0415 - it is found only now
        from armlens.commands.manual import manual  # noqa: PLC0415

        page = Path(tempfile.mkdtemp()) / "armlens.1"
        page.write_text(manual(parser(defaultdict(lambda: lambda _arguments: 0))), encoding="utf-8")
        build_data["shared_data"][str(page)] = "share/man/man1/armlens.1"
