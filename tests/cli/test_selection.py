"""Which files `armlens check` looks at: patterns, lists, exclusions, shares."""

from __future__ import annotations

import json
from itertools import chain

import pytest

from cli.running import FAIL, PASS, Cli


def checked(cli: Cli, *arguments: str, stdin: str = "") -> list[str]:
    """The files with a finding."""
    ran = cli.run("check", "--format", "json", *arguments, stdin=stdin)
    return [each["file"] for each in json.loads(ran.out)["findings"]]


@pytest.fixture(autouse=True)
def _files(cli: Cli) -> None:
    for name in ("a.json", "infra/b.json", "infra/dev/c.jsonc", "infra/dev/main.prod.json"):
        cli.write(name)
    cli.write("infra/dev/package.json", "{}")


@pytest.mark.parametrize(
    ("pattern", "files"),
    [
        ("*.json", ["a.json"]),
        ("infra/*.json", ["infra/b.json"]),
        ("infra/*", ["infra/b.json", "infra/dev/c.jsonc", "infra/dev/main.prod.json"]),
        ("infra/**/*.json", ["infra/b.json", "infra/dev/main.prod.json"]),
        ("**/c.jsonc", ["infra/dev/c.jsonc"]),
        ("**/dev", ["infra/dev/c.jsonc", "infra/dev/main.prod.json"]),
        ("infra/de[uv]/?.jsonc", ["infra/dev/c.jsonc"]),
    ],
)
def test_patterns_that_no_shell_has_replaced(cli: Cli, pattern: str, files: list[str]) -> None:
    assert checked(cli, pattern) == files


def test_a_pattern_is_as_a_search_to_git(cli: Cli) -> None:
    cli.write(".git/HEAD", "")
    cli.write("infra/.gitignore", "dev\n")
    assert checked(cli, "infra/**/*.json*") == ["infra/b.json"]


def test_a_pattern_that_matches_nothing_is_told(cli: Cli) -> None:
    ran = cli.run("check", "infra/*.bicep", "a.json")
    assert ran.status == 2
    assert ran.err == (
        "armlens: error: 'infra/*.bicep' cannot be read: no template that is not excluded has"
        " such a path.\n"
    )
    assert ran.out.startswith("a.json:9:")


def test_a_file_of_that_very_name_is_no_pattern(cli: Cli) -> None:
    cli.write("[a].json")
    assert checked(cli, "[a].json") == ["[a].json"]


def test_excluded_is_what_a_search_finds_and_not_what_is_named(cli: Cli) -> None:
    assert checked(cli, "--exclude", "dev", "--exclude", "/a.json") == ["infra/b.json"]
    assert checked(cli, "--exclude", "infra/**", ".", "infra/b.json") == ["a.json", "infra/b.json"]
    assert checked(cli, "--exclude", "infra", "--as-found", "infra/b.json", "a.json") == ["a.json"]


def test_lists_of_paths(cli: Cli) -> None:
    cli.write("list.txt", "infra/b.json\r\n\r\na.json\n")
    cli.write("zeros", b"infra/dev/c.jsonc\0a.json\0")
    assert checked(cli, "@list.txt") == ["infra/b.json", "a.json"]
    assert checked(cli, "@zeros") == ["infra/dev/c.jsonc", "a.json"]
    assert checked(cli, "@-", stdin="a.json\n") == ["a.json"]
    cli.write("@list.txt")
    assert checked(cli, "@list.txt") == ["@list.txt"]


def test_an_empty_list_is_nothing_to_do(cli: Cli) -> None:
    cli.write("list.txt", "\n")
    assert cli.run("check", "@list.txt") == (0, "0 templates checked: nothing to report.\n", "")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "the list 'gone' cannot be read: it does not exist"),
        (b"a\xff", "the list 'gone' is not UTF-8"),
    ],
)
def test_a_list_that_cannot_be_read_is_wrong_usage(
    cli: Cli, content: bytes | None, words: str
) -> None:
    if content:
        cli.write("gone", content)
    ran = cli.run("check", "@gone")
    assert ran.status == 2
    assert words in ran.err


def test_shares_are_all_files_and_each_is_in_one(cli: Cli) -> None:
    for number in range(20):
        cli.write(f"many/{number}.json")
    shares = [checked(cli, "--shard", f"{share}/3") for share in (1, 2, 3)]
    assert all(shares)
    assert sorted(chain(*shares)) == sorted(checked(cli))


def test_a_share_goes_by_the_path_in_the_repository_alone(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    cli.write(".git/HEAD", "")
    share = checked(cli, "--shard", "1/2", "infra")
    monkeypatch.chdir(cli.folder / "infra")
    assert [f"infra/{each}" for each in checked(cli, "--shard=1/2")] == share
    # As it was in version 0.1, so that a cache of one share is not of another one's files.
    assert share == ["infra/dev/c.jsonc", "infra/dev/main.prod.json"]


def test_a_share_without_templates_is_no_mistake(cli: Cli) -> None:
    ran = cli.run("check", "--shard", "7/1000")
    assert (ran.status, ran.err) == (0, "")


@pytest.mark.parametrize("wrong", ["0/3", "4/3", "1", "a/b", "1/"])
def test_a_wrong_share_is_wrong_usage(cli: Cli, wrong: str) -> None:
    ran = cli.run("check", f"--shard={wrong}")
    assert ran.status == 2
    assert "argument --shard" in ran.err


def test_suppressions_are_not_unused_where_only_a_part_is_checked(cli: Cli) -> None:
    cli.write("infra/b.json", PASS)
    cli.write(
        "armlens.json",
        '{ "suppress": [{ "rule": "AZR-000025", "path": "infra/*.json", "reason": "x" }] }',
    )
    assert "suppression.unused" in cli.run("check").out
    assert "suppression.unused" not in cli.run("check", "--shard", "1/1").out
    assert "suppression.unused" not in cli.run("check", "--exclude", "nothing").out


def test_fixes_are_for_what_is_selected(cli: Cli) -> None:
    cli.run("check", "--fix", "--exclude", "infra")
    assert "SystemAssigned" in (cli.folder / "a.json").read_text()
    assert (cli.folder / "infra/b.json").read_text() == FAIL
