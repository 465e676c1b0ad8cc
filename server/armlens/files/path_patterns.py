"""Patterns of paths in the syntax of `.gitignore`, matched in bounded time whatever they are.

pathspec makes a regular expression of a pattern, which Python's `re` may look for until the end
of days: a name of 200 letters and a pattern with ten `*` are enough. Few have more than two, so
that only the others are read by machines, which are slower but linear.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from pathspec import GitIgnoreSpec
from pathspec.pattern import RegexMatchResult
from pathspec.patterns.gitignore.spec import GitIgnoreSpecPattern

from armlens.evaluation.patterns import machine_of
from armlens.evaluation.recognition import Machine, reads

_MOST_REPEATED = 3
"""The most repetitions that `re` is trusted with; each may multiply the time by the length."""

_REPEATED = re.compile(r"(?<!\\)[*+]")
_FOLDER = "(?P<ps_d>/)"
_FOLDER_OR_FILE = f"(?:{_FOLDER}|$)"
_AS_FOLDER, _AS_FILE = re.compile(_FOLDER).match("/"), re.compile(f"{_FOLDER}?").match("")


def path_patterns(lines: Iterable[str]) -> GitIgnoreSpec:
    """The patterns of some lines; raises `ValueError` if git would not understand one."""
    return GitIgnoreSpec.from_lines(lines, _Pattern, backend="simple")


class _Pattern(GitIgnoreSpecPattern):
    """A pattern that machines read if `re` might not come to an end."""

    _machines: tuple[Machine | None, Machine | None] | None = None

    def __init__(self, line: str) -> None:
        super().__init__(line)
        expression = self.regex.pattern if self.regex else ""
        if len(_REPEATED.findall(expression)) > _MOST_REPEATED:
            self._machines = _machines(expression)

    def match_file(self, file: str) -> RegexMatchResult | None:
        """Whether the pattern matches a path or a folder above it, as pathspec tells it.

        One that is too large for a machine matches nothing.
        """
        if self._machines is None:
            found: RegexMatchResult | None = super().match_file(file)
            return found
        for machine, result in zip(self._machines, (_AS_FILE, _AS_FOLDER), strict=True):
            if machine and result and reads(machine, (file,)):
                return RegexMatchResult(result)
        return None


def _machines(expression: str) -> tuple[Machine | None, Machine | None]:
    """The machines that match a path and a folder above it; None for one that is not needed."""
    start = expression.removesuffix(_FOLDER_OR_FILE)
    if start != expression:
        return _machine(start + "$"), _machine(start + "/")
    start = expression.removesuffix(_FOLDER)
    return (None, _machine(start + "/")) if start != expression else (_machine(expression), None)


def _machine(expression: str) -> Machine | None:
    return machine_of(expression, ignoring_case=False)
