"""Settings, baselines, parameter files and rule files of every wrong shape: told, never a crash."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from armlens.analysis.baseline import Baseline, read_baseline
from armlens.analysis.engine import analyse
from armlens.analysis.settings import Settings
from armlens.files.settings import settings_file
from armlens.rules.reading.rule_file import read_rule_file
from armlens.text.problems import Problem
from cli.running import PASS, SCHEMA, Cli

NAMES = """
    rules options exclude suppress parameters ruleFiles rule path resource reason expires version
    findings count file name Azure.AKS.ManagedIdentity off error 2030-01-01 main.json types title
    condition field equals matches allOf anyOf every some option ref severity pillar bad good default
    description value reference defaultValue type string metadata template resources copy input
    $schema contentVersion [ [parameters('a')] ** ![ (?=a) \0 \ud800 ../x.json /dev/zero elements
    apiVersion properties identity children referring
"""
WORDS = st.sampled_from(NAMES.split())
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.just(10**400) | WORDS
SHAPES = st.recursive(
    SCALARS,
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(WORDS, inside, max_size=4),
    max_leaves=25,
)


def settings_problems(text: str) -> list[Problem]:
    return list(
        settings_file(Path("armlens.json"), date(2030, 1, 1), "armlens.json", text).problems
    )


def baseline_problems(text: str) -> list[Problem]:
    found = read_baseline(text)
    return [] if isinstance(found, Baseline) else [found]


def rule_problems(text: str) -> list[Problem]:
    return list(read_rule_file(text, "x.rules.json5").problems)


def template_problems(text: str) -> list[Problem]:
    crashes: list[Exception] = []
    analysis = analyse(
        text, "main.json", Settings(), on_crash=lambda _, error: crashes.append(error)
    )
    assert not crashes
    return list(analysis.problems)


READERS: dict[str, Callable[[str], list[Problem]]] = {
    "settings": settings_problems,
    "baseline": baseline_problems,
    "rules": rule_problems,
    "template": template_problems,
}


@pytest.mark.parametrize("reader", READERS)
@given(shape=SHAPES, wrapped=st.booleans())
def test_any_json_is_read_or_told_at_its_place(reader: str, shape: object, wrapped: object) -> None:
    whole = {
        "settings": {"rules": shape, "options": shape, "suppress": shape, "ruleFiles": shape},
        "baseline": {"version": 1, "findings": shape},
        "rules": {"rules": {"Contoso.A": shape}},
        "template": {
            "$schema": SCHEMA,
            "resources": shape,
            "parameters": shape,
            "functions": shape,
        },
    }
    text = json.dumps(whole[reader] if wrapped else shape)
    for problem in READERS[reader](text):
        assert 0 <= problem.span.start <= problem.span.end <= len(text)


@pytest.mark.parametrize(
    "text",
    ["", "\0", "[", "nul", "{" * 3_000, "[" * 3_000 + "]" * 3_000, '{"rules": ', "//", "\ufeff"],
)
@pytest.mark.parametrize("name", ["armlens.json", "main.parameters.json", "own.rules.json5"])
def test_a_file_that_is_no_json_harms_no_other(cli: Cli, name: str, text: str) -> None:
    cli.write("main.json", PASS)
    if name == "own.rules.json5":
        cli.write("armlens.json", '{ "ruleFiles": ["own.rules.json5"] }')
    cli.write(name, text.encode())
    ran = cli.run("check", ".")
    assert "1 template checked" in ran.out
    assert "inside armlens" not in ran.err


@pytest.mark.parametrize(
    "data", [b"\xff\xfe\x00\xd8", b"\x80", b"\xff\xfe{\x00}\x00", b"\xef\xbb\xbf{}"]
)
@pytest.mark.parametrize("name", ["armlens.json", "main.parameters.json", ".gitignore"])
def test_bytes_that_are_no_text_harm_no_other(cli: Cli, name: str, data: bytes) -> None:
    cli.write("main.json", PASS)
    cli.write(name, data)
    assert "1 template checked" in cli.run("check", ".").out
