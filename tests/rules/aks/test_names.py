"""Azure.AKS.Name and Azure.AKS.DNSPrefix: which texts Azure takes."""

from __future__ import annotations

import pytest

from expectations import check, template
from rules.aks.clusters import CLUSTER, cluster, told_of_name, told_of_value

NAME = "Azure.AKS.Name"
PREFIX = "Azure.AKS.DNSPrefix"
NAME_FAILS = "The name is not one that Azure takes"
PREFIX_FAILS = "The DNS prefix is not one that Azure takes"
DNS = "properties.dnsPrefix"

NAME_LETTERS = (
    "does not have only letters, digits, '-' and '_', with a letter or digit at both ends"
)
DNS_LETTERS = "does not have only letters, digits and '-', with a letter or digit at both ends"


def named(name: str, expected: str = "") -> str:
    """A cluster of that name, and the finding on it."""
    told = f"//        {'^' * len(name)} {expected}" if expected else ""
    return f"""[{{ "type": "{CLUSTER}",
  "name": {name}
{told}
}}]"""


@pytest.mark.parametrize("name", ["a", "7", "aks-shop_001", "A" * 63, "0-_-0"])
def test_names_that_azure_takes(name: str) -> None:
    check(template(named(f'"{name}"')), NAME)


@pytest.mark.parametrize("name", ["-aks", "aks-", "_aks", "aks_", "aks.shop", "aks shop", "köln"])
def test_names_with_other_characters_fail(name: str) -> None:
    told = f"fail: {NAME_FAILS}: 'name' is '{name}' and {NAME_LETTERS}."
    check(template(named(f'"{name}"', told)), NAME)


def test_name_that_is_too_long_fails() -> None:
    told = f"fail: {NAME_FAILS}: 'name' is '{'a' * 59}…', 64 long and not 1 to 63."
    check(template(named(f'"{"a" * 64}"', told)), NAME)


def test_name_that_is_too_long_and_of_other_characters_is_told_once() -> None:
    check(template(named(f'"{"ä" * 64}"', f"fail: {NAME_FAILS}: ...")), NAME)


def test_empty_name_fails() -> None:
    check(template(named('""', f"fail: {NAME_FAILS}: ...")), NAME)


def test_default_and_variable_decide_on_a_name() -> None:
    head = """"parameters": { "name": { "type": "string", "defaultValue": "shop" } },
    "variables": { "name": "[concat('aks.', parameters('name'))]" },"""
    told = (
        f"fail: {NAME_FAILS}: 'name' is 'aks.shop' with the default of parameter 'name'"
        f" and {NAME_LETTERS}."
    )
    check(template(named("\"[variables('name')]\"", told), head), NAME)


def test_choice_of_names_is_told() -> None:
    head = '"parameters": { "name": { "type": "string", "allowedValues": ["aks", "aks."] } },'
    told = f"open: {NAME_FAILS} when parameter 'name' is 'aks.': ..."
    check(template(named("\"[parameters('name')]\"", told), head), NAME)


def test_name_that_nobody_knows_leaves_it_open() -> None:
    head = '"parameters": { "name": { "type": "string" } },'
    told = "open: Whether the name is one that Azure takes is not known: ..."
    check(template(named("\"[parameters('name')]\"", told), head), NAME)


@pytest.mark.parametrize("prefix", ["a", "7", "aks-shop-001", "A" * 54, "0--0"])
def test_prefixes_that_azure_takes(prefix: str) -> None:
    check(template(cluster(DNS, f'"{prefix}"')), PREFIX)


@pytest.mark.parametrize("prefix", ["-aks", "aks-", "aks_shop", "aks.shop", "aks shop", "köln"])
def test_prefixes_with_other_characters_fail(prefix: str) -> None:
    told = f"fail: {PREFIX_FAILS}: '{DNS}' is '{prefix}' and {DNS_LETTERS}."
    check(template(told_of_value(DNS, f'"{prefix}"', told)), PREFIX)


def test_prefix_that_is_too_long_fails() -> None:
    told = f"fail: {PREFIX_FAILS}: '{DNS}' is '{'a' * 55}', 55 long and not 1 to 54."
    check(template(told_of_value(DNS, f'"{"a" * 55}"', told)), PREFIX)


@pytest.mark.parametrize(("value", "state"), [('""', "is empty"), ("null", "is null")])
def test_no_prefix_fails_at_the_value(value: str, state: str) -> None:
    told = f"fail: {PREFIX_FAILS}: '{DNS}' {state}..."
    check(template(told_of_value(DNS, value, told)), PREFIX)


def test_missing_prefix_fails_at_the_properties() -> None:
    told = f"fail: {PREFIX_FAILS}: '{DNS}' is not set."
    check(template(told_of_name("properties", "{}", told)), PREFIX)


def test_subdomain_takes_the_place_of_the_prefix() -> None:
    check(template(cluster("properties.fqdnSubdomain", '"aks-shop"')), PREFIX)


def test_automatic_cluster_needs_no_prefix_but_a_right_one() -> None:
    check(template(cluster("properties.enableRBAC", "true", sku="Automatic")), PREFIX)
    told = f"fail: {PREFIX_FAILS}: ..."
    check(template(told_of_value(DNS, '"aks_shop"', told, sku="Automatic")), PREFIX)


def test_default_of_a_parameter_decides_on_a_prefix() -> None:
    head = '"parameters": { "prefix": { "type": "string", "defaultValue": "a_b" } },'
    told = f"fail: {PREFIX_FAILS}: '{DNS}' is 'a_b' with the default of parameter 'prefix' ..."
    check(template(told_of_value(DNS, "\"[parameters('prefix')]\"", told), head), PREFIX)


def test_prefix_made_of_the_name_is_judged() -> None:
    head = '"variables": { "name": "aks_shop" },'
    told = f"fail: {PREFIX_FAILS}: '{DNS}' is 'aks_shop-dns' from variable 'name' ..."
    value = "\"[concat(variables('name'), '-dns')]\""
    check(template(told_of_value(DNS, value, told), head), PREFIX)
