"""What the user has chosen: levels of rules and problems, options, suppressions, paths."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import field, replace
from enum import StrEnum

from armlens.analysis.suppression import SuppressEntry
from armlens.dataclass import dataclass
from armlens.problems.catalogue import find_problem, selects_problems
from armlens.rules.rule import OptionValue, Rule
from armlens.rules.verdicts import Verdict, VerdictKind
from armlens.text.problems import Problem, Severity


class Level(StrEnum):
    """What a setting may say of a rule or a problem."""

    OFF = "off"
    ERROR = "error"
    WARNING = "warning"
    INFORMATION = "information"
    HINT = "hint"
    DEFAULT = "default"


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings in force for a document.

    `rules` maps a rule's name or ref, a problem's code, or the beginning of a name or code to a
    level; the longest key that matches wins.
    `exclude` holds patterns in the syntax of `.gitignore`, relative to the settings file.
    `parameters` maps templates to the parameter files to judge them with, by paths relative to it.
    `options` are the values of rules' options by name; those not named have their defaults.
    `suppress` are the findings not to be told; the settings of a file hold those for its path.
    `own_rules` are those of the rule files that the settings name.
    `select` and `ignore` narrow the rules by name, ref, prefix, pillar or severity, and the
    problems by code or its beginning; empty means all, none.
    """

    rules: Mapping[str, Level] = field(default_factory=dict)
    exclude: tuple[str, ...] = ()
    parameters: Mapping[str, str] = field(default_factory=dict)
    options: Mapping[str, OptionValue] = field(default_factory=dict)
    suppress: tuple[SuppressEntry, ...] = ()
    own_rules: tuple[Rule, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    def level(self, rule: Rule) -> Severity | None:
        """The severity of the rule's failures, or None if the rule is off."""
        if self.select and not any(map(rule.matches, self.select)):
            return None
        return self._chosen(rule.matches, rule.severity.default_level)

    def told(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """The problems at the levels that they are given, without those that are off.

        A selection that names rules only leaves all problems in place: a rule is as good as what
        could be read of the template.
        """
        if not (self.rules or self.select or self.ignore):
            return tuple(problems)
        told = ((problem, self._problem_level(problem)) for problem in problems)
        return tuple(replace(problem, severity=level) for problem, level in told if level)

    def _problem_level(self, problem: Problem) -> Severity | None:
        kind = find_problem(problem.code)
        if kind is None or not kind.is_switchable:
            return problem.severity
        selecting = [word for word in self.select if selects_problems(word)]
        if selecting and not any(map(kind.matches, selecting)):
            return None
        return self._chosen(kind.matches, problem.severity)

    def _chosen(self, matches: Callable[[str], bool], default: Severity) -> Severity | None:
        """The level that is chosen for a rule or problem by what matches it."""
        if any(map(matches, self.ignore)):
            return None
        keys = [key for key in self.rules if matches(key)]
        level = self.rules[max(keys, key=len)] if keys else Level.DEFAULT
        if level is Level.OFF:
            return None
        return default if level is Level.DEFAULT else Severity(level.value)


def severity_of(verdict: Verdict, level: Severity) -> Severity:
    """The severity at which a verdict is told: open ones are one step softer than failures."""
    return level.softened() if verdict.kind is VerdictKind.OPEN else level
