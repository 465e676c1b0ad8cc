"""Where things are on disk."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "server" / "armlens"
PEERS = Path(__file__).parent / "peers"
"""What says which versions of the peers are compared."""

BUILD = ROOT / "build" / "benchmarks"
"""Installed peers and the figures of the last run. Not part of the repository."""

FIGURES = BUILD / "figures.json"
PAGE = ROOT / "docs" / "benchmarks.md"
PICTURE = ROOT / "docs" / "images" / "edit-time.svg"
CORPUS = ROOT.parent / "shared" / "corpus"
"""Real templates, where a collection of them lies beside the repository."""
