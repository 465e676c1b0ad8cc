"""Names, and what only the deployment knows: ordinary, edge, failing and unknown cases, as tables of input and result."""

from __future__ import annotations

from evaluation.stated import check, states

ROWS = [
    ("parameters('TIER')", "unknown: a string"),
    ("parameters('none')", "fails: There is no parameter 'none'."),
    ("parameters(1)", "fails: 'parameters' takes a string, not an int."),
    ("parameters()", "fails: 'parameters' takes 1 argument, not 0."),
    ("parameters(concat('te', 'xt'))", "unknown: a string"),
    ("parameters(parameters('text'))", "unknown: any value"),
    ("variables('list')", "[10, 20, 30]"),
    ("variables('LIST')[1]", "20"),
    ("variables('none')", "fails: There is no variable 'none'."),
    ("variables(null())", "fails: 'variables' takes a string, not null."),
    (
        "variables(if(parameters('on'), 'o', 'nothing'))",
        '{"b": 1, "A": {"x": true}} if parameter \'on\' is true; {} if parameter \'on\' is false',
    ),
    ("deployment().name", "unknown: a string"),
    ("deployment(1)", "fails: 'deployment' takes 0 arguments, not 1."),
    ("environment().suffixes.storage", "unknown: a string"),
    ("deployer().objectId", "unknown: any value"),
    ("fail('stop here')", "fails: 'fail': The deployment is stopped: stop here"),
    ("fail(1)", "fails: 'fail' takes a string as 'message', not an int."),
    ("fail(parameters('text'))", "fails: 'fail': The deployment is stopped."),
    ("fail(parameters('key'))", "fails: 'fail': the arguments are not valid."),
    ("externalInput('kind')", "unknown: any value"),
    ("externalInput('kind', createObject())", "unknown: any value"),
    ("externalInput()", "fails: 'externalInput' takes 1 to 2 arguments, not 0."),
    ("externalInputs('x')", "unknown: any value"),
    ("extensions('x').config", "unknown: any value"),
    ("getSecret('s', 'g', 'v', 'n')", "secret unknown: a string"),
    ("getSecret('s', 'g', 'v')", "fails: 'getSecret' takes 4 to 5 arguments, not 3."),
    ("resourceGroup().location", "unknown: a string"),
    ("equals(resourceGroup().location, ResourceGroup().location)", "true"),
    ("equals(resourceGroup().location, resourceGroup().name)", "unknown: a bool"),
    ("resourceGroup('x')", "fails: 'resourceGroup' takes 0 arguments, not 1."),
    ("subscription().tenantId", "unknown: a string of 36 characters"),
    ("tenant().tenantId", "unknown: a string of 36 characters"),
    ("managementGroup().name", "unknown: a string"),
    ("userDefined('x')", "unknown: any value"),
]


@states(ROWS)
def test_deployment(expression: str, expected: str) -> None:
    check(expression, expected)
