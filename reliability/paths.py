"""Where things are on disk."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parent.parent
RECORDS = Path(__file__).parent / "records"
"""The figures that the page shows, a file for each part."""

PAGE = ROOT / "docs" / "reliability.md"
INTRODUCTION = Path(__file__).parent / "introduction.md"
BUILD = ROOT / "build" / "reliability"
"""What runs leave behind, such as inputs that crashed. Not part of the repository."""

SAMPLES = ROOT / "samples"
CORPUS = ROOT.parent / "shared" / "corpus"
"""Real templates, where a collection of them lies beside the repository."""
