"""What is nearest above each of many folders, whatever was asked before."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from armlens.files.upward import Upward

ROOT = Path(Path.cwd().anchor)
FOLDERS = st.lists(st.sampled_from("ab"), max_size=4).map(lambda names: str(ROOT.joinpath(*names)))


@given(st.sets(FOLDERS), st.sets(FOLDERS), st.lists(FOLDERS, max_size=8))
def test_each_folder_has_what_is_nearest(here: set[str], ends: set[str], asked: list[str]) -> None:
    def look(folder: str) -> tuple[str] | None:
        seen.append(folder)
        if folder in here:
            return (folder,)
        return ("",) if folder in ends else None

    def nearest(folder: str) -> str:
        while True:
            if folder in here or folder in ends:
                return folder if folder in here else ""
            if folder == str(ROOT):
                return "nothing"
            folder = str(Path(folder).parent)

    seen: list[str] = []
    upward = Upward(look, "nothing")
    assert [upward(folder) for folder in asked] == [nearest(folder) for folder in asked]
    assert len(seen) == len(set(seen)), "no folder is looked at twice"
