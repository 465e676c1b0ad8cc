"""Resource ids and functions about resources: ordinary, edge, failing and unknown cases, as tables of input and result."""

from __future__ import annotations

from evaluation.stated import check, states

ROWS = [
    (
        "resourceId('My.Rp/parent/child', 'p', 'c')",
        "unknown: a string '…/providers/My.Rp/parent/p/child/c'",
    ),
    ("resourceId('G2', 'My.Rp/parent', 'p')", "unknown: a string '…/providers/My.Rp/parent/p'"),
    (
        "resourceId('S2', 'G2', 'My.Rp/parent', 'p')",
        '"/subscriptions/S2/resourceGroups/G2/providers/My.Rp/parent/p"',
    ),
    (
        "resourceId('S2', 'G2', 'My.Rp/parent/child/', 'p', 'c')",
        '"/subscriptions/S2/resourceGroups/G2/providers/My.Rp/parent/p/child/c"',
    ),
    (
        "resourceId('My.Rp/parent/child', 'p')",
        "fails: 'resourceId': The type takes 2 names, not 1.",
    ),
    ("resourceId('My.Rp/parent', 'p', 'c')", "fails: 'resourceId': The type takes 1 name, not 2."),
    (
        "resourceId('My.Rp/parent/child', parameters('text'))",
        "fails: 'resourceId': The type takes 2 names, not 1.",
    ),
    (
        "resourceId('G2', 'My.Rp/parent/child', parameters('text'))",
        "fails: 'resourceId': The type takes 2 names, not 1.",
    ),
    ("resourceId(parameters('text'), 'My.Rp/parent/child', 'x')", "unknown: a string"),
    ("resourceId('Microsoft.KeyVault', 'vaults', 'x')", "unknown: a string"),
    ("resourceId('a')", "fails: 'resourceId' takes at least 2 arguments, not 1."),
    ("resourceId('My.Rp/parent', 1)", "fails: 'resourceId' takes a string as 'part', not an int."),
    (
        "resourceId('S', 'G', 'My.Rp/parent', parameters('tier'))",
        "\"/subscriptions/S/resourceGroups/G/providers/My.Rp/parent/Free\" if parameter 'tier' is 'Free'; \"/subscriptions/S/resourceGroups/G/providers/My.Rp/parent/Basic\" if parameter 'tier' is 'Basic'",
    ),
    ("equals(resourceId('My.Rp/parent', 'p'), resourceId('My.Rp/parent','p'))", "true"),
    (
        "subscriptionResourceId('My.Rp/parent', 'p')",
        "unknown: a string '/subscriptions/…/providers/My.Rp/parent/p'",
    ),
    (
        "subscriptionResourceId('S2', 'My.Rp/parent', 'p')",
        '"/subscriptions/S2/providers/My.Rp/parent/p"',
    ),
    (
        "subscriptionResourceId('My.Rp/parent', 'p', 'c')",
        "fails: 'subscriptionResourceId': The type takes 1 name, not 2.",
    ),
    (
        "managementGroupResourceId('mg', 'My.Rp/parent', 'p')",
        '"/providers/Microsoft.Management/managementGroups/mg/providers/My.Rp/parent/p"',
    ),
    (
        "managementGroupResourceId('My.Rp/parent', 'p')",
        "unknown: a string '/providers/Microsoft.Management/managementGroups/…/providers/My.Rp/parent/p'",
    ),
    (
        "managementGroupResourceId('My.Rp/parent/child', 'p')",
        "fails: 'managementGroupResourceId': The type takes 2 names, not 1.",
    ),
    ("tenantResourceId('My.Rp/parent/child', 'p', 'c')", '"/providers/My.Rp/parent/p/child/c"'),
    (
        "tenantResourceId('My.Rp/parent', 'p', 'c')",
        "fails: 'tenantResourceId': The type takes 1 name, not 2.",
    ),
    ("tenantResourceId('My.Rp', 'p')", "unknown: a string"),
    (
        "tenantResourceId('My.Rp/parent', parameters('text'))",
        "unknown: a string '/providers/My.Rp/parent/…'",
    ),
    (
        "extensionResourceId(tenantResourceId('My.Rp/a', 'x'), 'Ext.Rp/b/c', 'y', 'z')",
        '"/providers/My.Rp/a/x/providers/Ext.Rp/b/y/c/z"',
    ),
    ("extensionResourceId('', 'Ext.Rp/b', 'y')", "unknown: a string"),
    (
        "extensionResourceId('/x', 'Ext.Rp/b')",
        "fails: 'extensionResourceId' takes at least 3 arguments, not 2.",
    ),
    (
        "extensionResourceId('/x', 'Ext.Rp/b', 'y', 'z')",
        "fails: 'extensionResourceId': The type takes 1 name, not 2.",
    ),
    (
        "extensionResourceId(parameters('text'), 'Ext.Rp/b/c', 'y')",
        "fails: 'extensionResourceId': The type takes 2 names, not 1.",
    ),
    (
        "extensionResourceId(parameters('text'), 'Ext.Rp/b', 'y')",
        "unknown: a string '…/providers/Ext.Rp/b/y'",
    ),
    ("reference('name')", "unknown: any value"),
    ("reference(if(parameters('on'), 'a', 'b'))", "unknown: any value"),
    ("reference('name', '2024-01-01', 'Full').identity.principalId", "unknown: any value"),
    (
        "reference('name', '2024-01-01', 'Full', 1)",
        "fails: 'reference' takes 1 to 3 arguments, not 4.",
    ),
    ("reference(1)", "fails: 'reference' takes a string as 'resource', not an int."),
    (
        "reference(concat(createArray()))",
        "fails: 'reference' takes a string as 'resource', not an array.",
    ),
    ("references('loop')", "unknown: an array"),
    ("references('loop', 'Full', 1)", "fails: 'references' takes 1 to 2 arguments, not 3."),
    ("listKeys('id', '2024-01-01').keys[0].value", "secret unknown: any value"),
    ("listAnything('id', '2024-01-01', createObject('a', 1))", "secret unknown: any value"),
    ("listKeys('id')", "fails: 'listKeys' takes 2 to 3 arguments, not 1."),
    ("list('id', '2024-01-01')", "secret unknown: any value"),
    ("pickZones('Microsoft.Compute', 'virtualMachines', 'westus2')", "unknown: an array"),
    (
        "pickZones('Microsoft.Compute', 'virtualMachines')",
        "fails: 'pickZones' takes 3 to 5 arguments, not 2.",
    ),
    ("providers('Microsoft.Web', 'sites').apiVersions[0]", "unknown: any value"),
    ("providers()", "fails: 'providers' takes 1 to 2 arguments, not 0."),
    ("resourceInfo('a').id", "unknown: any value"),
    ("roleDefinitions('Reader').id", "unknown: any value"),
    ("roleDefinitions()", "fails: 'roleDefinitions' takes 1 argument, not 0."),
    ("toLogicalZone('s', 'l', 'z')", "unknown: a string"),
    ("toLogicalZones('s', 'l', createArray('z'))", "unknown: an array"),
    ("toPhysicalZone('s', 'l', 'z')", "unknown: a string"),
    (
        "toPhysicalZones('s', 'l', 'z')",
        "fails: 'toPhysicalZones' takes an array as 'zones', not a string.",
    ),
    ("toPhysicalZones('s', 'l', createArray('z'))", "unknown: an array"),
    ("toLogicalZone('s', 'l')", "fails: 'toLogicalZone' takes 3 arguments, not 2."),
    ("reference(fail('no'))", "fails: 'fail': The deployment is stopped: no"),
]


@states(ROWS)
def test_resources(expression: str, expected: str) -> None:
    check(expression, expected)
