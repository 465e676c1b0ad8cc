"""Problems of the text as JSON.

Azure Resource Manager reads templates with Newtonsoft.Json, which takes more than JSON allows:
comments, strings over several lines, a comma at the end. What it refuses is an error.
"""

from __future__ import annotations

from armlens.problems.examples import Example
from armlens.problems.kind import Azure, ProblemKind
from armlens.text.problems import Severity

_TWO = Example('"variables": { "a": 1, "b": 2 }')
_ONE = Example('"variables": { "a": 1 }')
_LIST = Example('"variables": { "a": [1, 2] }')
_TEXT = Example('"variables": { "a": "text" }')

MISSING_COMMA = ProblemKind(
    code="jsonc.missing-comma",
    title="A comma is missing",
    severity=Severity.ERROR,
    azure=Azure.REFUSES,
    explanation="Members of an object and elements of an array are separated by commas. The rest"
    " of the document is read as if the comma were there.",
    remedy="Write a comma at the marked place.",
    bad=Example('"variables": { "a": 1«» "b": 2 }'),
    good=_TWO,
)
MISSING_COLON = ProblemKind(
    code="jsonc.missing-colon",
    title="A colon is missing",
    severity=Severity.ERROR,
    azure=Azure.REFUSES,
    explanation="The name of a member and its value are separated by a colon.",
    remedy="Write a colon between the name and the value.",
    bad=Example('"variables": { "a"«» 1 }'),
    good=_ONE,
)
MISSING_VALUE = ProblemKind(
    code="jsonc.missing-value",
    title="A value is missing",
    severity=Severity.ERROR,
    azure=Azure.REFUSES,
    explanation="A member needs a value, and a comma in an array one before it. What needs the"
    " value is not judged until it is there.",
    remedy="Write the value, or remove the member or the comma.",
    bad=Example('"variables": { "a":«», "b": 2 }'),
    good=_TWO,
)
MISSING_NAME = ProblemKind(
    code="jsonc.missing-name",
    title="The name of a member is missing",
    severity=Severity.ERROR,
    azure=Azure.REFUSES,
    explanation="Every member of an object has a name, in quotes, before its colon.",
    remedy="Write the name, or an array in place of the object.",
    bad=Example('"variables": { «:» 1 }'),
    good=_ONE,
)
MISSING_OPENER = ProblemKind(
    code="jsonc.missing-opener",
    title="An opening bracket is missing",
    severity=Severity.ERROR,
    azure=Azure.REFUSES,
    explanation="There is a closing bracket too many, and what stands before it shows where the"
    " opening one belongs. The document is read as if it were there.",
    remedy="Write the opening bracket at the marked place, or remove the closing one.",
    bad=Example('"variables": {\n  "a":\n    «»"b": 1\n  }\n}'),
    good=Example('"variables": {\n  "a": {\n    "b": 1\n  }\n}'),
)
UNCLOSED = ProblemKind(
    code="jsonc.unclosed",
    title="A closing bracket is missing",
    severity=Severity.ERROR,
    azure=Azure.REFUSES,
    explanation="An object or an array is not closed. Where the document is indented, that tells"
    " where its end belongs.",
    remedy="Write the closing bracket at the marked place.",
    bad=Example('"variables": { "a": [1, 2«» }'),
    good=_LIST,
)
UNEXPECTED = ProblemKind(
    code="jsonc.unexpected",
    title="Something is not expected here",
    severity=Severity.ERROR,
    azure=Azure.REFUSES,
    explanation="The characters have no meaning at this place. They are passed over, and the rest"
    " is read as if they were not there.",
    remedy="Remove them.",
    bad=Example('"variables": { "a": 1 «]»}'),
    good=_ONE,
)
AFTER_ROOT = ProblemKind(
    code="jsonc.after-root",
    title="Text follows the document",
    severity=Severity.ERROR,
    azure=Azure.REFUSES,
    explanation="A document holds one value, for a template an object. What follows its last"
    " bracket is not part of it and is not read.",
    remedy="Remove what follows, or the bracket that ends the document too early.",
    bad=Example('{ "contentVersion": "1.0.0.0", "resources": [] }\n«{ "a": 1 }»\n'),
    good=Example('{ "contentVersion": "1.0.0.0", "resources": [] }\n'),
)
UNTERMINATED_STRING = ProblemKind(
    code="jsonc.unterminated-string",
    title="A string has only one quote",
    severity=Severity.ERROR,
    azure=Azure.REFUSES,
    explanation="A string begins and ends with a quote. Where one of them is missing, it is taken"
    " to end with its line, or where its expression does.",
    remedy="Write the missing quote.",
    bad=Example('"variables": {\n  "a": «"text»\n}'),
    good=Example('"variables": {\n  "a": "text"\n}'),
)
STRAY_QUOTE = ProblemKind(
    code="jsonc.stray-quote",
    title="A quote stands inside a string",
    severity=Severity.ERROR,
    azure=Azure.REFUSES,
    explanation="A quote ends the string that it stands in. Text follows this one, so that it is"
    " meant to be part of the string.",
    remedy='Write `\\"` for a quote in a string.',
    bad=Example('"variables": { "a": "say «"»hello" }'),
    good=Example('"variables": { "a": "say \\"hello" }'),
)
UNTERMINATED_COMMENT = ProblemKind(
    code="jsonc.unterminated-comment",
    title="A comment is not closed",
    severity=Severity.ERROR,
    azure=Azure.REFUSES,
    explanation="A comment that begins with `/*` ends with `*/`. Without it, the rest of the"
    " document is a comment.",
    remedy="Close the comment.",
    bad=Example('{ "contentVersion": "1.0.0.0", "resources": [] } «/*» the end'),
    good=Example('{ "contentVersion": "1.0.0.0", "resources": [] } /* the end */'),
)
INVALID_ESCAPE = ProblemKind(
    code="jsonc.invalid-escape",
    title="JSON has no such escape",
    severity=Severity.ERROR,
    azure=Azure.REFUSES,
    explanation='In a string a backslash begins an escape: one of `\\"`, `\\\\`, `\\/`, `\\b`,'
    " `\\f`, `\\n`, `\\r`, `\\t` and `\\u` with four hexadecimal digits. Azure also takes `\\'`,"
    " which is a warning.",
    remedy="Write two backslashes for one that means itself.",
    bad=Example('"variables": { "a": "C:«\\w»indows" }'),
    good=Example('"variables": { "a": "C:\\\\windows" }'),
)
INVALID_NUMBER = ProblemKind(
    code="jsonc.invalid-number",
    title="This is not a number",
    severity=Severity.ERROR,
    azure=Azure.REFUSES,
    explanation="What begins with a digit or a sign is a number, and this one is not written as"
    " numbers are, or has thousands of digits.",
    remedy="Correct the number, or put it in quotes if it is text.",
    bad=Example('"variables": { "a": «12ab» }'),
    good=Example('"variables": { "a": "12ab" }'),
)
INVALID_VALUE = ProblemKind(
    code="jsonc.invalid-value",
    title="This is not a value",
    severity=Severity.ERROR,
    azure=Azure.REFUSES,
    explanation="A word without quotes is a value only if it is `true`, `false` or `null`, in"
    " lower case.",
    remedy="Put text in quotes.",
    bad=Example('"variables": { "a": «text» }'),
    good=_TEXT,
)
NOT_JSON = ProblemKind(
    code="jsonc.not-json",
    title="JSON writes numbers in another way",
    severity=Severity.ERROR,
    azure=Azure.UNKNOWN,
    explanation="The number is readable, but not as JSON writes numbers: it has a plus sign,"
    " leading zeros, a dot at its end or another base.",
    remedy="Write it as JSON does: `16` in place of `0x10`, `0.5` in place of `.5`.",
    bad=Example('"variables": { "a": «0x10» }'),
    good=Example('"variables": { "a": 16 }'),
)
NESTING = ProblemKind(
    code="jsonc.nesting",
    title="Brackets are nested too deep",
    severity=Severity.ERROR,
    azure=Azure.UNKNOWN,
    explanation="armlens follows brackets to a depth of 512, which no published template comes"
    " near. What lies deeper is not read.",
    remedy="Move what lies inside into variables or templates of its own.",
    bad=Example('"variables": { "a": …«[»…] }', hidden=(510 * "[", 510 * "]")),
    good=Example('"variables": { "a": [[]] }'),
)
TRAILING_COMMA = ProblemKind(
    code="jsonc.trailing-comma",
    title="A comma has nothing to separate",
    severity=Severity.WARNING,
    azure=Azure.TAKES,
    explanation="A comma after the last member or element is taken by Azure Resource Manager and"
    " refused by the portal, by pipelines and by every strict reader of JSON.",
    remedy="Remove the comma.",
    bad=Example('"variables": { "a": [1, 2«,»] }'),
    good=_LIST,
)
SINGLE_QUOTES = ProblemKind(
    code="jsonc.single-quotes",
    title="A string is in single quotes",
    severity=Severity.WARNING,
    azure=Azure.TAKES,
    explanation="JSON puts strings in double quotes. Single ones are for text in expressions.",
    remedy="Use double quotes.",
    bad=Example('"variables": { "a": «\'text\'» }'),
    good=_TEXT,
)
UNQUOTED_NAME = ProblemKind(
    code="jsonc.unquoted-name",
    title="A name is not in quotes",
    severity=Severity.WARNING,
    azure=Azure.TAKES,
    explanation="JSON puts the names of members in double quotes.",
    remedy="Put the name in double quotes.",
    bad=Example('"variables": { «a»: 1 }'),
    good=_ONE,
)
WHITE_SPACE = ProblemKind(
    code="jsonc.white-space",
    title="JSON does not know this white space",
    severity=Severity.WARNING,
    azure=Azure.TAKES,
    explanation="Between values JSON allows spaces, tabs and line ends. Others, such as no-break"
    " spaces, come from copied text, look the same, and are refused by strict readers.",
    remedy="Replace it by an ordinary space.",
    bad=Example('"variables": { "a":«\u00a0»1 }'),
    good=_ONE,
)
DUPLICATE_NAME = ProblemKind(
    code="jsonc.duplicate-name",
    title="A name is used twice in an object",
    severity=Severity.WARNING,
    azure=Azure.TAKES,
    explanation="Of members with the same name the last one counts; the others have no effect."
    " Usually one of them is left over.",
    remedy="Remove or rename one of the two.",
    bad=Example('"variables": { "a": 1, «"a"»: 2 }'),
    good=_TWO,
)
SIMILAR_NAME = ProblemKind(
    code="jsonc.similar-name",
    title="Two names in an object differ in case only",
    severity=Severity.INFORMATION,
    azure=Azure.ALLOWS,
    explanation="Azure tells such names apart in data and not among the names that have a meaning"
    " in a template. That is legal, and easily overlooked.",
    remedy="Rename one of the two if they are not meant to differ.",
    bad=Example('"variables": { "map": { "a": 1, «"A"»: 2 } }'),
    good=Example('"variables": { "map": { "a": 1, "b": 2 } }'),
)
TOO_MANY = ProblemKind(
    code="jsonc.too-many-problems",
    title="Not all problems are listed",
    severity=Severity.ERROR,
    azure=Azure.NO_MATTER,
    explanation="A document with more than a hundred problems of its syntax is most likely no"
    " JSON. The hundred before this place are listed; of a document without any order the rest is"
    " not read.",
    remedy="Mend the first problems; the others are often their consequence.",
)
TOO_MANY_VALUES = ProblemKind(
    code="jsonc.too-many-values",
    title="A document has too many values to be read",
    severity=Severity.ERROR,
    azure=Azure.NO_MATTER,
    explanation="A document of more than 250,000 values and comments would take too much time and"
    " memory. They are counted by the commas and the signs of comments in the text, also those in"
    " strings. The largest real templates, of 3 MB, have 40,000.",
    remedy="Move data into files that are fetched, or parts into linked templates.",
)

PROBLEMS = (
    MISSING_COMMA,
    MISSING_COLON,
    MISSING_VALUE,
    MISSING_NAME,
    MISSING_OPENER,
    UNCLOSED,
    UNEXPECTED,
    AFTER_ROOT,
    UNTERMINATED_STRING,
    STRAY_QUOTE,
    UNTERMINATED_COMMENT,
    INVALID_ESCAPE,
    INVALID_NUMBER,
    INVALID_VALUE,
    NOT_JSON,
    NESTING,
    TRAILING_COMMA,
    SINGLE_QUOTES,
    UNQUOTED_NAME,
    WHITE_SPACE,
    DUPLICATE_NAME,
    SIMILAR_NAME,
    TOO_MANY,
    TOO_MANY_VALUES,
)
