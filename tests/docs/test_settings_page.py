"""The page on settings is true: its examples give what it says."""

from __future__ import annotations

from cli.running import Cli
from docs.playing import check_page


def test_the_examples_give_what_the_page_says(cli: Cli) -> None:
    told = check_page("settings.md", cli, written=("known.json",))
    assert told.count("\n$ armlens ") > 5
