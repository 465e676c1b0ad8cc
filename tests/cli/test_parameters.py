"""`armlens check` with parameter files: those that belong to a template, or the one given."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from armlens.cli import main

TEMPLATE = """{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "parameters": { "t": { "type": "string", "defaultValue": "%s" } },
  "resources": [{
    "type": "Microsoft.ContainerService/managedClusters",
    "name": "aks",
    "identity": { "type": "[parameters('t')]" }
  }]
}"""
SCHEMA = "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#"


def values(**parameters: object) -> str:
    return json.dumps({"$schema": SCHEMA, "parameters": parameters})


def messages(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    main(["check", "--format", "json", *arguments])
    return [finding["message"] for finding in json.loads(capsys.readouterr().out)["findings"]]


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    "name",
    [
        "main.parameters.json",
        "Main.Parameters.Prod.json",
        "main.prod.parameters.json",
        "main.parameters-prod.json",
    ],
)
def test_a_file_belongs_by_its_name(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("main.json").write_text(TEMPLATE % "SystemAssigned", "utf-8")
    Path(name).write_text(values(T={"value": "None"}), "utf-8")
    assert messages(capsys) == [
        (
            "The cluster has no managed identity: 'identity.type' is 'None'"
            " by parameter 't' in the parameter file."
        )
    ]


@pytest.mark.parametrize(
    "name", ["other.parameters.json", "main.parameters.json.bak", "main2.json"]
)
def test_other_files_do_not_belong(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("main.json").write_text(TEMPLATE % "SystemAssigned", "utf-8")
    Path(name).write_text(values(t={"value": "None"}), "utf-8")
    assert messages(capsys) == []


def test_metadata_says_which_template_a_file_belongs_to(capsys: pytest.CaptureFixture[str]) -> None:
    Path("main.json").write_text(TEMPLATE % "SystemAssigned", "utf-8")
    Path("other.json").write_text(TEMPLATE % "SystemAssigned", "utf-8")
    text = json.dumps(
        {
            "$schema": SCHEMA,
            "metadata": {"template": "./other.json"},
            "parameters": {"t": {"value": "None"}},
        }
    )
    Path("main.parameters.json").write_text(text, "utf-8")
    assert messages(capsys, "main.json") == []
    assert len(messages(capsys, "other.json")) == 1


def test_a_good_value_beats_a_bad_default(capsys: pytest.CaptureFixture[str]) -> None:
    Path("main.json").write_text(TEMPLATE % "None", "utf-8")
    Path("main.parameters.json").write_text(values(t={"value": "UserAssigned"}), "utf-8")
    assert messages(capsys) == []


def test_several_files_are_each_an_evaluation_and_findings_say_which(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path("main.json").write_text(TEMPLATE % "SystemAssigned", "utf-8")
    Path("main.dev.parameters.json").write_text(values(t={"value": "None"}), "utf-8")
    Path("main.prod.parameters.json").write_text(values(), "utf-8")
    Path("main.test.parameters.json").write_text(values(t={"value": "None"}), "utf-8")
    assert messages(capsys) == [
        (
            "The cluster has no managed identity: 'identity.type' is 'None' by parameter 't' in the"
            " parameter file. So it is with main.dev.parameters.json and main.test.parameters.json."
        )
    ]


def test_the_file_given_is_the_only_one(capsys: pytest.CaptureFixture[str]) -> None:
    Path("main.json").write_text(TEMPLATE % "SystemAssigned", "utf-8")
    Path("main.parameters.json").write_text(values(t={"value": "None"}), "utf-8")
    Path("good.json").write_text(values(t={"value": "UserAssigned"}), "utf-8")
    assert messages(capsys, "--parameters", "good.json", "main.json") == []


def test_values_are_data_and_secrets_stay_unknown(capsys: pytest.CaptureFixture[str]) -> None:
    Path("main.json").write_text(TEMPLATE % "SystemAssigned", "utf-8")
    Path("main.parameters.json").write_text(values(t={"value": "[concat('a')]"}), "utf-8")
    assert messages(capsys) == [
        (
            "The cluster has no managed identity: 'identity.type' is '[concat('a')]'"
            " by parameter 't' in the parameter file."
        )
    ]
    secret = {"reference": {"keyVault": {"id": "x"}, "secretName": "y"}}
    Path("main.parameters.json").write_text(values(t=secret), "utf-8")
    assert messages(capsys) == []


def test_the_origin_is_in_the_parameter_file(capsys: pytest.CaptureFixture[str]) -> None:
    Path("main.json").write_text(TEMPLATE % "SystemAssigned", "utf-8")
    Path("main.parameters.json").write_text(values(t={"value": "None"}), "utf-8")
    main(["check", "--format", "json"])
    (finding,) = json.loads(capsys.readouterr().out)["findings"]
    assert [(origin["file"], origin["kind"]) for origin in finding["origins"]] == [
        ("main.parameters.json", "parameterFile")
    ]
    assert finding["fixes"][0]["edits"][0]["file"] == "main.parameters.json"


@pytest.mark.parametrize(
    ("text", "complaint"),
    [(None, "cannot be read"), (TEMPLATE, "is not a parameter file"), ("", "is not a parameter")],
)
def test_a_file_that_is_none_is_told(
    text: str | None, complaint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("main.json").write_text(TEMPLATE % "SystemAssigned", "utf-8")
    if text is not None:
        Path("given.json").write_text(text, "utf-8")
    assert main(["check", "--parameters", "given.json", "main.json"]) == 2
    assert complaint in capsys.readouterr().err


def problems(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[tuple[str, str, str]]:
    main(["check", "--format", "json", *arguments])
    told = json.loads(capsys.readouterr().out)["problems"]
    return [(each["file"], each["severity"], each["code"]) for each in told]


def test_problems_of_a_parameter_file_are_told_there(capsys: pytest.CaptureFixture[str]) -> None:
    Path("main.json").write_text(TEMPLATE % "SystemAssigned", "utf-8")
    Path("main.parameters.json").write_text(values(t={"value": 1}, other={"value": 1}), "utf-8")
    assert problems(capsys) == [
        ("main.parameters.json", "error", "parameters.wrong-type"),
        ("main.parameters.json", "error", "parameters.undeclared"),
    ]
    assert main(["check"]) == 2
    assert "The template has no parameter 'other'." in capsys.readouterr().out


def test_a_value_that_is_missing_is_no_error(capsys: pytest.CaptureFixture[str]) -> None:
    text = TEMPLATE.replace(', "defaultValue": "%s"', "")
    Path("main.json").write_text(text, "utf-8")
    Path("main.parameters.json").write_text(
        f'{{ "$schema": "{SCHEMA}", "parameters": {{}} }}', "utf-8"
    )
    assert problems(capsys) == [("main.parameters.json", "warning", "parameters.missing")]
    assert main(["check"]) == 0


def test_of_a_file_for_several_templates_is_told_what_is_wrong_for_all(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path("main.json").write_text(TEMPLATE % "SystemAssigned", "utf-8")
    Path("other.json").write_text((TEMPLATE % "None").replace('"t": {', '"u": {'), "utf-8")
    Path("given.json").write_text(
        values(t={"value": "UserAssigned"}, x={"value": 1}, u={"value": "UserAssigned"}), "utf-8"
    )
    found = problems(capsys, "--parameters", "given.json", "main.json", "other.json")
    assert found.count(("given.json", "error", "parameters.undeclared")) == 1
    assert len([each for each in found if each[0] == "given.json"]) == 1


def test_syntax_errors_of_a_parameter_file_are_told_once(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path("main.json").write_text(TEMPLATE % "SystemAssigned", "utf-8")
    Path("main.parameters.json").write_text(values(t={"value": "a"})[:-1], "utf-8")
    once = problems(capsys)
    assert [each[:2] for each in once] == [("main.parameters.json", "error")]
    assert problems(capsys, "main.json", "main.parameters.json") == once


@pytest.mark.parametrize(("place", "key"), [(".", "infra/main.json"), ("infra", "./main.json")])
def test_the_settings_choose_among_files(
    place: str, key: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("infra").mkdir()
    Path("infra/main.json").write_text(TEMPLATE % "SystemAssigned", "utf-8")
    Path("infra/main.dev.parameters.json").write_text(values(t={"value": "None"}), "utf-8")
    Path("infra/prod.json").write_text(values(t={"value": "Never"}), "utf-8")
    file = os.path.relpath("infra/prod.json", place)
    settings = json.dumps({"parameters": {key: file}})
    Path(place, "armlens.json").write_text(settings, "utf-8")
    (message,) = messages(capsys)
    assert "'Never' by parameter 't' in the parameter file." in message
    assert messages(capsys, "--parameters", "infra/main.dev.parameters.json") != [message]


@pytest.mark.parametrize(
    ("chosen", "complaint"),
    [("none.json", "cannot be read: it does not exist"), ("main.json", "is not a parameter file")],
)
def test_a_chosen_file_that_cannot_be_used_is_told(
    chosen: str, complaint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("main.json").write_text(TEMPLATE % "SystemAssigned", "utf-8")
    Path("armlens.json").write_text(json.dumps({"parameters": {"main.json": chosen}}), "utf-8")
    assert main(["check"]) == 2
    assert complaint in capsys.readouterr().err
