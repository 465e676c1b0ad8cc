"""Bringing a tree up to date with an edited text: what did not change is used again.

The reading goes on from a place before the edit, as it was there, and ends as soon as it is again
where it was the last time: from there on it would find the same. Everything else keeps its nodes,
and only learns how far it has moved.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from armlens.jsonc.amount import MOST_VALUES, most_bytes, most_signs, signs_in
from armlens.jsonc.fencing import fence_around, read_fenced
from armlens.jsonc.keeping import keep_nodes
from armlens.jsonc.names import repeated_names
from armlens.jsonc.nodes import Array, Container, Node, Object, parts_of, start_of
from armlens.jsonc.parse import parse, problems_of
from armlens.jsonc.resumption import Meeting, Resumption, resumed
from armlens.jsonc.scan import MAX_PROBLEMS
from armlens.jsonc.stretches import Replaced, moved_stretches
from armlens.jsonc.tidiness import is_harmless
from armlens.jsonc.tree import Damage, Reading, Tree
from armlens.text.lines import LineIndex
from armlens.text.problems import Problem
from armlens.text.spans import Span


def update(tree: Tree, span: Span, text: str, index: LineIndex | None = None) -> None:
    """Makes a tree that of a text which has come about by replacing a span of the tree's text.

    It is then equal to what `parse` gives, and that takes time by the size of the change as far
    as it can be. `index` is that of the text, if there is one.
    """
    typed = span.end - span.start + len(text) - len(tree.text)
    if tree.most_bytes is not None:
        tree.most_bytes = most_bytes(tree.most_bytes, typed)
    tree.absent = {each for each in tree.absent if not _may_have(text, span, each, tree)}
    again = None if _has_too_many_values(tree, typed, text) else _read_again(tree, span, text)
    if tree.reading is None or again is None:
        _parse_all(tree, text, index)
        return
    resumption, meeting, is_damaged = again
    reading = _joined(tree.reading, resumption, meeting)
    if len(reading.found) + len(reading.repeated) > MAX_PROBLEMS:
        _parse_all(tree, text, index)
        return
    if is_damaged:
        reading = replace(reading, damage=_damage(tree.reading, span, resumption, meeting))
    tree.doubt = _doubt(tree, span, again)
    tree.index = index or (tree.index.replaced(span, text) if tree.index else None)
    tree.text, tree.root = text, resumption.scan.root
    tree.problems, tree.reading = problems_of(reading), reading


def _has_too_many_values(tree: Tree, typed: int, text: str) -> bool:
    """Whether an edited text has too many values. They are counted only where it may have."""
    if tree.signs is not None:
        tree.signs = most_signs(tree.signs, typed)
    if tree.signs is None or tree.signs > MOST_VALUES:
        tree.signs = signs_in(text)
    return tree.signs > MOST_VALUES


class _Again(NamedTuple):
    """A reading of what is around an edit, and whether brackets do not balance there."""

    resumption: Resumption
    meeting: Meeting
    is_damaged: bool


def _read_again(tree: Tree, span: Span, text: str) -> _Again | None:
    """Read what is around an edit, and around the damage that is there already."""
    reading = tree.reading
    damage = reading.damage if reading else None
    begin = damage.start if damage and span.start >= damage.edited else None
    if damage is not None:
        span = Span(min(span.start, damage.start), max(span.end, damage.end))
    resumption = resumed(tree, span, text, begin)
    if resumption is None:
        return None
    wrong = _with_problems(span, resumption.found)
    meeting = resumption.read_on(fence_around(tree, wrong))
    if meeting is not None:
        return _Again(resumption, meeting, is_damaged=False)
    fenced = read_fenced(tree, wrong, text, begin)
    if fenced is None or not resumption.finds(fenced[0].scan.errors):
        return None
    return _Again(*fenced, is_damaged=True)


def _with_problems(span: Span, found: list[Problem]) -> Span:
    """A span that holds another and everything that is wrong."""
    starts = (each.span.start for each in found)
    ends = (each.span.end for each in found)
    return Span(min(span.start, *starts), max(span.end, *ends)) if found else span


def _damage(before: Reading, span: Span, resumption: Resumption, meeting: Meeting) -> Damage:
    """What has to be read again at the next edit."""
    damage = before.damage
    edited = min(span.start, damage.edited) if damage else resumption.span.start
    return Damage(resumption.start, edited, meeting.offset + resumption.moved)


def _doubt(tree: Tree, span: Span, again: _Again) -> Span | None:
    """What is in doubt behind an edit of a tree that it has not yet reached."""
    resumption, meeting, is_damaged = again
    text, moved = resumption.scan.text, resumption.moved
    doubt = _moved(tree.doubt, span, moved) if tree.doubt else None
    if doubt == Span(0, len(text)):
        return doubt
    is_sound = not (is_damaged or (tree.reading and tree.reading.damage))
    if is_sound and is_harmless(tree, span, text[span.start : span.end + moved]):
        return doubt
    start, end = resumption.start, meeting.offset + moved
    return Span(min(start, doubt.start), max(end, doubt.end)) if doubt else Span(start, end)


def _moved(doubt: Span, span: Span, moved: int) -> Span:
    """Where a part of a text is when a span has been replaced; the whole of what is cut."""
    start = doubt.start if doubt.start <= span.start else max(doubt.start + moved, span.start)
    if doubt.end >= span.end:
        return Span(start, doubt.end + moved)
    return Span(start, min(doubt.end, span.end + moved))


def _may_have(text: str, span: Span, word: str, tree: Tree) -> bool:
    """Whether a word that was not in a tree's text is there now that a span of it is another."""
    end = span.end + len(text) - len(tree.text)
    return text.find(word, max(span.start - len(word), 0), end + len(word)) >= 0


