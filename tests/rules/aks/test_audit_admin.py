"""Azure.AKS.AuditAdmin: what counts as the audit logs of all requests, and where it is told."""

from __future__ import annotations

import pytest

from expectations import check, template
from rules.aks.diagnostics import cluster_and, group, log, nested_setting, old_setting, setting

RULE = "Azure.AKS.AuditAdmin"
FAILS = "The diagnostic setting collects the audit logs of all requests"

PASSING = {
    "changes only": cluster_and(setting(f"{log('kube-audit-admin')}, {log('guard')}")),
    "not enabled": cluster_and(setting(log("kube-audit", "false"))),
    "neither enabled nor not": cluster_and(setting('{ "category": "kube-audit" }')),
    "a group that is not enabled": cluster_and(setting(group("allLogs", "false"))),
    "no logs": cluster_and(setting("")),
    "no settings": cluster_and(),
    "the setting of another cluster": cluster_and(setting(log("kube-audit"), owner="other")),
    "a setting that is never deployed": cluster_and(
        setting(log("kube-audit"), members='"condition": false,')
    ),
}

TOLD = {
    "each log at its own place": cluster_and(
        setting(f"""
    {log("guard")},
    {{ "enabled": true,
      "category": "kube-audit" }},
    //            ^^^^^^^^^^^^ fail: {FAILS}: 'category' of log 1 is 'kube-audit'.
    {{ "enabled": "true",
      "category": "KUBE-AUDIT" }}
    //            ^^^^^^^^^^^^ fail: {FAILS}: 'category' of log 2 is 'KUBE-AUDIT'.""")
    ),
    "a group": cluster_and(
        setting(f"""
    {{ "enabled": true,
      "categoryGroup": "allLogs" }},
    //                 ^^^^^^^^^ fail: {FAILS}: 'categoryGroup' of log 0 is 'allLogs'.
    {{ "enabled": true,
      "categoryGroup": "audit" }}
    //                 ^^^^^^^ fail: {FAILS}: 'categoryGroup' of log 1 is 'audit'.""")
    ),
    "each setting": cluster_and(
        setting(f"""
    {{ "enabled": true,
      "category": "kube-audit" }}
    //            ^^^^^^^^^^^^ fail: {FAILS}: 'category' of log 0 is 'kube-audit'."""),
        old_setting(f"""
    {{ "enabled": true,
      "category": "kube-audit" }}
    //            ^^^^^^^^^^^^ fail: {FAILS}: 'category' of log 0 is 'kube-audit'."""),
    ),
    "a setting in its cluster": nested_setting(f"""
    {{ "enabled": true,
      "category": "kube-audit" }}
    //            ^^^^^^^^^^^^ fail: {FAILS}: 'category' of log 0 is 'kube-audit'."""),
}


@pytest.mark.parametrize("resources", PASSING.values(), ids=PASSING)
def test_passes(resources: str) -> None:
    check(template(resources), RULE)


@pytest.mark.parametrize("resources", TOLD.values(), ids=TOLD)
def test_fails_at_the_category(resources: str) -> None:
    check(template(resources), RULE)


def test_category_through_a_variable() -> None:
    head = '"variables": { "logs": ["kube-audit"] },'
    resources = cluster_and(
        setting(f"""
    {{ "enabled": true,
      "category": "[variables('logs')[0]]" }}
    //            ^^^^^^^^^^^^^^^^^^^^^^^^ fail: {FAILS}: \
'category' of log 0 is 'kube-audit' from variable 'logs'.""")
    )
    check(template(resources, head), RULE)


def test_choice_of_a_parameter_is_named() -> None:
    head = '"parameters": { "on": { "type": "bool" } },'
    resources = cluster_and(
        setting(f"""
    {{ "enabled": "[parameters('on')]",
      "category": "kube-audit" }}
    //            ^^^^^^^^^^^^ open: {FAILS} when parameter 'on' is true: \
'category' of log 0 is 'kube-audit'.""")
    )
    check(template(resources, head), RULE)


def test_logs_of_a_loop_are_told_where_they_are_written() -> None:
    resources = cluster_and(
        setting("").replace(
            '"logs": [\n\n  ]',
            f""""copy": [{{ "name": "logs", "count": 1, "input": {{ "enabled": true,
      "category": "kube-audit"
    //            ^^^^^^^^^^^^ fail: {FAILS}: 'category' of log 0 is 'kube-audit'.
    }} }}]""",
        )
    )
    check(template(resources), RULE)
