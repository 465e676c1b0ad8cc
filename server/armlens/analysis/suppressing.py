"""Marks the findings that the template or the settings suppress, and tells what is wrong there."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace

from armlens.analysis.comment_directives import comment_directives
from armlens.analysis.directives import MARK, Directive, Directives, Form
from armlens.analysis.finding import Finding
from armlens.analysis.metadata_directives import metadata_directives
from armlens.analysis.settings import Settings
from armlens.analysis.spelling import nearest_name, question, selects_anything
from armlens.analysis.suppression import Suppression, SuppressionKind
from armlens.jsonc.tree import Tree
from armlens.problems.catalogue import PROBLEMS
from armlens.problems.suppressions import UNKNOWN_RULE, UNUSED
from armlens.rules.rule import Rule
from armlens.rules.verdicts import VerdictKind
from armlens.text.edits import Edit
from armlens.text.problems import Correction, Problem, Severity
from armlens.text.spans import Span


def suppressed(  # noqa: PLR0913 - all that has a say in it
    tree: Tree,
    findings: Iterable[Finding],
    problems: Iterable[Problem],
    *,
    settings: Settings,
    rules: Sequence[Rule],
    directives: Directives,
) -> tuple[list[Finding], list[Problem]]:
    """The findings, marked where they are suppressed, and the problems that are not.

    To these come those of the suppressions themselves. `rules` are all rules, in force or not,
    and `directives` the suppressions in the template itself.
    """
    findings = list(findings)
    marked = findings
    if directives.found:
        marked = [_marked(each, directives.found) for each in marked]
    if settings.suppress:
        marked = [_by_settings(each, settings) for each in marked]
    used = {
        directive.span
        for finding in findings
        for directive in directives.found
        if _is_covered(finding, directive)
    }
    left: list[Problem] = []
    for problem in problems:
        covering = [each.span for each in directives.found if each.covers_problem(problem)]
        used.update(covering)
        left += [] if covering else [problem]
    unused = [each for each in directives.found if each.span not in used]
    of_unused = (_of_unused(tree, each, settings, rules) for each in unused)
    return marked, [*left, *directives.problems, *filter(None, of_unused)]


def directives_of(tree: Tree) -> Directives:
    """The suppressions in the template itself."""
    if not tree.mentions(MARK):
        return Directives()
    comments, metadata = comment_directives(tree), metadata_directives(tree)
    return Directives((*comments.found, *metadata.found), (*comments.problems, *metadata.problems))


def suppressed_by_own(finding: Finding) -> Finding:
    """A finding on a linked template with what suppresses it there, in its place there."""
    return _marked(finding, directives_of(finding.resource.tree).found)


def _marked(finding: Finding, directives: Sequence[Directive]) -> Finding:
    """The finding with all that suppresses it in a template."""
    return _with(
        finding,
        [
            Suppression(SuppressionKind.IN_SOURCE, directive.reason, directive.span)
            for directive in directives
            if _is_covered(finding, directive)
        ],
    )


def _by_settings(finding: Finding, settings: Settings) -> Finding:
    """The finding with all that suppresses it in the settings, the template's own word first."""
    if not _is_suppressible(finding):
        return finding
    return _with(
        finding,
        [
            Suppression(SuppressionKind.EXTERNAL, entry.reason, entry.span)
            for entry in settings.suppress
            if entry.covers(finding.rule, finding.resource)
        ],
    )


def _with(finding: Finding, found: Sequence[Suppression]) -> Finding:
    if not found:
        return finding
    return replace(finding, suppressions=(*finding.suppressions, *found))


def _is_covered(finding: Finding, directive: Directive) -> bool:
    return _is_suppressible(finding) and directive.covers(finding)


def _is_suppressible(finding: Finding) -> bool:
    return finding.kind in (VerdictKind.FAIL, VerdictKind.OPEN)


def _of_unused(
    tree: Tree, directive: Directive, settings: Settings, rules: Sequence[Rule]
) -> Problem | None:
    """What there is to say of a directive that suppresses nothing, if that is certain."""
    if not selects_anything(directive.selector, rules):
        return _unknown_rule(directive, rules)
    return _unused(directive) if _is_certain(tree, directive, settings, rules) else None


def _is_certain(
    tree: Tree, directive: Directive, settings: Settings, rules: Iterable[Rule]
) -> bool:
    """Whether a directive that suppresses nothing would not do so either once all is checked.

    Neither while the text is broken, where resources may be missing, nor while something that it
    means is off.
    """
    is_broken = any(problem.severity is Severity.ERROR for problem in tree.problems)
    return not is_broken and are_in_force(directive.selector, settings, rules)


def are_in_force(selector: str, settings: Settings, rules: Iterable[Rule]) -> bool:
    """Whether nothing that a word selects is off."""
    meant = (rule for rule in rules if rule.matches(selector))
    kinds = (kind.at(Span(0, 0), "") for kind in PROBLEMS if kind.matches(selector))
    return all(map(settings.level, meant)) and all(settings.told([each]) for each in kinds)


def _unused(directive: Directive) -> Problem:
    where = "line" if directive.form is Form.COMMENT else "object"
    message = f"The {where} that this is for has no finding of '{directive.selector}' to suppress."
    removal = Correction("Remove this suppression", directive.removal)
    return UNUSED.at(directive.span, message, correction=removal if directive.removal else None)


def _unknown_rule(directive: Directive, rules: Iterable[Rule]) -> Problem:
    meant = nearest_name(directive.selector, rules)
    message = f"'{directive.selector}' matches no rule or problem." + question(meant)
    correction = None
    if meant:
        text = meant if directive.form is Form.COMMENT else json.dumps(meant)
        correction = Correction(f"Change to '{meant}'", (Edit(directive.span, text),))
    return UNKNOWN_RULE.at(directive.span, message, correction=correction)
