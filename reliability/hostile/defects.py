"""What hostile input has found, each with the test that keeps it away."""

from __future__ import annotations

from reliability.part import Defect

_CASES = "tests/reliability/test_hostile.py::test_hostile_input_is_told_and_harms_nothing"

DEFECTS: tuple[Defect, ...] = (
    Defect(
        "Each fix looked at the whole document for its style: a document of 500 clusters on one"
        " line took a minute.",
        "tests/jsonc/test_edits.py::test_a_place_among_many_is_found_without_a_look_at_all",
    ),
    Defect(
        "A text with 700,000 escapes was decoded 14 times, one escape after the other: 26 s.",
        _CASES,
    ),
    Defect(
        "The search for circles built the whole way anew at each reference, and a message named"
        " each of 3,000 variables.",
        _CASES,
    ),
)
