"""The rules, by service. A rule is in force by standing in this list."""

from __future__ import annotations

from armlens.rules.catalogue.aks import managed_identity
from armlens.rules.rule import Rule

RULES: tuple[Rule, ...] = (managed_identity.RULE,)
"""All rules, by name."""


def find_rule(name: str) -> Rule | None:
    """The rule of that name or ref, whatever its case."""
    wanted = name.lower()
    return next((rule for rule in RULES if wanted in (rule.name.lower(), rule.ref.lower())), None)
