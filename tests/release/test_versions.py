"""One version number for all that is released."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from armlens import __version__
from release.artefacts import CLIENT, ROOT


@pytest.mark.parametrize("name", ["package.json", "package-lock.json"])
def test_the_extension_has_the_version_of_the_server(name: str) -> None:
    manifest = json.loads((CLIENT / name).read_text("utf-8"))
    assert manifest["version"] == __version__


@pytest.mark.parametrize("folder", [ROOT, CLIENT], ids=["server", "extension"])
def test_the_changelog_begins_with_this_version_or_the_next(folder: Path) -> None:
    text = (folder / "CHANGELOG.md").read_text("utf-8")
    headings = re.findall(r"^## (\S+)", text, re.MULTILINE)
    assert headings
    assert headings[0].strip("[]") in {"Unreleased", __version__}
