"""What a condition is judged in: the resource, the options that are set, the other resources."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from armlens.rules.rule import OptionValue, Rule
from armlens.template.relations import Relations
from armlens.template.resource import Resource


@dataclass(frozen=True, slots=True)
class Context:
    """The rule and the resource that it is about, the settings' options, and related resources."""

    rule: Rule
    resource: Resource
    options: Mapping[str, OptionValue]
    relations: Relations

    def option(self, name: str) -> OptionValue:
        """The value of an option: as set, else its default, else nothing."""
        set_to = self.options.get(name)
        if set_to is not None:
            return set_to
        return next((each.default for each in self.rule.options if each.name == name), "")
