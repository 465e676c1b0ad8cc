"""Conditions on resources: where a verdict is told, and how it is put."""

from __future__ import annotations

from dataclasses import replace

import pytest

from armlens.analysis.engine import analyse
from armlens.analysis.settings import Settings
from armlens.rules.catalogue.aks.managed_identity import RULE
from armlens.rules.language.conditions import Condition, any_of, every, some
from armlens.rules.language.fields import field, sum_of
from armlens.rules.language.sources import children, elements, together
from expectations import DOCUMENT, SCHEMA

CLUSTER = "Microsoft.ContainerService/managedClusters"
POOLS = children(f"{CLUSTER}/agentPools", noun="pool", at="properties")


def told(condition: Condition, members: str, others: str = "", head: str = "") -> str:
    """Kind, place and reason of the only verdict that a condition gives for a cluster."""
    text = (
        f'{{ "$schema": "{SCHEMA}", {head} "resources": ['
        f'{{ "type": "{CLUSTER}", "name": "aks", {members} }}{others}] }}'
    )
    rule = replace(RULE, condition=condition, own_fixes=None, fails="It fails", passes="It passes")
    (finding,) = analyse(text, DOCUMENT, Settings(), rules=[rule]).findings
    reason = finding.message.partition(": ")[2]
    return f"{finding.kind} {finding.span.text_of(text)} {reason}"


@pytest.mark.parametrize(
    "condition",
    [
        any_of(field("a.b").equals(1), field("c.d").equals(1)),
        any_of(field("c.d").equals(1), field("a.b").equals(1)),
    ],
)
def test_of_two_reasons_the_one_that_stands_there_is_the_place(condition: Condition) -> None:
    assert told(condition, '"a": {}, "c": { "d": 2 }').startswith("fail 2 ")


def test_what_is_missing_is_told_where_it_belongs() -> None:
    condition = any_of(field("a.b").equals(1), field("c.d").equals(1))
    assert told(condition, '"a": { "x": 1 }') == "fail \"a\" 'a' has no 'b' and 'c' is not set."


def test_digits_as_text_are_a_number_in_sums_too() -> None:
    condition = sum_of(elements("pools"), field("count"), called="nodes").at_least(5)
    members = '"pools": [{ "count": "2" }, { "count": 3 }, { "count": "many" }]'
    assert told(condition, members) == 'pass "pools" the number of nodes is 5.'


@pytest.mark.parametrize("value", ["1.33", "true", '"new"', "[]"])
def test_what_is_no_version_is_told_so(value: str) -> None:
    reason = told(field("version").version_at_least("1.34"), f'"version": {value}')
    assert reason.endswith(" and not a version.")


def test_resource_of_unknown_name_is_called_what_it_is() -> None:
    head = '"parameters": { "pool": { "type": "string" } },'
    pool = f""", {{ "type": "{CLUSTER}/agentPools",
        "name": "[format('{{0}}/{{1}}', 'aks', parameters('pool'))]",
        "properties": {{ "mode": "User" }} }}"""
    reason = told(every(POOLS, field("mode").equals("System")), '"tags": {}', pool, head)
    assert reason == "fail \"User\" 'mode' of pool is 'User'."


@pytest.mark.parametrize(
    ("scope", "kind"),
    [
        ("[resourceId('Microsoft.ContainerService/managedClusters', 'AKS')]", "pass"),
        ("[resourceId('Microsoft.ContainerService/managedClusters', 'other')]", "fail"),
        ("[resourceId('Microsoft.ContainerService/fleets', 'aks')]", "fail"),
        ("[resourceId('other', 'Microsoft.ContainerService/managedClusters', 'aks')]", "open"),
        ("[resourceId('Microsoft.ContainerService/managedClusters', parameters('n'))]", "open"),
    ],
)
def test_id_in_the_scope_of_an_extension_names_its_owner_or_another(scope: str, kind: str) -> None:
    head = '"parameters": { "n": { "type": "string" } },'
    lock = f', {{ "type": "Microsoft.Authorization/locks", "name": "lock", "scope": "{scope}" }}'
    condition = some(children("Microsoft.Authorization/locks"))
    assert told(condition, '"tags": {}', lock, head).startswith(kind)


PARTS = {
    '"parts": []': 'fail "parts" there is no old part.',
    '"parts": [{ "old": true }, { "old": false }]': 'pass "parts" there is an old part.',
    '"parts": [{ "old": "[parameters(\'old\')]" }]': (
        'open "parts" whether there is an old part is not known.'
    ),
}


@pytest.mark.parametrize(("members", "expected"), PARTS.items())
def test_whether_there_is_one_is_told_in_words(members: str, expected: str) -> None:
    head = '"parameters": { "old": { "type": "string" } },'
    condition = some(elements("parts"), field("old").equals(True), called="old part")
    assert told(condition, members, head=head) == expected


@pytest.mark.parametrize(
    ("count", "known"),
    [(2, "1 to 3 and not at least 5"), (5, "1 to 6"), (9, "1 to 10")],
)
def test_number_that_is_known_within_bounds_is_told_so(count: int, known: str) -> None:
    head = '"parameters": { "more": { "type": "bool" } },'
    pool = f""", {{ "type": "{CLUSTER}/agentPools", "name": "aks/p",
        "condition": "[parameters('more')]", "properties": {{ "count": {count} }} }}"""
    pools = together(elements("pools"), POOLS)
    condition = sum_of(pools, field("count"), called="nodes").at_least(5)
    reason = told(condition, '"pools": [{ "count": 1 }]', pool, head)
    assert reason.endswith(f'"pools" the number of nodes is {known}.')
