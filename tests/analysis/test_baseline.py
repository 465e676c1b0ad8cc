"""Fingerprints survive what does not change a finding; baselines count them."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from armlens.analysis.baseline import Baseline, all_known, read_baseline, written
from armlens.analysis.finding import Finding
from armlens.analysis.fingerprints import Fingerprint, fingerprint
from armlens.text.problems import Problem
from expectations import analysed, template

TYPE = "Microsoft.ContainerService/managedClusters"
RULE = "Azure.AKS.ManagedIdentity"


def cluster(identity: str = "{}", name: str = "aks") -> str:
    return f'{{ "type": "{TYPE}", "apiVersion": "x", "name": "{name}", "identity": {identity} }}'


def resources(*parts: str, head: str = "") -> str:
    return template("[" + ", ".join(parts) + "]", head)


NONE = '{ "type": "None" }'
MANAGED = '{ "type": "SystemAssigned" }'


def findings(text: str) -> list[Finding]:
    return [each for each in analysed(text).findings if each.is_shown]


def fingerprints(text: str) -> list[Fingerprint]:
    return [fingerprint(each, "main.json") for each in findings(text)]


def deployment(name: str, resources: str) -> str:
    return f"""{{ "type": "Microsoft.Resources/deployments", "apiVersion": "x", "name": "{name}",
        "properties": {{ "mode": "Incremental",
            "template": {{ "$schema": "x", "resources": [{resources}] }} }} }}"""


def test_fingerprint_names_rule_resource_and_path() -> None:
    [found] = fingerprints(resources(cluster(NONE)))
    assert found == Fingerprint("main.json", RULE, TYPE, "aks", "identity.type")


def test_fingerprint_holds_the_name_as_written_behind_those_around_it() -> None:
    inner = cluster(name="[parameters('name')]")
    [found] = fingerprints(resources(deployment("outer", deployment("inner", inner))))
    assert found.name == "outer > inner > [parameters('name')]"
    assert found.path == "identity"


def test_element_of_an_array_is_called_by_its_name() -> None:
    [found] = findings(resources(cluster('{ "a": [{}, { "name": "b", "c": 1 }] }')))
    text = found.resource.tree.text

    def path(piece: str) -> str:
        span = type(found.span)(text.index(piece), text.index(piece) + len(piece))
        return fingerprint(replace(found, verdict=replace(found.verdict, span=span)), "").path

    assert path("1 }") == "identity.a[b].c"
    assert path("{}, {") == "identity.a[]"
    assert path('"apiVersion"') == "apiVersion"
    assert path('"contentVersion"') == "contentVersion"
    assert path('"x", "name": "aks"') == "apiVersion"


@pytest.mark.parametrize(
    "other",
    [
        resources("\n\n  // a comment\n  " + cluster()),
        resources(cluster()).replace(", ", ",\r\n\t"),
        resources(cluster().replace(" ", "")),
        resources(cluster(name="other").replace(TYPE, "a/b"), cluster()),
        resources(cluster('{ "a": 1 }')),
        resources(cluster().replace(TYPE, TYPE.upper()).replace("identity", "Identity")),
        resources(cluster().replace('{ "type"', '{ "tags": { "😋": 1 }, "type"')),
        resources(cluster(name="AKS"), head='"parameters": {},'),
    ],
)
def test_fingerprint_survives_what_is_not_about_the_finding(other: str) -> None:
    [one], [same] = fingerprints(resources(cluster())), fingerprints(other)
    assert one.key == same.key


@pytest.mark.parametrize(
    "other",
    [
        cluster(name="other"),
        cluster(NONE),
        deployment("outer", cluster()),
    ],
)
def test_fingerprint_of_another_finding_differs(other: str) -> None:
    [one], [another] = fingerprints(resources(cluster())), fingerprints(resources(other))
    assert one.key != another.key


def states(text: str, baseline: Baseline, file: str = "main.json") -> list[str]:
    return [
        f"{each.resource.name} {each.state}" for each in baseline.compared(findings(text), file)
    ]


def test_what_a_baseline_has_is_not_shown() -> None:
    text = resources(cluster(name="a"), cluster(name="b"))
    baseline = read(written(fingerprints(resources(cluster(name="b")))))
    assert states(text, baseline) == ["a new", "b unchanged"]
    compared = baseline.compared(analysed(text).findings, "main.json")
    assert [each.is_shown for each in compared] == [True, False]
    assert [bool(each.fixes()) for each in compared] == [True, False]
    assert states(text, baseline, "other.json") == ["a new", "b new"]


def test_of_several_that_are_alike_as_many_are_known_as_there_were() -> None:
    two = resources(cluster(), cluster())
    three = resources(cluster(), cluster(), cluster())
    baseline = read(written(fingerprints(two)))
    assert states(three, baseline) == ["aks unchanged", "aks unchanged", "aks new"]
    assert states(two, baseline) == ["aks unchanged", "aks unchanged"]
    assert baseline.missing(fingerprints(three)) == []
    assert baseline.missing(fingerprints(resources(cluster()))) == fingerprints(two)[:1]


def test_all_are_known_to_a_baseline_that_is_written_from_them() -> None:
    text = resources(cluster(), cluster(MANAGED, "b"))
    known = all_known(analysed(text).findings)
    assert [each.state for each in known] == ["unchanged", "new"]
    assert not [each for each in known if each.is_shown]


def test_baseline_has_a_line_for_each_fingerprint_in_a_stable_order() -> None:
    found = [
        Fingerprint("b.json", "R", "t", "n", "p"),
        Fingerprint("a.json", "S", "t", "n", "p"),
        Fingerprint("a.json", "R", "t", "é", "p"),
        Fingerprint("b.json", "R", "t", "n", "p"),
    ]
    expected = """\
{
  "version": 1,
  "findings": [
    {"file": "a.json", "rule": "R", "resource": "t", "name": "\\u00e9", "path": "p", "count": 1},
    {"file": "a.json", "rule": "S", "resource": "t", "name": "n", "path": "p", "count": 1},
    {"file": "b.json", "rule": "R", "resource": "t", "name": "n", "path": "p", "count": 2}
  ]
}
"""
    assert written(found) == written(found[::-1]) == expected


def test_empty_baseline() -> None:
    text = '{\n  "version": 1,\n  "findings": []\n}\n'
    assert written([]) == text
    assert read(text).known == {}


def read(text: str) -> Baseline:
    found = read_baseline(text)
    assert isinstance(found, Baseline)
    return found


LIST = '{"version": 1, "findings": ['
ENTRY = '{"file": "a", "rule": "R", "resource": "t", "name": "n", "path": "p", "count": 1}'


@pytest.mark.parametrize(
    ("text", "characters", "message"),
    [
        ("", "", "It must be an object with 'version' and 'findings'."),
        ("[]", "[]", "It must be an object with 'version' and 'findings'."),
        ("{", "", "The closing '}' is missing."),
        ("{}", "{", "Its 'version' must be 1."),
        ('{"version": "1"}', '"1"', "Its 'version' must be 1."),
        ('{"version": 2, "findings": []}', "2", "Its 'version' must be 1."),
        ('{"version": 1}', "{", "Its 'findings' must be a list."),
        ('{"version": 1, "findings": {}}', "{}", "Its 'findings' must be a list."),
        ('{"version": 1, "findings": [7]}', "7", "A finding must be an object."),
        (
            LIST + ENTRY.replace('"R"', "null") + "]}",
            "null",
            "The 'rule' of a finding must be a string.",
        ),
        (
            LIST + ENTRY.replace("count", "counts") + "]}",
            "{",
            "The 'count' of a finding must be a whole number from 1.",
        ),
        *(
            (
                LIST + ENTRY.replace("1}", count + "}") + "]}",
                count,
                "The 'count' of a finding must be a whole number from 1.",
            )
            for count in ("0", "1.5", '"1"')
        ),
        ("[" * 5000, None, None),
    ],
)
def test_text_that_is_no_baseline_is_told_at_its_characters(
    text: str, characters: str | None, message: str | None
) -> None:
    problem = read_baseline(text)
    assert isinstance(problem, Problem)
    assert problem.code == "baseline.invalid"
    if message is not None:
        assert problem.span.text_of(text) == characters
        assert problem.message == f"This is no baseline. {message}"


WORDS = st.text(max_size=5)
FOUND = st.lists(st.builds(Fingerprint, WORDS, WORDS, WORDS, WORDS, WORDS), max_size=8)


@given(FOUND)
def test_baseline_is_read_as_it_was_written(found: list[Fingerprint]) -> None:
    baseline = read(written(found))
    assert baseline.known == Counter(found)
    assert baseline.missing(found) == []
