"""Rules on related resources, some of which are in templates that others link."""

from __future__ import annotations

import pytest

from armlens.analysis.settings import Settings
from armlens.rules.verdicts import VerdictKind
from expectations import template
from links import CLUSTER, Folder, deployment

RULE = "Azure.AKS.MaintenanceWindow"
WINDOW = f"{CLUSTER}/maintenanceConfigurations"


def windows() -> str:
    """A template with both maintenance windows of the cluster `aks`."""
    schedules = ("aksManagedAutoUpgradeSchedule", "aksManagedNodeOSUpgradeSchedule")
    return template(
        "["
        + ", ".join(f'{{ "type": "{WINDOW}", "name": "aks/{each}" }}' for each in schedules)
        + "]"
    )


@pytest.mark.parametrize(
    ("linked", "link", "kind"),
    [
        (windows(), '{ "relativePath": "child.json" }', VerdictKind.PASS),
        (template("[]"), '{ "relativePath": "child.json" }', VerdictKind.FAIL),
        (windows(), '{ "relativePath": "none.json" }', VerdictKind.OPEN),
        (windows(), '{ "uri": "https://example.org/child.json" }', VerdictKind.OPEN),
    ],
)
def test_what_is_missing_may_be_behind_a_link_that_is_not_followed(
    linked: str, link: str, kind: VerdictKind
) -> None:
    cluster = (
        f'{{ "type": "{CLUSTER}", "apiVersion": "2024-09-01", "name": "aks", "properties": {{}} }}'
    )
    main = template(f"[{cluster}, {deployment(link)}]")
    found = Folder({"main.json": main, "child.json": linked}, Settings(select=(RULE,)))
    assert {each.kind for each in found.analysed().findings} == {kind}


def test_a_cluster_with_its_windows_in_a_template_that_links_it() -> None:
    """By itself the cluster has none; together they are as they must be."""
    cluster = (
        f'{{ "type": "{CLUSTER}", "apiVersion": "2024-09-01", "name": "aks", "properties": {{}} }}'
    )
    resources = windows().partition('"resources": [')[2].rpartition("]")[0]
    texts = {
        "main.json": template(f"[{deployment()}, {resources}]"),
        "child.json": template(f"[{cluster}]"),
    }
    found = Folder(texts, Settings(select=(RULE,)))
    assert found.told() == []
    assert len(found.told("child.json")) == 1
