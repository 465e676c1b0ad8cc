"""Rules of one's own on the command line: those of the settings, and the test of their files."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from armlens.dataclass import dataclass
from armlens.files.reading import Unreadable, read_text
from armlens.files.settings import find_settings, load_settings
from armlens.report.visible import visible_line
from armlens.rules import catalogue
from armlens.rules.reading.rule_file import read_rule_file
from armlens.rules.reading.testing import complaints
from armlens.rules.rule import Rule
from armlens.text.lines import LineIndex, PositionEncoding


@dataclass(frozen=True, slots=True)
class Tested:
    """What a test of rule files has found: lines to print, and whether all is well.

    `unread` says of files that cannot be read why.
    """

    lines: tuple[str, ...]
    is_good: bool
    unread: tuple[str, ...] = ()


def own_rules(folder: Path, today: date) -> tuple[Rule, ...]:
    """The rules of the rule files that the settings of a folder name."""
    found = find_settings(folder)
    file = load_settings(found, today) if found else None
    return () if file is None or isinstance(file, Unreadable) else file.rule_files.rules


def test_rule_files(paths: Sequence[Path]) -> Tested:
    """Reads rule files and runs the examples in them."""
    several = [_tested(path) for path in paths]
    return Tested(
        tuple(line for each in several for line in each.lines),
        all(each.is_good for each in several),
        tuple(line for each in several for line in each.unread),
    )


def _tested(path: Path) -> Tested:
    source = read_text(path)
    if isinstance(source, Unreadable):
        message = visible_line(f"'{path}' cannot be read: {source.reason}.")
        return Tested((), is_good=False, unread=(message,))
    file = read_rule_file(source.text, str(path), catalogue.RULES)
    index = LineIndex(source.text)
    lines = []
    for problem in file.problems:
        at = index.position(problem.span.start, PositionEncoding.UTF16)
        where = f"{path}:{at.line + 1}:{at.character + 1}"
        lines.append(f"{where}: {problem.severity} {problem.code}: {problem.message}")
    is_good = not file.problems
    for rule in file.rules:
        found = list(complaints(rule))
        is_good = is_good and not found
        lines += [f"{rule.name}: {complaint}" for complaint in found]
        if not found:
            lines.append(f"{rule.name}: fails and passes as its examples say.")
    return Tested(tuple(map(visible_line, lines)), is_good)
