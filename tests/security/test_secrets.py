"""Secrets never come out: whatever is made of them, wherever it is shown."""

from __future__ import annotations

import base64
import json
import logging
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from armlens.analysis.engine import analyse
from armlens.analysis.settings import Settings
from cli.running import SCHEMA, Cli
from security.watching import questions, serve

SECRET = "-".join(("Tr0ub4dor&Zebra", "91"))
PIECE = 5
"""So many characters of the secret in a row are taken for a leak."""

SECRETS = ("parameters('password')", "parameters('settings').key", "parameters('list')[0]")
MADE = (
    "{}",
    "base64({})",
    "base64ToString(base64({}))",
    "concat('a-', {}, '-b')",
    "format('{{0}}-{{0}}', {})",
    "toUpper({})",
    "toLower({})",
    "substring({}, 2, 10)",
    "take({}, 12)",
    "skip({}, 3)",
    "replace({}, 'Z', 'Y')",
    "split({}, '-')[0]",
    "first(split({}, '-'))",
    "join(createArray({}, 'x'), ',')",
    "string(createObject('a', {}))",
    "string(union(createObject('a', {}), createObject('b', 1)))",
    "uriComponent({})",
    "uriComponentToString(uriComponent({}))",
    "dataUri({})",
    "padLeft({}, 40, '*')",
    "trim(concat(' ', {}))",
    "if(equals(1, 1), {}, 'x')",
    "if(equals({}, 'x'), 'y', {})",
    "coalesce(null(), {})",
    "createObject('a', {}).a",
    "json(string(createObject('a', {}))).a",
    "string(map(createArray({}), lambda('x', lambdaVariables('x'))))",
    "reduce(createArray({}, 'b'), '', lambda('x', 'y', concat(lambdaVariables('x'), lambdaVariables('y'))))",
    "string(filter(createArray({}), lambda('x', true())))",
    "string(toObject(createArray({}), lambda('x', lambdaVariables('x'))))",
    "string(items(createObject({}, 1)))",
    "string(sort(createArray({}, 'b'), lambda('x', 'y', less(lambdaVariables('x'), lambdaVariables('y')))))",
    "string(intersection(createArray({}), createArray({})))",
    "string(flatten(createArray(createArray({}))))",
    "string(shallowMerge(createArray(createObject('a', {}))))",
    "string(min(length({}), 99))",
    "resourceId('Microsoft.KeyVault/vaults', {})",
    "variables('copied')",
    "variables('made').deep[0].er",
    "contoso.same({})",
    "reference(resourceId('Microsoft.Resources/deployments', 'passing')).outputs.back.value",
    "int({})",
    "bool({})",
    "json({})",
    "padLeft({}, 99)",
    "variables({})",
    "createObject('a', 1)[{}]",
    "cidrSubnet({}, 8, 1)",
    "dateTimeAdd({}, 'P1D')",
    "guid({})",
    "uniqueString({})",
    "copyIndex({})",
    "map(createArray(1), lambda('x', lambdaVariables({})))",
    "parameters({})",
    "reference({}).x",
    "reference({}, '2020-01-01').x",
    "listKeys({}, '2020-01-01').keys[0].value",
    "range(0, {})",
    "environment()[{}]",
    "resourceGroup()[{}]",
    "subscription().tags[{}]",
    "variables('made')[{}]",
    "createArray(1)[{}]",
    "format({}, 1)",
    "extensionResourceId({}, 'a/b', 'c')",
    "subscriptionResourceId({}, 'b')",
    "pickZones('a', {}, 'x')",
    "union({}, {})",
    "createObject({}, 1, {}, 2)",
    "string(toObject(createArray(1), lambda('x', {})))",
    "string(mapValues(createObject({}, 1), lambda('x', lambdaVariables('x'))))",
    "base64ToString({})",
    "base64ToJson({})",
    "dataUriToString({})",
    "uri({}, 'a')",
    "parseCidr({})",
    "tryGet(createObject('a', 1), {})",
    "tryIndexFromEnd(createArray(1), {})",
    "deployment()[{}]",
    "fail({})",
    "unknownFunction({})",
)


