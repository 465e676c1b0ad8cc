"""Problems of the calls in a template's expressions."""

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
EVALUATION_LIMIT = ProblemKind(
    code="template.evaluation-limit",
    title="armlens computes no further here",
    severity=Severity.HINT,
    azure=Azure.NO_MATTER,
    explanation="No template, however large, makes armlens compute without end. It follows"
    " expressions to a depth of 50 inside each other, computes 500,000 values for a document and"
    " 64 alternatives of a value, spends 5 seconds on what takes long, and looks at 100 runs of a"
    " loop one by one, 10 of a deployment's and 2,000 in all. Beyond that a value is not known, or"
    " one run of a loop stands for all, and this is told at the first place where it matters to a"
    " rule. Verdicts that depend on the value are open.",
    remedy="There is nothing wrong with the template. Divide it if the verdicts matter.",
    bad=Example(
        '"resources": [{\n'
        '  "type": "Microsoft.Storage/storageAccounts", "apiVersion": "2023-01-01",\n'
        '  "name": "[concat(\'logs\', copyIndex())]",\n'
        '  "copy": { "name": "accounts", "count": «101» },\n'
        '  "sku": { "name": "Standard_LRS" }, "kind": "StorageV2"\n'
        "}]"
    ),
    good=Example(
        '"resources": [{\n'
        '  "type": "Microsoft.Storage/storageAccounts", "apiVersion": "2023-01-01",\n'
        '  "name": "[concat(\'logs\', copyIndex())]",\n'
        '  "copy": { "name": "accounts", "count": 100 },\n'
        '  "sku": { "name": "Standard_LRS" }, "kind": "StorageV2"\n'
        "}]"
    ),
)
ARGUMENT_TYPE = ProblemKind(
    code="template.argument-type",
    title="A function gets an argument of the wrong type",
    severity=Severity.WARNING,
    azure=Azure.FAILS,
    explanation="The argument is certainly of another type than the function takes, by what is"
    " written, by the function that gives it, or by the type that a parameter declares. Values are"
    " not converted: text is no number.",
    remedy="Convert the value, as with `int`, `string` or `bool`, or give another.",
    bad=Example('"variables": { "a": "[add(«\'1\'», 2)]" }'),
    good=Example('"variables": { "a": "[add(int(\'1\'), 2)]" }'),
)
MISPLACED_FUNCTION = ProblemKind(
    code="template.misplaced-function",
    title="A function cannot be used at this place",
    severity=Severity.ERROR,
    azure=Azure.FAILS,
    explanation="Some functions work at some places only. `reference` and the functions that begin"
    " with `list` ask for what is deployed, which properties of resources and outputs may do, and"
    " what is computed before a deployment may not: variables, defaults, names, locations,"
    " conditions, counts of loops. `utcNow` and `newGuid` are for the defaults of parameters, which"
    " cannot use variables. `resourceGroup`, `subscription` and `managementGroup` need a deployment"
    " to one. A lambda is an argument of a function that takes one. In a branch that may not be"
    " taken it is a warning.",
    remedy="Move the call: `utcNow` into a parameter's default, `reference` into the property or"
    " the output that needs it.",
    bad=Example('"variables": { "now": "[«utcNow»(\'d\')]" }'),
    good=Example(
        '"parameters": { "now": { "type": "string", "defaultValue": "[utcNow(\'d\')]" } }'
    ),
)

PROBLEMS = (
    UNKNOWN_FUNCTION,
    ARGUMENT_COUNT,
    ARGUMENT_TYPE,
    MISPLACED_FUNCTION,
    EVALUATION,
    EVALUATION_LIMIT,
)
