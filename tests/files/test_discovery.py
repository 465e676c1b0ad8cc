from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from armlens.files.discovery import Found, find_templates
from armlens.files.reading import Unreadable


def make(base: Path, /, *names: str, **ignores: str) -> None:
    """Writes files; an ignore file is given as `folder="patterns"`, the root's as `root`."""
    for name in names:
        path = base / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("{}")
    for folder, text in ignores.items():
        place = base if folder == "root" else base / folder
        place.mkdir(exist_ok=True)
        (place / ".gitignore").write_text(text)


def found(*paths: Path, root: Path) -> list[str]:
    results = find_templates(paths, lambda path: path.name.startswith("excluded"))
    return [
        result.path.relative_to(root).as_posix() for result in results if isinstance(result, Found)
    ]


def search(root: Path) -> list[str]:
    return found(root, root=root)


def test_json_files_are_found_in_the_order_of_their_names(tmp_path: Path) -> None:
    make(tmp_path, "b.json", "a/z.JSON", "a/b/c.jsonc", "c.txt", "a.bicep", "A.json", ".x/d.json")
    assert search(tmp_path) == [".x/d.json", "A.json", "a/b/c.jsonc", "a/z.JSON", "b.json"]


def test_git_and_node_modules_are_not_entered(tmp_path: Path) -> None:
    make(tmp_path, ".git/a.json", "a/node_modules/b.json", "a/c.json")
    assert search(tmp_path) == ["a/c.json"]


@pytest.mark.parametrize(
    ("patterns", "expected"),
    [
        ("a.json", ["b.json", "sub/b.json"]),
        ("/a.json", ["b.json", "sub/a.json", "sub/b.json"]),
        ("sub/", ["a.json", "b.json"]),
        ("sub", ["a.json", "b.json"]),
        ("sub/*\n!sub/b.json", ["a.json", "b.json", "sub/b.json"]),
        ("sub/\n!sub/b.json", ["a.json", "b.json"]),
        ("*.json\n!b.json", ["b.json", "sub/b.json"]),
        ("**/b.json", ["a.json", "sub/a.json"]),
        ("# a.json\n\n\\#x", ["a.json", "b.json", "sub/a.json", "sub/b.json"]),
        ("a.json/", ["a.json", "b.json", "sub/a.json", "sub/b.json"]),
        ("[ab].json", []),
        ("!", ["a.json", "b.json", "sub/a.json", "sub/b.json"]),
        ("a.json   \r\n", ["b.json", "sub/b.json"]),
    ],
)
def test_gitignore_is_honoured(tmp_path: Path, patterns: str, expected: list[str]) -> None:
    make(tmp_path, "a.json", "b.json", "sub/a.json", "sub/b.json", root=patterns)
    assert search(tmp_path) == expected
    assert git_finds(tmp_path) == expected


def git_finds(root: Path) -> list[str]:
    """What git itself takes for files that are not ignored."""
    git = ["git", "-C", str(root), "-c", "core.excludesFile=/dev/null"]
    try:
        subprocess.run([*git, "init", "-q"], check=True, capture_output=True)
    except OSError:
        pytest.skip("git is not installed")
    listing = subprocess.run(
        [*git, "ls-files", "--others", "--exclude-standard", "*.json"],
        check=True,
        capture_output=True,
        text=True,
    )
    return sorted(listing.stdout.split())


def test_deeper_gitignore_wins(tmp_path: Path) -> None:
    make(tmp_path, "a.json", "sub/a.json", "sub/b.json", root="a.json", sub="!a.json\nb.json")
    assert search(tmp_path) == ["sub/a.json"]


def test_gitignores_above_hold_up_to_the_repository(tmp_path: Path) -> None:
    make(tmp_path, "r/s/a.json", "r/s/b.json", "r/s/c.json", root="a.json", r="b.json")
    (tmp_path / "r" / ".git").mkdir()
    assert search(tmp_path / "r" / "s") == ["a.json", "c.json"]


def test_without_a_repository_nothing_above_holds(tmp_path: Path) -> None:
    make(tmp_path, "r/s/a.json", r="a.json")
    assert search(tmp_path / "r" / "s") == ["a.json"]


def test_ignored_folder_that_is_named_is_searched(tmp_path: Path) -> None:
    make(tmp_path, "build/a.json", "build/b.json", root="build/", build="b.json")
    (tmp_path / ".git").mkdir()
    assert search(tmp_path) == []
    assert search(tmp_path / "build") == ["a.json"]


def test_named_files_are_always_taken(tmp_path: Path) -> None:
    make(tmp_path, "excluded.json", "a.json", "a.txt", root="*")
    paths = [tmp_path / "a.json", tmp_path / "a.txt", tmp_path / "excluded.json"]
    assert found(*paths, root=tmp_path) == ["a.json", "a.txt", "excluded.json"]


def test_settings_exclude_files_of_a_search(tmp_path: Path) -> None:
    make(tmp_path, "excluded.json", "a/excluded.json", "a.json")
    assert search(tmp_path) == ["a.json"]


def test_each_file_is_found_once(tmp_path: Path) -> None:
    make(tmp_path, "a/b.json", "c.json")
    paths = [tmp_path / "c.json", tmp_path, tmp_path / "a", tmp_path / "a" / ".." / "c.json"]
    assert found(*paths, root=tmp_path) == ["c.json", "a/b.json"]


def test_named_and_searched_files_are_told_apart(tmp_path: Path) -> None:
    make(tmp_path, "a/b.json", "c.json")
    results = list(find_templates([tmp_path / "c.json", tmp_path / "a"], lambda _: False))
    assert results == [
        Found(tmp_path / "c.json", is_named=True),
        Found(tmp_path / "a" / "b.json", is_named=False),
    ]


def test_path_that_does_not_exist_is_a_value(tmp_path: Path) -> None:
    results = list(find_templates([tmp_path / "x", Path("a\0b")], lambda _: False))
    assert results == [
        Unreadable(tmp_path / "x", "it does not exist"),
        Unreadable(Path("a\0b"), "its name is not valid"),
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="needs symbolic links")
def test_links_are_not_followed(tmp_path: Path) -> None:
    make(tmp_path, "outside/a.json", "tree/b.json")
    tree = tmp_path / "tree"
    (tree / "cycle").symlink_to(tree)
    (tree / "outside").symlink_to(tmp_path / "outside")
    (tree / "link.json").symlink_to(tmp_path / "outside" / "a.json")
    (tree / "broken.json").symlink_to("nowhere")
    assert search(tree) == ["b.json"]


@pytest.mark.skipif(sys.platform == "win32", reason="needs symbolic links")
def test_link_that_is_named_is_followed(tmp_path: Path) -> None:
    make(tmp_path, "outside/a.json")
    (tmp_path / "link").symlink_to(tmp_path / "outside")
    assert found(tmp_path / "link", root=tmp_path) == ["link/a.json"]


def test_folder_that_may_not_be_read_is_a_value(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(tmp_path, "a/b.json", "c.json")
    scan = os.scandir

    def refuse(path: Path) -> object:
        if path.name == "a":
            raise PermissionError(13, "Permission denied")
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    results = list(find_templates([tmp_path], lambda _: False))
    assert results == [
        Unreadable(tmp_path / "a", "permission is denied"),
        Found(tmp_path / "c.json", is_named=False),
    ]


def test_deep_folders_need_no_recursion(tmp_path: Path) -> None:
    deep = Path(*["d"] * 300)
    make(tmp_path, str(deep / "a.json"))
    assert search(tmp_path) == [(deep / "a.json").as_posix()]