def parameters(*, default: str | None) -> dict[str, Any]:
    """Secure parameters, with the secret as their defaults or without."""
    kinds: dict[str, Any] = {
        "password": ("securestring", default),
        "settings": ("secureObject", {"key": default}),
        "list": ("secureObject", {"0": default}),
    }
    return {
        name: {"type": kind, **({"defaultValue": value} if default else {})}
        for name, (kind, value) in kinds.items()
    }


def template(made: str, default: str | None = SECRET) -> str:
    """A template that uses something made of a secret in every kind of place."""
    source = "parameters('password')"
    expression = made.format(*[source] * made.count("{}")) if "{}" in made else made
    inner = {
        "$schema": SCHEMA,
        "contentVersion": "1.0.0.0",
        "parameters": {"given": {"type": "securestring"}},
        "resources": [cluster("[parameters('given')]")],
        "outputs": {"back": {"type": "securestring", "value": "[parameters('given')]"}},
    }
    passing = {
        "type": "Microsoft.Resources/deployments",
        "apiVersion": "2022-09-01",
        "name": "passing",
        "properties": {
            "mode": "Incremental",
            "expressionEvaluationOptions": {"scope": "inner"},
            "parameters": {"given": {"value": f"[{expression}]"}},
            "template": inner,
        },
    }
    whole = {
        "$schema": SCHEMA,
        "contentVersion": "1.0.0.0",
        "parameters": parameters(default=default),
        "functions": [
            {
                "namespace": "contoso",
                "members": {
                    "same": {
                        "parameters": [{"name": "x", "type": "string"}],
                        "output": {"type": "string", "value": "[parameters('x')]"},
                    }
                },
            }
        ],
        "variables": {
            "copied": f"[{source}]",
            "made": {"deep": [{"er": f"[concat('x', {source})]"}]},
            "looped": {
                "copy": [
                    {
                        "name": "each",
                        "count": 2,
                        "input": f"[concat({expression}, copyIndex('each'))]",
                    }
                ]
            },
        },
        "resources": [
            cluster(f"[{expression}]"),
            {**cluster(f"[concat({expression}, copyIndex())]"), "copy": {"name": "c", "count": 2}},
            passing,
        ],
        "outputs": {"shown": {"type": "string", "value": f"[{expression}]"}},
    }
    return json.dumps(whole, indent=1, ensure_ascii=False)


def cluster(value: str) -> dict[str, Any]:
    return {
        "type": "Microsoft.ContainerService/managedClusters",
        "apiVersion": "2024-09-01",
        "name": value,
        "tags": {value: value},
        "condition": f"[not(equals({value[1:-1]}, 'x'))]" if value.startswith("[") else True,
        "identity": {"type": value},
        "properties": {"dnsPrefix": value, "kubernetesVersion": value},
    }


def leaks(printed: str) -> list[str]:
    """The forms in which a part of the secret is in what was printed."""
    found = []
    for form in (SECRET, SECRET[::-1]):
        for start in range(len(form) - PIECE + 1):
            piece = form[start : start + PIECE]
            if piece.lower() in printed.lower():
                found.append(piece)
    for start in range(3):
        encoded = base64.b64encode(SECRET[start:].encode()).decode().rstrip("=")
        found += [encoded[:8]] if encoded[:8] in printed else []
    found += [SECRET.encode().hex()] if SECRET.encode().hex() in printed.lower() else []
    return found + ([quote(SECRET)[-8:]] if quote(SECRET)[-8:] in printed else [])


GIVEN = json.dumps(
    {
        "$schema": SCHEMA.replace("deploymentTemplate", "deploymentParameters"),
        "contentVersion": "1.0.0.0",
        "parameters": {
            "password": {"value": SECRET},
            "settings": {"value": {"key": SECRET}},
            "list": {"value": {"0": SECRET}},
        },
    }
)
COMMANDS = (
    ("check", "main.json", "--format", "json", "--show", "fail,open,pass"),
    ("check", "main.json", "--format", "sarif", "--show", "fail,open,pass"),
    ("expand", "main.json"),
    ("expand", "main.json", "--format", "json"),
)


