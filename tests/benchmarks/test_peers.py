"""What armlens is compared with is pinned, comes from no named registry, and is not part of it."""

from __future__ import annotations

import json
import re
from pathlib import Path

from benchmarks.paths import PEERS, ROOT


def test_the_lock_file_names_no_registry_and_pins_everything() -> None:
    lock = json.loads((PEERS / "package-lock.json").read_text(encoding="utf-8"))
    installed = {name: each for name, each in lock["packages"].items() if name}
    assert installed
    assert all("resolved" not in each and each["integrity"] for each in installed.values())
    package = json.loads((PEERS / "package.json").read_text(encoding="utf-8"))
    assert lock["packages"][""]["dependencies"] == package["dependencies"]
    assert all(re.fullmatch(r"[\d.]+", each) for each in package["dependencies"].values())


def test_nothing_that_is_installed_runs_a_script() -> None:
    assert "ignore-scripts=true" in (PEERS / ".npmrc").read_text(encoding="utf-8").splitlines()


def test_python_packages_are_pinned_by_hash() -> None:
    for path in (PEERS / "requirements-checkov.txt", ROOT / "requirements-bench.txt"):
        text = path.read_text(encoding="utf-8")
        pins = [line for line in text.splitlines() if line and not line.startswith((" ", "#"))]
        assert pins
        assert all(re.match(r"[\w.-]+==\S+ .*\\$", line) for line in pins)
        assert text.count("--hash=sha256:") >= len(pins)
        assert "://" not in text


def test_the_product_does_not_know_the_benchmark() -> None:
    sources = (ROOT / "server").rglob("*.py")
    assert not [path for path in sources if "benchmarks" in Path(path).read_text(encoding="utf-8")]
