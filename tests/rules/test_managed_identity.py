"""Azure.AKS.ManagedIdentity: every way to pass, to fail and to stay open, with its place."""

from __future__ import annotations

import pytest

from armlens.rules.verdicts import VerdictKind
from expectations import analysed, check, template

PASSING = {
    "system-assigned": """[{
        "type": "Microsoft.ContainerService/managedClusters", "identity": {"type": "SystemAssigned"}
    }]""",
    "user-assigned": """[{
        "type": "Microsoft.ContainerService/managedClusters", "identity": {"type": "UserAssigned"}
    }]""",
    "any casing of names and values": """[{
        "Type": "MICROSOFT.containerservice/MANAGEDCLUSTERS", "IDENTITY": {"TYPE": "systemassigned"}
    }]""",
    "a placeholder service principal beside the identity": """[{
        "type": "Microsoft.ContainerService/managedClusters",
        "properties": {"servicePrincipalProfile": {"clientId": "msi"}},
        "identity": {"type": "SystemAssigned"}
    }]""",
    "the last of duplicate members wins": """[{
        "type": "Microsoft.ContainerService/managedClusters",
        "identity": {"type": "None"}, "identity": {"type": "SystemAssigned"}
    }]""",
    "an escaped literal": r"""[{
        "type": "Microsoft.ContainerService/managedClusters",
        "identity": {"type": "\u0053ystemAssigned"}
    }]""",
}

NO_RESOURCE = {
    "an agent pool": """[{
        "type": "Microsoft.ContainerService/managedClusters/agentPools", "name": "aks/pool"
    }]""",
    "an agent pool inside its cluster": """[{
        "type": "Microsoft.ContainerService/managedClusters", "identity": {"type": "UserAssigned"},
        "resources": [{ "type": "agentPools", "name": "pool" }]
    }]""",
    "a connected cluster": '[{ "type": "Microsoft.Kubernetes/connectedClusters" }]',
    "a fleet": '[{ "type": "Microsoft.ContainerService/fleets" }]',
    "a snapshot": '[{ "type": "Microsoft.ContainerService/managedClusterSnapshots" }]',
    "an existing cluster": """{ "aks": {
        "existing": true, "type": "Microsoft.ContainerService/managedClusters"
    } }""",
    "a cluster that is never deployed": """[{
        "condition": false, "type": "Microsoft.ContainerService/managedClusters"
    }]""",
    "a loop that never runs": """[{
        "copy": {"name": "loop", "count": 0},
        "type": "Microsoft.ContainerService/managedClusters"
    }]""",
    "a nested deployment that never runs": """[{
        "condition": false, "type": "Microsoft.Resources/deployments", "properties": {"template": {
            "resources": [{ "type": "Microsoft.ContainerService/managedClusters" }]
        }}
    }]""",
    "a resource of another provider": """{ "aks": {
        "import": "kubernetes", "type": "Microsoft.ContainerService/managedClusters"
    } }""",
    "a mention in an expression": """[{
        "type": "Microsoft.Network/virtualNetworks",
        "tags": {"id": "[resourceId('Microsoft.ContainerService/managedClusters', 'aks')]"}
    }]""",
    "a template that is only data": """[{
        "type": "Microsoft.Authorization/policyDefinitions", "properties": {"template": {
            "resources": [{ "type": "Microsoft.ContainerService/managedClusters" }]
        }}
    }]""",
    "a type that is not known": """[{ "type": "[concat('Microsoft.ContainerService', '/x')]" }]""",
    "entries that are no resources": '[null, 5, "x", [], {}, {"name": "x"}]',
    "a half-typed resource": """[{
        "type": "Microsoft.ContainerService/managedClusters", "name": "aks"
    ]""",
}

