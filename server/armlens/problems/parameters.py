"""Problems of the values of parameters: in parameter files, in defaults, in what is passed on.

Azure documentation, "Create Resource Manager parameter file" and "Parameters in ARM templates".
"""

from __future__ import annotations

from armlens.problems.examples import PARAMETERS, Example
from armlens.problems.kind import Azure, ProblemKind
from armlens.text.problems import Severity

_DEFAULTS = "In a default it is a warning, since a deployment may give another value."


def _given(values: str, declared: str) -> Example:
    """Values in a parameter file, for a template that declares these parameters."""
    return Example(f'"parameters": {{ {values} }}', PARAMETERS, f'"parameters": {{ {declared} }}')


def _typed(values: str, declared: str) -> Example:
    """The same for a template of language version 2.0, where types tell what is inside."""
    template = f'"languageVersion": "2.0",\n"parameters": {{ {declared} }},\n"resources": {{}}'
    return Example(f'"parameters": {{ {values} }}', PARAMETERS, template)


_SIZE = '"size": { "type": "int", "minValue": 1, "maxValue": 9 }'
_TIER = '"tier": { "type": "string", "allowedValues": ["Free", "Standard"] }'
_NAME = '"name": { "type": "string", "minLength": 3, "maxLength": 8 }'
_SUBNET = (
    '"subnet": { "type": "object", "additionalProperties": false,\n'
    '  "properties": { "name": { "type": "string" } } }'
)

WRONG_TYPE = ProblemKind(
    code="parameters.wrong-type",
    title="A value has the wrong type",
    severity=Severity.ERROR,
    azure=Azure.REFUSES,
    explanation="The value of a parameter is of another type than the template declares. The"
    f' service does not convert: `"5"` is no int and `"true"` no bool. {_DEFAULTS}',
    remedy="Give a value of the declared type.",
    bad=_given('"size": { "value": «"5"» }', _SIZE),
    good=_given('"size": { "value": 5 }', _SIZE),
)
NOT_ALLOWED = ProblemKind(
    code="parameters.not-allowed",
    title="A value is not among the allowed ones",
    severity=Severity.ERROR,
    azure=Azure.REFUSES,
    explanation="The template lists the values that the parameter may have in `allowedValues`, and"
    f" this is none of them. Strings are compared without case. {_DEFAULTS}",
    remedy="Give one of the allowed values, or allow this one.",
    bad=_given('"tier": { "value": «"Premium"» }', _TIER),
    good=_given('"tier": { "value": "Standard" }', _TIER),
)
OUT_OF_RANGE = ProblemKind(
    code="parameters.out-of-range",
    title="A number is too small or too large",
    severity=Severity.ERROR,
    azure=Azure.REFUSES,
    explanation="The template limits the parameter by `minValue` or `maxValue`, both inclusive."
    f" {_DEFAULTS}",
    remedy="Give a value within the limits.",
    bad=_given('"size": { "value": «10» }', _SIZE),
    good=_given('"size": { "value": 9 }', _SIZE),
)
WRONG_LENGTH = ProblemKind(
    code="parameters.wrong-length",
    title="A string or an array is too short or too long",
    severity=Severity.ERROR,
    azure=Azure.REFUSES,
    explanation="The template limits the length of the parameter by `minLength` or `maxLength`,"
    f" both inclusive. {_DEFAULTS}",
    remedy="Give a value of a length within the limits.",
    bad=_given('"name": { "value": «"ab"» }', _NAME),
    good=_given('"name": { "value": "abc" }', _NAME),
)
MISSING_MEMBER = ProblemKind(
    code="parameters.missing-member",
    title="A member is missing in an object",
    severity=Severity.ERROR,
    azure=Azure.REFUSES,
    explanation="The type of the parameter has a member that is neither nullable nor given. Only"
    f" templates of `languageVersion` 2.0 have such types. {_DEFAULTS}",
    remedy="Give the member.",
    bad=_typed('"subnet": { «"value"»: {} }', _SUBNET),
    good=_typed('"subnet": { "value": { "name": "a" } }', _SUBNET),
)
UNKNOWN_MEMBER = ProblemKind(
    code="parameters.unknown-member",
    title="An object has a member that its type does not have",
    severity=Severity.ERROR,
    azure=Azure.REFUSES,
    explanation="The type of the parameter allows no members but those that it lists. Only"
    f" templates of `languageVersion` 2.0 have such types. {_DEFAULTS}",
    remedy="Remove the member, or correct its name.",
    bad=_typed('"subnet": { "value": { "name": "a", «"size"»: 1 } }', _SUBNET),
    good=_typed('"subnet": { "value": { "name": "a" } }', _SUBNET),
)
MISSING = ProblemKind(
    code="parameters.missing",
    title="A parameter gets no value",
    severity=Severity.WARNING,
    azure=Azure.FAILS,
    explanation="The template has a parameter without default to which the parameter file gives no"
    " value. A deployment with this file alone fails; it may be given the value in another way.",
    remedy="Give the value in the parameter file, or a default in the template.",
    bad=Example('«"parameters"»: {}', PARAMETERS, f'"parameters": {{ {_NAME} }}'),
    good=_given('"name": { "value": "abc" }', _NAME),
)
UNDECLARED = ProblemKind(
    code="parameters.undeclared",
    title="The template has no such parameter",
    severity=Severity.ERROR,
    azure=Azure.REFUSES,
    explanation="A value is given for a parameter that the template does not declare.",
    remedy="Remove the value, or correct the name.",
    bad=_given('«"nmae"»: { "value": "abc" }', '"name": { "type": "string", "defaultValue": "" }'),
    good=_given('"name": { "value": "abc" }', '"name": { "type": "string", "defaultValue": "" }'),
)
NO_VALUE = ProblemKind(
    code="parameters.no-value",
    title="A value is not written as an object",
    severity=Severity.ERROR,
    azure=Azure.REFUSES,
    explanation="Each entry of a parameter file is an object that holds the value in a member"
    " `value`, or a `reference` to a secret.",
    remedy='Write `{ "value": … }` around the value.',
    bad=_given('«"name"»: "abc"', _NAME),
    good=_given('"name": { "value": "abc" }', _NAME),
)
UNUSABLE = ProblemKind(
    code="parameters.unusable",
    title="The chosen parameter file cannot be used",
    severity=Severity.WARNING,
    azure=Azure.NO_MATTER,
    explanation="The settings choose a parameter file for the template that cannot be read or is"
    " none. In an editor the template is then judged by its defaults.",
    remedy="Correct the path in the settings, or the file.",
)

PROBLEMS = (
    WRONG_TYPE,
    NOT_ALLOWED,
    OUT_OF_RANGE,
    WRONG_LENGTH,
    MISSING_MEMBER,
    UNKNOWN_MEMBER,
    MISSING,
    UNDECLARED,
    NO_VALUE,
    UNUSABLE,
)
