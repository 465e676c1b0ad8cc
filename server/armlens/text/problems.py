"""Problems: errors of the document itself, as opposed to findings of a rule."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from armlens.dataclass import dataclass
from armlens.text.edits import Edit
from armlens.text.spans import Span


class Severity(StrEnum):
    """How serious a problem or a finding is, in the words of LSP and of the settings."""

    ERROR = "error"
    WARNING = "warning"
    INFORMATION = "information"
    HINT = "hint"

    @property
    def rank(self) -> int:
        """0 for the most serious; larger is softer."""
        return list(Severity).index(self)

    def softened(self) -> Severity:
        """One step less serious; a hint stays a hint."""
        steps = list(Severity)
        return steps[min(self.rank + 1, len(steps) - 1)]


@dataclass(frozen=True, slots=True)
class Correction:
    """Edits of the document that end a problem; the title says what will be written."""

    title: str
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """One error of the document, with a stable code and the exact characters concerned.

    An `ERROR` is something that Azure would refuse too; what Azure tolerates is a `WARNING`
    at most.
    """

    code: str
    message: str
    span: Span
    severity: Severity = Severity.ERROR
    correction: Correction | None = None

    def moved(self, by: int) -> Problem:
        """The same problem where text before it has become longer by so much."""
        correction = self.correction
        if correction is not None:
            edits = tuple(Edit(each.span.moved(by), each.text) for each in correction.edits)
            correction = replace(correction, edits=edits)
        return replace(self, span=self.span.moved(by), correction=correction)
