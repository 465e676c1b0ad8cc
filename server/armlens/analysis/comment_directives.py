"""Reads suppressions in comments: `// armlens: ignore RULE[, RULE] - reason`.

Such a comment is for the line that it stands on the end of, or else for the next line that holds
anything but comments.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from armlens.analysis.directives import MARK, Directive, Directives, Form
from armlens.analysis.spelling import nearest, question
from armlens.analysis.suppression import no_reason, states_reason
from armlens.jsonc.layout import lead_of
from armlens.jsonc.tree import Tree
from armlens.problems.suppressions import NO_RULE, UNKNOWN_WORD
from armlens.text.edits import Edit
from armlens.text.problems import Correction, Problem
from armlens.text.spans import Span

WORD = "ignore"

_MARK = re.compile(rf"{MARK}\s*+:")
_HEAD = re.compile(rf"(?://|/\*)[/*\s]*+{MARK}\s*+:\s*+(?P<word>[\w-]*+)")
_NAME = re.compile(r"\s*+(?![-\u2013\u2014]++(?:\s|\Z))(?P<name>[^\s,:]++)(?P<more>\s*+,)?+")
_SEPARATOR = re.compile(r"[\s:\u2013\u2014-]*+")
_BLANKS = re.compile(r"\s*+")


def comment_directives(tree: Tree) -> Directives:
    """The directives in the comments of a document, in the order written."""
    found: list[Directive] = []
    problems: list[Problem] = []
    marks = [match.start() for match in _MARK.finditer(tree.text)]
    comments = tree.comments if marks else []
    around = (bisect_right(comments, mark, key=lambda each: each.start) - 1 for mark in marks)
    for index in dict.fromkeys(index for index in around if index >= 0):
        if head := _HEAD.match(tree.text, *comments[index]):
            read = _read(tree, comments[index:], head)
            found += read.found
            problems += read.problems
    return Directives(tuple(found), tuple(problems))


def _read(tree: Tree, comments: Sequence[Span], head: re.Match[str]) -> Directives:
    """What the first of the comments says, which the head was found in."""
    if head["word"] != WORD:
        return Directives(problems=(_unknown_word(head),))
    comment = comments[0]
    end = _end_of_content(tree, comment)
    names = list(_names(tree.text, head.end(), end))
    if not names:
        message = f"The rule to ignore is missing: write '{MARK}: {WORD} RULE - reason'."
        span = Span(*head.span("word"))
        return Directives(problems=(NO_RULE.at(span, message),))
    start = _behind(_SEPARATOR, tree.text, names[-1].end(), end)
    written = tree.text[start:end].rstrip()
    reason = " ".join(written.split())
    within = _line_for(tree, comments)
    found = [
        Directive(
            Form.COMMENT,
            name["name"],
            Span(*name.span("name")),
            reason,
            within,
            _removal(tree, comment, names, number),
        )
        for number, name in enumerate(names)
    ]
    if states_reason(reason):
        return Directives(tuple(found))
    span = Span(start, start + len(written)) if written else found[-1].span
    return Directives(tuple(found), (no_reason(", ".join(each.selector for each in found), span),))


def _unknown_word(head: re.Match[str]) -> Problem:
    """The problem of a comment that speaks to us in words that we do not know."""
    span = Span(*head.span("word"))
    meant = nearest(head["word"], [WORD])
    message = f"'{head['word']}' means nothing here; '{MARK}: {WORD} RULE - reason' does."
    correction = Correction(f"Change to '{meant}'", (Edit(span, meant),)) if meant else None
    return UNKNOWN_WORD.at(span, message + question(meant), correction=correction)


def _end_of_content(tree: Tree, comment: Span) -> int:
    is_block = tree.text.startswith("/*", comment.start)
    is_closed = is_block and tree.text.endswith("*/", comment.start + 2, comment.end)
    return comment.end - 2 if is_closed else comment.end


def _names(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The words for rules, separated by commas."""
    while match := _NAME.match(text, start, end):
        yield match
        if not match["more"]:
            return
        start = match.end()


def _line_for(tree: Tree, comments: Sequence[Span]) -> Span:
    """The line that the first comment is for; behind the text where no line follows it."""
    comment = comments[0]
    if lead_of(tree, comment.start) is None:
        return tree.lines.line_span(tree.lines.line_at(comment.start))
    offset = comment.end
    for following in comments[1:]:
        if _behind(_BLANKS, tree.text, offset) != following.start:
            break
        offset = following.end
    start = _behind(_BLANKS, tree.text, offset)
    if start == len(tree.text):
        return Span(start + 1, start + 1)
    return tree.lines.line_span(tree.lines.line_at(start))


def _behind(pattern: re.Pattern[str], text: str, start: int, end: int | None = None) -> int:
    """The offset behind what the pattern matches at the start, which may be nothing."""
    match = pattern.match(text, start, len(text) if end is None else end)
    return match.end() if match else start


def _removal(
    tree: Tree, comment: Span, names: list[re.Match[str]], number: int
) -> tuple[Edit, ...]:
    """The edits that take a name and its comma out of a comment; the only one takes it along."""
    if len(names) == 1:
        return (Edit(_whole(tree, comment), ""),)
    if number + 1 < len(names):
        start, end = names[number].start("name"), names[number + 1].start("name")
    else:
        start, end = names[number - 1].end("name"), names[number].end("name")
    return (Edit(Span(start, end), ""),)


def _whole(tree: Tree, comment: Span) -> Span:
    """The comment with its lines if it has them for itself, else with the blanks before it."""
    first, last = tree.lines.line_at(comment.start), tree.lines.line_at(comment.end)
    before = tree.text[tree.lines.line_start(first) : comment.start]
    after = tree.text[comment.end : tree.lines.line_span(last).end]
    if not before.strip() and not after.strip() and last + 1 < tree.lines.line_count:
        return Span(tree.lines.line_start(first), tree.lines.line_start(last + 1))
    return Span(comment.start - (len(before) - len(before.rstrip())), comment.end)
