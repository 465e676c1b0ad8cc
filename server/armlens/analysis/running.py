"""Runs rules on resources: each on the types that it is about, none hindered by a broken one."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from armlens.analysis.crashes import crash_words
from armlens.analysis.finding import Finding
from armlens.analysis.settings import Settings, severity_of
from armlens.dataclass import dataclass
from armlens.evaluation.uses import Use
from armlens.jsonc.renewal import Path
from armlens.problems.tool import RULE_CRASHED
from armlens.rules.judging.context import Context
from armlens.rules.judging.items import whole
from armlens.rules.judging.judge import judge
from armlens.rules.rule import Rule
from armlens.rules.verdicts import Verdict
from armlens.template.relations import Relations
from armlens.template.resource import Resource
from armlens.text.problems import Problem, Severity

OnCrash = Callable[[Rule, Exception], None]
"""Told of a rule that broke, so that whoever owns a log can write it there."""

_Levels = list[tuple[Rule, Severity]]


@dataclass(frozen=True, slots=True)
class Look:
    """What a rule says of a resource; `crash` is the problem if it broke.

    `asked` are the paths in the resource that it has asked for, in lower case, `uses` what else.
    """

    rule: Rule
    findings: list[Finding]
    crash: Problem | None
    asked: frozenset[Path]
    uses: frozenset[Use]


class Checker:
    """The rules that are on under some settings. One that breaks does not hinder the others."""

    def __init__(self, rules: Iterable[Rule], settings: Settings, on_crash: OnCrash | None) -> None:
        self._rules = tuple(rules)
        self._settings = settings
        self._on_crash = on_crash

    @cached_property
    def _applicable(self) -> dict[str, _Levels]:
        return _by_type(self._rules, self._settings)

    def is_same(self, other: Checker) -> bool:
        """Whether the other checks the same rules under the same settings."""
        return self._settings is other._settings and self._rules == other._rules

    def looks(
        self, resource: Resource, relations: Relations, known: Mapping[str, Look] | None = None
    ) -> Iterator[Look]:
        """What each rule says that is about the type of a resource, as far as it is not known."""
        shared: dict[Hashable, object] = {}
        for rule, level in self._applicable.get(resource.type.lower(), ()):
            if known and rule.name in known:
                resource.scope.budget.uses.note_all(known[rule.name].uses)
                yield known[rule.name]
            else:
                context = Context(rule, resource, self._settings.options, relations, shared)
                yield self._look(context, level)

    def check(
        self, resources: Sequence[Resource], relations: Relations
    ) -> tuple[list[Finding], list[Problem]]:
        """The findings on some of the resources, and a problem for each rule that broke."""
        looks = [look for each in resources for look in self.looks(each, relations)]
        return (
            [finding for look in looks for finding in look.findings],
            [look.crash for look in looks if look.crash],
        )

    def check_all(self, resources: Sequence[Resource]) -> tuple[list[Finding], list[Problem]]:
        """The same for all resources of a document."""
        return self.check(resources, Relations(resources))

    def _look(self, context: Context, level: Severity) -> Look:
        rule, resource = context.rule, context.resource
        asked = whole(context).asked
        asked.clear()
        crash = None

        def judged() -> tuple[Verdict, ...]:
            nonlocal crash
            try:
                return judge(context)
            except Exception as error:  # noqa: BLE001 - one broken rule must not silence the others
                if self._on_crash:
                    self._on_crash(rule, error)
                crash = _crash(rule, resource, error)
                return ()

        verdicts, uses = resource.scope.budget.uses.gather(judged)
        findings = [Finding(rule, each, severity_of(each, level), resource) for each in verdicts]
        paths = frozenset(tuple(map(str.lower, path)) for path in asked)
        return Look(rule, findings, crash, paths, uses)


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
        f" ({crash_words(error)}). The other rules were."
    )
    return RULE_CRASHED.at(resource.scope.links.entry or resource.type_node.span, message)
