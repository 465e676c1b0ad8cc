"""Fixes: titled sets of edits that mend a finding."""

from __future__ import annotations

from collections.abc import Mapping

from armlens.dataclass import dataclass
from armlens.text.edits import Edit


@dataclass(frozen=True, slots=True)
class Fix:
    """One way to mend a finding. `edits` are by document; the title says what will be written.

    A safe fix may be applied without asking; of a finding's fixes the preferred one comes first.
    """

    title: str
    edits: Mapping[str, tuple[Edit, ...]]
    safe: bool = True
    preferred: bool = False


def no_fixes(_resource: object) -> tuple[Fix, ...]:
    """For a rule whose mending takes a decision that is not armlens' to make."""
    return ()
