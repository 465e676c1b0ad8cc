"""A rule's examples: resources that fail and that pass, run by the rule itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from armlens.dataclass import dataclass
from armlens.jsonc.parse import parse
from armlens.rules.judging.context import Context
from armlens.rules.judging.judge import judge
from armlens.rules.mending.derived import fixes_of
from armlens.rules.mending.fixes import Fix
from armlens.rules.rule import OptionValue, Rule
from armlens.rules.verdicts import Verdict, VerdictKind
from armlens.template.kinds import kind_of
from armlens.template.relations import Relations
from armlens.template.resource import Resource
from armlens.template.resources import resources_of
from armlens.text.spans import Span

_CARETS = re.compile(r"(?m)^\s*//\s*(\^+)\s*?\n")
DOCUMENT = "example.json"
"""What the examples' document is called."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict on a resource of an example, with the fixes that are offered if it fails."""

    resource: Resource
    verdict: Verdict
    fixes: tuple[Fix, ...]


def judged(rule: Rule, text: str) -> Iterator[Judged]:
    """What the rule says of each resource of an example, with the examples of its options."""
    tree = parse(text, DOCUMENT)
    resources = list(resources_of(tree, kind_of(tree)))
    relations = Relations(resources)
    wanted = {each.lower() for each in rule.resource_types}
    for resource in resources:
        if resource.type.lower() in wanted:
            for verdict in judge(Context(rule, resource, options_of(rule), relations)):
                is_wrong = verdict.kind is VerdictKind.FAIL
                fixes = fixes_of(rule, resource, verdict) if is_wrong else ()
                yield Judged(resource, verdict, fixes)


def options_of(rule: Rule) -> dict[str, OptionValue]:
    """The values of the rule's options for which its examples are made."""
    return {
        each.name: each.default if each.example is None else each.example for each in rule.options
    }


def is_fixable(rule: Rule) -> bool:
    """Whether a fix is offered for the example that fails."""
    return any(each.fixes for each in judged(rule, rule.bad))


def marked_spans(text: str) -> list[Span]:
    """The characters above the carets of an example."""
    return [_above(text, match) for match in _CARETS.finditer(text)]


def _above(text: str, carets: re.Match[str]) -> Span:
    """What stands above some carets, in the line before theirs."""
    line = text.rfind("\n", 0, carets.start() - 1) + 1
    start, end = (offset - carets.start() for offset in carets.span(1))
    return Span(line + start, line + end)
