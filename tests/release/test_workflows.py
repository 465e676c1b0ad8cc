"""The workflows name the versions that the rest of the project names."""

from __future__ import annotations

import json
import re
import tomllib

import pytest

from release.artefacts import CLIENT, ROOT

WORKFLOWS = ["audit.yml", "ci.yml", "release.yml"]


@pytest.mark.parametrize("name", WORKFLOWS)
def test_nothing_may_write_unless_a_job_says_so(name: str) -> None:
    text = (ROOT / ".github" / "workflows" / name).read_text("utf-8")
    assert "\npermissions:\n  contents: read\n" in text
    assert "contents: write" not in text
    # Without it, the token stays in the clone for all that runs there.
    assert text.count("actions/checkout@") == text.count("persist-credentials: false")


def test_the_tests_run_on_the_lowest_python() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    lowest = project["requires-python"].removeprefix(">=")
    text = (ROOT / ".github" / "workflows" / "ci.yml").read_text("utf-8")
    assert f'python: ["{lowest}", ' in text


def test_what_publishes_the_extension_is_what_packaged_it() -> None:
    tools = json.loads((CLIENT / "package.json").read_text("utf-8"))["devDependencies"]
    text = (ROOT / ".github" / "workflows" / "release.yml").read_text("utf-8")
    assert re.findall(r"@vscode/vsce@(\S+)", text) == [tools["@vscode/vsce"]]
