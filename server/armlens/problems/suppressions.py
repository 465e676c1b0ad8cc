"""Problems of suppressions: in comments and metadata of templates, and in the settings."""

from __future__ import annotations

from dataclasses import replace

from armlens.problems.examples import SETTINGS, Example
from armlens.problems.kind import Azure, ProblemKind
from armlens.text.problems import Severity

_RULE = "Azure.AKS.ManagedIdentity"


def _cluster(members: str) -> Example:
    """A template with one cluster; `members` are those that matter."""
    return Example(
        '"resources": [{\n'
        '  "type": "Microsoft.ContainerService/managedClusters", "apiVersion": "2024-09-01",\n'
        f'  "name": "aks",\n  {members}\n'
        "}]"
    )


def _ignored(metadata: str) -> Example:
    return _cluster(f'"metadata": {{ "armlens": {metadata} }},\n  "identity": {{ "type": "None" }}')


def _settings(entry: str) -> Example:
    return Example(f'{{ "suppress": [{{ "rule": "{_RULE}", {entry} }}] }}', SETTINGS)


UNUSED = ProblemKind(
    code="suppression.unused",
    title="A suppression suppresses nothing",
    severity=Severity.INFORMATION,
    azure=Azure.NO_MATTER,
    explanation="No finding of the rule is on the line that the comment is for, or in the resource"
    " that has the metadata. A comment is for the line that it stands at the end of, else for the"
    " next line that holds anything but comments. Of a suppression in the settings,"
    " `armlens check` of the whole folder says so. Nothing is said of rules that are off, nor while"
    " a template has syntax errors.",
    remedy="Remove it, or move it to the line of the finding.",
    bad=_cluster(
        f'"identity": {{ "type": "SystemAssigned" }} // armlens: ignore «{_RULE}» - private'
    ),
    good=_cluster(f'"identity": {{ "type": "None" }} // armlens: ignore {_RULE} - private'),
)
NO_REASON = ProblemKind(
    code="suppression.no-reason",
    title="A suppression does not say why",
    severity=Severity.WARNING,
    azure=Azure.NO_MATTER,
    explanation="The suppression counts, but nobody will know later whether it still should. The"
    " word `reason`, which the quick fixes of an editor write, is none.",
    remedy="Write the reason after the name of the rule and a hyphen, or as the value in metadata"
    " and in the settings.",
    bad=_cluster(f'"identity": {{ "type": "None" }} // armlens: ignore «{_RULE}»'),
    good=_cluster(f'"identity": {{ "type": "None" }} // armlens: ignore {_RULE} - private'),
)
UNKNOWN_RULE = ProblemKind(
    code="suppression.unknown-rule",
    title="A suppression names no rule",
    severity=Severity.WARNING,
    azure=Azure.NO_MATTER,
    explanation="The name, reference or beginning of a name matches no rule and no problem of this"
    " version of armlens.",
    remedy="Correct the name. `armlens rules` lists all rules.",
    bad=_ignored('{ "ignore": { «"Azure.KAS.ManagedIdentity"»: "private" } }'),
    good=_ignored(f'{{ "ignore": {{ "{_RULE}": "private" }} }}'),
)
NO_RULE = ProblemKind(
    code="suppression.no-rule",
    title="A suppression lacks the rule",
    severity=Severity.WARNING,
    azure=Azure.NO_MATTER,
    explanation="A comment says that something is to be ignored, but not what.",
    remedy="Write the name of the rule after `ignore`.",
    bad=_cluster('"identity": { "type": "None" } // armlens: «ignore» - private'),
    good=_cluster(f'"identity": {{ "type": "None" }} // armlens: ignore {_RULE} - private'),
)
UNKNOWN_WORD = ProblemKind(
    code="suppression.unknown-word",
    title="A comment for armlens says nothing that it knows",
    severity=Severity.WARNING,
    azure=Azure.NO_MATTER,
    explanation="The comment begins with `armlens:`, and no `ignore` follows.",
    remedy="Write `armlens: ignore`, the name of the rule, a hyphen and the reason.",
    bad=_cluster(f'"identity": {{ "type": "None" }} // armlens: «disable» {_RULE} - private'),
    good=_cluster(f'"identity": {{ "type": "None" }} // armlens: ignore {_RULE} - private'),
)
UNKNOWN_KEY = ProblemKind(
    code="suppression.unknown-key",
    title="Metadata for armlens has a member that it does not know",
    severity=Severity.WARNING,
    azure=Azure.NO_MATTER,
    explanation="In `metadata`, `armlens` has one member, `ignore`, from rules to reasons.",
    remedy="Correct the name, or remove the member.",
    bad=_ignored(f'{{ «"ignores"»: {{ "{_RULE}": "private" }} }}'),
    good=_ignored(f'{{ "ignore": {{ "{_RULE}": "private" }} }}'),
)
WRONG_TYPE = ProblemKind(
    code="suppression.wrong-type",
    title="Metadata for armlens has the wrong type",
    severity=Severity.WARNING,
    azure=Azure.NO_MATTER,
    explanation="In `metadata`, `armlens` is an object whose member `ignore` is an object from"
    " rules to reasons, which are strings.",
    remedy="Write a value of the type that the message names.",
    bad=_ignored(f'{{ "ignore": «["{_RULE}"]» }}'),
    good=_ignored(f'{{ "ignore": {{ "{_RULE}": "private" }} }}'),
)
EXPIRED = ProblemKind(
    code="suppression.expired",
    title="A suppression has expired",
    severity=Severity.WARNING,
    azure=Azure.NO_MATTER,
    explanation="The last day on which the suppression in the settings counts is over. Its findings"
    " are told again.",
    remedy="Mend what it was for, or give it another day.",
    bad=_settings('"reason": "private", "expires": «"2020-06-30"»'),
    good=replace(
        _settings('"reason": "private", "expires": "9999-12-31"'),
        template=_cluster('"identity": { "type": "None" }').text,
    ),
)

PROBLEMS = (
    UNUSED,
    NO_REASON,
    UNKNOWN_RULE,
    NO_RULE,
    UNKNOWN_WORD,
    UNKNOWN_KEY,
    WRONG_TYPE,
    EXPIRED,
)
