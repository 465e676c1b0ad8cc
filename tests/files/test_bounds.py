"""What a repository names is read only where files may be read; what changes meanwhile is told."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from armlens.files import reading
from armlens.files.reading import SourceText, Unreadable, read_text
from cli.running import PASS, Cli, template

OUTSIDE = "it lies outside of 'repository', beyond which nothing is read"
OFF = '{ "rules": { "Azure": "off" } }'
CHOICE = '{ "parameters": { "main.json": "../outside.json" } }'
PARAMETERS = (
    '{ "$schema": "https://schema.management.azure.com/schemas/2019-04-01/'
    'deploymentParameters.json#", "contentVersion": "1.0.0.0", "parameters": {} }'
)
needs_pipes = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")


@pytest.fixture
def repository(cli: Cli) -> Path:
    (cli.folder / "repository" / ".git").mkdir(parents=True)
    cli.write("repository/main.json", template())
    return cli.folder / "repository"


@pytest.mark.parametrize("asked", ["repository", "repository/main.json"])
def test_settings_that_are_a_link_elsewhere(cli: Cli, repository: Path, asked: str) -> None:
    (repository / "armlens.json").symlink_to(cli.write("outside.json", OFF))
    ran = cli.run("check", asked)
    assert ran.status == 2
    assert f"'repository/armlens.json' cannot be read: {OUTSIDE}." in " ".join(ran.err.split())
    assert "main.json:9:29 warning" in ran.out


def test_settings_that_choose_a_parameter_file_elsewhere(cli: Cli, repository: Path) -> None:
    cli.write("outside.json", PARAMETERS)
    (repository / "armlens.json").write_text(CHOICE)
    ran = cli.run("check", "repository")
    assert ran.status == 2
    assert OUTSIDE in ran.err
    assert "main.json:9:29 warning" in ran.out


def test_parameter_file_that_is_a_link_elsewhere(cli: Cli, repository: Path) -> None:
    (repository / "main.parameters.json").symlink_to(cli.write("outside.json", PARAMETERS))
    assert OUTSIDE in cli.run("check", "repository").err
    assert OUTSIDE in cli.run("expand", "repository/main.json").err


def test_a_link_inside_is_followed(cli: Cli, repository: Path) -> None:
    (repository / "armlens.json").symlink_to(cli.write("repository/shared/all.json", OFF))
    assert cli.run("check", "repository").status == 0


def test_ignored_by_a_link_is_not_ignored(cli: Cli, repository: Path) -> None:
    (repository / ".gitignore").symlink_to(cli.write("outside", "*.json"))
    assert "main.json:9:29 warning" in cli.run("check", "repository").out


@pytest.mark.parametrize("name", ["rules\\u0000.json5", "a/../../rules.json5", "/dev/zero", "."])
def test_rule_file_that_is_none(cli: Cli, name: str) -> None:
    cli.write("main.json", PASS)
    cli.write("armlens.json", f'{{ "ruleFiles": ["{name}"] }}')
    ran = cli.run("check", "--select", "Azure.AKS.ManagedIdentity")
    assert "armlens.json:1:17 error settings.rule-file" in ran.out
    assert "cannot be read" in ran.out


@needs_pipes
@pytest.mark.parametrize(
    "name",
    [
        "armlens.json",
        "main.parameters.json",
        ".gitignore",
        "linked.json",
        "rules.json5",
        "pipe.json",
    ],
)
def test_a_pipe_is_not_waited_for(cli: Cli, name: str) -> None:
    cli.write("main.json", template())
    if name == "rules.json5":
        cli.write("armlens.json", '{ "ruleFiles": ["rules.json5"] }')
    os.mkfifo(cli.folder / name)
    ran = cli.run("check", ".")
    assert "main.json:9:29 warning" in ran.out


@needs_pipes
def test_a_file_that_becomes_a_pipe_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "main.json"
    path.touch()
    opened = os.open

    def replaced(file: Path, flags: int) -> int:
        path.unlink()
        os.mkfifo(path)
        return opened(file, flags)

    monkeypatch.setattr(os, "open", replaced)
    assert read_text(path) == Unreadable(path, "it is not a regular file")


def test_a_file_that_vanishes_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "main.json"
    path.touch()
    opened = os.open

    def vanished(file: Path, flags: int) -> int:
        path.unlink()
        return opened(file, flags)

    monkeypatch.setattr(os, "open", vanished)
    assert read_text(path) == Unreadable(path, "it does not exist")


def test_a_file_that_grows_while_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "main.json"
    path.write_bytes(b"{}")
    opened = os.open

    def grown(file: Path, flags: int) -> int:
        path.write_bytes(b"{ }")
        return opened(file, flags)

    monkeypatch.setattr(os, "open", grown)
    assert read_text(path) == SourceText(path, "{ }")
    monkeypatch.setattr(reading, "MAX_BYTES", 2)
    assert isinstance(read_text(path), Unreadable)