FAILING = {
    "no identity": """[{
  "type": "Microsoft.ContainerService/managedClusters"
//        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ fail: The cluster has no managed identity: 'identity' is not set.
}]""",
    "identity null": """[{
  "type": "Microsoft.ContainerService/managedClusters", "name": "aks",
  "identity": null
//            ^^^^ fail: The cluster has no managed identity: 'identity' is null.
}]""",
    "identity empty": """[{
  "type": "Microsoft.ContainerService/managedClusters",
  "identity": {}
//^^^^^^^^^^ fail: The cluster has no managed identity: 'identity' is empty.
}]""",
    "identity without type": """[{
  "type": "Microsoft.ContainerService/managedClusters",
  "identity": { "userAssignedIdentities": { "x": {} } }
//^^^^^^^^^^ fail: The cluster has no managed identity: 'identity' has no 'type'.
}]""",
    "identity is text": """[{
  "type": "Microsoft.ContainerService/managedClusters",
  "identity": "SystemAssigned"
//            ^^^^^^^^^^^^^^^^ fail: The cluster has no managed identity: 'identity' is 'SystemAssigned' and not an object.
}]""",
    "identity is an array": """[{
  "type": "Microsoft.ContainerService/managedClusters",
  "identity": [ { "type": "SystemAssigned" } ]
//^^^^^^^^^^ fail: The cluster has no managed identity: 'identity' is an array and not an object.
}]""",
    "type null": """[{
  "type": "Microsoft.ContainerService/managedClusters",
  "identity": { "type": null }
//                      ^^^^ fail: The cluster has no managed identity: 'identity.type' is null.
}]""",
    "type empty": """[{
  "type": "Microsoft.ContainerService/managedClusters",
  "identity": { "type": "" }
//                      ^^ fail: The cluster has no managed identity: 'identity.type' is empty.
}]""",
    "type None": """[{
  "type": "Microsoft.ContainerService/managedClusters",
  "identity": { "type": "None" }
//                      ^^^^^^ fail: The cluster has no managed identity: 'identity.type' is 'None'.
}]""",
    "type none in other case": """[{
  "type": "Microsoft.ContainerService/managedClusters",
  "identity": { "type": "NONE" }
//                      ^^^^^^ fail: The cluster has no managed identity: 'identity.type' is 'NONE'.
}]""",
    "type anything else": """[{
  "type": "Microsoft.ContainerService/managedClusters",
  "identity": { "type": "System Assigned" }
//                      ^^^^^^^^^^^^^^^^^ fail: The cluster has no managed identity: 'identity.type' is 'System Assigned'.
}]""",
    "type is a number": """[{
  "type": "Microsoft.ContainerService/managedClusters",
  "identity": { "type": 5 }
//                      ^ fail: The cluster has no managed identity: 'identity.type' is '5'.
}]""",
    "type is a truth value": """[{
  "type": "Microsoft.ContainerService/managedClusters",
  "identity": { "type": true }
//                      ^^^^ fail: The cluster has no managed identity: 'identity.type' is 'true'.
}]""",
    "type is an object": """[{
  "type": "Microsoft.ContainerService/managedClusters",
  "identity": { "type": { "value": "SystemAssigned" } }
//              ^^^^^^ fail: The cluster has no managed identity: 'identity.type' is an object.
}]""",
    "both kinds": """[{
  "type": "Microsoft.ContainerService/managedClusters",
  "identity": { "type": "SystemAssigned, UserAssigned" }
//                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ fail: The cluster has no managed identity: 'identity.type' is 'SystemAssigned, UserAssigned'. A cluster takes only one kind of identity.
}]""",
    "both kinds without a blank": """[{
  "type": "Microsoft.ContainerService/managedClusters",
  "identity": { "type": "systemassigned,userassigned" }
//                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ fail: The cluster has no managed identity: 'identity.type' is 'systemassigned,userassigned'. A cluster takes only one kind of identity.
}]""",
    "an identity under properties is none": """[{
  "type": "Microsoft.ContainerService/managedClusters",
//        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ fail: The cluster has no managed identity: 'identity' is not set.
  "properties": { "identity": { "type": "SystemAssigned" } }
}]""",
    "a service principal by name": """[{
  "type": "Microsoft.ContainerService/managedClusters",
//        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ fail: The cluster has no managed identity: 'identity' is not set. It signs in with the service principal '11111111-2222-3333-4444-555555555555'.
  "properties": { "servicePrincipalProfile": { "clientId": "11111111-2222-3333-4444-555555555555" } }
}]""",
    "a service principal by expression": """[{
  "type": "Microsoft.ContainerService/managedClusters",
//        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ fail: The cluster has no managed identity: 'identity' is not set. It signs in with the service principal given by [reference('app').appId].
  "properties": { "servicePrincipalProfile": { "clientId": "[reference('app').appId]" } }
}]""",
    "no service principal but its placeholder": """[{
  "type": "Microsoft.ContainerService/managedClusters",
//        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ fail: The cluster has no managed identity: 'identity' is not set.
  "properties": { "servicePrincipalProfile": { "clientId": "MSI" } }
}]""",
    "other casing": """[{
  "TYPE": "microsoft.containerservice/MANAGEDCLUSTERS",
  "Identity": { "Type": "None" }
//                      ^^^^^^ fail: The cluster has no managed identity: 'identity.type' is 'None'.
}]""",
    "after an emoji and a tab": """[{
  "type": "Microsoft.ContainerService/managedClusters",
	"name": "😋", "identity": { "type": "None" }
	//                                 ^^^^^^ fail: The cluster has no managed identity: 'identity.type' is 'None'.
}]""",
    "between comments": """[{
  /* our cluster */ "type": /* which? */ "Microsoft.ContainerService/managedClusters", // here
//                                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ fail: The cluster has no managed identity: 'identity' is not set.
}]""",
    "each of two clusters": """[
  { "type": "Microsoft.ContainerService/managedClusters", "name": "same" },
//          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ fail: The cluster has no managed identity: 'identity' is not set.
  { "type": "Microsoft.ContainerService/managedClusters", "name": "same" }
//          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ fail: The cluster has no managed identity: 'identity' is not set.
]""",
    "symbolic names": """{
  "aks": { "type": "Microsoft.ContainerService/managedClusters" }
//                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ fail: The cluster has no managed identity: 'identity' is not set.
}""",
    "a condition that is not known": """[{
  "condition": "[equals(resourceGroup().location, 'westeurope')]",
  "type": "Microsoft.ContainerService/managedClusters"
//        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ fail: The cluster has no managed identity: 'identity' is not set.
}]""",
    "a loop, once": """[{
  "copy": { "name": "loop", "count": 3 },
  "type": "Microsoft.ContainerService/managedClusters"
//        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ fail: The cluster has no managed identity: 'identity' is not set.
}]""",
    "beside broken text": """[{
  "type": "Microsoft.ContainerService/managedClusters",
  "identity": { "type": "None" } "name": "aks"
//                      ^^^^^^ fail: The cluster has no managed identity: 'identity.type' is 'None'.
}]""",
}


