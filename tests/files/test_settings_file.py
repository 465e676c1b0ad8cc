"""The settings file: every mistake is a problem at its characters."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import json5
import pytest
from jsonschema import Draft7Validator

from armlens.analysis import settings_file
from armlens.analysis.settings import Level, Settings
from armlens.analysis.settings_file import KEYS, read_settings
from armlens.analysis.settings_suppress import MEMBERS
from armlens.problems.catalogue import PROBLEMS
from armlens.rules.catalogue import RULES
from armlens.rules.rule import Option

SCHEMA_FILE = Path(settings_file.__file__).parent / "armlens.schema.json"
SCHEMA = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))
KNOWN = "Azure.AKS.ManagedIdentity"
LEVELS = "'off', 'error', 'warning', 'information', 'hint', 'default'"


def read(text: str) -> Settings | None:
    return read_settings(text, "armlens.json")[0]


def problems(text: str) -> list[tuple[str, str, str, str]]:
    """Each problem as severity, code, the characters it sits on, and message."""
    return [
        (problem.severity.value, problem.code, problem.span.text_of(text), problem.message)
        for problem in read_settings(text, "armlens.json")[1]
    ]


def test_levels_and_patterns_are_read() -> None:
    text = f"""{{
        // JSON5 is welcome
        "$schema": "./armlens.schema.json",
        "rules": {{ "{KNOWN}": "error", 'azr-000025': 'off', "Azure.AKS": "default", }},
        "options": {{ }},
        "exclude": ["legacy/**", "!legacy/keep.json"],
        "suppress": [],
        "parameters": {{ "main.json": "main.prod.parameters.json" }},
    }}"""
    settings = read(text)
    assert settings == Settings(
        rules={KNOWN: Level.ERROR, "azr-000025": Level.OFF, "Azure.AKS": Level.DEFAULT},
        exclude=("legacy/**", "!legacy/keep.json"),
        parameters={"main.json": "main.prod.parameters.json"},
    )


def test_what_json5_allows_is_no_problem() -> None:
    text = f"{{rules: {{'{KNOWN}': 'off',}}, /* none */ exclude: [],}} // end"
    assert read(text) == Settings(rules={KNOWN: Level.OFF})
    assert problems(text) == []


def test_empty_object_is_the_defaults() -> None:
    assert read_settings("{}", "") == (Settings(), ())


@pytest.mark.parametrize("text", ["", " \r\n\t"])
def test_empty_file_is_an_error_that_says_what_to_do(text: str) -> None:
    message = "The settings file is empty; write '{}' into it or remove it."
    assert read(text) is None
    assert problems(text) == [("error", "settings.empty", text, message)]


@pytest.mark.parametrize(
    ("text", "code", "characters", "message"),
    [
        ("[]", "wrong-type", "[]", "The settings must be an object, such as '{}'."),
        ('"x"', "wrong-type", '"x"', "The settings must be an object, such as '{}'."),
        ('{"$schema": 1}', "wrong-type", "1", "'$schema' must be a string."),
        ('{"rules": []}', "wrong-type", "[]", "'rules' must be an object from rules to levels."),
        ('{"exclude": "a"}', "wrong-type", '"a"', "'exclude' must be a list of patterns."),
        ('{"exclude": ["a", 7]}', "wrong-type", "7", "A pattern must be a string."),
        (
            '{"parameters": "a.json"}',
            "wrong-type",
            '"a.json"',
            "'parameters' must be an object from templates to parameter files.",
        ),
        (
            '{"parameters": {"a.json": ["b.json"]}}',
            "wrong-type",
            '["b.json"]',
            "The parameter file of 'a.json' must be a path.",
        ),
        (
            f'{{"rules": {{"{KNOWN}": true}}}}',
            "wrong-type",
            "true",
            f"The level of '{KNOWN}' must be one of {LEVELS}.",
        ),
        (
            f'{{"rules": {{"{KNOWN}": "warn"}}}}',
            "unknown-level",
            '"warn"',
            f"The level 'warn' is unknown; levels are {LEVELS}. Did you mean 'warning'?",
        ),
        (
            '{"rule": {}}',
            "unknown-key",
            '"rule"',
            "The setting 'rule' is unknown. Did you mean 'rules'?",
        ),
        ('{"zzz": {}}', "unknown-key", '"zzz"', "The setting 'zzz' is unknown."),
    ],
)
def test_mistake_gives_no_settings(text: str, code: str, characters: str, message: str) -> None:
    assert read(text) is None
    assert problems(text) == [("error", f"settings.{code}", characters, message)]


@pytest.mark.parametrize(
    ("key", "offer"),
    [
        ("Azure.AKS.ManagedIdentiy", f" Did you mean '{KNOWN}'?"),
        ("ManagedIdentity", f" Did you mean '{KNOWN}'?"),
        ("AZR-00025", " Did you mean 'AZR-000025'?"),
        ("Contoso", ""),
    ],
)
def test_rule_nobody_knows_is_a_warning(key: str, offer: str) -> None:
    text = f'{{"rules": {{"{key}": "off"}}}}'
    message = f"'{key}' matches no rule or problem.{offer}"
    assert problems(text) == [("warning", "settings.unknown-rule", f'"{key}"', message)]
    assert read(text) == Settings(rules={key: Level.OFF})


@pytest.mark.parametrize(
    "key", ["azure.aks.managedidentity", "azr-000025", "Azure", "reliability", "critical"]
)
def test_rule_is_found_by_anything_that_selects_it(key: str) -> None:
    assert problems(f'{{"rules": {{"{key}": "off"}}}}') == []


def test_of_duplicate_keys_the_last_counts() -> None:
    text = f'{{"rules": {{"{KNOWN}": "off"}}, "rules": {{"{KNOWN}": "hint"}}}}'
    assert read(text) == Settings(rules={KNOWN: Level.HINT})
    assert [problem[0] for problem in problems(text)] == ["warning"]


def test_all_mistakes_are_told_in_the_order_of_the_text() -> None:
    text = '{"zzz": 1, "exclude": [1], "options": {"x": {}}, "suppress": [{}], "ruleFiles": 0}'
    found = ['"zzz"', "1", '"x"', "{}", "{", "{", "0"]
    assert [problem[2] for problem in problems(text)] == found


@pytest.mark.parametrize("text", ["{", '{"rules": {', "nonsense", '{"exclude": }', "\0", "{}}"])
def test_broken_text_is_an_error_and_never_an_exception(text: str) -> None:
    assert read(text) is None
    assert all(code for _, code, _, _ in problems(text))


CASES = [
    "{}",
    '{"$schema": "x", "rules": {"Azure": "off"}, "exclude": ["a"]}',
    *(f'{{"rules": {{"{KNOWN}": "{level}"}}}}' for level in Level),
    f'{{"rules": {{"{KNOWN}": "loud"}}}}',
    f'{{"rules": {{"{KNOWN}": null}}}}',
    '{"rules": []}',
    '{"exclude": {}}',
    '{"exclude": [1]}',
    '{"parameters": {"a": "b"}}',
    '{"parameters": {"a": 1}}',
    '{"parameters": []}',
    '{"$schema": null}',
    '{"options": {"A": "1.2", "B": 1, "C": true, "D": ["x"]}}',
    '{"options": {"A": null}}',
    '{"options": {"A": [1]}}',
    '{"options": []}',
    '{"suppress": [{"rule": "Azure", "reason": ""}]}',
    '{"suppress": [{"rule": "x", "reason": "y", "path": "a/**", "resource": "*"}]}',
    '{"suppress": [{"rule": "x", "reason": "y", "expires": "2027-06-30"}]}',
    '{"suppress": [{"rule": "x", "reason": "y", "expires": "2027-6-30"}]}',
    '{"suppress": [{"rule": "x", "reason": "y", "expires": "2027-13-01"}]}',
    '{"suppress": [{"rule": "x", "reason": "y", "until": "2027-06-30"}]}',
    '{"suppress": [{"rule": "x"}]}',
    '{"suppress": [{"rule": "x", "reason": 1}]}',
    '{"suppress": [{"rule": "", "reason": "y"}]}',
    '{"suppress": [{"rule": "x", "reason": "y", "path": ""}]}',
    '{"suppress": ["x"]}',
    '{"suppress": {}}',
    '{"unknown": 1}',
    "[]",
    "1",
    "{// comment\n}",
    '{"exclude": ["a",],}',
]


@pytest.mark.parametrize("text", CASES)
def test_schema_accepts_what_the_reader_accepts(text: str) -> None:
    accepted: Any = Draft7Validator(SCHEMA).is_valid(json5.loads(text))
    assert accepted == (read(text) is not None)


def test_schema_describes_each_key_and_level() -> None:
    Draft7Validator.check_schema(SCHEMA)
    assert set(SCHEMA["properties"]) == set(KEYS)
    assert SCHEMA["definitions"]["level"]["enum"] == [level.value for level in Level]
    assert all(one["description"] for one in SCHEMA["properties"].values())
    entry = SCHEMA["properties"]["suppress"]["items"]
    assert tuple(entry["properties"]) == MEMBERS


def test_schema_lists_the_names_that_there_are() -> None:
    """So that editors complete them. `UPDATE_DOCS=1` writes the schema anew."""
    expected = json.dumps(completed(SCHEMA), indent=2, ensure_ascii=False) + "\n"
    if os.environ.get("UPDATE_DOCS"):
        SCHEMA_FILE.write_text(expected, encoding="utf-8")
    assert SCHEMA_FILE.read_text(encoding="utf-8") == expected


def completed(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema with the names of rules, problems and options that there are."""
    whole: dict[str, Any] = json.loads(json.dumps(schema))
    rules = sorted(RULES, key=lambda rule: rule.name)
    level = {"$ref": "#/definitions/level"}
    kinds = [kind for kind in PROBLEMS if kind.is_switchable]
    titles = {rule.name: rule.title for rule in rules} | {kind.code: kind.title for kind in kinds}
    whole["properties"]["rules"]["properties"] = {
        name: {"description": f"{title}.", "allOf": [level]} for name, title in titles.items()
    }
    options = {option.name: option for rule in rules for option in rule.options}
    whole["properties"]["options"]["properties"] = {
        name: {**type_of(option), "description": option.description, "default": option.default}
        for name, option in sorted(options.items())
    }
    whole["definitions"]["rule"]["anyOf"][0]["enum"] = [rule.name for rule in rules]
    return whole


def type_of(option: Option) -> dict[str, Any]:
    if isinstance(option.default, tuple):
        return {"type": "array", "items": {"type": "string"}}
    return {"type": {bool: "boolean", int: "integer", str: "string"}[type(option.default)]}
