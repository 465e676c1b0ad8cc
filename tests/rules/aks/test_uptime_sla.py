"""Azure.AKS.UptimeSLA: the names of the tiers, which depend on the API version."""

from __future__ import annotations

import pytest

from expectations import check, template

RULE = "Azure.AKS.UptimeSLA"
FAILS = "The cluster has no uptime SLA"


def tier(value: str, expected: str = "", version: str = '"2025-05-01"', name: str = "Base") -> str:
    """A cluster of a tier; what is expected is told of the tier."""
    mark = f"//          {'^' * len(value)} {expected}" if expected else ""
    return f"""[{{
  "type": "Microsoft.ContainerService/managedClusters", "name": "aks", "apiVersion": {version},
  "sku": {{ "name": "{name}",
  "tier":   {value}
{mark}
  }}
}}]"""


@pytest.mark.parametrize(
    ("version", "value"),
    [
        ("2025-05-01", "Standard"),
        ("2025-05-01", "Premium"),
        ("2025-05-01", "standard"),
        ("2025-05-02-preview", "Standard"),
        ("2023-02-01", "Standard"),
        ("2023-01-01", "Standard"),
        ("2023-01-01", "Paid"),
        ("2023-01-02-preview", "Paid"),
        ("2022-09-01", "Paid"),
        ("2021-10-01", "PAID"),
    ],
)
def test_the_tier_of_its_time_passes(version: str, value: str) -> None:
    check(template(tier(f'"{value}"', version=f'"{version}"')), RULE)


CALLED = " Since the API version 2023-02-01, 'Paid' is called 'Standard'."


@pytest.mark.parametrize(
    ("version", "value", "state"),
    [
        ("2025-05-01", '"Free"', "'Free'."),
        ("2025-05-01", '"Paid"', f"'Paid'.{CALLED}"),
        ("2025-05-01", '""', "empty."),
        ("2025-05-01", "null", "null."),
        ("2025-05-01", "5", "'5'."),
        ("2022-09-01", '"Free"', "'Free'."),
        ("2022-09-01", '"Premium"', "'Premium'."),
    ],
)
def test_another_tier_fails_at_the_value(version: str, value: str, state: str) -> None:
    resources = tier(value, f"fail: {FAILS}: 'sku.tier' is {state}", version=f'"{version}"')
    check(template(resources), RULE)


def test_without_an_api_version_the_names_of_today_count() -> None:
    line = ', "apiVersion": "2025-05-01"'
    check(template(tier('"Premium"').replace(line, "")), RULE)
    message = f"fail: {FAILS}: 'sku.tier' is 'Paid'.{CALLED}"
    check(template(tier('"Paid"', message).replace(line, "")), RULE)


def test_a_cluster_without_a_tier_fails_at_the_nearest_that_is_there() -> None:
    check(
        template("""[{
  "type": "Microsoft.ContainerService/managedClusters", "name": "aks", "apiVersion": "2025-05-01",
  "sku": { "name": "Base" }
//^^^^^ fail: The cluster has no uptime SLA: 'sku' has no 'tier'.
},
{
  "type": "Microsoft.ContainerService/managedClusters", "name": "aks2", "apiVersion": "2025-05-01"
//        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ fail: The cluster has no uptime SLA: 'sku' is not set.
}]"""),
        RULE,
    )


def test_a_default_and_a_variable_are_named() -> None:
    head = '"parameters": { "tier": { "type": "string", "defaultValue": "Free" } },'
    message = f"fail: {FAILS}: 'sku.tier' is 'Free' with the default of parameter 'tier'."
    check(template(tier("\"[parameters('tier')]\"", message), head), RULE)
    head = '"variables": { "tiers": { "dev": "Free" } },'
    message = f"fail: {FAILS}: 'sku.tier' is 'Free' from variable 'tiers'."
    check(template(tier("\"[variables('tiers').dev]\"", message), head), RULE)


def test_the_value_that_fails_is_told() -> None:
    head = '"parameters": { "tier": { "type": "string", "allowedValues": ["Free", "Standard"] } },'
    message = f"open: {FAILS} when parameter 'tier' is 'Free': 'sku.tier' is 'Free'."
    check(template(tier("\"[parameters('tier')]\"", message), head), RULE)


def test_a_tier_that_every_api_version_takes_passes_with_any() -> None:
    head = '"parameters": { "version": { "type": "string" } },'
    check(template(tier('"Standard"', version="\"[parameters('version')]\""), head), RULE)


def test_automatic_clusters_are_not_concerned() -> None:
    check(template(tier('"Free"', name="Automatic")), RULE)


def test_it_is_told_when_a_cluster_is_not_automatic() -> None:
    names = '"allowedValues": ["Base", "Automatic"]'
    head = f'"parameters": {{ "name": {{ "type": "string", {names} }} }},'
    message = f"open: {FAILS} when parameter 'name' is 'Base': 'sku.tier' is 'Free'."
    check(template(tier('"Free"', message, name="[parameters('name')]"), head), RULE)
