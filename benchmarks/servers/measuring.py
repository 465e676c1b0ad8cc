"""Everything that is measured in one life of a server."""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress

from benchmarks.documents.document import Document
from benchmarks.documents.keys import Edit, breaks, words
from benchmarks.documents.places import (
    END,
    MIDDLE,
    START,
    boundary_places,
    question_place,
    structural_key,
    value_place,
)
from benchmarks.effort import KEY_INTERVAL, PAUSE, SETTLING, WARMING, Effort
from benchmarks.figures import ANY, BEFORE_OPENING, Figures, Key, Measure
from benchmarks.servers.client import NotSupportedError
from benchmarks.servers.contenders import Contender
from benchmarks.servers.life import Life, life
from benchmarks.servers.processes import memory, processor_time
from benchmarks.servers.session import Session

_CHANGES = {
    Measure.CHANGE_START: START,
    Measure.CHANGE_MIDDLE: MIDDLE,
    Measure.CHANGE_END: END,
}
_STRIDE = 100
"""Edits between two waits of a long session with a server that is not asked for diagnostics."""

Found = dict[Measure, Sequence[float | None]]


def measure(
    contender: Contender, document: Document, effort: Effort, figures: Figures, *, is_long: bool
) -> None:
    """Starts a server, opens a document, edits it, asks, and adds what that took.

    `is_long` adds a long session, after which memory is read once more.
    """
    with life(contender, document) as server:
        parts = [
            _opening(server),
            _changes(server, effort),
            _breaks(server.session, effort),
            _bursts(server.session, effort),
            _questions(server.session, effort.questions),
            _long_session(server, effort) if is_long else {},
        ]
    for found in parts:
        for each, values in found.items():
            name = ANY if each in BEFORE_OPENING else document.name
            figures.add(Key(contender.name, name, each), values)


def latencies(session: Session, edits: Iterator[Edit], count: int, seconds: float) -> list[float]:
    """The seconds from each edit to its diagnostics, within a number of edits and a time.

    The last one takes away what the others have left, so that each series finds the same text.
    """
    found: list[float] = []
    end = time.perf_counter() + seconds
    for edit in edits:
        found.append(session.edit(edit))
        time.sleep(PAUSE)
        if len(found) >= count - 1 or time.perf_counter() > end:
            found += [session.edit(rest) for rest in _removal(edit)]
            break
    return found


def _removal(last: Edit) -> Iterator[Edit]:
    """The edit that takes away what an edit has left behind, if there is anything."""
    if typed := last.before + last.text:
        yield Edit(last.place, "", len(typed), "")


def _opening(server: Life) -> Found:
    time.sleep(SETTLING)
    idle = memory(server.pid)
    opened = server.session.open()
    time.sleep(SETTLING)
    return {
        Measure.START: [server.start],
        Measure.MEMORY_IDLE: [idle],
        Measure.OPEN: [opened],
        Measure.MEMORY_OPEN: [memory(server.pid)],
    }


def _changes(server: Life, effort: Effort) -> Found:
    """Values change at three places; processor time is all that was used meanwhile, per edit."""
    session = server.session
    latencies(session, _words(session, MIDDLE), effort.edits, WARMING)
    before = processor_time(server.pid)
    found: Found = {
        change: latencies(session, _words(session, name), effort.edits, effort.seconds)
        for change, name in _CHANGES.items()
    }
    after = processor_time(server.pid)
    if before is not None and after is not None:
        found[Measure.PROCESSOR] = [(after - before) / sum(map(len, found.values()))]
    return found


def _breaks(session: Session, effort: Effort) -> Found:
    edits = breaks(boundary_places(session.document), structural_key(session.document))
    return {Measure.STRUCTURAL: latencies(session, edits, effort.edits, effort.seconds)}


def _words(session: Session, place: str) -> Iterator[Edit]:
    return words(value_place(session.document, place), session.words)


def _bursts(session: Session, effort: Effort) -> Found:
    return {Measure.BURST: [_burst(session, effort.keys) for _ in range(effort.bursts)]}


def _burst(session: Session, keys: int) -> float:
    """Types faster than a server may follow; the seconds from the last key to its diagnostics."""
    sent = 0.0
    edits = list(itertools.islice(_words(session, MIDDLE), keys))
    for edit in edits:
        time.sleep(max(sent + KEY_INTERVAL - time.perf_counter(), 0))
        sent = session.send(edit)
    took = session.diagnostics(sent).at - sent
    for rest in _removal(edits[-1]):
        session.edit(rest)
    return took


def _questions(session: Session, count: int) -> Found:
    """Hover and code actions at the same place, with the diagnostics that an editor has of it."""
    place = question_place(session.document)
    known = session.diagnostics(session.send(Edit(place, "", 0, ""))).result
    hovers, actions = [], []
    with suppress(NotSupportedError):
        for _ in range(count):
            hovers.append(session.hover(place))
            actions.append(session.code_action(place, known))
    return {Measure.HOVER: hovers, Measure.CODE_ACTION: actions}


def _long_session(server: Life, effort: Effort) -> Found:
    """Edits again and again in the middle, as often as there is time for, then reads memory.

    Whoever is asked for diagnostics is asked after each edit. The others are waited for now and
    then, since their pause after each edit would be all that the time is spent on.
    """
    session = server.session
    stride = 1 if session.pulls else _STRIDE
    end = time.perf_counter() + effort.long_seconds
    count = 0
    for count, edit in enumerate(_words(session, MIDDLE), 1):
        sent = session.send(edit)
        is_end = count >= effort.long_edits or time.perf_counter() > end
        if is_end or count % stride == 0:
            session.diagnostics(sent)
        if is_end:
            break
    time.sleep(SETTLING)
    return {Measure.LONG_EDITS: [count], Measure.MEMORY_LONG: [memory(server.pid)]}
