"""Problems of the names and calls in a template's expressions."""

from __future__ import annotations

from armlens.problems.examples import Example
from armlens.problems.kind import Azure, ProblemKind
from armlens.text.problems import Severity


def _account(name: str) -> Example:
    """A template with a storage account of that name."""
    return Example(
        '"resources": [{\n'
        '  "type": "Microsoft.Storage/storageAccounts", "apiVersion": "2023-01-01",\n'
        f'  "name": {name}, "sku": {{ "name": "Standard_LRS" }}, "kind": "StorageV2"\n'
        "}]"
    )


UNKNOWN_PARAMETER = ProblemKind(
    code="template.unknown-parameter",
    title="There is no such parameter",
    severity=Severity.ERROR,
    azure=Azure.REFUSES,
    explanation="An expression asks for a parameter that is not declared where it stands. In a"
    " nested template of outer scope, the default, the parameters are those of the template"
    " around it; in a user function they are the function's own.",
    remedy="Declare the parameter, or correct its name.",
    bad=Example(
        '"parameters": { "size": { "type": "int" } },\n'
        '"variables": { "a": "[parameters(«\'sise\'»)]" }'
    ),
    good=Example(
        '"parameters": { "size": { "type": "int" } },\n'
        '"variables": { "a": "[parameters(\'size\')]" }'
    ),
)
UNKNOWN_VARIABLE = ProblemKind(
    code="template.unknown-variable",
    title="There is no such variable",
    severity=Severity.ERROR,
    azure=Azure.REFUSES,
    explanation="An expression asks for a variable that is not declared where it stands. In a"
    " nested template of outer scope, the default, the variables are those of the template"
    " around it.",
    remedy="Declare the variable, or correct its name.",
    bad=Example('"variables": { "name": "x", "a": "[variables(«\'nmae\'»)]" }'),
    good=Example('"variables": { "name": "x", "a": "[variables(\'name\')]" }'),
)
UNKNOWN_USER_FUNCTION = ProblemKind(
    code="template.unknown-user-function",
    title="There is no such user function",
    severity=Severity.ERROR,
    azure=Azure.REFUSES,
    explanation="An expression calls a function by its namespace and name that the template does"
    " not declare in `functions`.",
    remedy="Declare the function, or correct its name.",
    bad=Example(
        '"functions": [{ "namespace": "contoso", "members": { "short": {\n'
        '  "parameters": [], "output": { "type": "string", "value": "x" } } } }],\n'
        '"variables": { "a": "[contoso.«shrot»()]" }'
    ),
    good=Example(
        '"functions": [{ "namespace": "contoso", "members": { "short": {\n'
        '  "parameters": [], "output": { "type": "string", "value": "x" } } } }],\n'
        '"variables": { "a": "[contoso.short()]" }'
    ),
)
UNKNOWN_FUNCTION = ProblemKind(
    code="template.unknown-function",
    title="armlens does not know this function",
    severity=Severity.INFORMATION,
    azure=Azure.UNKNOWN,
    explanation="The function is not among those that armlens knows. It may be misspelt, or newer"
    " than this version of armlens; its value stays unknown.",
    remedy="Correct the name if it is misspelt.",
    bad=Example('"variables": { "a": "[«toUper»(\'x\')]" }'),
    good=Example('"variables": { "a": "[toUpper(\'x\')]" }'),
)
ARGUMENT_COUNT = ProblemKind(
    code="template.argument-count",
    title="A function gets too few or too many arguments",
    severity=Severity.WARNING,
    azure=Azure.FAILS,
    explanation="The documentation of the function gives it another number of arguments. That is"
    " no error here because functions get further arguments with time.",
    remedy="Give the function the arguments that it takes.",
    bad=Example('"variables": { "a": "[«equals»(1)]" }'),
    good=Example('"variables": { "a": "[equals(1, 2)]" }'),
)
EVALUATION = ProblemKind(
    code="template.evaluation",
    title="An expression cannot be computed",
    severity=Severity.WARNING,
    azure=Azure.FAILS,
    explanation="`armlens expand` computes every expression of the resources that may be deployed,"
    " and this one fails: its arguments are not valid, or it asks for something that is not there."
    " Other commands compute only what a rule needs, and do not tell.",
    remedy="Correct the expression.",
    bad=_account("«\"[substring('abc', 5)]\"»"),
    good=_account("\"[substring('abc', 1)]\""),
)

PROBLEMS = (
    UNKNOWN_PARAMETER,
    UNKNOWN_VARIABLE,
    UNKNOWN_USER_FUNCTION,
    UNKNOWN_FUNCTION,
    ARGUMENT_COUNT,
    EVALUATION,
)
