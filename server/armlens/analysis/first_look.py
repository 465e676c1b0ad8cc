"""A cheap first look at a document, after which most need no second one.

Where no rule that is on is about any resource of a template, there is nothing to evaluate, and what
would evaluate is not even loaded. What is said of such a template is what `analyse_tree` says.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property

from armlens.analysis.directives import MARK
from armlens.analysis.finding import Analysis
from armlens.analysis.settings import Settings
from armlens.jsonc.tree import Tree
from armlens.problems.catalogue import PROBLEMS
from armlens.rules.rule import Rule
from armlens.template.kinds import DocumentKind, kind_of
from armlens.text.problems import Problem
from armlens.text.spans import Span

_EVALUATED = re.compile(
    r'"(?:copy|condition|templatelink)"|"(?:type|scope|parameters)"\s*+:\s*+"\[|\\u'
)
"""What has something evaluated though no rule asks, which may lead to a limit or another document:
loops, conditions, links, and what says which resources there are. An escape may stand for any.
For text in lower case, since a pattern that does not mind case takes twice as long."""

_LONG = 4_000_000
"""The characters of a text in which so many resources may be that listing them meets a limit."""

_BY_READING = ("template", "expression", "parameters")
"""The families of the problems that a template has by itself."""


class FirstLook:
    """Looks at documents under some settings, with the rules that there are."""

    def __init__(self, settings: Settings, rules: Iterable[Rule]) -> None:
        self._settings = settings
        self._rules = tuple(rules)

    def analysis(self, tree: Tree) -> Analysis | None:
        """All there is to say of a document; None if that takes a second look."""
        kind = kind_of(tree)
        if kind not in (DocumentKind.TEMPLATE, DocumentKind.FRAGMENT):
            return Analysis(tree, kind)
        if not tree.is_unread and self._may_concern_rules(tree):
            return None
        problems: list[Problem] = [*tree.problems]
        if kind is DocumentKind.TEMPLATE and not tree.is_unread and self._tells_problems:
            from armlens.template.problems.all import template_problems  # noqa: PLC0415 - see above

            problems += template_problems(tree)
        return Analysis(tree, kind, (), self._settings.told(dict.fromkeys(problems)))

    @cached_property
    def _tells_problems(self) -> bool:
        """Whether any problem may be told that a template has by itself."""
        kinds = (kind for kind in PROBLEMS if kind.family in _BY_READING)
        return bool(self._settings.told(kind.at(Span(0, 0), "") for kind in kinds))

    @cached_property
    def _namespaces(self) -> frozenset[str]:
        """What types of resources begin with that a rule is about, in lower case."""
        return frozenset(
            each.split("/")[0].lower()
            for rule in self._rules
            if self._settings.level(rule)
            for each in rule.resource_types
        )

    def _may_concern_rules(self, tree: Tree) -> bool:
        """Whether a rule may be about a resource of a template, or a suppression about a rule.

        A child may be written inside of its parent, but the namespace is always written out.
        """
        if len(tree.text) > _LONG or tree.mentions(MARK):
            return True
        lower = tree.text.lower()
        return _EVALUATED.search(lower) is not None or any(
            each in lower for each in self._namespaces
        )
