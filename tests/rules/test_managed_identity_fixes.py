"""The fixes of Azure.AKS.ManagedIdentity, as texts before and after."""

from __future__ import annotations

import pytest

from expectations import check_fix, only_finding, template

SYSTEM = "Use a system-assigned managed identity"
USER = "Use a user-assigned managed identity"

PREFERRED = {
    "replaces the wrong value": (
        '[{ "type": "Microsoft.ContainerService/managedClusters", "identity": {"type": "None"} }]',
        '[{ "type": "Microsoft.ContainerService/managedClusters", "identity": {"type": "SystemAssigned"} }]',
    ),
    "replaces null": (
        """[{
  "type": "Microsoft.ContainerService/managedClusters",
  "identity": null
}]""",
        """[{
  "type": "Microsoft.ContainerService/managedClusters",
  "identity": {
    "type": "SystemAssigned"
  }
}]""",
    ),
    "fills an empty identity": (
        """[{
  "type": "Microsoft.ContainerService/managedClusters",
  "identity": {}
}]""",
        """[{
  "type": "Microsoft.ContainerService/managedClusters",
  "identity": {
    "type": "SystemAssigned"
  }
}]""",
    ),
    "fills an empty identity on one line": (
        '[{"type":"Microsoft.ContainerService/managedClusters","identity":{}}]',
        '[{"type":"Microsoft.ContainerService/managedClusters","identity":{"type":"SystemAssigned"}}]',
    ),
    "removes the user-assigned identities beside None": (
        """[{
  "type": "Microsoft.ContainerService/managedClusters",
  "identity": {
    "type": "None",
    "userAssignedIdentities": {
      "a": {}
    }
  }
}]""",
        """[{
  "type": "Microsoft.ContainerService/managedClusters",
  "identity": {
    "type": "SystemAssigned"
  }
}]""",
    ),
    "inserts after location": (
        """[
  {
    "type": "Microsoft.ContainerService/managedClusters",
    "apiVersion": "2024-09-01",
    "name": "aks",
    "location": "westeurope",
    "properties": {
      "dnsPrefix": "aks"
    }
  }
]""",
        """[
  {
    "type": "Microsoft.ContainerService/managedClusters",
    "apiVersion": "2024-09-01",
    "name": "aks",
    "location": "westeurope",
    "identity": {
      "type": "SystemAssigned"
    },
    "properties": {
      "dnsPrefix": "aks"
    }
  }
]""",
    ),
    "inserts after tags and sku": (
        """[
\t{
\t\t"type": "Microsoft.ContainerService/managedClusters",
\t\t"location": "westeurope",
\t\t"tags": {
\t\t\t"team": "orders"
\t\t},
\t\t"sku": { "name": "Base", "tier": "Free" }, // change this for production
\t\t"properties": {}
\t}
]""",
        """[
\t{
\t\t"type": "Microsoft.ContainerService/managedClusters",
\t\t"location": "westeurope",
\t\t"tags": {
\t\t\t"team": "orders"
\t\t},
\t\t"sku": { "name": "Base", "tier": "Free" }, // change this for production
\t\t"identity": {
\t\t\t"type": "SystemAssigned"
\t\t},
\t\t"properties": {}
\t}
]""",
    ),
    "inserts before properties": (
        """[{
    "type": "Microsoft.ContainerService/managedClusters",
    "properties": {}
}]""",
        """[{
    "type": "Microsoft.ContainerService/managedClusters",
    "identity": {
        "type": "SystemAssigned"
    },
    "properties": {}
}]""",
    ),
    "inserts as the last member, after a comment": (
        """[{
  "type": "Microsoft.ContainerService/managedClusters" // no comma
}]""",
        """[{
  "type": "Microsoft.ContainerService/managedClusters", // no comma
  "identity": {
    "type": "SystemAssigned"
  }
}]""",
    ),
    "inserts on one line": (
        '[{ "type": "Microsoft.ContainerService/managedClusters", "name": "aks" }]',
        (
            '[{ "type": "Microsoft.ContainerService/managedClusters", "name": "aks", '
            '"identity": { "type": "SystemAssigned" } }]'
        ),
    ),
    "keeps the other line ends": (
        '[{\r\n  "type": "Microsoft.ContainerService/managedClusters",\r\n  "properties": {}\r\n}]',
        (
            '[{\r\n  "type": "Microsoft.ContainerService/managedClusters",\r\n'
            '  "identity": {\r\n    "type": "SystemAssigned"\r\n  },\r\n  "properties": {}\r\n}]'
        ),
    ),
    "replaces text": (
        '[{ "type": "Microsoft.ContainerService/managedClusters", "identity": "SystemAssigned" }]',
        (
            '[{ "type": "Microsoft.ContainerService/managedClusters", '
            '"identity": { "type": "SystemAssigned" } }]'
        ),
    ),
    "replaces an object for a type": (
        '[{ "type": "Microsoft.ContainerService/managedClusters", "identity": {"type": {"a": 1}} }]',
        '[{ "type": "Microsoft.ContainerService/managedClusters", "identity": {"type": "SystemAssigned"} }]',
    ),
    "replaces an incomplete identity with a map": (
        """[{
  "type": "Microsoft.ContainerService/managedClusters",
  "identity": {
    "userAssignedIdentities": { "a": {} }
  }
}]""",
        """[{
  "type": "Microsoft.ContainerService/managedClusters",
  "identity": {
    "type": "SystemAssigned"
  }
}]""",
    ),
    "replaces a literal inside an expression": (
        """[{ "type": "Microsoft.ContainerService/managedClusters", "identity": {"type": "['None']"} }]""",
        """[{ "type": "Microsoft.ContainerService/managedClusters", "identity": {"type": "SystemAssigned"} }]""",
    ),
}


