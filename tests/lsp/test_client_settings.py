"""The extension's manifest says what the server understands, and no more."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

from armlens import __version__
from armlens.analysis.settings_file import KEYS
from armlens.lsp.client_settings import MINIMUM_PYTHON, configuration, settings
from armlens.lsp.settings import read_section

ROOT = Path(__file__).parent.parent.parent
CLIENT = ROOT / "client-vscode"
PROPERTIES = configuration()["properties"]


def manifest() -> dict[str, Any]:
    content: dict[str, Any] = json.loads((CLIENT / "package.json").read_text(encoding="utf-8"))
    return content


def test_the_manifest_is_up_to_date() -> None:
    assert manifest()["contributes"]["configuration"] == configuration(), "npm run manifest"


def test_there_is_one_version() -> None:
    assert manifest()["version"] == __version__, "npm run manifest"


def test_each_setting_that_the_server_reads_is_offered_with_a_valid_default() -> None:
    section = {key: PROPERTIES[f"armlens.{key}"]["default"] for key in ("rules", "exclude")}
    assert read_section(section) is not None
    assert set(section) <= set(KEYS)
    assert all(PROPERTIES[f"armlens.{key}"]["scope"] == "resource" for key in section)


def test_each_setting_has_a_description_whose_code_is_closed() -> None:
    for name, setting in settings().items():
        text = setting["markdownDescription"]
        assert text.endswith("."), name
        assert text.count("`") % 2 == 0, name
        assert not re.search(r"(?<!\w)'", text), name


def test_the_workspace_chooses_the_interpreter_only_where_it_is_trusted() -> None:
    trust = manifest()["capabilities"]["untrustedWorkspaces"]
    assert trust["supported"] == "limited"
    runs = [name for name, each in PROPERTIES.items() if each["scope"] == "machine-overridable"]
    assert trust["restrictedConfigurations"] == runs == ["armlens.interpreter"]


def test_there_is_one_oldest_python() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    oldest = ".".join(map(str, MINIMUM_PYTHON))
    assert project["requires-python"] == f">={oldest}"
    client = (CLIENT / "src" / "python.ts").read_text(encoding="utf-8")
    assert f"MINIMUM = [{', '.join(map(str, MINIMUM_PYTHON))}]" in client
    assert f"--python-version={oldest}" in (CLIENT / "scripts" / "server.py").read_text("utf-8")


def test_bundled_libraries_are_those_of_the_tests() -> None:
    ours = pins(CLIENT / "requirements.txt")
    theirs = pins(ROOT / "requirements-dev.txt")
    assert {"pygls", "lsprotocol", "pathspec"} <= set(ours)
    assert {name: theirs.get(name) for name in ours} == ours


def pins(path: Path) -> dict[str, tuple[str, frozenset[str]]]:
    """The versions and hashes of a requirements file."""
    found = re.findall(
        r"^([\w.-]+)==(\S+)[^\n]*((?:\n +--hash=\S+(?: \\)?)+)",
        path.read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    return {
        name: (version, frozenset(re.findall(r"sha256:\w+", hashes)))
        for name, version, hashes in found
    }
