"""Settings and rules that somebody else has written."""

from __future__ import annotations

import json

from reliability.hostile.case import (
    FOLDER,
    FOUND,
    Case,
    Writer,
    both,
    folder,
    link,
    pipe,
    template,
    with_text,
)
from reliability.hostile.rules import ALL_OWN, LONG_NAME

_SETTINGS, _OWN = "armlens.json", "own.json5"
_NAMING = f'{{ "ruleFiles": ["{_OWN}"] }}'
_TEMPLATE = with_text(template())
_NAMED = both(_TEMPLATE, with_text(_NAMING, _SETTINGS))
"""A template, and settings that name a rule file."""


_WRONG_SECTIONS = (
    '{ "rules": [[]], "options": 1, "exclude": {"a": []}, "suppress": "x", "parameters": [null],'
    ' "ruleFiles": {"": {}}, "\\ud800": 1e999 }'
)
_WRONG_RULES = (
    '{ rules: { A: null, "Contoso.A": [], "Contoso.B": { types: {}, title: 1, condition: "x" },'
    ' "Contoso.C": { types: [1], title: "x", condition: { allOf: [{ field: [], in: {} }, 5] } } } }'
)
_MANY = 20_000


def _settings(**sections: object) -> Writer:
    return both(_TEMPLATE, with_text(json.dumps(sections), _SETTINGS))


def _own_text(text: str | bytes) -> Writer:
    return both(_NAMED, with_text(text, _OWN))


def _many_rules() -> str:
    rule = {
        "title": "x",
        "types": ["Microsoft.ContainerService/managedClusters"],
        "condition": {"field": "tags", "exists": True},
    }
    return json.dumps({"rules": {f"Contoso.R{number}": rule for number in range(2_000)}})


SETTINGS = (
    Case(
        "settings with every section of a wrong shape",
        both(_TEMPLATE, with_text(_WRONG_SECTIONS, _SETTINGS)),
        ("armlens.json:1:", "error", FOUND),
        2,
        FOLDER,
    ),
    Case("settings that are empty", both(_TEMPLATE, with_text("", _SETTINGS)), (FOUND,), 2, FOLDER),
    Case(
        "settings that are a folder",
        both(_TEMPLATE, folder(_SETTINGS)),
        ("'armlens.json' cannot be read: it is a folder.", FOUND),
        2,
        FOLDER,
        editor=("settings.unreadable", "it is a folder.", FOUND),
    ),
    Case(
        "settings that are a link to themselves",
        both(_TEMPLATE, link(_SETTINGS, _SETTINGS)),
        ("'armlens.json' cannot be read", FOUND),
        2,
        FOLDER,
        editor=("settings.unreadable", "it lies outside of 'case'", FOUND),
    ),
    Case(
        "settings that are no UTF-8",
        both(_TEMPLATE, with_text(b'{ "rules": { "\xff": 1 } }', _SETTINGS)),
        ("'armlens.json' cannot be read: it is not valid UTF-8 text", FOUND),
        2,
        FOLDER,
        editor=("settings.unreadable", "it is not valid UTF-8 text", FOUND),
    ),
    Case(
        "settings with a million values",
        both(_TEMPLATE, with_text("[" + "1," * 1_000_000 + "1]", _SETTINGS)),
        ("armlens.json:1:1 error", "more than 250,000 values", FOUND),
        2,
        FOLDER,
    ),
    Case(
        "20,000 levels for rules that do not exist",
        _settings(rules={f"Azure.X{number}": "error" for number in range(_MANY)}),
        ("armlens.json:1:", "'rules' must be of at most 1,000 entries.", FOUND),
        2,
        FOLDER,
    ),
    Case(
        "20,000 suppressions and patterns of paths",
        _settings(
            suppress=[
                {"rule": FOUND, "path": f"**/*a*{n}*/**", "resource": "*b*c*", "reason": "x"}
                for n in range(_MANY)
            ],
            exclude=[f"**/*{n}*/*/**/x" for n in range(_MANY)],
        ),
        (
            "'suppress' must be of at most 1,000 entries.",
            "'exclude' must be of at most 1,000 entries.",
            FOUND,
        ),
        2,
        FOLDER,
    ),
    Case(
        "1,000 patterns of paths, just not too many",
        _settings(exclude=[f"**/*{n}*/*/**/x" for n in range(1_000)]),
        (FOUND,),
        1,
        FOLDER,
        cheap=False,
        seconds=40,
    ),
    Case(
        "a rule file named 20,000 times",
        both(_settings(ruleFiles=[_OWN] * _MANY), with_text("{ rules: {} }", _OWN)),
        ("'ruleFiles' must be of at most 1,000 entries.", FOUND),
        2,
        FOLDER,
    ),
    Case(
        "settings that name themselves as rules",
        _settings(ruleFiles=[_SETTINGS]),
        ("error", FOUND),
        2,
        FOLDER,
        editor=(FOUND,),
    ),
    Case(
        "an option that goes back and forth",
        both(
            with_text(LONG_NAME),
            with_text('{ "options": { "AZURE_AKS_CLUSTER_NAME_FORMAT": "^(a+)+$" } }', _SETTINGS),
        ),
        (FOUND,),
        1,
        FOLDER,
    ),
    Case(
        "rules of every wrong shape",
        _own_text(_WRONG_RULES),
        ("own.json5:1:", "error", FOUND),
        2,
        FOLDER,
    ),
    Case("a rule file that is a pipe", both(_NAMED, pipe(_OWN)), ("error", FOUND), 2, FOLDER),
    Case("a rule file that is a folder", both(_NAMED, folder(_OWN)), ("error", FOUND), 2, FOLDER),
    Case(
        "a rule file that is a link to itself",
        both(_NAMED, link(_OWN, _OWN)),
        ("error", FOUND),
        2,
        FOLDER,
    ),
    Case(
        "a rule file that is no UTF-8",
        _own_text(b"{ rules: { '\xff': 1 } }"),
        ("error", FOUND),
        2,
        FOLDER,
    ),
    Case(
        "rules with 100,000 brackets", _own_text("[" * 100_000), ("own.json5:1:", FOUND), 2, FOLDER
    ),
    Case(
        "rules with a million values",
        _own_text("[" + "1," * 1_000_000 + "1]"),
        ("own.json5:1:1 error", FOUND),
        2,
        FOLDER,
    ),
    Case(
        "2,000 rules",
        _own_text(_many_rules()),
        ("Contoso.R1999", "2000 warnings"),
        1,
        ALL_OWN,
        cheap=False,
        editor=("Contoso.R0", "Contoso.R1999", FOUND),
    ),
)
"""The cases of settings and rule files of every wrong shape and size."""