@pytest.fixture(params=MADE)
def made(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_a_secret_of_a_parameter_file_is_in_no_report(cli: Cli, made: str) -> None:
    cli.write("main.json", template(made, None))
    cli.write("main.parameters.json", GIVEN)
    for command in COMMANDS:
        ran = cli.run(*command)
        assert leaks(ran.out + ran.err) == [], (command, ran.out[-3_000:])


def test_a_secret_is_in_no_answer(cli: Cli, made: str) -> None:
    cli.write("main.json", template(made, None))
    cli.write("main.parameters.json", GIVEN)
    for secret in SECRETS:
        expression = made.format(*[secret] * made.count("{}")) if "{}" in made else made
        for form in ("text", "json"):
            ran = cli.run("eval", f"[{expression}]", "--in", "main.json", "--format", form)
            assert leaks(ran.out + ran.err) == [], (expression, ran.out)


def test_of_a_reference_to_a_vault_nothing_is_known(cli: Cli) -> None:
    """Not what the vault has, which only Azure could say, nor even what it is called there."""
    vault = {"reference": {"keyVault": {"id": f"/{SECRET}"}, "secretName": SECRET}}
    given = json.loads(GIVEN)
    given["parameters"] = dict.fromkeys(given["parameters"], vault)
    cli.write("main.json", template("parameters('password')", None))
    cli.write("main.parameters.json", json.dumps(given))
    for command in (*COMMANDS, ("eval", "[parameters('password')]", "--in", "main.json")):
        ran = cli.run(*command)
        assert "error inside armlens" not in ran.err
        assert leaks(ran.out + ran.err) == [], command
    assert "unknown" in ran.out


def test_a_secret_default_is_in_no_message(made: str) -> None:
    """What is written in the document itself is shown where it stands, but in no message."""
    analysis = analyse(template(made), "main.json", Settings())
    messages = [each.message for each in analysis.problems]
    messages += [each.message for each in analysis.findings]
    titles = [fix.title for each in analysis.findings for fix in each.fixes()]
    assert leaks("\n".join([*messages, *titles])) == []


def test_a_secret_is_in_no_hover_and_no_log(tmp_path: Path) -> None:
    folder = tmp_path / "workspace"
    folder.mkdir()
    for number, each in enumerate(MADE):
        (folder / f"m{number}.parameters.json").write_text(GIVEN)
        (folder / f"m{number}.json").write_text(template(each, None))
    for number in range(0, len(MADE), 12):
        asked = questions(folder / f"m{number}.json")
        assert leaks(serve(folder, tmp_path / f"log{number}", asked).printed) == []


def test_a_secret_is_not_in_what_a_crash_says(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError(f"the value was {SECRET}")

    cli.write("main.json", template("{}", None))
    cli.write("main.parameters.json", GIVEN)
    monkeypatch.setattr("armlens.analysis.engine.analyse_tree", broken)
    with caplog.at_level(logging.DEBUG):
        ran = cli.run("check", "main.json")
    assert "ZeroDivisionError" in ran.err
    assert leaks(ran.out + ran.err + caplog.text) == []


def test_a_leak_would_be_seen() -> None:
    assert leaks(f"x{SECRET[3:9]}x")
    assert leaks(SECRET.upper())
    assert leaks(base64.b64encode(SECRET.encode()).decode())
    assert not leaks("nothing")


@pytest.mark.parametrize(
    "guess",
    [
        "length(if({on}, 'abcdefghijklmnopqr', {}))",
        "if({on}, 'guess', {})",
        "empty(if({on}, 'x', {}))",
    ],
)
def test_that_a_secret_agrees_with_a_guess_is_not_told(cli: Cli, guess: str) -> None:
    secret = "parameters('password')"  # noqa: S105 - an expression
    declared = {**parameters(default=SECRET), "on": {"type": "bool"}}
    whole = {"$schema": SCHEMA, "parameters": declared, "resources": []}
    cli.write("main.json", json.dumps(whole))
    asked = guess.replace("guess", SECRET).format(secret, on="parameters('on')")
    ran = cli.run("eval", asked, "--in", "main.json")
    assert ran.out == '"***"\n'
