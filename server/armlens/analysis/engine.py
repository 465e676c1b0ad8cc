"""Runs the rules over a document: `analyse` is the one way from text to findings."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from armlens.analysis.finding import Analysis
from armlens.analysis.judged import judged
from armlens.analysis.judgements import judged_again
from armlens.analysis.linked import LinkedTemplates, own_findings
from armlens.analysis.running import Checker, OnCrash
from armlens.analysis.settings import Settings
from armlens.analysis.telling import told
from armlens.jsonc.parse import parse
from armlens.jsonc.tree import Tree
from armlens.rules import catalogue
from armlens.rules.rule import Rule
from armlens.template.kinds import DocumentKind, kind_of, may_be_template
from armlens.template.parameter_file import ParameterFile
from armlens.template.problems.all import template_problems


def analyse(  # noqa: PLR0913 - what it needs, and what a caller may add by name
    text: str,
    document: str,
    settings: Settings,
    *,
    rules: Iterable[Rule] | None = None,
    on_crash: OnCrash | None = None,
    parameters: ParameterFile | None = None,
    linked: LinkedTemplates | None = None,
) -> Analysis:
    """Everything there is to say of a document, whatever its text.

    `document` is the URI that origins and edits will name. `parameters` are the values that the
    template is deployed with; without them its defaults count. `linked` gives the templates that
    it links; without it they are not seen. A text that cannot hold a template is not even parsed.
    """
    if not may_be_template(text):
        return Analysis(Tree(text, None, document=document), DocumentKind.OTHER)
    tree = parse(text, document)
    return analyse_tree(
        tree, settings, rules=rules, on_crash=on_crash, parameters=parameters, linked=linked
    )


def analyse_tree(  # noqa: PLR0913 - as above
    tree: Tree,
    settings: Settings,
    *,
    rules: Iterable[Rule] | None = None,
    on_crash: OnCrash | None = None,
    parameters: ParameterFile | None = None,
    linked: LinkedTemplates | None = None,
) -> Analysis:
    """`analyse` for a document that is parsed already."""
    kind = kind_of(tree)
    if kind not in (DocumentKind.TEMPLATE, DocumentKind.FRAGMENT):
        return Analysis(tree, kind)
    if tree.is_unread:
        return Analysis(tree, kind, [], settings.told(tree.problems))
    problems = [*tree.problems]
    if kind is DocumentKind.TEMPLATE:
        problems += template_problems(tree)
    rules = (*catalogue.RULES, *settings.own_rules) if rules is None else tuple(rules)
    follow = linked.follow if linked else None
    checker = Checker(rules, settings, on_crash)
    if tree.memo and kind is DocumentKind.TEMPLATE:
        found = judged_again(tree, tree.memo, checker, parameters, follow)
    else:
        found = judged(tree, kind, checker, parameters, follow)
    own = cache(lambda child: own_findings(child, linked, checker.check_all))
    findings, left = told(found, problems, tree, settings=settings, rules=rules, own=own)
    return Analysis(
        tree,
        kind,
        findings,
        settings.told(dict.fromkeys(left)),
        parameters,
        follow,
    )
