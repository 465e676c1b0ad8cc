"""Problems of settings and of files, and errors inside armlens: none is about a template."""

from __future__ import annotations

from armlens.problems.examples import SETTINGS, Example
from armlens.problems.kind import Azure, ProblemKind
from armlens.text.problems import Severity

_IN_FORCE = (
    " While a settings file has an error, it does not count: an editor goes on with the last"
    " settings that were valid, and `armlens check` with the defaults."
)
_OTHERS_GO_ON = " Everything else is still checked. Please report it; nothing of it is your fault."


def _settings(text: str) -> Example:
    return Example(text, SETTINGS)


SETTINGS_EMPTY = ProblemKind(
    code="settings.empty",
    title="The settings file is empty",
    severity=Severity.ERROR,
    azure=Azure.NO_MATTER,
    explanation="A settings file holds an object, even if it sets nothing." + _IN_FORCE,
    remedy="Write `{}` into it, or remove it.",
)
SETTINGS_UNREADABLE = ProblemKind(
    code="settings.unreadable",
    title="The settings file cannot be read",
    severity=Severity.ERROR,
    azure=Azure.NO_MATTER,
    explanation="There is a settings file, and it may not be read or is no text." + _IN_FORCE,
    remedy="Look at its permissions and its encoding.",
)
SETTINGS_UNKNOWN_KEY = ProblemKind(
    code="settings.unknown-key",
    title="There is no such setting",
    severity=Severity.ERROR,
    azure=Azure.NO_MATTER,
    explanation="The settings file has a member that armlens does not know." + _IN_FORCE,
    remedy="Correct the name, or remove the member.",
    bad=_settings('{ «"rule"»: {} }'),
    good=_settings('{ "rules": {} }'),
)
SETTINGS_WRONG_TYPE = ProblemKind(
    code="settings.wrong-type",
    title="A setting has the wrong type",
    severity=Severity.ERROR,
    azure=Azure.NO_MATTER,
    explanation="The value of a setting is of another type than it must be." + _IN_FORCE,
    remedy="Write a value of the type that the message names.",
    bad=_settings('{ "exclude": «"old/**"» }'),
    good=_settings('{ "exclude": ["old/**"] }'),
)
SETTINGS_UNKNOWN_LEVEL = ProblemKind(
    code="settings.unknown-level",
    title="There is no such level",
    severity=Severity.ERROR,
    azure=Azure.NO_MATTER,
    explanation="The level of a rule or a problem is `off`, `error`, `warning`, `information`,"
    " `hint` or `default`." + _IN_FORCE,
    remedy="Write one of these.",
    bad=_settings('{ "rules": { "Azure.AKS": «"none"» } }'),
    good=_settings('{ "rules": { "Azure.AKS": "off" } }'),
)
SETTINGS_UNKNOWN_RULE = ProblemKind(
    code="settings.unknown-rule",
    title="There is no such rule or problem",
    severity=Severity.WARNING,
    azure=Azure.NO_MATTER,
    explanation="The name, reference or beginning of a name matches no rule and no problem of this"
    " version of armlens. A newer one may know it.",
    remedy="Correct the name. `armlens rules` lists all rules.",
    bad=_settings('{ "rules": { «"Azure.KAS"»: "off" } }'),
    good=_settings('{ "rules": { "Azure.AKS": "off" } }'),
)
SETTINGS_UNKNOWN_OPTION = ProblemKind(
    code="settings.unknown-option",
    title="There is no such option",
    severity=Severity.WARNING,
    azure=Azure.NO_MATTER,
    explanation="No rule of this version of armlens has an option of that name. A newer one may"
    " know it.",
    remedy="Correct the name, or remove the option. The page of a rule lists its options.",
    bad=_settings('{ "options": { «"CONTOSO_MINIMUM"»: 3 } }'),
    good=_settings('{ "options": {} }'),
)
SETTINGS_MISSING_MEMBER = ProblemKind(
    code="settings.missing-member",
    title="A setting is not complete",
    severity=Severity.ERROR,
    azure=Azure.NO_MATTER,
    explanation="An entry of a list lacks a member that it must have: a suppression needs a rule"
    " and a reason." + _IN_FORCE,
    remedy="Add the member that the message names.",
    bad=_settings('{ "suppress": [«{» "rule": "Azure.AKS" }] }'),
    good=Example(
        '{ "suppress": [{ "rule": "Azure.AKS", "reason": "a test bed" }] }',
        SETTINGS,
        template='"resources": [{ "type": "Microsoft.ContainerService/managedClusters",\n'
        '  "apiVersion": "2024-09-01", "name": "aks", "identity": { "type": "None" } }]',
    ),
)
SETTINGS_RULE_FILE = ProblemKind(
    code="settings.rule-file",
    title="A rule file cannot be read",
    severity=Severity.ERROR,
    azure=Azure.NO_MATTER,
    explanation="The settings name a file with rules that is not there, may not be read, or lies"
    " outside of the folder of the settings file. All else in the settings is in force.",
    remedy="Correct the path, which is relative to the settings file, or remove it.",
    bad=_settings('{ "ruleFiles": [«"missing.rules.json5"»] }'),
    good=_settings('{ "ruleFiles": [] }'),
)
BASELINE_INVALID = ProblemKind(
    code="baseline.invalid",
    title="The baseline cannot be understood",
    severity=Severity.ERROR,
    azure=Azure.NO_MATTER,
    explanation="The file that was given with `--baseline` is none that `--write-baseline` has"
    " written. Nothing is checked without it, since every known finding would look like a new one.",
    remedy="Write it anew with `--write-baseline`.",
)
BASELINE_UNWRITABLE = ProblemKind(
    code="baseline.unwritable",
    title="The baseline cannot be written",
    severity=Severity.ERROR,
    azure=Azure.NO_MATTER,
    explanation="The file that was given with `--write-baseline` could not be written.",
    remedy="Look at the path and at the permissions of its folder.",
)
BASELINE_STALE = ProblemKind(
    code="baseline.stale",
    title="The baseline knows findings that are gone",
    severity=Severity.INFORMATION,
    azure=Azure.NO_MATTER,
    explanation="The baseline has entries for findings that are no longer there, in files that were"
    " checked or that no longer exist. They would hide the same findings if they came back.",
    remedy="Write it anew with `--write-baseline`.",
)
FILE_UNREADABLE = ProblemKind(
    code="file.unreadable",
    title="A file cannot be read",
    severity=Severity.ERROR,
    azure=Azure.NO_MATTER,
    explanation="The file or folder is not there, may not be read, is no text or is too large. In"
    " an editor that is a warning.",
    remedy="Look at the path, at the permissions and at the encoding.",
)
FILE_EMPTY = ProblemKind(
    code="file.empty",
    title="A file is empty",
    severity=Severity.ERROR,
    azure=Azure.NO_MATTER,
    explanation="A file was named that has no content, so that it is no template.",
    remedy="Name another file, or write the template.",
)
FILE_NOT_TEMPLATE = ProblemKind(
    code="file.not-template",
    title="A file is not a template",
    severity=Severity.INFORMATION,
    azure=Azure.NO_MATTER,
    explanation="A file was named that has neither the schema of a template nor its resources.",
    remedy="Name a template, or give the file its `$schema`.",
)
FILE_NOT_PARAMETERS = ProblemKind(
    code="file.not-parameters",
    title="A file is not a parameter file",
    severity=Severity.ERROR,
    azure=Azure.NO_MATTER,
    explanation="The file that was given for parameters, or that the settings choose, has neither"
    " the schema of a parameter file nor its values.",
    remedy="Give a parameter file.",
)
FILE_SEVERAL_PARAMETERS = ProblemKind(
    code="file.several-parameters",
    title="Several parameter files belong to a template",
    severity=Severity.INFORMATION,
    azure=Azure.NO_MATTER,
    explanation="`armlens eval` and `armlens expand` evaluate a template once. Where several"
    " parameter files belong to it and none is chosen, that is with the defaults of its parameters."
    " `armlens check` looks at each file by itself.",
    remedy="Choose one with `--parameters`, or with `parameters` in `armlens.json`.",
)
SEARCH_NO_TEMPLATES = ProblemKind(
    code="search.no-templates",
    title="No templates were found",
    severity=Severity.ERROR,
    azure=Azure.NO_MATTER,
    explanation="A search of a folder came to an end without a template, which in a pipeline is"
    " most likely a mistake.",
    remedy="Look at the path, at `.gitignore` files and at `exclude` in the settings.",
)
SEARCH_CHANGES_UNKNOWN = ProblemKind(
    code="search.changes-unknown",
    title="What has changed is not known",
    severity=Severity.ERROR,
    azure=Azure.NO_MATTER,
    explanation="`--changed` asks git which files differ from a commit, and git has not answered:"
    " there is no repository, no such commit, or no git. In pipelines the history is often cut off,"
    " and the commit is not there.",
    remedy="Name a commit that is there, or have the pipeline fetch it; without `--changed`, all"
    " templates are checked.",
)
RULE_CRASHED = ProblemKind(
    code="rule.crashed",
    title="A rule broke",
    severity=Severity.HINT,
    azure=Azure.NO_MATTER,
    explanation="A rule could not be checked because of an error inside armlens." + _OTHERS_GO_ON,
    remedy="Switch the rule off until it is mended.",
)
ANALYSIS_CRASHED = ProblemKind(
    code="analysis.crashed",
    title="A document could not be checked",
    severity=Severity.HINT,
    azure=Azure.NO_MATTER,
    explanation="An error inside armlens has ended the check of one document." + _OTHERS_GO_ON,
    remedy="There is nothing to do in the document.",
)
FILE_UNWRITTEN = ProblemKind(
    code="file.unwritten",
    title="A file is not written",
    severity=Severity.ERROR,
    azure=Azure.NO_MATTER,
    explanation="`--fix` would have changed the file but could not: it is read-only, somebody else"
    " has changed it since it was read, or the disk is full. It is as it was.",
    remedy="Look at the permissions of the file and of its folder, and run `--fix` again.",
)
FILE_CRASHED = ProblemKind(
    code="file.crashed",
    title="A file could not be analysed",
    severity=Severity.ERROR,
    azure=Azure.NO_MATTER,
    explanation="An error inside armlens has ended the check of one file." + _OTHERS_GO_ON,
    remedy="Exclude the file in the settings until it is mended.",
)

PROBLEMS = (
    SETTINGS_EMPTY,
    SETTINGS_UNREADABLE,
    SETTINGS_UNKNOWN_KEY,
    SETTINGS_WRONG_TYPE,
    SETTINGS_UNKNOWN_LEVEL,
    SETTINGS_UNKNOWN_RULE,
    SETTINGS_UNKNOWN_OPTION,
    SETTINGS_MISSING_MEMBER,
    SETTINGS_RULE_FILE,
    BASELINE_INVALID,
    BASELINE_UNWRITABLE,
    BASELINE_STALE,
    FILE_UNREADABLE,
    FILE_EMPTY,
    FILE_NOT_TEMPLATE,
    FILE_NOT_PARAMETERS,
    FILE_SEVERAL_PARAMETERS,
    SEARCH_NO_TEMPLATES,
    SEARCH_CHANGES_UNKNOWN,
    RULE_CRASHED,
    ANALYSIS_CRASHED,
    FILE_UNWRITTEN,
    FILE_CRASHED,
)
