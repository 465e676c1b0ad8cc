"""The configurations for editors that the tests cannot run can at least be read."""

from __future__ import annotations

import json
import tomllib

import pytest

from editors.page import blocks

CODE = [(*where, code) for where, codes in blocks().items() for code in codes]


@pytest.mark.parametrize(("heading", "language", "code"), CODE, ids=[each[0] for each in CODE])
def test_each_block_is_of_its_language(heading: str, language: str, code: str) -> None:
    if language == "json":
        assert '"armlens"' in json.dumps(json.loads(code)), heading
    elif language == "toml":
        assert tomllib.loads(code)
    else:
        assert language in {"lua", "elisp", "vim", "text"}
