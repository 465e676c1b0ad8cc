"""A template to fix, with the parameter file that it is deployed with, if it has one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from armlens.analysis.engine import analyse
from armlens.analysis.finding import Analysis
from armlens.analysis.settings import Settings
from armlens.jsonc.parse import parse
from armlens.rules.catalogue import RULES
from armlens.rules.examples import options_of
from armlens.rules.rule import Rule
from armlens.template.parameter_file import ParameterFile, parameter_file
from armlens.template.problems.parameters import parameter_file_problems
from armlens.text.problems import Problem

TEMPLATE = "main.json"
PARAMETERS = "main.parameters.json"

SETTINGS = Settings(
    options={name: value for rule in RULES for name, value in options_of(rule).items()}
)
"""With a value for each option, so that every rule runs."""


@dataclass(frozen=True)
class Case:
    """`name` says where it comes from; `template` and `parameters` are texts."""

    name: str
    template: str
    parameters: str | None = None

    @property
    def texts(self) -> dict[str, str]:
        """The texts by document."""
        given = {} if self.parameters is None else {PARAMETERS: self.parameters}
        return {TEMPLATE: self.template} | given

    def with_texts(self, texts: Mapping[str, str]) -> Case:
        """The same with other texts."""
        return Case(self.name, texts[TEMPLATE], texts.get(PARAMETERS))

    @cached_property
    def analysis(self) -> Analysis:
        """What all rules say of the template, with the values of the parameter file."""
        return analyse(self.template, TEMPLATE, SETTINGS, parameters=self._given, on_crash=_raise)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with either text."""
        if self.parameters is None:
            return self.analysis.problems
        tree = parse(self.parameters, PARAMETERS)
        given = parameter_file_problems(tree, self.analysis.tree)
        return (*self.analysis.problems, *tree.problems, *given)

    @property
    def _given(self) -> ParameterFile | None:
        if self.parameters is None:
            return None
        return parameter_file(parse(self.parameters, PARAMETERS))


def _raise(_rule: Rule, error: Exception) -> None:
    raise error
