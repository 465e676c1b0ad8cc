"""Azure.AKS.MaintenanceWindow: two configurations by their names, wherever they are written."""

from __future__ import annotations

import pytest

from expectations import check, template
from rules.aks.diagnostics import cluster_and
from rules.aks.pools import CLUSTER

RULE = "Azure.AKS.MaintenanceWindow"
FAILS = "The cluster has no maintenance windows for all of its upgrades"

AUTO = "aksManagedAutoUpgradeSchedule"
NODE = "aksManagedNodeOSUpgradeSchedule"


def window(name: str, members: str = "") -> str:
    """A maintenance configuration by its full name."""
    return f'{{ {members} "type": "{CLUSTER}/maintenanceConfigurations", "name": "{name}" }}'


def missing(*names: str) -> str:
    """The finding for configurations that there are not."""
    reasons = (f"there is no maintenance configuration '{each}'" for each in names)
    return f"fail: {FAILS}: {', and '.join(reasons)}."


def nested(*names: str) -> str:
    """A cluster with configurations among its nested resources."""
    inside = ", ".join(
        f'{{ "type": "maintenanceConfigurations", "name": "{each}" }}' for each in names
    )
    return f'[{{ "type": "{CLUSTER}", "name": "aks", "resources": [{inside}] }}]'


PASSING = {
    "both after the cluster": cluster_and(window(f"aks/{AUTO}"), window(f"aks/{NODE}")),
    "both in the cluster": nested(AUTO, NODE),
    "one in it and one after it": f"{nested(AUTO)[:-1]}, {window(f'aks/{NODE}')}]",
    "any case": cluster_and(window(f"AKS/{AUTO.lower()}"), window(f"aks/{NODE.upper()}")),
    "and the default one": nested(AUTO, NODE, "default"),
}

TOLD = {
    "none": cluster_and(expected=missing(AUTO, NODE)),
    "only one": cluster_and(window(f"aks/{AUTO}"), expected=missing(NODE)),
    "only the default one": cluster_and(window("aks/default"), expected=missing(AUTO, NODE)),
    "those of another cluster": cluster_and(
        window(f"other/{AUTO}"), window(f"aks/{NODE}"), expected=missing(AUTO)
    ),
    "one that is never deployed": cluster_and(
        window(f"aks/{AUTO}", '"condition": false,'),
        window(f"aks/{NODE}"),
        expected=missing(AUTO),
    ),
    "a name that only ends so": cluster_and(
        window(f"aks/my{AUTO}"), window(f"aks/{NODE}"), expected=missing(AUTO)
    ),
}


@pytest.mark.parametrize("resources", PASSING.values(), ids=PASSING)
def test_passes(resources: str) -> None:
    check(template(resources), RULE)


@pytest.mark.parametrize("resources", TOLD.values(), ids=TOLD)
def test_fails_at_the_cluster(resources: str) -> None:
    check(template(resources), RULE)


def test_names_come_through_parameters_and_variables() -> None:
    head = f""""parameters": {{ "cluster": {{ "type": "string", "defaultValue": "aks" }} }},
    "variables": {{ "node": "{NODE}" }},"""
    resources = cluster_and(
        window(f"[format('{{0}}/{{1}}', parameters('cluster'), '{AUTO}')]"),
        window("[concat(parameters('cluster'), '/', variables('node'))]"),
    )
    check(template(resources, head), RULE)


def test_windows_of_a_loop_count() -> None:
    copy = f"""[{{ "copy": {{ "name": "windows", "count": 2 }},
    "type": "{CLUSTER}/maintenanceConfigurations",
    "name": "[concat('aks/', createArray('{AUTO}', '{NODE}')[copyIndex()])]" }}]"""
    check(template(cluster_and(copy[1:-1])), RULE)


def test_window_that_may_be_deployed_leaves_it_open() -> None:
    head = '"parameters": { "planned": { "type": "bool" } },'
    resources = cluster_and(
        window(f"aks/{AUTO}", """"condition": "[parameters('planned')]","""),
        window(f"aks/{NODE}"),
        expected="open: Whether the cluster has maintenance windows for its upgrades is not known: ...",
    )
    check(template(resources, head), RULE)


def test_windows_of_one_condition_go_with_a_cluster_of_the_same() -> None:
    head = '"parameters": { "planned": { "type": "bool" } },'
    condition = """"condition": "[parameters('planned')]","""
    resources = cluster_and(
        window(f"aks/{AUTO}", condition), window(f"aks/{NODE}", condition)
    ).replace('"name": "aks"', f'{condition} "name": "aks"', 1)
    check(template(resources, head), RULE)


def test_name_of_the_cluster_need_not_be_known() -> None:
    head = '"parameters": { "cluster": { "type": "string" } },'
    name = "parameters('cluster')"
    resources = cluster_and(
        window(f"[format('{{0}}/{{1}}', {name}, '{AUTO}')]"),
        window(f"[concat({name}, '/default')]"),
        expected=missing(NODE),
    ).replace('"name": "aks"', f'"name": "[{name}]"', 1)
    check(template(resources, head), RULE)
