"""Azure.AKS.PlatformLogs: which logs and metrics must be collected, and what collects them."""

from __future__ import annotations

import pytest

from expectations import check, template
from rules.aks.diagnostics import cluster_and, group, log, nested_setting, old_setting, setting

RULE = "Azure.AKS.PlatformLogs"
FAILS = "The logs and metrics of the control plane are not collected as a whole"
WANTED = "AZURE_AKS_ENABLED_PLATFORM_LOG_CATEGORIES_LIST"

CATEGORIES = ("cluster-autoscaler", "kube-apiserver", "kube-controller-manager", "kube-scheduler")
LOGS = ", ".join(map(log, CATEGORIES))
METRICS = log("AllMetrics")


def missing(*categories: str) -> str:
    """The finding for categories that nothing collects."""
    reasons = (f"there is no diagnostic setting that collects '{each}'" for each in categories)
    return f"fail: {FAILS}: {', and '.join(reasons)}."


PASSING = {
    "all": cluster_and(setting(LOGS, METRICS)),
    "any case": cluster_and(setting(LOGS.upper().replace("TRUE", "true"), log("ALLMETRICS"))),
    "the group allLogs": cluster_and(setting(group("allLogs"), METRICS)),
    "the old type": cluster_and(old_setting(LOGS, METRICS)),
    "nested in the cluster": nested_setting(LOGS, METRICS),
    "more than that": cluster_and(setting(f"{LOGS}, {log('guard')}", METRICS)),
    "several settings together": cluster_and(
        setting(LOGS), old_setting(log("kube-audit-admin"), METRICS)
    ),
}

TOLD = {
    "no setting": cluster_and(expected=f"fail: {FAILS}: there is no diagnostic setting."),
    "nothing in it": cluster_and(setting(""), expected=missing(*CATEGORIES, "AllMetrics")),
    "no metrics": cluster_and(setting(LOGS), expected=missing("AllMetrics")),
    "metrics that are not enabled": cluster_and(
        setting(LOGS, log("AllMetrics", "false")), expected=missing("AllMetrics")
    ),
    "a log that is not enabled": cluster_and(
        setting(LOGS.replace("true", "false", 1), METRICS), expected=missing(CATEGORIES[0])
    ),
    "the group audit": cluster_and(setting(group("audit"), METRICS), expected=missing(*CATEGORIES)),
}


@pytest.mark.parametrize("resources", PASSING.values(), ids=PASSING)
def test_passes(resources: str) -> None:
    check(template(resources), RULE)


@pytest.mark.parametrize("resources", TOLD.values(), ids=TOLD)
def test_fails_at_the_cluster(resources: str) -> None:
    check(template(resources), RULE)


def test_list_can_be_set() -> None:
    wanted = {WANTED: ("KUBE-APISERVER", "allmetrics", "unheard-of")}
    check(template(cluster_and(setting(log("kube-apiserver"), METRICS))), RULE, wanted)
    resources = cluster_and(
        setting(log("kube-scheduler")), expected=missing("kube-apiserver", "AllMetrics")
    )
    check(template(resources), RULE, wanted)


def test_empty_list_wants_nothing() -> None:
    check(template(cluster_and()), RULE, {WANTED: ()})


def test_choice_of_a_parameter_is_named() -> None:
    head = '"parameters": { "on": { "type": "bool" } },'
    metrics = log("AllMetrics", "\"[parameters('on')]\"")
    told = (
        f"open: {FAILS} when parameter 'on' is false:"
        " there is no diagnostic setting that collects 'AllMetrics'."
    )
    check(template(cluster_and(setting(LOGS, metrics), expected=told), head), RULE)


def test_logs_that_nobody_knows_leave_it_open() -> None:
    head = '"parameters": { "logs": { "type": "array" } },'
    resources = cluster_and(
        setting("", METRICS).replace('"logs": [\n\n  ]', '"logs": "[parameters(\'logs\')]"'),
        expected="open: Whether the logs and metrics of the control plane are collected is not known: ...",
    )
    check(template(resources, head), RULE)


def test_logs_of_a_loop_over_a_variable_count() -> None:
    listed = ", ".join(f'"{each}"' for each in CATEGORIES)
    head = f'"variables": {{ "categories": [{listed}] }},'
    looped = """"copy": [{ "name": "logs", "count": "[length(variables('categories'))]", "input": {
      "category": "[variables('categories')[copyIndex('logs')]]", "enabled": true } }]"""
    resources = cluster_and(setting("", METRICS).replace('"logs": [\n\n  ]', looped))
    check(template(resources, head), RULE)
