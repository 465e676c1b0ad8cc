"""What was measured: values by who, on what, and which measure."""

from __future__ import annotations

import json
import statistics
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

_BUSY = 0.25
"""The share of its processors that other work may take of a machine to measure on."""


class Measure(StrEnum):
    """What is measured. Times in seconds, memory in bytes."""

    START = "start"
    OPEN = "open"
    CHANGE_START = "change at the start"
    CHANGE_MIDDLE = "change in the middle"
    CHANGE_END = "change at the end"
    STRUCTURAL = "structural change"
    BURST = "burst"
    HOVER = "hover"
    CODE_ACTION = "code action"
    PROCESSOR = "processor time per edit"
    MEMORY_IDLE = "memory idle"
    MEMORY_OPEN = "memory with the document open"
    MEMORY_LONG = "memory after a long session"
    LONG_EDITS = "edits of the long session"
    CURVE = "change, by size"
    PROCESS = "whole process"
    PROCESS_PROCESSOR = "processor time of the whole process"
    PROCESS_MEMORY = "largest memory of the whole process"


ANY = "any document"
"""The document of what is measured before one is open."""

BEFORE_OPENING = (Measure.START, Measure.MEMORY_IDLE)
VALUE_CHANGES = (Measure.CHANGE_START, Measure.CHANGE_MIDDLE, Measure.CHANGE_END)


@dataclass(frozen=True, slots=True)
class Key:
    """Whose values they are, on which document, and of what."""

    contender: str
    document: str
    measure: Measure


@dataclass(frozen=True, slots=True)
class Environment:
    """Where and when a run was made, without the names of the machine and of anything on it."""

    date: str
    machine: str
    processors: int
    load_before: float | None
    load_after: float | None
    is_full: bool
    versions: Mapping[str, str]

    @property
    def is_busy(self) -> bool:
        """Whether the machine had much else to do before the run."""
        return (self.load_before or 0.0) > _BUSY * self.processors


@dataclass(slots=True)
class Figures:
    """The values of one run. `failures` says by contender what it could not do, or that it lacks.

    `templates` is how many templates the command lines read in the folder.
    """

    values: dict[Key, list[float]] = field(default_factory=dict)
    failures: dict[str, str] = field(default_factory=dict)
    templates: int = 0
    environment: Environment | None = None

    def add(self, key: Key, values: Iterable[float | None]) -> None:
        """Adds values; None stands for what could not be told and is left out."""
        known = [value for value in values if value is not None]
        if known:
            self.values.setdefault(key, []).extend(known)

    def of(self, contender: str, document: str, *measures: Measure) -> list[float]:
        """All values of some measures, in the order they were taken."""
        keys = (Key(contender, document, measure) for measure in measures)
        return [value for key in keys for value in self.values.get(key, ())]

    def median(self, contender: str, document: str, *measures: Measure) -> float | None:
        """The median over some measures, or None if nothing was measured."""
        values = self.of(contender, document, *measures)
        return statistics.median(values) if values else None

    def contenders(self, *measures: Measure) -> list[str]:
        """Who has values of some measure, in the order of the first ones."""
        return list(dict.fromkeys(key.contender for key in self.values if key.measure in measures))

    def documents(self, *measures: Measure) -> list[str]:
        """On what there are values of some measure, in the order of the first ones."""
        return list(dict.fromkeys(key.document for key in self.values if key.measure in measures))

    def save(self, path: Path) -> None:
        """Writes everything to a file."""
        path.parent.mkdir(parents=True, exist_ok=True)
        whole = {
            "environment": asdict(self.environment) if self.environment else None,
            "templates": self.templates,
            "failures": self.failures,
            "values": [{**asdict(key), "values": values} for key, values in self.values.items()],
        }
        path.write_text(json.dumps(whole, indent=1), encoding="utf-8")


def load(path: Path) -> Figures:
    """The figures that `Figures.save` has written."""
    whole: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    values = {
        Key(each["contender"], each["document"], Measure(each["measure"])): each["values"]
        for each in whole["values"]
    }
    environment = Environment(**whole["environment"]) if whole["environment"] else None
    return Figures(values, whole["failures"], whole["templates"], environment)


def percentile(values: Iterable[float], share: float) -> float:
    """The smallest value that at least this share of the values does not exceed."""
    ordered = sorted(values)
    rank = -(-len(ordered) * share // 1)
    return ordered[max(int(rank) - 1, 0)]
