"""Hover: all that there is to say of the findings at an offset."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from armlens.analysis.finding import Analysis, Finding
from armlens.editing.markup import Markdown, Markup, Plain
from armlens.evaluation.origins import Origin
from armlens.jsonc.tree import Tree
from armlens.rules.rule import Link, Rule
from armlens.text.spans import Span


@dataclass(frozen=True, slots=True)
class Hover:
    """A text about a span, once as Markdown and once plain."""

    span: Span
    markdown: str
    plain: str


def hover(analysis: Analysis, offset: int) -> Hover | None:
    """What the shown findings at the offset say, or None where there are none."""
    findings = [
        finding
        for finding in analysis.findings
        if finding.is_shown and finding.span.contains(offset)
    ]
    if not findings:
        return None
    narrowest = min(findings, key=lambda finding: finding.span.end - finding.span.start)
    return Hover(
        narrowest.span,
        _text(findings, analysis.tree, Markdown()),
        _text(findings, analysis.tree, Plain()),
    )


def _text(findings: list[Finding], tree: Tree, markup: Markup) -> str:
    texts = ["\n\n".join(_paragraphs(finding, tree, markup)) for finding in findings]
    return f"\n\n{markup.separator()}\n\n".join(texts)


def _paragraphs(finding: Finding, tree: Tree, markup: Markup) -> Iterator[str]:
    """The parts of the design's hover: what, how grave, why here, what to do, and where to read."""
    rule = finding.rule
    yield markup.strong(rule.title)
    yield f"{markup.text(f'{rule.severity} · {rule.pillar} ·')} {markup.link(_page(rule))}"
    yield markup.text(finding.message)
    for origin in finding.verdict.origins:
        yield _origin(origin, tree, markup)
    yield f"{markup.strong('Recommendation:')} {markup.text(rule.recommendation)}"
    if rule.notes:
        yield f"{markup.strong('Note:')} {markup.text(rule.notes)}"
    if rule.links:
        yield "\n".join(f"- {markup.link(link)}" for link in rule.links)


def _page(rule: Rule) -> Link:
    return Link(rule.name, rule.help)


def _origin(origin: Origin, tree: Tree, markup: Markup) -> str:
    """Where the value was written, with the line if it is in the same document."""
    source = markup.text(f"The value comes from {origin.label}")
    if origin.document != tree.document:
        return f"{source}."
    line = tree.lines.line_at(origin.span.start) + 1
    place = f"line {line}"
    if origin.document.startswith("file:"):
        place = markup.link(Link(place, f"{origin.document}#L{line}"))
    return f"{source} ({place})."
