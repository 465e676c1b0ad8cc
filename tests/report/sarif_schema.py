"""The published schema of SARIF 2.1.0, and what the standard demands beyond it."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker

_SCHEMA = Path(__file__).parent.parent / "schemas" / "sarif-schema-2.1.0.json"


@cache
def _validator() -> Draft202012Validator:
    schema = json.loads(_SCHEMA.read_text(encoding="utf-8"))
    return Draft202012Validator(schema, format_checker=FormatChecker())


def valid_run(log: str) -> Any:
    """The one run of a log that obeys the schema and the rules that no schema can state."""
    document = json.loads(log)
    _validator().validate(document)
    (run,) = document["runs"]
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert (result["kind"] == "fail") == (result["level"] != "none"), "3.27.10"
    _check_parts(run, set(run["originalUriBaseIds"]))
    return run


def _check_parts(part: Any, bases: set[str]) -> None:
    if isinstance(part, list):
        for element in part:
            _check_parts(element, bases)
        return
    if not isinstance(part, dict):
        return
    if "startLine" in part:
        start = (part["startLine"], part["startColumn"])
        assert (1, 1) <= start <= (part["endLine"], part["endColumn"]), "3.30"
    if "uriBaseId" in part:
        assert part["uriBaseId"] in bases, "3.14.14"
        assert not part["uri"].startswith("/"), "3.4.3"
        assert ":" not in part["uri"].split("/")[0], "3.4.3"
    for value in part.values():
        _check_parts(value, bases)
