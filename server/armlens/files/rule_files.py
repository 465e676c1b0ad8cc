"""Reads the rule files that a settings file names."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from armlens.dataclass import dataclass
from armlens.files.bounds import is_inside
from armlens.files.reading import SourceText, Unreadable, read_text
from armlens.jsonc.nodes import String
from armlens.problems.tool import SETTINGS_RULE_FILE
from armlens.rules import catalogue
from armlens.rules.reading.rule_file import RuleFile, read_rule_file
from armlens.rules.rule import Rule
from armlens.text.problems import Problem


@dataclass(frozen=True, slots=True)
class Access:
    """How rule files are read, which an editor may have open, and what problems call them."""

    read: Callable[[Path], SourceText | Unreadable] = read_text
    name_of: Callable[[Path], str] = str


@dataclass(frozen=True, slots=True)
class RuleFiles:
    """The rule files of a settings file as read, and a problem for each that could not be."""

    files: tuple[tuple[Path, RuleFile], ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules of all files."""
        return tuple(rule for _, file in self.files for rule in file.rules)


NO_RULE_FILES = RuleFiles()
"""What settings have that name no rule file."""

DISK = Access()
"""Files are read from disk and called by their paths."""


def read_rule_files(named: Sequence[String], folder: Path, access: Access) -> RuleFiles:
    """The rule files by their paths in the settings; `folder` is that of the settings file.

    A file outside of the folder is not read, since settings may come from somebody else.
    """
    files: list[tuple[Path, RuleFile]] = []
    problems: list[Problem] = []
    taken = list(catalogue.RULES)
    for node in named:
        path = Path(os.path.normpath(folder / node.value))
        source = access.read(path) if is_inside(path, folder) else Unreadable(path, _OUTSIDE)
        if isinstance(source, Unreadable):
            message = f"The rule file '{node.value}' cannot be read: {source.reason}."
            problems.append(SETTINGS_RULE_FILE.at(node.span, message))
            continue
        file = read_rule_file(source.text, access.name_of(path), taken)
        taken += file.rules
        files.append((path, file))
    return RuleFiles(tuple(files), tuple(problems))


_OUTSIDE = "it lies outside of the folder of the settings file"