def _parse_all(tree: Tree, text: str, index: LineIndex | None) -> None:
    new = parse(text, tree.document)
    keep_nodes(tree, new)
    tree.text, tree.root, tree.index = text, new.root, index
    tree.problems, tree.reading, tree.is_unread = new.problems, new.reading, new.is_unread
    tree.doubt = new.doubt


def _joined(before: Reading, resumption: Resumption, meeting: Meeting) -> Reading:
    """What was noted before and behind what was read again, and what was noted there."""
    scan, moved = resumption.scan, resumption.moved
    again = Span(resumption.start, meeting.offset)
    behind = bisect_left(before.comments, again.end, key=start_of)
    following = before.comments[behind:]
    comments = before.comments[: bisect_left(before.comments, again.start, 0, behind, key=start_of)]
    found = [each.moved(moved) for each in resumption.found if each.span.start >= again.end]
    repeated = _repeated_elsewhere(before.repeated, resumption, meeting)
    fresh = resumption.fresh[max(meeting.step, 0) :]
    replaced = Replaced(
        span=again,
        moved=moved,
        new=[*_new_parts(resumption), *scan.comments],
        ended=resumption.fresh[meeting.step + 1 :],
        stretches=scan.stretches,
        rest=list(_with_rest(resumption, meeting)),
        comments=following,
    )
    stretches = moved_stretches(before.stretches, replaced)
    objects = [*scan.objects, *(each for each in fresh if isinstance(each, Object))]
    return Reading(
        [*scan.problems, *found],
        [*repeated, *repeated_names(objects)],
        [*comments, *scan.comments, *following],
        stretches,
        can_resume=True,
    )


def _repeated_elsewhere(
    repeated: list[Problem], resumption: Resumption, meeting: Meeting
) -> list[Problem]:
    """The repeated names of objects whose names are the same, where they are now."""
    if not repeated:
        return []
    changed = [step.container for step in resumption.way[max(meeting.step, 0) :]]
    members = [each for container in changed for each in parts_of(container)]
    names = {each.start for each in members}
    kept = (each for each in repeated if each.span.start not in names)
    return [
        each if each.span.start < resumption.start else each.moved(resumption.moved)
        for each in kept
        if not resumption.start <= each.span.start < meeting.offset
    ]


def _new_parts(resumption: Resumption) -> Iterator[Node]:
    """The parts that were read, in the containers that take the place of older ones."""
    for number, (step, container) in enumerate(zip(resumption.way, resumption.fresh, strict=True)):
        has_next = number + 1 < len(resumption.fresh)
        yield from parts_of(container)[step.kept + has_next :]


def _with_rest(
    resumption: Resumption, meeting: Meeting
) -> Iterator[tuple[Sequence[Node], Container]]:
    """Add to each fresh container that is still open the parts that follow, and give them."""
    behind = meeting.parts
    for number in range(meeting.step, -1, -1):
        old, fresh = resumption.way[number].container, resumption.fresh[number]
        if isinstance(old, Object) and isinstance(fresh, Object):
            fresh.members += old.members[behind:]
        elif isinstance(old, Array) and isinstance(fresh, Array):
            fresh.elements += old.elements[behind:]
        yield parts_of(old)[behind:], fresh
        behind = resumption.way[number - 1].kept + 1
