"""Problems of the syntax of expressions, the language between `[` and `]` in a string.

Azure documentation, "Syntax and expressions in ARM templates".
"""

from __future__ import annotations

from armlens.problems.examples import Example, Numbered
from armlens.problems.kind import Azure, ProblemKind
from armlens.text.problems import Severity


def _variable(expression: str) -> Example:
    """A template with the expression in a variable."""
    return Example(f'"variables": {{ "a": "[{expression}]" }}')


_CONCAT = _variable("concat('x', 'y')")

EMPTY = ProblemKind(
    code="expression.empty",
    title="An expression is empty",
    severity=Severity.ERROR,
    azure=Azure.REFUSES,
    explanation="A string that begins with `[` and ends with `]` is an expression, also when there"
    " is nothing in between.",
    remedy="Write `[[]` for the text `[]`.",
    bad=Example('"variables": { "a": "«[]»" }'),
    good=Example('"variables": { "a": "[[]" }'),
)
TOO_LONG = ProblemKind(
    code="expression.too-long",
    title="An expression is too long",
    severity=Severity.ERROR,
    azure=Azure.REFUSES,
    explanation="An expression may have 24,576 characters. A longer one is not evaluated.",
    remedy="Move parts of it into variables.",
    bad=Example(
        '"variables": { "a": "[concat(…,« \'the end\')»]" }',
        hidden=(Numbered("'twenty-two characters.'", 945),),
    ),
    good=_CONCAT,
)
TOO_DEEP = ProblemKind(
    code="expression.too-deep",
    title="An expression is nested too deep",
    severity=Severity.WARNING,
    azure=Azure.UNKNOWN,
    explanation="armlens follows calls and indexes to a depth of 100, which no published"
    " template comes near. A deeper expression is not evaluated.",
    remedy="Move parts of it into variables.",
    bad=Example('"variables": { "a": "[…true«(»)…]" }', hidden=(100 * "not(", 100 * ")")),
    good=_variable("not(not(true()))"),
)
UNTERMINATED_STRING = ProblemKind(
    code="expression.unterminated-string",
    title="Text in an expression is not closed",
    severity=Severity.ERROR,
    azure=Azure.REFUSES,
    explanation="Text in an expression stands between apostrophes. An apostrophe in the text is"
    " written twice.",
    remedy="Close the text, or write `''` for an apostrophe in it.",
    bad=_variable("toUpper(«'»x)"),
    good=_variable("toUpper('x')"),
)
QUOTATION_MARKS = ProblemKind(
    code="expression.quotation-marks",
    title="Text in an expression is in quotation marks",
    severity=Severity.ERROR,
    azure=Azure.REFUSES,
    explanation="Text in an expression stands between apostrophes. Quotation marks belong to the"
    " JSON around it.",
    remedy="Use apostrophes.",
    bad=Example('"variables": { "a": "[toUpper(«\\"x\\"»)]" }'),
    good=_variable("toUpper('x')"),
)
NAME_CHARACTERS = ProblemKind(
    code="expression.name-characters",
    title="A name has letters that names cannot have",
    severity=Severity.ERROR,
    azure=Azure.REFUSES,
    explanation="Names in expressions consist of letters from A to Z, digits, `_` and `$`. Letters"
    " that look alike, such as Cyrillic ones, come from copied text.",
    remedy="Type the name anew, or write `['name']` in place of `.name`.",
    bad=_variable("«toUpp\u0435r»('x')"),
    good=_variable("toUpper('x')"),
)
MISSING_PARENTHESES = ProblemKind(
    code="expression.missing-parentheses",
    title="A function is named and not called",
    severity=Severity.ERROR,
    azure=Azure.REFUSES,
    explanation="Every name in an expression is that of a function, which is called with"
    " parentheses. Text stands between apostrophes.",
    remedy="Write `()` after the name, or apostrophes around text.",
    bad=_variable("«resourceGroup».location"),
    good=_variable("resourceGroup().location"),
)
MISSING_ARGUMENT = ProblemKind(
    code="expression.missing-argument",
    title="An argument is missing before a comma",
    severity=Severity.ERROR,
    azure=Azure.REFUSES,
    explanation="Between two commas, and before the first one, stands an argument.",
    remedy="Write the argument, or remove the comma.",
    bad=_variable("concat('x', «,» 'y')"),
    good=_CONCAT,
)
TRAILING_COMMA = ProblemKind(
    code="expression.trailing-comma",
    title="An argument is missing after a comma",
    severity=Severity.ERROR,
    azure=Azure.REFUSES,
    explanation="After a comma stands another argument.",
    remedy="Write the argument, or remove the comma.",
    bad=_variable("concat('x', 'y'«,»)"),
    good=_CONCAT,
)
MISSING_COMMA = ProblemKind(
    code="expression.missing-comma",
    title="A comma is missing between arguments",
    severity=Severity.ERROR,
    azure=Azure.REFUSES,
    explanation="The arguments of a function are separated by commas.",
    remedy="Write a comma.",
    bad=_variable("concat('x' «'y'»)"),
    good=_CONCAT,
)
MISSING_INDEX = ProblemKind(
    code="expression.missing-index",
    title="An index is missing",
    severity=Severity.ERROR,
    azure=Azure.REFUSES,
    explanation="Between the brackets after a value stands the index of an element or the name of"
    " a member.",
    remedy="Write the index.",
    bad=_variable("createArray(1)«[]»"),
    good=_variable("createArray(1)[0]"),
)
MISSING_NAME = ProblemKind(
    code="expression.missing-name",
    title="A name is missing after a dot",
    severity=Severity.ERROR,
    azure=Azure.REFUSES,
    explanation="After a dot stands the name of a member.",
    remedy="Write the name, or remove the dot.",
    bad=_variable("resourceGroup()«.»"),
    good=_variable("resourceGroup().id"),
)
UNCLOSED = ProblemKind(
    code="expression.unclosed",
    title="A bracket in an expression is not closed",
    severity=Severity.ERROR,
    azure=Azure.REFUSES,
    explanation="Every `(` and `[` in an expression is closed.",
    remedy="Write the closing bracket.",
    bad=_variable("concat«(»'x', toUpper('y')"),
    good=_variable("concat('x', toUpper('y'))"),
)
UNEXPECTED = ProblemKind(
    code="expression.unexpected",
    title="Something is not expected in an expression",
    severity=Severity.ERROR,
    azure=Azure.REFUSES,
    explanation="The characters have no meaning at this place. Arrays and objects are made by the"
    " functions `createArray` and `createObject`.",
    remedy="Remove them, or call the function.",
    bad=_variable("concat('x', «#» 'y')"),
    good=_CONCAT,
)
NOT_CALLABLE = ProblemKind(
    code="expression.not-callable",
    title="What is called is not a function",
    severity=Severity.ERROR,
    azure=Azure.REFUSES,
    explanation="Only a name can be called, or two names with a dot between them, of a namespace"
    " and of a function in it.",
    remedy="Remove the parentheses, or write the name of a function before them.",
    bad=_variable("concat('x')«(»'y')"),
    good=_CONCAT,
)
TRAILING_TEXT = ProblemKind(
    code="expression.trailing-text",
    title="Text follows an expression",
    severity=Severity.ERROR,
    azure=Azure.REFUSES,
    explanation="A string that begins with `[` and ends with `]` is one expression. It cannot hold"
    " two, or an expression and text.",
    remedy="Join the parts with `concat` or `format`.",
    bad=_variable("toUpper('x') «and toUpper('y')»"),
    good=_variable("concat(toUpper('x'), toUpper('y'))"),
)
OPERATOR = ProblemKind(
    code="expression.operator",
    title="There are no operators in expressions",
    severity=Severity.ERROR,
    azure=Azure.REFUSES,
    explanation="What other languages write with operators, expressions do with functions such as"
    " `add`, `equals`, `and`, `not` and `if`.",
    remedy="Call the function.",
    bad=_variable("1 «+» 2"),
    good=_variable("add(1, 2)"),
)
BICEP_ACCESS = ProblemKind(
    code="expression.bicep-access",
    title="This access exists only in Bicep",
    severity=Severity.ERROR,
    azure=Azure.REFUSES,
    explanation="`.?`, `[?` and `[^` belong to Bicep, which writes functions for them into the"
    " template: `tryGet`, `indexFromEnd` and `tryIndexFromEnd`.",
    remedy="Call the function.",
    bad=_variable("resourceGroup()«.?»tags"),
    good=_variable("tryGet(resourceGroup(), 'tags')"),
)
MEMBER_NAME = ProblemKind(
    code="expression.member-name",
    title="This name cannot follow a dot",
    severity=Severity.ERROR,
    azure=Azure.REFUSES,
    explanation="After a dot stands a name of letters, digits, `_` and `$` that does not begin"
    " with a digit.",
    remedy="Write the name in brackets and apostrophes.",
    bad=_variable("resourceGroup().tags.«cost-center»"),
    good=_variable("resourceGroup().tags['cost-center']"),
)
INTEGER_RANGE = ProblemKind(
    code="expression.integer-range",
    title="An integer is too large for an expression",
    severity=Severity.ERROR,
    azure=Azure.REFUSES,
    explanation="An integer in an expression must fit into 32 bits: from -2147483648 to"
    " 2147483647.",
    remedy="Have a larger one read from text: `json('2147483648')`.",
    bad=_variable("string(«2147483648»)"),
    good=_variable("string(json('2147483648'))"),
)
NOT_INTEGER = ProblemKind(
    code="expression.not-integer",
    title="Expressions have whole numbers only",
    severity=Severity.ERROR,
    azure=Azure.REFUSES,
    explanation="A number in an expression is written without fraction and exponent.",
    remedy="Have another one read from text: `json('1.5')`.",
    bad=_variable("string(«1.5»)"),
    good=_variable("string(json('1.5'))"),
)
PLUS_SIGN = ProblemKind(
    code="expression.plus-sign",
    title="A plus sign before a number",
    severity=Severity.HINT,
    azure=Azure.UNKNOWN,
    explanation="Not every reader of expressions takes a plus sign before a number.",
    remedy="Remove the sign.",
    bad=_variable("string(«+»1)"),
    good=_variable("string(1)"),
)

PROBLEMS = (
    EMPTY,
    TOO_LONG,
    TOO_DEEP,
    UNTERMINATED_STRING,
    QUOTATION_MARKS,
    NAME_CHARACTERS,
    MISSING_PARENTHESES,
    MISSING_ARGUMENT,
    TRAILING_COMMA,
    MISSING_COMMA,
    MISSING_INDEX,
    MISSING_NAME,
    UNCLOSED,
    UNEXPECTED,
    NOT_CALLABLE,
    TRAILING_TEXT,
    OPERATOR,
    BICEP_ACCESS,
    MEMBER_NAME,
    INTEGER_RANGE,
    NOT_INTEGER,
    PLUS_SIGN,
)
