"""Edits a template over and over, and says where the time went."""

from __future__ import annotations

import statistics
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from benchmarks.documents.document import Document
from benchmarks.documents.keys import Edit, breaks, words
from benchmarks.documents.places import PLACES, boundary_places, structural_key, value_place
from benchmarks.profiling.in_process import session_in_process
from benchmarks.profiling.sampler import Profile, sampled
from benchmarks.report.tables import Table, milliseconds, number
from benchmarks.servers.client import READER
from benchmarks.servers.measuring import latencies
from benchmarks.servers.session import Session

T = TypeVar("T")

_MANY = 100_000
"""More edits than there is ever time for."""


@dataclass(frozen=True, slots=True)
class Profiled:
    """What edits took: all of them without and with somebody watching, in seconds."""

    unwatched: list[float]
    watched: list[float]
    profile: Profile

    def summary(self) -> str:
        """The time of an edit, and how far to trust the tables."""
        before, after = statistics.median(self.unwatched), statistics.median(self.watched)
        return (
            f"{milliseconds(before)} ms from a key to its diagnostics (median of"
            f" {len(self.unwatched)} edits); {milliseconds(after)} ms while the samples below were"
            f" taken ({len(self.watched)} edits)."
        )

    def by_layer(self) -> Table:
        """The layers, the most expensive first."""
        total = sum(self.profile.own_by_layer.values()) or 1.0
        rows = tuple(
            (
                layer,
                self._per_edit(seconds),
                f"{seconds / total:.0%}",
                self._per_edit(self.profile.whole_by_layer[layer]),
            )
            for layer, seconds in _ordered(self.profile.own_by_layer)
        )
        columns = ("layer", "its own", "share", "with what it calls")
        return Table("By layer", "Milliseconds per edit.", columns, rows)

    def by_function(self, count: int) -> Table:
        """The functions with the most time of their own."""
        rows = tuple(
            (
                f"{function.module}: {function.name}",
                self._per_edit(seconds),
                self._per_edit(self.profile.whole[function]),
            )
            for function, seconds in _ordered(self.profile.own)[:count]
        )
        columns = ("function", "its own", "with what it calls")
        return Table("By function", "Milliseconds per edit.", columns, rows)

    def _per_edit(self, seconds: float) -> str:
        return number(seconds / len(self.watched) * 1e3)


def profile_edits(document: Document, place: str, seconds: float) -> Profiled:
    """Opens a document in a server in this process and edits it, twice for that long.

    `place` is one of `PLACES`, or anything else for edits that break the structure.
    """
    with session_in_process(document) as session:
        session.open()
        latencies(session, _edits(session, place), _MANY, seconds / 5)
        unwatched = latencies(session, _edits(session, place), _MANY, seconds)
        with sampled(_not_of_the_server()) as profile:
            watched = latencies(session, _edits(session, place), _MANY, seconds)
    return Profiled(unwatched, watched, profile)


def _edits(session: Session, place: str) -> Iterator[Edit]:
    document = session.document
    if place in PLACES:
        return words(value_place(document, place), session.words)
    return breaks(boundary_places(document), structural_key(document))


def _not_of_the_server() -> set[int]:
    """The threads of the client: this one and the one that reads."""
    reading = (thread for thread in threading.enumerate() if thread.name == READER)
    return {thread.ident or 0 for thread in (threading.current_thread(), *reading)}


def _ordered(seconds: Mapping[T, float]) -> list[tuple[T, float]]:
    return sorted(seconds.items(), key=lambda each: -each[1])
