"""Hover: all that there is to say of findings, problems and the expression at an offset."""

from __future__ import annotations

from collections.abc import Iterator

from armlens.analysis.finding import Analysis, Finding
from armlens.dataclass import dataclass
from armlens.editing.expression_hover import expression_at, expression_text
from armlens.editing.markup import Markdown, Markup, Plain
from armlens.editing.origin_text import effect_text, origin_text
from armlens.jsonc.tree import Tree
from armlens.problems.catalogue import find_problem
from armlens.rules.rule import Link, Rule
from armlens.text.problems import Problem
from armlens.text.spans import Span


@dataclass(frozen=True, slots=True)
class Hover:
    """A text about a span, once as Markdown and once plain."""

    span: Span
    markdown: str
    plain: str


def hover(analysis: Analysis, offset: int) -> Hover | None:
    """What the findings and problems at the offset say, then what the expression there is worth."""
    tree = analysis.tree
    findings = [
        finding
        for finding in analysis.findings
        if finding.is_shown and finding.span.contains(offset)
    ]
    problems = [problem for problem in analysis.problems if problem.span.contains(offset)]
    part = expression_at(analysis, offset)
    spans = [finding.span for finding in findings] + [problem.span for problem in problems]
    spans = spans or ([part.span] if part else [])
    if not spans:
        return None

    def text(markup: Markup) -> str:
        texts = ["\n\n".join(_paragraphs(finding, tree, markup)) for finding in findings]
        texts += ["\n\n".join(_about_problem(problem, markup)) for problem in problems]
        texts += [expression_text(part, tree, markup)] if part else []
        return f"\n\n{markup.separator()}\n\n".join(texts)

    narrowest = min(spans, key=lambda span: span.end - span.start)
    return Hover(narrowest, text(Markdown()), text(Plain()))


def _paragraphs(finding: Finding, tree: Tree, markup: Markup) -> Iterator[str]:
    """The parts of the design's hover: what, how grave, why here, what to do, and where to read."""
    rule = finding.rule
    yield markup.strong(rule.title)
    page = markup.link(_page(rule)) if rule.help else markup.text(f"`{rule.name}`")
    yield f"{markup.text(f'{rule.severity} · {rule.pillar} ·')} {page}"
    yield markup.text(finding.message)
    if finding.used_at:
        yield effect_text(*finding.used_at, finding.resource.tree, markup)
    for origin in finding.verdict.origins:
        yield origin_text(origin, tree, markup)
    yield f"{markup.strong('Recommendation:')} {markup.text(rule.recommendation)}"
    if rule.notes:
        yield f"{markup.strong('Note:')} {markup.text(rule.notes)}"
    if rule.links:
        yield "\n".join(f"- {markup.link(link)}" for link in rule.links)


def _about_problem(problem: Problem, markup: Markup) -> Iterator[str]:
    """What a problem says here, why it matters and what to do."""
    kind = find_problem(problem.code)
    yield markup.strong(kind.title if kind else problem.code)
    yield markup.text(f"{problem.severity} · `{problem.code}`")
    yield markup.text(problem.message)
    if kind:
        yield markup.text(kind.explanation)
        yield f"{markup.strong('Recommendation:')} {markup.text(kind.remedy)}"


def _page(rule: Rule) -> Link:
    return Link(rule.name, rule.help)
