"""What armlens depends on is pinned, and everybody may use it so. It needs no network."""

from __future__ import annotations

import json
import re
from importlib import metadata
from typing import Any

import pytest

from release.artefacts import CLIENT, ROOT

FINE = frozenset(
    {
        "0BSD",
        "Apache-2.0",
        "Artistic-2.0",
        "BlueOak-1.0.0",
        "BSD-2-Clause",
        "BSD-3-Clause",
        "CC0-1.0",
        "ISC",
        "MIT",
        "PSF-2.0",
        "Python-2.0",
        "WTFPL",
    }
)
"""Licences that ask for no more than to be named."""

KNOWN = {
    "pathspec": "MPL-2.0",  # shipped in the extension, unchanged and with its licence
    "hypothesis": "MPL-2.0",  # tests only
    "certifi": "MPL-2.0",  # tests only
    "spdx-exceptions": "CC-BY-3.0",  # packaging only
}
"""Licences that are fine as long as what they cover stays as it is, each for one package."""
NAMES = {
    "Apache 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD-3-Clause",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
}
"""What classifiers call licences that have an identifier."""

REQUIREMENTS = sorted(path.name for path in ROOT.glob("requirements-*.txt"))
PINNED = re.compile(r"^([A-Za-z0-9._-]+)==", re.MULTILINE)
PACKAGES = sorted(set(PINNED.findall((ROOT / "requirements-dev.txt").read_text("utf-8"))))
LOCK: dict[str, dict[str, Any]] = json.loads((CLIENT / "package-lock.json").read_text("utf-8"))[
    "packages"
]


def licence(name: str) -> str:
    """The licence of an installed package, as an SPDX expression where it is known."""
    about = metadata.metadata(name)
    if expression := about.get_all("License-Expression", []):
        return str(expression[0])
    classified = [
        each.rpartition(" :: ")[2]
        for each in about.get_all("Classifier", [])
        if each.startswith("License :: ") and each != "License :: OSI Approved"
    ]
    stated = classified[0] if classified else str([*about.get_all("License", []), "unknown"][0])
    return NAMES.get(stated, stated)


def is_fine(name: str, expression: str) -> bool:
    """Whether one of the licences to choose from is fine, or is known for that package."""
    choices = [each.strip("() ") for each in expression.split(" OR ")]
    return any(each in FINE for each in choices) or KNOWN.get(name) in choices


@pytest.mark.parametrize("name", PACKAGES)
def test_all_licences_are_known_to_be_fine(name: str) -> None:
    try:
        expression = licence(name)
    except metadata.PackageNotFoundError:
        pytest.skip("not for this system")
    assert is_fine(name, expression), expression


def test_licences_of_the_extension_are_known_to_be_fine() -> None:
    strange = {
        path: about.get("license", "unknown")
        for path, about in LOCK.items()
        # Its own packaging tool of Microsoft comes with binaries under a licence of theirs.
        if not path.rpartition("node_modules/")[2].startswith("@vscode/vsce-sign")
        and not is_fine(path.rpartition("node_modules/")[2], about.get("license", "unknown"))
    }
    assert strange == {}


@pytest.mark.parametrize("name", REQUIREMENTS)
def test_everything_is_pinned_with_hashes(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    blocks = re.split(r"\n(?=\S)", text.strip())
    assert len(blocks) > 3
    for block in blocks:
        assert PINNED.match(block), block
        assert "--hash=sha256:" in block, block


def test_what_the_extension_takes_is_pinned_with_hashes() -> None:
    from_elsewhere = {path: about for path, about in LOCK.items() if path and not about.get("link")}
    assert from_elsewhere
    assert [path for path, about in from_elsewhere.items() if "integrity" not in about] == []
