"""Problems of files with rules of one's own."""

from __future__ import annotations

from armlens.problems.examples import RULES, Example
from armlens.problems.kind import Azure, ProblemKind
from armlens.text.problems import Severity

_TYPES = 'types: ["Microsoft.Storage/storageAccounts"]'
_TITLE = 'title: "Name an owner"'
_EXISTS = 'condition: { field: "tags.owner", exists: true }'


def _rule(*members: str) -> Example:
    """A rule file with one rule."""
    lines = "".join(f"    {each},\n" for each in members)
    return Example('{ rules: {\n  "Contoso.Owner": {\n' + lines + "  },\n} }", RULES)


_GOOD = _rule(_TYPES, _TITLE, _EXISTS)

WRONG_TYPE = ProblemKind(
    code="rules.wrong-type",
    title="A rule has something that its place does not take",
    severity=Severity.ERROR,
    azure=Azure.NO_MATTER,
    explanation="The rule is left out; the other rules of the file are read and run.",
    remedy="Write what the message asks for.",
    bad=_rule(_TYPES, "title: «5»", _EXISTS),
    good=_GOOD,
)
UNKNOWN_MEMBER = ProblemKind(
    code="rules.unknown-member",
    title="A rule has a member that nobody reads",
    severity=Severity.ERROR,
    azure=Azure.NO_MATTER,
    explanation="Most often the name of a member or of an operator is misspelt. The rule is left"
    " out, since without it it would say something else.",
    remedy="Correct the name. docs/own-rules.md lists them all.",
    bad=_rule(_TYPES, _TITLE, 'condition: { field: "tags.owner", «exist»: true }'),
    good=_GOOD,
)
MISSING_MEMBER = ProblemKind(
    code="rules.missing-member",
    title="A rule lacks something that it needs",
    severity=Severity.ERROR,
    azure=Azure.NO_MATTER,
    explanation="A rule needs the types of resources that it is about, a title and a condition; a"
    " condition needs to say what it looks at and what must be true of it. The rule is left out.",
    remedy="Add what the message names.",
    bad=_rule(_TYPES, _TITLE, 'condition: «{» field: "tags.owner" }'),
    good=_GOOD,
)
INVALID_PATTERN = ProblemKind(
    code="rules.invalid-pattern",
    title="A pattern cannot be used as a regular expression",
    severity=Severity.ERROR,
    azure=Azure.NO_MATTER,
    explanation="Patterns are regular expressions without what looks around, such as `(?=…)`, and"
    " without what refers back, such as `\\\\1`, so that no pattern takes long in any text."
    " docs/own-rules.md says what there is. The rule is left out.",
    remedy="Correct the pattern. A character with a meaning of its own, such as `(`, is written"
    " `\\\\(`.",
    bad=_rule(_TYPES, _TITLE, 'condition: { field: "tags.owner", matches: "«(»" }'),
    good=_rule(_TYPES, _TITLE, 'condition: { field: "tags.owner", matches: "^[a-z]+$" }'),
)
TAKEN_NAME = ProblemKind(
    code="rules.taken-name",
    title="A rule has a name that another rule has",
    severity=Severity.ERROR,
    azure=Azure.NO_MATTER,
    explanation="Settings, suppressions and reports know rules by their names. The later rule is"
    " left out.",
    remedy="Give it another name, best one that begins with a word of your own.",
    bad=Example(
        '{ rules: { «"Azure.AKS.ManagedIdentity"»: {\n'
        f"  {_TYPES}, {_TITLE},\n  {_EXISTS},\n}} }} }}",
        RULES,
    ),
    good=_GOOD,
)

PROBLEMS = (WRONG_TYPE, UNKNOWN_MEMBER, MISSING_MEMBER, INVALID_PATTERN, TAKEN_NAME)
