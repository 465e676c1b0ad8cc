"""Suppressing a finding in its template: with a comment at its line, or with metadata."""

from __future__ import annotations

from collections.abc import Iterator

from armlens.analysis.comment_directives import WORD
from armlens.analysis.directives import MARK
from armlens.analysis.finding import Analysis, Finding
from armlens.analysis.metadata_directives import IGNORE, METADATA
from armlens.analysis.suppression import PLACEHOLDER
from armlens.jsonc.edits import Literal, insert_member
from armlens.jsonc.layout import line_lead, style_of
from armlens.jsonc.nodes import Node, Object, String, children
from armlens.jsonc.tree import Tree
from armlens.rules.mending.fixes import Fix
from armlens.template.kinds import DocumentKind
from armlens.text.edits import Edit
from armlens.text.spans import Span


def template_suppressions(finding: Finding, analysis: Analysis) -> Iterator[Fix]:
    """The ways to suppress a finding in its template, with a word in the place of the reason.

    Azure reads comments, but what else reads a `.json` file may not, and editors mark them there.
    """
    ways = [*_by_comment(finding, analysis), *_by_metadata(finding, analysis)]
    is_here = finding.used_at is None
    yield from reversed(ways) if is_here and _is_plain(finding.resource.tree) else ways


def _is_plain(tree: Tree) -> bool:
    """Whether a document is JSON by its name and has no comments."""
    return not tree.comments and tree.document.lower().endswith(".json")


def _by_comment(finding: Finding, analysis: Analysis) -> Iterator[Fix]:
    name, where = finding.rule.name, _line(finding, analysis)
    if where and (comment := _comment(name, *where)):
        line = "this line" if where[0] is analysis.tree else "its line in the template"
        yield Fix(f"Ignore {name} on {line}", {where[0].document: comment}, safe=False)


def _by_metadata(finding: Finding, analysis: Analysis) -> Iterator[Fix]:
    tree, name = finding.resource.tree, finding.rule.name
    if metadata := _metadata(tree, finding.resource.node, name):
        resource = "this resource" if tree is analysis.tree else "its resource"
        title = f"Ignore {name} in the metadata of {resource}"
        yield Fix(title, {tree.document: metadata}, safe=False)


def _line(finding: Finding, analysis: Analysis) -> tuple[Tree, Span, Node | None] | None:
    """Where a comment counts, and a node there: where the finding is told, which is a template.

    Of one that is told in a parameter file, it is where the value is used.
    """
    tree, node = finding.resource.tree, finding.resource.node
    if finding.used_at is None:
        return tree, finding.span, node
    if analysis.kind is not DocumentKind.PARAMETERS:
        return analysis.tree, finding.span, analysis.tree.root
    document, span = finding.used_at
    return (tree, span, node) if document == tree.document else None


def _comment(rule: str, tree: Tree, span: Span, node: Node | None) -> tuple[Edit, ...]:
    """What writes a comment above the line of the finding; nothing where that line has no start.

    A string or a comment may have begun on an earlier line.
    """
    start = tree.lines.line_start(tree.lines.line_at(span.start))
    if _is_in_string(tree, start) or any(each.start < start < each.end for each in tree.comments):
        return ()
    line_end = style_of(tree, node).line_end if node else "\n"
    lead = line_lead(tree, span.start)
    text = f"{lead}// {MARK}: {WORD} {rule} - {PLACEHOLDER}{line_end}"
    return (Edit(Span(start, start), text),)


def _is_in_string(tree: Tree, offset: int) -> bool:
    node: Node | None = tree.root
    while node is not None and not isinstance(node, String):
        inside = (each for each in children(node) if each.start < offset < each.end)
        node = next(inside, None)
    return node is not None


def _metadata(tree: Tree, resource: Object, rule: str) -> tuple[Edit, ...]:
    """What writes the suppression into the resource's metadata, with the objects around it."""
    owner, names = resource, [METADATA, MARK, IGNORE, rule]
    while (member := owner.find(names[0])) and len(names) > 1:
        if not isinstance(member.value, Object):
            return ()
        owner = member.value
        names.pop(0)
    value: Literal = PLACEHOLDER
    for name in reversed(names[1:]):
        value = {name: value}
    return insert_member(tree, owner, names[0], value, after=("type", "apiVersion", "name"))
