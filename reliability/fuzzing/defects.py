"""What fuzzing has found, each with the test that keeps it away."""

from __future__ import annotations

from reliability.part import Defect

DEFECTS: tuple[Defect, ...] = (
    Defect(
        "`reference` of one of several resources was taken for an object for certain, and of one"
        " for anything: a condition with it failed, or not, by how much was known of the name.",
        "tests/evaluation/functions/test_resources.py::test_resources",
    ),
    Defect(
        "`reference` of a resource of the template gave its properties though another argument"
        " failed.",
        "tests/template/test_declared.py::test_is_certainly_not_there",
    ),
)
