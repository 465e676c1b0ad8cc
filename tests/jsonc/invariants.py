"""What holds for every tree, whatever the text."""

from __future__ import annotations

from armlens.jsonc.nodes import Constant, Invalid, Number, String, children, walk
from armlens.jsonc.parse import parse
from armlens.jsonc.scan import MAX_DEPTH, MAX_PROBLEMS
from armlens.jsonc.tree import Tree

LEAVES = (String, Number, Constant, Invalid)
PUNCTUATION = frozenset(" \t\r\n{}[],:")


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
