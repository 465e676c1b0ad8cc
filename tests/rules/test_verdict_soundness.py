"""A verdict holds whatever is deployed: no assignment of what is not known may turn it around."""

from __future__ import annotations

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from armlens.analysis.engine import analyse
from armlens.analysis.settings import Settings
from armlens.jsonc.parse import parse
from armlens.rules.verdicts import VerdictKind
from armlens.template.parameter_file import parameter_file
from expectations import DOCUMENT, template

TYPES = ["None", "SystemAssigned", "UserAssigned", "systemassigned", ""]
DECLARED: dict[str, object] = {
    "on": {"type": "bool"},
    "off": {"type": "bool"},
    "tier": {"type": "string", "allowedValues": TYPES},
    "free": {"type": "string"},
    "perhaps": {"type": "string", "nullable": True},
    "set": {"type": "string", "defaultValue": "SystemAssigned"},
    "count": {"type": "int"},
}
VARIABLES = {
    "types": TYPES,
    "map": {"None": "None", "SystemAssigned": "UserAssigned", "other": "[parameters('tier')]"},
    "chosen": "[if(parameters('on'), parameters('tier'), 'SystemAssigned')]",
    "copy": [{"name": "made", "count": 3, "input": "[variables('types')[copyIndex('made')]]"}],
}
ASSIGNED = st.fixed_dictionaries(
    {
        "on": st.booleans(),
        "off": st.booleans(),
        "tier": st.sampled_from(TYPES),
        "free": st.sampled_from([*TYPES, "other"]),
        "count": st.integers(0, 3),
    },
)

LEAVES = [
    *(f"'{each}'" for each in TYPES),
    *(f"parameters('{name}')" for name in ("tier", "free", "set")),
    "coalesce(parameters('perhaps'), 'SystemAssigned')",
    "variables('chosen')",
    "variables('made')[1]",
    "reference('other').kind",
]
CONDITIONS = [
    "parameters('on')",
    "parameters('off')",
    "empty(parameters('perhaps'))",
    "equals(resourceGroup().location, resourceGroup().location)",
    "equals(parameters('count'), 1)",
]


def conditions(texts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Conditions on texts."""
    return st.recursive(
        st.one_of(
            st.sampled_from(CONDITIONS),
            st.builds("equals({}, {})".format, texts, texts),
            st.builds("contains(createArray({}, 'None'), {})".format, texts, texts),
        ),
        lambda inner: st.one_of(
            st.builds("not({})".format, inner),
            st.builds("and({}, {})".format, inner, inner),
            st.builds("or({}, {})".format, inner, inner),
        ),
        max_leaves=3,
    )


TEXTS = st.recursive(
    st.sampled_from(LEAVES),
    lambda inner: st.one_of(
        st.builds("if({}, {}, {})".format, conditions(inner), inner, inner),
        st.builds("toLower({})".format, inner),
        st.builds("concat({}, '')".format, inner),
        st.builds("coalesce(parameters('perhaps'), {})".format, inner),
        st.builds("createObject('x', {}).x".format, inner),
        st.builds("union(createObject('x', {}), createObject('x', {})).x".format, inner, inner),
        st.builds("createArray({}, {})[0]".format, inner, inner),
        st.builds("coalesce(tryGet(variables('map'), {}), 'None')".format, inner),
    ),
    max_leaves=6,
)
IDENTITIES = st.one_of(
    st.builds('{{"type": "[{}]"}}'.format, TEXTS),
    st.builds("\"[if({}, createObject('type', {}), null())]\"".format, conditions(TEXTS), TEXTS),
    st.builds("{{\"[if({}, 'type', 'other')]\": \"[{}]\"}}".format, conditions(TEXTS), TEXTS),
)
LOOPS = st.sampled_from(
    [
        "",
        '"copy": {"name": "l", "count": "[parameters(\'count\')]"},',
        '"copy": {"name": "l", "count": 2},',
    ]
)


def cluster(identity: str, condition: str, loop: str) -> str:
    if loop:
        identity = identity.replace("parameters('on')", "equals(copyIndex(), 0)")
    return f"""{{ "type": "Microsoft.ContainerService/managedClusters", "name": "c", {loop}
      "condition": "[{condition}]", "identity": {identity} }}"""


def nested(inside: str, condition: str, scope: str) -> str:
    given = {name: {"value": f"[parameters('{name}')]"} for name in DECLARED}
    declared = {name: {"type": each["type"], "nullable": True} for name, each in DECLARED.items()}  # type: ignore[index]
    body = f"""{{ "parameters": {json.dumps(declared)}, "variables": {json.dumps(VARIABLES)},
      "resources": [{inside}, {OTHER}] }}"""
    return f"""{{ "type": "Microsoft.Resources/deployments", "name": "d", "condition": "[{condition}]",
      "properties": {{ "expressionEvaluationOptions": {{ "scope": "{scope}" }},
      "parameters": {json.dumps(given)}, "template": {body} }} }}"""


OTHER = '{ "type": "A.B/c", "name": "other", "properties": { "kind": "[parameters(\'tier\')]" } }'
CLUSTERS = st.builds(cluster, IDENTITIES, conditions(TEXTS), LOOPS)
RESOURCES = st.one_of(
    CLUSTERS, st.builds(nested, CLUSTERS, conditions(TEXTS), st.sampled_from(["inner", "outer"]))
)


def verdicts(text: str, values: dict[str, object] | None = None) -> dict[str, list[str]]:
    """The messages by kind, with the parameters unknown or as assigned."""
    file = None
    if values is not None:
        given = {name: {"value": value} for name, value in values.items()}
        document = {"contentVersion": "1.0.0.0", "parameters": given}
        file = parameter_file(parse(json.dumps(document), "file:///p.parameters.json"))
        assert file is not None
    found: dict[str, list[str]] = {}
    for finding in analyse(text, DOCUMENT, Settings(), parameters=file).findings:
        found.setdefault(finding.kind, []).append(finding.message)
    return found


@settings(max_examples=100)
@given(RESOURCES, st.lists(ASSIGNED, min_size=3, max_size=3), st.sampled_from([None, *TYPES]))
def test_what_is_certain_stays_so(
    resource: str, assignments: list[dict[str, object]], perhaps: str | None
) -> None:
    head = f'"parameters": {json.dumps(DECLARED)}, "variables": {json.dumps(VARIABLES)},'
    # What has a default or may be null is worth that unless it is given, so it is never assigned.
    head = head.replace(
        '"nullable": true', f'"nullable": true, "defaultValue": {json.dumps(perhaps)}'
    )
    text = template(f"[{resource}, {OTHER}]", head)
    before = verdicts(text)
    for values in assignments:
        after = verdicts(text, values)
        for kind, opposite in (
            (VerdictKind.PASS, VerdictKind.FAIL),
            (VerdictKind.FAIL, VerdictKind.PASS),
        ):
            if list(before) == [kind]:
                assert opposite not in after, (before, after)
        # With everything assigned only what fails to evaluate is open.
        for message in after.get(VerdictKind.OPEN, ()):
            assert "fails to evaluate" in message, (before, after)
