"""Options of rules in the settings: of known names and of the default's type."""

from __future__ import annotations

from dataclasses import replace

import pytest

from armlens.analysis.settings_file import read_settings
from armlens.rules.rule import Option
from armlens.text.edits import apply
from one_rule import RULES

RULE = replace(
    RULES[0],
    options=(
        Option("AKS_VERSION", "1.33.7", "The oldest version."),
        Option("AKS_NODES", 3, "The fewest nodes."),
        Option("AKS_CHECKED", True, "Whether it is checked."),
        Option("AKS_REGIONS", ("westeurope",), "Where it may be."),
        Option("AKS_NAME", "", "A pattern of names."),
        Option("AKS_FORMAT", "", "A regular expression.", is_pattern=True),
    ),
)


def read(options: str) -> tuple[object, list[tuple[str, str, str, str]]]:
    """The options that are read, and each problem: severity, code, characters, message."""
    text = f'{{"options": {options}}}'
    settings, problems = read_settings(text, "armlens.json", rules=(RULE,))
    told = [
        (each.severity.value, each.code, each.span.text_of(text), each.message) for each in problems
    ]
    return settings and settings.options, told


def test_values_of_every_type_are_read() -> None:
    options = """{ // chosen by the platform team
        "AKS_VERSION": "1.30.0", "AKS_NODES": 5, "AKS_CHECKED": false,
        AKS_REGIONS: ["northeurope", 'uksouth'], "AKS_NAME": "",
    }"""
    expected = {
        "AKS_VERSION": "1.30.0",
        "AKS_NODES": 5,
        "AKS_CHECKED": False,
        "AKS_REGIONS": ("northeurope", "uksouth"),
        "AKS_NAME": "",
    }
    assert read(options) == (expected, [])


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("AKS_VERSION", "1.3", "a string, such as '1.33.7'"),
        ("AKS_NODES", '"3"', "a whole number, such as 3"),
        ("AKS_NODES", "3.5", "a whole number, such as 3"),
        ("AKS_NODES", "true", "a whole number, such as 3"),
        ("AKS_CHECKED", "1", "true or false"),
        ("AKS_REGIONS", '"westeurope"', "a list of strings"),
        ("AKS_REGIONS", "[1]", "a list of strings"),
        ("AKS_NAME", "null", "a string"),
    ],
)
def test_value_of_another_type_is_an_error_there(name: str, value: str, expected: str) -> None:
    message = f"The option '{name}' must be {expected}."
    told = [("error", "settings.wrong-type", value, message)]
    assert read(f'{{"{name}": {value}}}') == (None, told)


def test_options_are_an_object() -> None:
    message = "'options' must be an object from options to values."
    assert read("[]") == (None, [("error", "settings.wrong-type", "[]", message)])


def test_unknown_option_is_a_warning_that_offers_the_right_one() -> None:
    message = "The option 'AKS_VERSIONS' is unknown and has no effect. Did you mean 'AKS_VERSION'?"
    told = [("warning", "settings.unknown-option", '"AKS_VERSIONS"', message)]
    assert read('{"AKS_VERSIONS": "1.2"}') == ({"AKS_VERSIONS": "1.2"}, told)


def test_unknown_option_has_still_a_value_that_options_have() -> None:
    _, told = read('{"Contoso": 1.5}')
    any_value = "a string, a whole number, true or false, or a list of strings"
    assert told == [
        (
            "warning",
            "settings.unknown-option",
            '"Contoso"',
            "The option 'Contoso' is unknown and has no effect.",
        ),
        ("error", "settings.wrong-type", "1.5", f"The option 'Contoso' must be {any_value}."),
    ]


@pytest.mark.parametrize(
    ("before", "after", "title"),
    [
        ('{"rulez": {}}', '{"rules": {}}', "Change to 'rules'"),
        ('{options: {"AKS_NODE": 1}}', '{options: {"AKS_NODES": 1}}', "Change to 'AKS_NODES'"),
        ("{optoins: {}}", '{"options": {}}', "Change to 'options'"),
        ('{"rules": {"Azure.AKS": "of"}}', '{"rules": {"Azure.AKS": "off"}}', "Change to 'off'"),
        (
            '{"rules": {"ManagedIdentiy": "off"}}',
            '{"rules": {"Azure.AKS.ManagedIdentity": "off"}}',
            "Change to 'Azure.AKS.ManagedIdentity'",
        ),
        (
            '{"suppress": [{"rule": "Azure.AKS", "reason": "x", "pat": "y"}]}',
            '{"suppress": [{"rule": "Azure.AKS", "reason": "x", "path": "y"}]}',
            "Change to 'path'",
        ),
    ],
)
def test_misspelt_word_can_be_corrected(before: str, after: str, title: str) -> None:
    _, [problem] = read_settings(before, "armlens.json", rules=(RULE,))
    assert problem.correction
    assert problem.correction.title == title
    assert apply(before, problem.correction.edits) == after
    assert read_settings(after, "armlens.json", rules=(RULE,))[1] == ()


def test_word_that_is_like_no_other_has_no_correction() -> None:
    _, [problem] = read_settings('{"zzz": 1}', "armlens.json")
    assert problem.correction is None


def test_a_regular_expression_that_cannot_be_used_is_told_at_its_characters() -> None:
    assert read('{"AKS_FORMAT": "^aks-[a-z]+$", "AKS_NAME": "("}') == (
        {"AKS_FORMAT": "^aks-[a-z]+$", "AKS_NAME": "("},
        [],
    )
    _, problems = read(r'{"AKS_FORMAT": "^\\u0061(?=b)"}')
    assert problems == [
        (
            "error",
            "settings.wrong-type",
            "(?=",
            "The option 'AKS_FORMAT' must be a regular expression that can be used: it has '(?=', which is not supported, since the time that it may take has no bound.",
        )
    ]
