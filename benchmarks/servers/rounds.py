"""All servers on all documents, in turns, so that noise of the machine meets all of them alike."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from benchmarks.documents.document import (
    SIZES,
    UNCONCERNED,
    Document,
    from_corpus,
    generated,
    size_name,
)
from benchmarks.documents.keys import words
from benchmarks.documents.places import MIDDLE, value_place
from benchmarks.effort import Effort
from benchmarks.figures import Figures, Key, Measure
from benchmarks.paths import CORPUS
from benchmarks.servers.client import ServerError
from benchmarks.servers.contenders import ARMLENS, VSCODE_JSON, VSCODE_JSON_PUSH, Contender
from benchmarks.servers.life import life
from benchmarks.servers.measuring import latencies, measure

Progress = Callable[[str], None]
"""Told what is about to be measured."""

_ONCE = 12.0
"""Seconds that a session may last if it is to be repeated in the next round."""


@dataclass(slots=True)
class _Match:
    """A server on a document, the rounds it is in, and how long it took the last time."""

    contender: Contender
    document: Document
    rounds: int
    seconds: float = 0.0


def compare(
    contenders: Sequence[Contender], effort: Effort, figures: Figures, progress: Progress
) -> None:
    """Measures everything on every server. Whoever fails is out, and `figures` say why."""
    matches = list(_matches(contenders, effort))
    for turn in range(effort.rounds):
        for match in matches:
            who, document = match.contender, match.document
            if turn >= match.rounds or match.seconds > _ONCE or who.name in figures.failures:
                continue
            progress(f"round {turn + 1} of {effort.rounds}: {who.name}, {document.name}")
            started = time.perf_counter()
            is_long = turn == 0 and document.name in effort.long_documents
            with _noting_failures(who, document, figures):
                measure(who, document, effort, figures, is_long=is_long)
            match.seconds = time.perf_counter() - started


def draw_curve(
    contenders: Sequence[Contender], effort: Effort, figures: Figures, progress: Progress
) -> None:
    """Measures the time per edit in the middle for documents of many sizes."""
    for size in effort.curve_sizes:
        for contender in contenders:
            if contender.name == VSCODE_JSON_PUSH or contender.name in figures.failures:
                continue
            document = generated(size_name(size), size, contender.language)
            progress(f"time per edit: {contender.name}, {document.name}")
            with _noting_failures(contender, document, figures), life(contender, document) as each:
                each.session.open()
                edits = words(value_place(document, MIDDLE), each.session.words)
                found = latencies(each.session, edits, effort.curve_edits, effort.curve_seconds)
                figures.add(Key(contender.name, document.name, Measure.CURVE), found)


def installed(contenders: Sequence[Contender], figures: Figures) -> list[Contender]:
    """Those whose program is there; of the others `figures` say that they are missing."""
    for contender in contenders:
        if not contender.is_installed:
            figures.failures[contender.name] = "is not installed: `python -m benchmarks setup`"
    return [contender for contender in contenders if contender.is_installed]


def _matches(contenders: Sequence[Contender], effort: Effort) -> Iterator[_Match]:
    """Who meets what: all on generated documents, the nearest relatives on real ones as well."""
    sizes = {name: SIZES[name] for name in effort.documents}
    for name, size in sizes.items():
        for contender in contenders:
            # What a pause in typing costs needs no repetition.
            rounds = 1 if contender.name == VSCODE_JSON_PUSH else effort.rounds
            yield _Match(contender, generated(name, size, contender.language), rounds)
    for contender in contenders:
        if contender.name == ARMLENS:
            document = generated(UNCONCERNED, SIZES["381 KB"], contender.language)
            yield _Match(contender, document, effort.rounds)
    if not effort.is_full:
        return
    for document in from_corpus(CORPUS, sizes):
        for contender in contenders:
            if contender.name in (ARMLENS, VSCODE_JSON):
                yield _Match(contender, document, 1)


@contextmanager
def _noting_failures(contender: Contender, document: Document, figures: Figures) -> Iterator[None]:
    try:
        yield
    except (ServerError, OSError) as error:
        figures.failures[contender.name] = f"failed on {document.name}: {error}"
