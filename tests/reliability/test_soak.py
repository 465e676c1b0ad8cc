"""A session of few edits, and that the editor of long ones does what it says."""

from __future__ import annotations

import random
from pathlib import Path

from reliability.sessions import oracle
from reliability.soak.document import Open
from reliability.soak.session import soak


def test_after_some_edits_the_server_holds_nothing_and_shows_what_it_should() -> None:
    soaked = soak(60, 7, 0.1, lambda _soaked: None)
    assert soaked.same
    assert len({look.files for look in soaked.looks}) == 1
    assert {look.counts["requests"] for look in soaked.looks} == {0}
    assert soaked.looks[-1].edits >= 60


def test_a_server_gets_the_text_that_the_editor_has() -> None:
    one = Open(Path("/main.json"), '{\n  "a": "😀b"\n}\n', "")
    text = one.opening()["textDocument"]["text"]
    chance = random.Random(3)  # noqa: S311 - no secret
    for version in range(2, 80):
        params = one.edit(chance)
        (change,) = params["contentChanges"]
        if "range" in change:
            start, end = ((each["line"], each["character"]) for each in change["range"].values())
            text = oracle.replaced(text, start, end, change["text"], "utf-32")
        else:
            text = change["text"]
        assert (text, params["textDocument"]["version"]) == (one.text, version)
