"""Whatever path a link has, nothing is read outside of where files may be read."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from armlens.evaluation.links import Unavailable
from armlens.files import reading
from armlens.files.bounds import Bounds
from armlens.files.linked import LinkedFiles
from armlens.jsonc.parse import parse
from armlens.jsonc.tree import Tree
from armlens.lsp.configuration import View
from armlens.lsp.documents import Document
from armlens.lsp.linked import LinkedDocuments, Lookout
from armlens.lsp.surroundings import Disk, Surroundings, Trees

STEPS = ("..", ".", "", "a", "b", "out", "loop", "file.json", "out.json", "secret.json", "x\0", "~")
PATHS = st.lists(st.sampled_from(STEPS), min_size=1, max_size=7).flatmap(
    lambda steps: st.sampled_from(["/".join(steps), "\\".join(steps), "/" + "/".join(steps)])
)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with files, and links that lead out of it; beside it what must not be read."""
    top = tmp_path_factory.mktemp("bounds")
    root = top / "root"
    (root / "a" / "b").mkdir(parents=True)
    (top / "a").mkdir()
    for folder in (root, root / "a", root / "a" / "b", top, top / "a"):
        (folder / "file.json").write_text("{}", "utf-8")
    (top / "secret.json").write_text("{}", "utf-8")
    (root / "out.json").symlink_to(top / "secret.json")
    (root / "a" / "out").symlink_to(top)
    (root / "a" / "loop").symlink_to(root / "a" / "loop")
    (root / "b").symlink_to(root / "a" / "b")
    return root


@contextmanager
def reads() -> Iterator[list[str]]:
    """The real paths of the files that are read meanwhile."""
    found: list[str] = []
    original = reading._read_bytes

    def noting(path: Path) -> bytes | reading.Unreadable:
        found.append(os.path.realpath(path))
        return original(path)

    with patch.object(reading, "_read_bytes", noting):
        yield found


def is_inside(path: str, root: Path) -> bool:
    return Path(path).is_relative_to(os.path.realpath(root))


@given(paths=st.lists(PATHS, min_size=1, max_size=3))
def test_on_the_command_line(root: Path, paths: list[str]) -> None:
    template = root / "a" / "main.json"
    links = LinkedFiles(Bounds([root])).of(template, parse("{}", "main.json"))
    with reads() as found:
        document = "main.json"
        for path in paths:
            linked = links.follow(document, path)
            assert linked is links.follow(document, path) or isinstance(linked, Unavailable)
            document = linked.document if isinstance(linked, Tree) else document
    assert [path for path in found if not is_inside(path, root)] == []


@given(paths=st.lists(PATHS, min_size=1, max_size=3))
def test_in_an_editor(root: Path, paths: list[str]) -> None:
    main = Document((root / "a" / "main.json").as_uri(), 1, "{}")
    around = Surroundings(View(folders=(root.as_uri(),)), [main], Disk())
    linked = LinkedDocuments(Lookout(main, around, Trees(), lambda _document: None))
    with reads() as found:
        document = main.uri
        for path in paths:
            given_tree = linked.templates.follow(document, path)
            document = given_tree.document if isinstance(given_tree, Tree) else document
    assert [path for path in found if not is_inside(path, root)] == []


@pytest.mark.parametrize(
    ("path", "is_read"),
    [
        ("file.json", True),
        ("b/file.json", True),
        ("../file.json", True),
        ("..\\b\\file.json", True),
        ("../b/../file.json", True),
        ("../../file.json", False),
        ("out/secret.json", False),
        ("../out.json", False),
        ("loop/file.json", False),
    ],
)
def test_what_is_inside_is_read(root: Path, path: str, *, is_read: bool) -> None:
    """So that the properties above hold not because nothing is read at all."""
    links = LinkedFiles(Bounds([root])).of(root / "a" / "main.json", parse("{}", "main.json"))
    assert isinstance(links.follow("main.json", path), Tree) is is_read
