"""The shells that there is a script for."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from armlens.commands.completion.bash import bash
from armlens.commands.completion.fish import fish
from armlens.commands.completion.powershell import powershell
from armlens.commands.completion.words import CommandLine
from armlens.commands.completion.zsh import zsh

SCRIPTS: Mapping[str, Callable[[CommandLine], str]] = {
    "bash": bash,
    "zsh": zsh,
    "fish": fish,
    "powershell": powershell,
}
"""What makes the script, by the name of the shell."""
