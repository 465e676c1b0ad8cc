"""`--as-found`: for hooks that name every file, whatever it is."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from cli.running import FAIL, Cli

OTHER = '{ "compilerOptions": {} }'


def test_what_is_no_template_is_passed_over_in_silence(cli: Cli) -> None:
    cli.write("tsconfig.json", OTHER)
    cli.write("empty.json", "")
    cli.write("broken.json", "{ nothing")
    cli.write("data.yaml", "a: 1")
    ran = cli.run("check", "--as-found", "tsconfig.json", "empty.json", "broken.json", "data.yaml")
    assert (ran.status, ran.err) == (0, "")


def test_without_it_the_same_files_are_mistakes(cli: Cli) -> None:
    cli.write("empty.json", "")
    cli.write("broken.json", "{ nothing")
    ran = cli.run("check", "empty.json", "broken.json")
    assert ran.status == 2
    assert "'empty.json' is empty and not a template." in ran.err
    assert "broken.json:1:10 error" in ran.out


def test_templates_are_checked_as_ever(cli: Cli) -> None:
    cli.write("main.json")
    cli.write("package.json", OTHER)
    ran = cli.run("check", "--as-found", "main.json", "package.json")
    assert ran.status == 1
    assert "main.json:9:29 warning Azure.AKS.ManagedIdentity" in ran.out


def test_a_template_with_a_syntax_error_is_an_error(cli: Cli) -> None:
    cli.write("main.json", FAIL.replace('"name": "aks",', '"name": "aks"'))
    assert cli.run("check", "--as-found", "main.json").status == 2


def test_a_file_that_is_not_there_is_an_error(cli: Cli) -> None:
    ran = cli.run("check", "--as-found", "gone.json")
    assert ran.status == 2
    assert "gone.json" in ran.err


def test_what_the_settings_exclude_is_passed_over(cli: Cli) -> None:
    cli.write("armlens.json", '{ "exclude": ["legacy/**"] }')
    cli.write("legacy/main.json")
    assert cli.run("check", "legacy/main.json").status == 1
    assert cli.run("check", "--as-found", "legacy/main.json").status == 0


@pytest.mark.parametrize(
    ("patterns", "status"),
    [
        ({".gitignore": "out/"}, 0),
        ({".gitignore": "main.json"}, 0),
        ({"out/.gitignore": "*"}, 0),
        ({".gitignore": "*.json", "out/.gitignore": "!main.json"}, 1),
        # Nothing in a folder that is ignored can be taken back.
        ({".gitignore": "out/", "out/.gitignore": "!main.json"}, 0),
        ({".gitignore": "other/"}, 1),
    ],
)
def test_what_git_ignores_is_passed_over(cli: Cli, patterns: dict[str, str], status: int) -> None:
    (cli.folder / ".git").mkdir()
    for name, text in patterns.items():
        cli.write(name, text)
    cli.write("out/main.json")
    assert cli.run("check", "--as-found", "out/main.json").status == status


def test_packages_of_others_are_passed_over(cli: Cli) -> None:
    cli.write("node_modules/pack/main.json")
    assert cli.run("check", "--as-found", "node_modules/pack/main.json").status == 0


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
def test_links_are_passed_over(cli: Cli) -> None:
    cli.write("main.json")
    Path("link.json").symlink_to("main.json")
    assert cli.run("check", "--as-found", "link.json").status == 0


def test_only_what_a_search_would_find_is_mended(cli: Cli) -> None:
    cli.write("armlens.json", '{ "exclude": ["legacy.json"] }')
    legacy, ours = cli.write("legacy.json"), cli.write("main.json")
    assert cli.run("check", "--as-found", "--fix", "legacy.json", "main.json").status == 0
    assert legacy.read_text() == FAIL
    assert '"SystemAssigned"' in ours.read_text()


def test_folders_are_searched_as_ever(cli: Cli) -> None:
    cli.write("templates/main.json")
    ran = cli.run("check", "--as-found", "templates")
    assert "main.json:9:29" in ran.out
