"""What a condition is judged in: the resource, the options that are set, the other resources."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import field
from typing import TypeVar, cast

from armlens.dataclass import dataclass
from armlens.rules.rule import OptionValue, Rule
from armlens.template.relations import Relations
from armlens.template.resource import Resource

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Context:
    """The rule and the resource that it is about, the settings' options, and related resources."""

    rule: Rule
    resource: Resource
    options: Mapping[str, OptionValue]
    relations: Relations
    found: dict[Hashable, object] = field(default_factory=dict, compare=False, repr=False)
    """What was found of the resource so far; all rules that look at it may share that."""

    def once(self, key: Hashable, find: Callable[[], T]) -> T:
        """What is found of the resource, the first time that a rule asks."""
        if key not in self.found:
            self.found[key] = find()
        return cast("T", self.found[key])

    def option(self, name: str) -> OptionValue:
        """The value of an option: as set, else its default, else nothing."""
        set_to = self.options.get(name)
        if set_to is not None:
            return set_to
        return next((each.default for each in self.rule.options if each.name == name), "")
