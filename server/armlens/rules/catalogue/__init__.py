"""The rules of all services."""

from __future__ import annotations

from armlens.rules.catalogue import aks
from armlens.rules.rule import Rule, Unchecked

RULES: tuple[Rule, ...] = aks.RULES
"""All rules, by name."""

UNCHECKED: tuple[Unchecked, ...] = aks.UNCHECKED
"""The published rules that no template can answer, by name."""


def find_rule(name: str) -> Rule | None:
    """The rule of that name or ref, whatever its case."""
    wanted = name.lower()
    return next((rule for rule in RULES if wanted in (rule.name.lower(), rule.ref.lower())), None)


def find_unchecked(name: str) -> Unchecked | None:
    """The rule of that name or ref, whatever its case, that is not checked."""
    wanted = name.lower()
    return next(
        (each for each in UNCHECKED if wanted in (each.name.lower(), each.ref.lower())), None
    )
