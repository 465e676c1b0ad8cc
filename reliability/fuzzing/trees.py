"""What holds for every tree, whatever the text, and for every tree after any edits."""

from __future__ import annotations

from armlens.jsonc.nodes import Constant, Invalid, Number, String, children, walk
from armlens.jsonc.parse import parse
from armlens.jsonc.scan import MAX_DEPTH, MAX_PROBLEMS
from armlens.jsonc.tree import Tree
from armlens.jsonc.update import update
from armlens.text.spans import Span
from reliability.fuzzing.edits import edits_of
from reliability.fuzzing.supply import Supply

LEAVES = (String, Number, Constant, Invalid)
PUNCTUATION = frozenset(" \t\r\n{}[],:")


def any_text(data: bytes) -> None:
    """Target: a text becomes a tree."""
    parsed(Supply(data).rest())


def any_edits(data: bytes) -> None:
    """Target: the tree of an edited text is the one that parsing gives."""
    text, edits = edits_of(data)
    tree = parse(text)
    for edit in edits:
        tree = edited(tree, edit.span.start, edit.span.end, edit.text)


def parsed(text: str) -> Tree:
    """The tree of a text, after checking that it is one."""
    tree = parse(text)
    check_problems(tree)
    check_nesting(tree)
    check_strings(tree)
    if len(tree.problems) < MAX_PROBLEMS:
        check_coverage(tree)
    return tree


def check_problems(tree: Tree) -> None:
    """Problems are few, in order, and inside the text."""
    assert len(tree.problems) <= MAX_PROBLEMS + 1
    spans = [problem.span for problem in tree.problems]
    assert spans == sorted(spans)
    assert all(0 <= start <= end <= len(tree.text) for start, end in spans)


def check_nesting(tree: Tree) -> None:
    """Children lie inside their parent in order and do not overlap, and are not nested too deep."""
    if tree.root is None:
        return
    assert 0 <= tree.root.start <= tree.root.end <= len(tree.text)
    waiting = [(tree.root, 0)]
    while waiting:
        node, depth = waiting.pop()
        assert depth < 3 * MAX_DEPTH
        done = node.start
        for child in children(node):
            assert done <= child.start <= child.end <= node.end, (node.span, child.span)
            done = child.end
            waiting.append((child, depth + 1))


def check_strings(tree: Tree) -> None:
    """The raw text of a string is the document's at the place where its content begins."""
    for node in walk(tree.root) if tree.root else ():
        if isinstance(node, String):
            assert tree.text.startswith(node.raw, node.content_start)
            assert node.content_start + len(node.raw) <= node.end


def check_coverage(tree: Tree) -> None:
    """What is in no node, comment or problem is white space or punctuation."""
    covered = bytearray(len(tree.text))
    leaves = [node for node in walk(tree.root) if isinstance(node, LEAVES)] if tree.root else []
    spans = [*(leaf.span for leaf in leaves), *tree.comments, *(p.span for p in tree.problems)]
    for start, end in spans:
        covered[start:end] = b"x" * (end - start)
    for offset, char in enumerate(tree.text):
        is_mark = char == "\ufeff" and offset == 0
        assert covered[offset] or char in PUNCTUATION or is_mark, (offset, char)


def shape(tree: Tree) -> list[tuple[object, ...]]:
    """Everything that is to be known of the nodes of a tree, each before those inside it."""
    return [
        (
            type(node).__name__,
            node.span,
            getattr(node, "raw", None),
            repr(node.value) if isinstance(node, String | Number | Constant) else None,
            getattr(node, "closed", None),
            len(children(node)),
        )
        for node in (walk(tree.root) if tree.root else ())
    ]


def check_equal(tree: Tree, fresh: Tree) -> None:
    """A tree that was updated is the one that its text has."""
    assert tree.text == fresh.text
    assert shape(tree) == shape(fresh)
    assert tree.problems == fresh.problems
    assert tree.comments == fresh.comments
    lines = [
        [each.lines.line_span(n) for n in range(each.lines.line_count)] for each in (tree, fresh)
    ]
    assert lines[0] == lines[1]


def edited(tree: Tree, start: int, end: int, typed: str) -> Tree:
    """The tree, brought up to date with an edit and checked to be the one that the text has."""
    text = tree.text[:start] + typed + tree.text[end:]
    update(tree, Span(start, end), text)
    check_equal(tree, parse(text))
    return tree
