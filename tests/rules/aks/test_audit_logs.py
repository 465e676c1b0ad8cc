"""Azure.AKS.AuditLogs: what collects the audit logs, wherever the settings are written."""

from __future__ import annotations

import pytest

from expectations import check, template
from rules.aks.diagnostics import cluster_and, group, log, nested_setting, old_setting, setting

RULE = "Azure.AKS.AuditLogs"
FAILS = "The audit logs of the cluster are not collected"
AUDIT = "diagnostic setting that collects 'kube-audit-admin' or 'kube-audit'"
GUARD = "diagnostic setting that collects 'guard'"

BOTH = f"{log('kube-audit-admin')}, {log('guard')}"

PASSING = {
    "changes and guard": cluster_and(setting(BOTH)),
    "everything and guard": cluster_and(setting(f"{log('kube-audit')}, {log('guard')}")),
    "any case": cluster_and(setting(BOTH.upper().replace("TRUE", "true"), owner="AKS")),
    "the group audit": cluster_and(setting(group("audit"))),
    "the group allLogs": cluster_and(setting(group("ALLLOGS"))),
    "the old type": cluster_and(old_setting(BOTH)),
    "nested in the cluster": nested_setting(BOTH),
    "a setting for each": cluster_and(
        setting(log("kube-audit-admin")), old_setting(log("guard"), log("AllMetrics"))
    ),
    "another setting for something else": cluster_and(
        setting(BOTH), old_setting(log("kube-apiserver"))
    ),
}

TOLD = {
    "no setting": cluster_and(expected=f"fail: {FAILS}: there is no diagnostic setting."),
    "the setting of another cluster": cluster_and(
        setting(BOTH, owner="other"), expected=f"fail: {FAILS}: there is no diagnostic setting."
    ),
    "a setting that is never deployed": cluster_and(
        setting(BOTH, members='"condition": false,'),
        expected=f"fail: {FAILS}: there is no diagnostic setting.",
    ),
    "no guard": cluster_and(
        setting(log("kube-audit")), expected=f"fail: {FAILS}: there is no {GUARD}."
    ),
    "no audit": cluster_and(setting(log("guard")), expected=f"fail: {FAILS}: there is no {AUDIT}."),
    "neither": cluster_and(
        setting(log("kube-apiserver")),
        expected=f"fail: {FAILS}: there is no {AUDIT}, and there is no {GUARD}.",
    ),
    "not enabled": cluster_and(
        setting(f"{log('kube-audit-admin')}, {log('guard', 'false')}"),
        expected=f"fail: {FAILS}: there is no {GUARD}.",
    ),
    "metrics are no logs": cluster_and(
        setting(log("kube-audit-admin"), metrics=log("guard")),
        expected=f"fail: {FAILS}: there is no {GUARD}.",
    ),
    "no properties": cluster_and(
        """{ "type": "Microsoft.Insights/diagnosticSettings", "name": "x",
        "scope": "Microsoft.ContainerService/managedClusters/aks" }""",
        expected=f"fail: {FAILS}: there is no {AUDIT}, and there is no {GUARD}.",
    ),
}


@pytest.mark.parametrize("resources", PASSING.values(), ids=PASSING)
def test_passes(resources: str) -> None:
    check(template(resources), RULE)


@pytest.mark.parametrize("resources", TOLD.values(), ids=TOLD)
def test_fails_at_the_cluster(resources: str) -> None:
    check(template(resources), RULE)


def test_default_of_a_parameter_and_a_variable_decide() -> None:
    head = """"parameters": { "on": { "type": "bool", "defaultValue": true } },
    "variables": { "guard": "guard" },"""
    logs = BOTH.replace("true", "\"[parameters('on')]\"").replace(
        '"guard"', "\"[variables('guard')]\""
    )
    check(template(cluster_and(setting(logs)), head), RULE)


def test_choice_of_a_parameter_is_named() -> None:
    head = '"parameters": { "on": { "type": "bool" } },'
    is_on = "\"[parameters('on')]\""
    logs = f"{log('kube-audit')}, {log('guard', is_on)}"
    told = f"open: {FAILS} when parameter 'on' is false: there is no {GUARD}."
    check(template(cluster_and(setting(logs), expected=told), head), RULE)


def test_setting_that_may_be_deployed_leaves_it_open() -> None:
    head = '"parameters": { "monitored": { "type": "bool" } },'
    members = """"condition": "[parameters('monitored')]","""
    told = "open: Whether the audit logs of the cluster are collected is not known: ..."
    resources = cluster_and(setting(BOTH, members=members), expected=told)
    check(template(resources, head), RULE)


def test_part_of_the_template_that_cannot_be_read_leaves_it_open() -> None:
    linked = """{ "type": "Microsoft.Resources/deployments", "name": "logs",
      "properties": { "templateLink": { "uri": "https://example.com/logs.json" } } }"""
    told = "open: Whether the audit logs of the cluster are collected is not known: ..."
    check(template(cluster_and(linked, expected=told)), RULE)


def test_setting_in_a_nested_deployment_counts() -> None:
    inner = setting(BOTH).replace(
        "[resourceId('Microsoft.ContainerService/managedClusters', 'aks')]",
        "Microsoft.ContainerService/managedClusters/aks",
    )
    nested = f"""{{ "type": "Microsoft.Resources/deployments", "name": "logs", "properties": {{
      "template": {{ "resources": [{inner}] }} }} }}"""
    check(template(cluster_and(nested)), RULE)
