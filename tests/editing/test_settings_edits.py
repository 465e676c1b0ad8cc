"""Suppressing findings in the settings file, and turning rules off there."""

from __future__ import annotations

import json
from fnmatch import fnmatchcase

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pathspec import GitIgnoreSpec

from armlens.analysis.settings_file import read_settings
from armlens.editing.settings_edits import (
    SettingsHome,
    name_pattern,
    path_pattern,
    settings_suppressions,
)
from armlens.text.edits import apply
from expectations import only_finding, template

SETTINGS = "file:///armlens.json"
RULE = "Azure.AKS.ManagedIdentity"
CLUSTER = (
    '{ "type": "Microsoft.ContainerService/managedClusters", "apiVersion": "x", "name": "%s" }'
)
RESOURCE = f"Ignore {RULE} for resource 'aks' in armlens.json"
PATH = f"Ignore {RULE} for 'infra/main.json' in armlens.json"
OFF = f"Turn off {RULE} in armlens.json"


def offered(settings: str | None, name: str = "aks") -> dict[str, str]:
    """The text of the settings file after each action, by its title."""
    _, finding = only_finding(template(f"[{CLUSTER % name}]"))
    home = SettingsHome(SETTINGS, settings, "infra/main.json")
    fixes = list(settings_suppressions(finding, home))
    assert not any(fix.safe for fix in fixes)
    return {fix.title: apply(settings or "", fix.edits[SETTINGS]) for fix in fixes}


def test_actions_for_a_settings_file() -> None:
    assert list(offered("{}")) == [RESOURCE, PATH, OFF]
    assert list(offered("{}", "")) == [PATH, OFF]


def test_suppression_joins_those_that_are_there() -> None:
    before = """{
  // Ours.
  "suppress": [
    { "rule": "Azure.Storage", "reason": "x" }, // old
  ],
}
"""
    assert (
        offered(before)[RESOURCE]
        == """{
  // Ours.
  "suppress": [
    { "rule": "Azure.Storage", "reason": "x" }, // old
    {
      "rule": "Azure.AKS.ManagedIdentity",
      "resource": "aks",
      "reason": "reason"
    }
  ],
}
"""
    )


def test_suppressions_come_after_the_rules() -> None:
    before = '{\n\t"rules": {}, // levels\n\t"parameters": {}\n}\n'
    assert offered(before)[PATH] == (
        '{\n\t"rules": {}, // levels\n\t"suppress": [\n\t\t{\n'
        '\t\t\t"rule": "Azure.AKS.ManagedIdentity",\n'
        '\t\t\t"path": "/infra/main.json",\n\t\t\t"reason": "reason"\n\t\t}\n\t],\n'
        '\t"parameters": {}\n}\n'
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("{}", f'{{"rules": {{"{RULE}": "off"}}}}'),
        (
            '{ "rules": { "Azure.AKS": "error" } } // x',
            f'{{ "rules": {{ "Azure.AKS": "error", "{RULE}": "off" }} }} // x',
        ),
        (
            f"{{ rules: {{ '{RULE.lower()}': 'error', /* why */ }} }}",
            f"{{ rules: {{ '{RULE.lower()}': \"off\", /* why */ }} }}",
        ),
        (
            '{\n  "$schema": "x",\n  "exclude": []\n}',
            f'{{\n  "$schema": "x",\n  "rules": {{\n    "{RULE}": "off"\n  }},\n  "exclude": []\n}}',
        ),
    ],
)
def test_rule_is_turned_off_where_levels_are(before: str, after: str) -> None:
    assert offered(before)[OFF] == after


def test_new_file_is_whole() -> None:
    made = offered(None)
    assert list(made) == [
        title.replace(" in armlens", " in a new armlens") for title in (RESOURCE, PATH, OFF)
    ]
    resource, path, off = map(json.loads, made.values())
    entry = {"rule": RULE, "resource": "aks", "reason": "reason"}
    assert resource == {"suppress": [entry]}
    assert path == {"suppress": [{"rule": RULE, "path": "/infra/main.json", "reason": "reason"}]}
    assert off == {"rules": {RULE: "off"}}
    assert all(text.endswith("}\n") for text in made.values())


@pytest.mark.parametrize("text", ["", " \n"])
def test_empty_file_is_written(text: str) -> None:
    assert json.loads(offered(text)[OFF]) == {"rules": {RULE: "off"}}


@pytest.mark.parametrize("text", ["[]", "1", '{ "rules": ', "// only a comment\n"])
def test_file_that_cannot_be_trusted_is_left_alone(text: str) -> None:
    assert offered(text) == {}


def test_member_of_another_type_is_left_alone() -> None:
    assert list(offered('{ "suppress": {}, "rules": 1 }')) == []


@pytest.mark.parametrize(
    "settings", [None, "{}", "{ // x\n}", '{"suppress": [], "rules": {"Azure": "error"}}']
)
def test_what_is_written_is_valid_and_asks_for_the_reason(settings: str | None) -> None:
    for title, text in offered(settings).items():
        read, problems = read_settings(text, SETTINGS)
        assert read
        expected = [] if title.startswith("Turn off") else ["suppression.no-reason"]
        assert [problem.code for problem in problems] == expected


NAMES = st.text(st.sampled_from("ab*?[]!#\\ -'(){}é😋"), min_size=1)


@given(NAMES, NAMES)
def test_pattern_of_a_name_matches_that_name_only(name: str, other: str) -> None:
    pattern = name_pattern(name)
    assert fnmatchcase(name, pattern)
    assert fnmatchcase(other, pattern) == (other == name)


PARTS = st.text(st.sampled_from("ab*?[]!#-'(){}é😋"), min_size=1)


@given(PARTS, PARTS)
def test_pattern_of_a_path_matches_that_path_only(folder: str, name: str) -> None:
    spec = GitIgnoreSpec.from_lines([path_pattern(f"{folder}/{name}.json")])
    assert spec.match_file(f"{folder}/{name}.json")
    assert not spec.match_file(f"x/{folder}/{name}.json")
    assert not spec.match_file(f"{folder}/{name}x.json")
    assert not spec.match_file(f"{folder}/b.json") or name == "b"