@pytest.mark.parametrize(("before", "after"), PREFERRED.values(), ids=PREFERRED)
def test_the_preferred_fix(before: str, after: str) -> None:
    check_fix(template(before), template(after))
    check_fix(template(before), template(after), SYSTEM)


TYPE = """[{ "type": "Microsoft.ContainerService/managedClusters", "identity": {"type": "[parameters('t')]"} }]"""
IDENTITY = (
    """[{ "type": "Microsoft.ContainerService/managedClusters", "identity": "[variables('v')]" }]"""
)

AT_THE_ORIGIN = {
    "a parameter's default": (
        TYPE,
        '"parameters": {"t": {"type": "string", "defaultValue": "None"}},',
        '"parameters": {"t": {"type": "string", "defaultValue": "SystemAssigned"}},',
        f"{SYSTEM} in the default of parameter 't'",
    ),
    "a default and the values it may have": (
        TYPE,
        '"parameters": {"t": {"defaultValue": "None", "allowedValues": ["None"]}},',
        '"parameters": {"t": {"defaultValue": "SystemAssigned", "allowedValues": ["None", "SystemAssigned"]}},',
        f"{SYSTEM} in the default of parameter 't'",
    ),
    "a variable": (
        IDENTITY,
        '"variables": {"v": {"type": "None"}},',
        '"variables": {"v": {"type": "SystemAssigned"}},',
        f"{SYSTEM} in variable 'v'",
    ),
    "an empty variable": (
        IDENTITY,
        '"variables": {"v": {}},',
        '"variables": {"v": {"type": "SystemAssigned"}},',
        f"{SYSTEM} in variable 'v'",
    ),
}


@pytest.mark.parametrize(
    ("resources", "head", "mended", "title"), AT_THE_ORIGIN.values(), ids=AT_THE_ORIGIN
)
def test_a_value_is_mended_where_it_is_written(
    resources: str, head: str, mended: str, title: str
) -> None:
    check_fix(template(resources, head), template(resources, mended))
    check_fix(template(resources, head), template(resources, mended), title)


def test_a_value_from_elsewhere_may_be_written_at_the_resource_instead() -> None:
    head = '"parameters": {"t": {"type": "string", "defaultValue": "None"}},'
    here = TYPE.replace("[parameters('t')]", "SystemAssigned")
    check_fix(template(TYPE, head), template(here, head), f"{SYSTEM} at this resource")


def test_an_identity_from_elsewhere_may_be_written_at_the_resource_instead() -> None:
    head = '"variables": {"v": {"type": "None"}},'
    here = IDENTITY.replace("\"[variables('v')]\"", '{ "type": "SystemAssigned" }')
    check_fix(template(IDENTITY, head), template(here, head), f"{SYSTEM} at this resource")


def test_what_the_parent_passes_is_mended_in_the_parent() -> None:
    def deployment(passed: str) -> str:
        return template(
            """[{
  "type": "Microsoft.Resources/deployments", "properties": {
    "expressionEvaluationOptions": {"scope": "inner"},
    "parameters": {"t": {"value": "%s"}},
    "template": {
      "parameters": {"t": {"type": "string", "defaultValue": "None"}},
      "resources": [{
        "type": "Microsoft.ContainerService/managedClusters",
        "identity": { "type": "[parameters('t')]" }
      }]
    } } }]""".replace("%s", passed)
        )

    check_fix(deployment("None"), deployment("SystemAssigned"))


