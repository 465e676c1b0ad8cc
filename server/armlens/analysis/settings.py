"""What the user has chosen: levels of rules, paths to leave out, parameter files of templates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from armlens.rules.rule import Rule
from armlens.rules.verdicts import Verdict, VerdictKind
from armlens.text.problems import Severity


class Level(StrEnum):
    """What a setting may say of a rule."""

    OFF = "off"
    ERROR = "error"
    WARNING = "warning"
    INFORMATION = "information"
    HINT = "hint"
    DEFAULT = "default"


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings in force for a document.

    `rules` maps a rule's name, ref or name prefix to a level; the longest key that matches wins.
    `exclude` holds patterns in the syntax of `.gitignore`, relative to the settings file.
    `parameters` maps templates to the parameter files to judge them with, by paths relative to it.
    `select` and `ignore` narrow the rules by name, ref, prefix or pillar; empty means all, none.
    """

    rules: Mapping[str, Level] = field(default_factory=dict)
    exclude: tuple[str, ...] = ()
    parameters: Mapping[str, str] = field(default_factory=dict)
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    def level(self, rule: Rule) -> Severity | None:
        """The severity of the rule's failures, or None if the rule is off."""
        if self.select and not any(map(rule.matches, self.select)):
            return None
        if any(map(rule.matches, self.ignore)):
            return None
        keys = [key for key in self.rules if rule.matches(key)]
        level = self.rules[max(keys, key=len)] if keys else Level.DEFAULT
        if level is Level.OFF:
            return None
        return rule.severity.default_level if level is Level.DEFAULT else Severity(level.value)


def severity_of(verdict: Verdict, level: Severity) -> Severity:
    """The severity at which a verdict is told: open ones are one step softer than failures."""
    return level.softened() if verdict.kind is VerdictKind.OPEN else level
