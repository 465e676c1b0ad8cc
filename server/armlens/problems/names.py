"""Problems of the names that a template's expressions use."""

from __future__ import annotations

from armlens.problems.examples import Example
from armlens.problems.kind import Azure, ProblemKind
from armlens.text.problems import Severity

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
UNKNOWN_MEMBER = ProblemKind(
    code="template.unknown-member",
    title="A variable has no such member or element",
    severity=Severity.WARNING,
    azure=Azure.FAILS,
    explanation="An expression asks for a member of an object, or an element of an array, that is"
    " written out in a variable and does not have it. Names are compared without case. Told is"
    " only what is evaluated for certain, not what an `if` may guard.",
    remedy="Correct the name or the index, or add the member. `tryGet` gives null in place of one"
    " that is missing.",
    bad=Example(
        '"variables": { "sizes": { "dev": 1, "prod": 3 },\n'
        '  "count": "[variables(\'sizes\').«test»]" }'
    ),
    good=Example(
        '"variables": { "sizes": { "dev": 1, "prod": 3 },\n'
        '  "count": "[variables(\'sizes\').dev]" }'
    ),
)
UNKNOWN_DEFINITION = ProblemKind(
    code="template.unknown-definition",
    title="There is no such type",
    severity=Severity.ERROR,
    azure=Azure.REFUSES,
    explanation="A `$ref` names a type that the template does not have in `definitions`.",
    remedy="Define the type, or correct its name.",
    bad=Example(
        '"languageVersion": "2.0",\n"definitions": { "subnet": { "type": "object" } },\n'
        '"parameters": { "first": { "$ref": «"#/definitions/subnets"» } },\n"resources": {}'
    ),
    good=Example(
        '"languageVersion": "2.0",\n"definitions": { "subnet": { "type": "object" } },\n'
        '"parameters": { "first": { "$ref": "#/definitions/subnet" } },\n"resources": {}'
    ),
)
UNKNOWN_LAMBDA_VARIABLE = ProblemKind(
    code="template.unknown-lambda-variable",
    title="There is no such lambda variable",
    severity=Severity.ERROR,
    azure=Azure.FAILS,
    explanation="`lambdaVariables` gives the variables of the lambdas around it, by the names that"
    " stand before their bodies.",
    remedy="Correct the name, or give the lambda a variable of that name.",
    bad=Example(
        '"variables": { "a": "[map(createArray(1), lambda(\'x\', lambdaVariables(«\'y\'»)))]" }'
    ),
    good=Example(
        '"variables": { "a": "[map(createArray(1), lambda(\'x\', lambdaVariables(\'x\')))]" }'
    ),
)
UNKNOWN_LOOP = ProblemKind(
    code="template.unknown-loop",
    title="There is no such loop around this",
    severity=Severity.ERROR,
    azure=Azure.FAILS,
    explanation="`copyIndex` gives the index of a loop that it stands in. Without a name that is"
    " the loop of the resource or output around it; the loop of a property or a variable needs its"
    " name.",
    remedy="Correct the name, or give the resource a `copy`.",
    bad=Example(
        '"variables": { "copy": [{\n'
        '  "name": "disks", "count": 2, "input": "[copyIndex(«\'disk\'»)]" }] }'
    ),
    good=Example(
        '"variables": { "copy": [{\n'
        '  "name": "disks", "count": 2, "input": "[copyIndex(\'disks\')]" }] }'
    ),
)
CYCLE = ProblemKind(
    code="template.cycle",
    title="A name needs its own value",
    severity=Severity.ERROR,
    azure=Azure.FAILS,
    explanation="A variable is computed from others, and these lead back to it. The same can"
    " happen to the defaults of parameters and to user functions, where it is a warning: a default"
    " may not be needed, nor a function called. What is only evaluated in some cases, as in a"
    " branch of `if`, makes no circle.",
    remedy="Write out one of the values.",
    bad=Example(
        '"variables": {\n'
        "  \"a\": \"[concat('x', variables(«'b'»))]\",\n"
        '  "b": "[toUpper(variables(\'a\'))]"\n}'
    ),
    good=Example('"variables": {\n  "a": "[concat(\'x\', variables(\'b\'))]",\n  "b": "Y"\n}'),
)

PROBLEMS = (
    UNKNOWN_PARAMETER,
    UNKNOWN_VARIABLE,
    UNKNOWN_USER_FUNCTION,
    UNKNOWN_MEMBER,
    UNKNOWN_DEFINITION,
    UNKNOWN_LAMBDA_VARIABLE,
    UNKNOWN_LOOP,
    CYCLE,
)
