"""What fuzzing has found, each with the test that keeps it away."""

from __future__ import annotations

from reliability.part import Defect

DEFECTS: tuple[Defect, ...] = ()
