"""Runs the rules over a document: `analyse` is the one way from text to findings."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from armlens.analysis.finding import Analysis, Finding
from armlens.analysis.instances import told_once
from armlens.analysis.settings import Settings, severity_of
from armlens.jsonc.parse import parse
from armlens.jsonc.tree import Tree
from armlens.problems.tool import RULE_CRASHED
from armlens.rules.catalogue import RULES
from armlens.rules.rule import Rule
from armlens.rules.verdicts import VerdictKind
from armlens.template.kinds import DocumentKind, kind_of, may_be_template
from armlens.template.parameter_file import ParameterFile
from armlens.template.parameter_problems import default_problems
from armlens.template.references import reference_problems
from armlens.template.resource import Resource
from armlens.template.resources import resources_of
from armlens.text.problems import Problem, Severity
from armlens.text.spans import Span

OnCrash = Callable[[Rule, Exception], None]
"""Told of a rule that broke, so that whoever owns a log can write it there."""


def analyse(  # noqa: PLR0913 - what it needs, and what a caller may add by name
    text: str,
    document: str,
    settings: Settings,
    *,
    rules: Iterable[Rule] = RULES,
    on_crash: OnCrash | None = None,
    parameters: ParameterFile | None = None,
) -> Analysis:
    """Everything there is to say of a document, whatever its text.

    `document` is the URI that origins and edits will name. `parameters` are the values that the
    template is deployed with; without them its defaults count. A text that cannot hold a template
    is not even parsed.
    """
    if not may_be_template(text):
        return Analysis(Tree(text, None, document=document), DocumentKind.OTHER)
    tree = parse(text, document)
    return analyse_tree(tree, settings, rules=rules, on_crash=on_crash, parameters=parameters)


def analyse_tree(
    tree: Tree,
    settings: Settings,
    *,
    rules: Iterable[Rule] = RULES,
    on_crash: OnCrash | None = None,
    parameters: ParameterFile | None = None,
) -> Analysis:
    """`analyse` for a document that is parsed already."""
    kind = kind_of(tree)
    if kind not in (DocumentKind.TEMPLATE, DocumentKind.FRAGMENT):
        return Analysis(tree, kind)
    findings: list[Finding] = []
    problems = [*tree.problems]
    if kind is DocumentKind.TEMPLATE:
        problems += reference_problems(tree) + default_problems(tree)
    levels = [(rule, level) for rule in rules if (level := settings.level(rule))]
    applicable = _by_type(levels)
    for resource in resources_of(tree, kind, parameters):
        for rule, level in applicable.get(resource.type.lower(), ()):
            try:
                findings += _findings(rule, level, resource)
            except Exception as error:  # noqa: BLE001 - one broken rule must not silence the others
                if on_crash:
                    on_crash(rule, error)
                problems.append(_crash(rule, resource, error))
    told = told_once(findings)
    told.sort(key=lambda finding: (finding.span, finding.rule.name))
    return Analysis(tree, kind, tuple(told), settings.told(dict.fromkeys(problems)), parameters)


def _by_type(levels: list[tuple[Rule, Severity]]) -> dict[str, list[tuple[Rule, Severity]]]:
    """The rules by the lower-case resource types they apply to."""
    index: dict[str, list[tuple[Rule, Severity]]] = {}
    for rule, level in levels:
        for resource_type in rule.resource_types:
            index.setdefault(resource_type.lower(), []).append((rule, level))
    return index


def _findings(rule: Rule, level: Severity, resource: Resource) -> list[Finding]:
    verdict = rule.check(resource)
    if verdict.kind is VerdictKind.NOT_APPLICABLE:
        return []
    return [Finding(rule, verdict, severity_of(verdict, level), resource)]


def _crash(rule: Rule, resource: Resource, error: Exception) -> Problem:
    """A quiet word about a rule that broke, without the document's contents in it."""
    message = (
        f"Rule '{rule.name}' could not be checked here because of an error inside armlens"
        f" ({type(error).__name__}). The other rules were."
    )
    return RULE_CRASHED.at(Span(*resource.type_node.span), message)