@pytest.mark.parametrize("resources", PASSING.values(), ids=PASSING)
def test_passes(resources: str) -> None:
    analysis = analysed(template(resources))
    assert [finding.kind for finding in analysis.findings] == [VerdictKind.PASS]
    assert analysis.findings[0].message.startswith("The cluster has a managed identity: ")


@pytest.mark.parametrize("resources", NO_RESOURCE.values(), ids=NO_RESOURCE)
def test_does_not_apply(resources: str) -> None:
    clusters = [
        finding.resource.name
        for finding in analysed(template(resources)).findings
        if finding.kind is not VerdictKind.PASS
    ]
    assert clusters == []


@pytest.mark.parametrize("resources", FAILING.values(), ids=FAILING)
def test_fails(resources: str) -> None:
    check(template(resources))


def test_a_bare_resource_is_judged_by_its_literals() -> None:
    check("""{
  "type": "Microsoft.ContainerService/managedClusters", "apiVersion": "2024-09-01",
  "identity": { "type": "None" }
//                      ^^^^^^ fail: The cluster has no managed identity: 'identity.type' is 'None'.
}""")


def test_a_template_without_schema_is_judged() -> None:
    check("""{ "contentVersion": "1.0.0.0", "resources": [{
  "type": "Microsoft.ContainerService/managedClusters"
//        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ fail: The cluster has no managed identity: 'identity' is not set.
}]}""")


def test_a_value_that_is_not_yet_written_is_open_at_its_name() -> None:
    check(
        template("""[{
  "type": "Microsoft.ContainerService/managedClusters",
  "identity": { "type"x: "SystemAssigned" }
//              ^^^^^^ open: Whether the cluster has a managed identity is not known: the text has a syntax error.
}]""")
    )
