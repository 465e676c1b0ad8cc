"""Azure.AKS.StandardLB: standard, said or not."""

from __future__ import annotations

import pytest

from expectations import check, template
from rules.aks.clusters import cluster, told_of_value

RULE = "Azure.AKS.StandardLB"
SKU = "properties.networkProfile.loadBalancerSku"
FAILS = "The cluster does not have a standard load balancer"

PASSING = {
    "standard": cluster(SKU, '"standard"'),
    "any casing": cluster(SKU.upper(), '"Standard"'),
    "the default": cluster("properties.networkProfile", '{ "networkPlugin": "azure" }'),
    "the default without a profile": cluster("properties", "{}"),
    "null": cluster(SKU, "null"),
}


@pytest.mark.parametrize("resources", PASSING.values(), ids=PASSING)
def test_standard_passes(resources: str) -> None:
    check(template(resources), RULE)


@pytest.mark.parametrize(
    ("value", "state"),
    [
        ('"basic"', "'basic'"),
        ('"Basic"', "'Basic'"),
        ('""', "empty"),
        ('"gateway"', "'gateway'"),
        ("true", "'true'"),
    ],
)
def test_another_sku_fails_at_the_value(value: str, state: str) -> None:
    check(template(told_of_value(SKU, value, f"fail: {FAILS}: '{SKU}' is {state}.")), RULE)


def test_a_default_and_a_variable_are_named() -> None:
    head = '"parameters": { "balancer": { "type": "string", "defaultValue": "basic" } },'
    message = f"fail: {FAILS}: '{SKU}' is 'basic' with the default of parameter 'balancer'."
    check(template(told_of_value(SKU, "\"[parameters('balancer')]\"", message), head), RULE)
    head = '"variables": { "network": { "loadBalancerSku": "basic" } },'
    message = f"fail: {FAILS}: '{SKU}' is 'basic' from variable 'network'."
    resources = told_of_value("properties.networkProfile", "\"[variables('network')]\"", message)
    check(template(resources, head), RULE)


def test_the_value_that_fails_is_told() -> None:
    allowed = '"allowedValues": ["standard", "basic"]'
    head = f'"parameters": {{ "balancer": {{ "type": "string", {allowed} }} }},'
    message = f"open: {FAILS} when parameter 'balancer' is 'basic': '{SKU}' is 'basic'."
    check(template(told_of_value(SKU, "\"[parameters('balancer')]\"", message), head), RULE)


def test_a_parameter_without_a_value_leaves_it_open() -> None:
    head = '"parameters": { "balancer": { "type": "string" } },'
    message = (
        "open: Whether the cluster has a standard load balancer is not known: a parameter has no"
        " value."
    )
    check(template(told_of_value(SKU, "\"[parameters('balancer')]\"", message), head), RULE)
