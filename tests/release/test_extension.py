"""The extension's package: its version, and that its server runs wherever it is unpacked."""

from __future__ import annotations

import json
import sys
import zipfile
from pathlib import Path

from armlens import __version__
from release.artefacts import server_info, vsix


def test_it_has_the_version_of_the_server() -> None:
    with zipfile.ZipFile(vsix()) as archive:
        manifest = json.loads(archive.read("extension/package.json"))
    assert manifest["version"] == __version__, "the extension was built for another version"


def test_its_server_answers_wherever_it_is_unpacked(tmp_path: Path) -> None:
    with zipfile.ZipFile(vsix()) as archive:
        archive.extractall(tmp_path / "unpacked here")
    server = tmp_path / "unpacked here" / "extension" / "bundled" / "server" / "__main__.py"
    # A module of an opened repository must not take the place of Python's own.
    repository = tmp_path / "repository"
    repository.mkdir()
    for name in ("json.py", "logging.py", "armlens.py"):
        (repository / name).write_text("raise SystemExit('the repository was run')\n")
    expected = {"name": "armlens", "version": __version__}
    assert server_info([sys.executable, "-I", server], repository) == expected