def test_a_shared_value_is_not_mended_unasked() -> None:
    twice = TYPE.replace("[{", '[{ "tags": {"t": "[parameters(\'t\')]"},')
    head = '"parameters": {"t": {"type": "string", "defaultValue": "None"}},'
    _, alone = only_finding(template(TYPE, head))
    _, shared = only_finding(template(twice, head))
    assert [fix.safe for fix in alone.fixes()] == [True, True, False]
    assert [fix.safe for fix in shared.fixes()] == [False, True, False]


def test_a_secret_is_never_edited() -> None:
    head = '"parameters": {"t": {"type": "secureString", "defaultValue": "x"}},'
    _, finding = only_finding(template(TYPE, head))
    assert [fix.title for fix in finding.fixes()] == [SYSTEM, USER]


def test_a_bad_value_is_taken_from_those_allowed() -> None:
    head = '"parameters": {"t": {"type": "string", "allowedValues": [%s]}},'
    check_fix(
        template(TYPE, head % '"None", "SystemAssigned"'),
        template(TYPE, head % '"SystemAssigned"'),
        "Remove 'None' from the allowed values of parameter 't'",
    )


def test_nothing_undecided_is_mended_unasked() -> None:
    head = '"parameters": {"t": {"type": "string", "allowedValues": ["None", "UserAssigned"]}},'
    _, finding = only_finding(template(TYPE, head))
    assert [fix.safe for fix in finding.fixes()] == [False, False, False]


USER_ASSIGNED = {
    "with a name to fill in": (
        """[{
  "type": "Microsoft.ContainerService/managedClusters",
  "location": "westeurope"
}]""",
        """[{
  "type": "Microsoft.ContainerService/managedClusters",
  "location": "westeurope",
  "identity": {
    "type": "UserAssigned",
    "userAssignedIdentities": {
      "[resourceId('Microsoft.ManagedIdentity/userAssignedIdentities', '<identity-name>')]": {}
    }
  }
}]""",
    ),
    "with the template's own identity": (
        """[
  { "type": "Microsoft.ManagedIdentity/userAssignedIdentities", "name": "[variables('id')]" },
  {
    "type": "Microsoft.ContainerService/managedClusters",
    "identity": {}
  }
]""",
        """[
  { "type": "Microsoft.ManagedIdentity/userAssignedIdentities", "name": "[variables('id')]" },
  {
    "type": "Microsoft.ContainerService/managedClusters",
    "identity": {
      "type": "UserAssigned",
      "userAssignedIdentities": {
        "[resourceId('Microsoft.ManagedIdentity/userAssignedIdentities', variables('id'))]": {}
      }
    }
  }
]""",
    ),
    "with the identities that are there": (
        """[{
  "type": "Microsoft.ContainerService/managedClusters",
  "identity": { "type": "None", "userAssignedIdentities": { "a": {} } }
}]""",
        """[{
  "type": "Microsoft.ContainerService/managedClusters",
  "identity": { "type": "UserAssigned", "userAssignedIdentities": { "a": {} } }
}]""",
    ),
    "with the identities that are there and no type": (
        """[{
  "type": "Microsoft.ContainerService/managedClusters",
  "identity": { "userAssignedIdentities": { "a": {} } }
}]""",
        """[{
  "type": "Microsoft.ContainerService/managedClusters",
  "identity": { "type": "UserAssigned", "userAssignedIdentities": { "a": {} } }
}]""",
    ),
}


@pytest.mark.parametrize(("before", "after"), USER_ASSIGNED.values(), ids=USER_ASSIGNED)
def test_a_user_assigned_identity_is_the_second_choice(before: str, after: str) -> None:
    check_fix(template(before), template(after), USER)
    _, finding = only_finding(template(before))
    offered = [(fix.title, fix.preferred) for fix in finding.fixes()]
    assert offered == [(SYSTEM, True), (USER, False)]


CHOSEN = [
    '{ "type": "None", "userAssignedIdentities": { "a": {} } }',
    '{ "userAssignedIdentities": { "a": {} } }',
    '{ "type": "None", "userAssignedIdentities": "[variables(\'ids\')]" }',
]
NOT_CHOSEN = [
    '{ "type": "None", "userAssignedIdentities": {} }',
    '{ "type": "None", "userAssignedIdentities": null }',
    '{ "type": "SystemAssigned, UserAssigned" }',
]


@pytest.mark.parametrize("identity", CHOSEN + NOT_CHOSEN)
def test_identities_that_somebody_has_chosen_are_not_removed_unasked(identity: str) -> None:
    here = f'[{{ "type": "Microsoft.ContainerService/managedClusters", "identity": {identity} }}]'
    _, finding = only_finding(template(here, '"variables": { "ids": {} },'))
    assert finding.fixes()[0].safe is (identity in NOT_CHOSEN)
