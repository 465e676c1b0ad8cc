from datetime import date
from pathlib import Path

import pytest

from armlens.analysis.settings import Level, Settings
from armlens.files.lookup import SettingsLookup
from armlens.files.reading import Unreadable
from armlens.files.settings import SettingsFile, find_settings, load_settings

TODAY = date(2026, 6, 30)
OFF = '{"rules": {"Azure.AKS": "off"}}'


def test_nearest_settings_win(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (tmp_path / "armlens.json").write_text("{}")
    assert find_settings(inner) == tmp_path / "armlens.json"
    (tmp_path / "a" / "armlens.json").write_text("{}")
    assert find_settings(inner) == tmp_path / "a" / "armlens.json"
    assert find_settings(inner / "main.json") == tmp_path / "a" / "armlens.json"


def test_search_ends_with_the_repository(tmp_path: Path) -> None:
    inner = tmp_path / "repository" / "b"
    inner.mkdir(parents=True)
    (tmp_path / "armlens.json").write_text("{}")
    (tmp_path / "repository" / ".git").mkdir()
    assert find_settings(inner) is None
    root = tmp_path / "repository" / "armlens.json"
    root.write_text("{}")
    assert find_settings(inner) == root


def test_worktree_whose_git_is_a_file_is_a_repository(tmp_path: Path) -> None:
    (tmp_path / "armlens.json").write_text("{}")
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / ".git").write_text("gitdir: elsewhere")
    assert find_settings(tmp_path / "a") is None


def test_loaded_file_keeps_its_text_and_problems(tmp_path: Path) -> None:
    path = tmp_path / "armlens.json"
    path.write_text('{"rules": {"Contoso": "off"}}')
    file = load_settings(path, TODAY)
    assert isinstance(file, SettingsFile)
    assert file.settings == Settings(rules={"Contoso": Level.OFF})
    assert file.text == '{"rules": {"Contoso": "off"}}'
    assert [problem.code for problem in file.problems] == ["settings.unknown-rule"]


def test_unreadable_settings_are_a_value(tmp_path: Path) -> None:
    assert load_settings(tmp_path, TODAY) == Unreadable(tmp_path, "it is a folder")


def test_each_folder_has_its_own_settings_and_each_file_is_read_once(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
    (tmp_path / ".git").mkdir()
    (tmp_path / "a" / "armlens.json").write_text(OFF)
    lookup = SettingsLookup(None, ("Azure",), (), TODAY)
    inside = lookup.settings(tmp_path / "a" / "main.json")
    assert inside == Settings(rules={"Azure.AKS": Level.OFF}, select=("Azure",))
    assert lookup.settings(tmp_path / "b" / "main.json") == Settings(select=("Azure",))
    assert lookup.settings(tmp_path / "a" / "other.json") == inside
    assert len(lookup.read) == 1


def test_given_settings_replace_all_others(tmp_path: Path) -> None:
    (tmp_path / "armlens.json").write_text("{}")
    (tmp_path / "ours.json").write_text(OFF)
    lookup = SettingsLookup(tmp_path / "ours.json", (), (), TODAY)
    assert lookup.settings(tmp_path / "main.json").rules == {"Azure.AKS": Level.OFF}


def test_exclude_is_relative_to_the_settings_file(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "armlens.json").write_text('{"exclude": ["/a/**", "!/a/keep.json", "old/"]}')
    lookup = SettingsLookup(None, (), (), TODAY)
    assert lookup.excludes(tmp_path / "a" / "main.json")
    assert not lookup.excludes(tmp_path / "a" / "keep.json")
    assert not lookup.excludes(tmp_path / "b" / "a" / "main.json")
    assert lookup.excludes(tmp_path / "b" / "old" / "main.json")


def suppress(*members: str) -> str:
    entries = [f'{{"rule": "Azure.AKS", "reason": "why", {each}}}' for each in members]
    return f'{{"suppress": [{", ".join(entries)}]}}'


def reasons(lookup: SettingsLookup, path: Path) -> list[str | None]:
    return [entry.path for entry in lookup.settings(path).suppress]


def test_suppressions_are_those_whose_pattern_matches_the_file(tmp_path: Path) -> None:
    patterns = ["/dev/**", "main.json", "old/", "sub/*.json", "[", "!main.json"]
    text = suppress(*(f'"path": "{pattern}"' for pattern in patterns))
    (tmp_path / "armlens.json").write_text(text)
    lookup = SettingsLookup(None, (), (), TODAY)
    assert reasons(lookup, tmp_path / "dev" / "a.json") == ["/dev/**"]
    assert reasons(lookup, tmp_path / "a" / "main.json") == ["main.json"]
    assert reasons(lookup, tmp_path / "old" / "main.json") == ["main.json", "old/"]
    assert reasons(lookup, tmp_path / "sub" / "a.json") == ["sub/*.json"]
    assert reasons(lookup, tmp_path / "a.json") == []


@pytest.mark.parametrize(
    ("expires", "count"),
    [("2026-06-30", 1), ("2026-07-01", 1), ("2026-06-29", 0), ("2025-12-31", 0)],
)
def test_suppression_counts_to_the_end_of_its_last_day(
    tmp_path: Path, expires: str, count: int
) -> None:
    text = suppress(f'"expires": "{expires}"')
    (tmp_path / "armlens.json").write_text(text)
    lookup = SettingsLookup(None, (), (), TODAY)
    assert len(lookup.settings(tmp_path / "main.json").suppress) == count
    [file] = lookup.read
    assert isinstance(file, SettingsFile)
    told = [(each.severity, each.code, each.span.text_of(text)) for each in file.problems]
    late = ("warning", "suppression.expired", f'"{expires}"')
    assert told == ([] if count else [late])
