"""Runs rules on resources: each on the types that it is about, none hindered by a broken one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from armlens.analysis.finding import Finding
from armlens.analysis.settings import Settings, severity_of
from armlens.problems.tool import RULE_CRASHED
from armlens.rules.judging.context import Context
from armlens.rules.judging.judge import judge
from armlens.rules.rule import Rule
from armlens.template.relations import Relations
from armlens.template.resource import Resource
from armlens.text.problems import Problem, Severity

OnCrash = Callable[[Rule, Exception], None]
"""Told of a rule that broke, so that whoever owns a log can write it there."""

_Levels = list[tuple[Rule, Severity]]


def run(
    resources: Sequence[Resource],
    rules: Iterable[Rule],
    settings: Settings,
    on_crash: OnCrash | None,
) -> tuple[list[Finding], list[Problem]]:
    """The findings of the rules that are on, and a problem for each that broke."""
    applicable = _by_type(rules, settings)
    relations = Relations(resources)
    findings: list[Finding] = []
    problems: list[Problem] = []
    for resource in resources:
        for rule, level in applicable.get(resource.type.lower(), ()):
            context = Context(rule, resource, settings.options, relations)
            try:
                findings += (
                    Finding(rule, verdict, severity_of(verdict, level), resource)
                    for verdict in judge(context)
                )
            except Exception as error:  # noqa: BLE001 - one broken rule must not silence the others
                if on_crash:
                    on_crash(rule, error)
                problems.append(_crash(rule, resource, error))
    return findings, problems


def _by_type(rules: Iterable[Rule], settings: Settings) -> dict[str, _Levels]:
    """The rules that are on by the lower-case resource types they apply to."""
    index: dict[str, _Levels] = {}
    for rule in rules:
        if level := settings.level(rule):
            for resource_type in rule.resource_types:
                index.setdefault(resource_type.lower(), []).append((rule, level))
    return index


def _crash(rule: Rule, resource: Resource, error: Exception) -> Problem:
    """A quiet word about a rule that broke, without the document's contents in it.

    On a resource of a linked template it is told where the way there begins.
    """
    message = (
        f"Rule '{rule.name}' could not be checked here because of an error inside armlens"
        f" ({type(error).__name__}). The other rules were."
    )
    return RULE_CRASHED.at(resource.scope.links.entry or resource.type_node.span, message)
