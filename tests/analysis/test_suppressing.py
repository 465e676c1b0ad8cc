"""Suppressions in the template: which findings they mean, and what is wrong with them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from armlens.analysis.engine import analyse
from armlens.analysis.finding import Analysis
from armlens.analysis.merging import merged
from armlens.analysis.settings import Level, Settings
from armlens.analysis.suppression import SuppressEntry
from armlens.jsonc.parse import parse
from armlens.rules.catalogue import RULES as EVERY
from armlens.rules.rule import Pillar, Rule, RuleSeverity
from armlens.template.parameter_file import parameter_file
from armlens.text.edits import apply
from armlens.text.spans import Span
from expectations import DOCUMENT, template
from one_rule import RULES

TYPE = "Microsoft.ContainerService/managedClusters"
KNOWN = "Azure.AKS.ManagedIdentity"
EMPTY = '"identity": {}'
HERE = f"armlens: ignore {KNOWN} - private"
SECOND = replace(
    RULES[0],
    name="Azure.AKS.Second",
    ref="AZR-000999",
    pillar=Pillar.COST,
    severity=RuleSeverity.CRITICAL,
)
BOTH = (RULES[0], SECOND)


def cluster(members: str, name: str = "aks") -> str:
    return f'{{ "type": "{TYPE}", "apiVersion": "x", "name": "{name}",\n{members} }}'


def clusters(*members: str, head: str = "") -> str:
    """A template with a cluster for each text of members."""
    return template(f"[{', '.join(map(cluster, members))}]", head)


def analysed(
    text: str, settings: Settings | None = None, rules: tuple[Rule, ...] = RULES
) -> Analysis:
    return analyse(text, DOCUMENT, settings or Settings(), rules=rules)


def reasons(analysis: Analysis) -> list[tuple[str, list[tuple[str, str]]]]:
    """Each failure by its resource, and what suppresses it."""
    return [
        (each.resource.name, [(why.kind.value, why.reason) for why in each.suppressions])
        for each in analysis.findings
        if each.is_failing
    ]


def shown(analysis: Analysis) -> list[str]:
    """The rules of the findings that are told."""
    return [each.rule.name for each in analysis.findings if each.is_shown]


def problems(analysis: Analysis) -> list[tuple[str, str, str, str]]:
    text = analysis.tree.text
    return [
        (each.severity.value, each.code, each.span.text_of(text), each.message)
        for each in analysis.problems
    ]


@pytest.mark.parametrize(
    "members",
    [
        f'// {HERE}\n"identity": {{ "type": "None" }}',
        f'"identity": {{ "type": "None" }} // {HERE}\n',
        f'"identity": {{ "type": "None" }} /* {HERE} */',
        f'/* {HERE} */ "identity": {{ "type": "None" }}',
        f'/*\n * {HERE}\n */\n"identity": {{ "type": "None" }}',
        f'//\n// {HERE}\n//\n"identity": {{ "type": "None" }}',
        f'//{HERE}\n\n   // another comment\n/* one more */\t"identity": {{ "type": "None" }}',
        f'// ARMLENS is not meant\n///   {HERE}\n"identity": {{ "type": "None" }}',
        f'"identity":\n// {HERE}\r\n{{ "type": "None" }}',
        f'"identity": {{\n// {HERE}\n"type": "None" /* here */ }}',
        '"identity": { "type": "None" } // armlens: ignore AZR-000025: private\n',
        '"identity": { "type": "None" } // armlens:ignore azure.aks \N{EN DASH} private\n',
        '"identity": { "type": "None" } // armlens: ignore Other.Rule , Azure -- private\n',
        '"identity": { "type": "None" } // armlens: ignore Security private\n',
        f'"metadata": {{ "armlens": {{ "ignore": {{ "{KNOWN}": "private" }} }} }}, "identity": {{}}',
        '"METADATA": { "x": 1, "armlens": { "Ignore": { "Azure.AKS": "private" } } }',
    ],
)
def test_suppressed_finding_is_kept_with_its_reason_and_not_shown(members: str) -> None:
    analysis = analysed(clusters(members))
    assert reasons(analysis) == [("aks", [("inSource", "private")])]
    assert shown(analysis) == []
    assert not [each for each in analysis.findings if each.fixes()]
    assert {code for _, code, _, _ in problems(analysis)} <= {"suppression.unknown-rule"}


def test_comment_is_for_one_line_only() -> None:
    two = '"a": {{ "type": "{type}", "apiVersion": "x", "name": "{name}", "identity": {{}} }}'
    first, second = (two.format(type=TYPE, name=name) for name in ("one", "two"))
    text = template(f"[{first[5:]}, // {HERE}\n{second[5:]}]")
    assert reasons(analysed(text)) == [("one", [("inSource", "private")]), ("two", [])]


def test_comment_is_for_the_line_where_the_finding_begins() -> None:
    text = template(f"[// {HERE}\n{cluster(EMPTY)}]")
    analysis = analysed(text)
    assert reasons(analysis) == [("aks", [])]
    message = f"The line that this is for has no finding of '{KNOWN}' to suppress."
    assert problems(analysis) == [("information", "suppression.unused", KNOWN, message)]


def test_metadata_is_for_all_that_is_nested_in_its_owner() -> None:
    ignore = f'"metadata": {{"armlens": {{"ignore": {{"{KNOWN}": "a test bed"}}}}}}'
    nested = f"""{{ "type": "Microsoft.Resources/deployments", "apiVersion": "x", "name": "in", {ignore},
        "properties": {{ "mode": "Incremental", "template": {{ "$schema": "x", "resources": [
            {cluster(EMPTY, "inner")} ] }} }} }}"""
    analysis = analysed(template(f"[{nested}, {cluster(EMPTY, 'outer')}]"))
    assert reasons(analysis) == [("inner", [("inSource", "a test bed")]), ("outer", [])]
    assert problems(analysis) == []


@pytest.mark.parametrize("owner", ["cluster", "setting"])
def test_metadata_is_for_what_its_resource_has_and_for_what_is_found_in_it(owner: str) -> None:
    metadata = '"metadata": {"armlens": {"ignore": {"Azure.AKS.AuditAdmin": "x"}}},'
    [of_cluster, of_setting] = [metadata * (owner == each) for each in ("cluster", "setting")]
    resources = f"""[{{ "type": "{TYPE}", "apiVersion": "x", {of_cluster} "name": "aks" }}, {{
        "type": "Microsoft.Insights/diagnosticSettings", "apiVersion": "x", {of_setting}
        "scope": "[resourceId('{TYPE}', 'aks')]", "name": "audit",
        "properties": {{ "logs": [{{ "category": "kube-audit", "enabled": true }}] }} }}]"""
    found = analysed(template(resources), Settings(select=("Azure.AKS.AuditAdmin",)), EVERY)
    assert reasons(found) == [("aks", [("inSource", "x")])]
    assert problems(found) == []


def test_metadata_of_the_root_is_for_the_whole_template() -> None:
    head = '"metadata": {"armlens": {"ignore": {"Azure.AKS": "a test bed"}}},'
    text = template(f"[{cluster(EMPTY, 'a')}, {cluster(EMPTY, 'b')}]", head)
    why = [("inSource", "a test bed")]
    assert reasons(analysed(text)) == [("a", why), ("b", why)]
    assert problems(analysed(text)) == []


def test_only_the_rule_that_is_named_is_suppressed() -> None:
    members = f'"identity": {{ "type": "None" }} // {HERE}\n'
    analysis = analysed(clusters(members), rules=BOTH)
    assert shown(analysis) == ["Azure.AKS.Second"]


@pytest.mark.parametrize("selector", ["AZR-000999", "azure.aks.second", "Critical"])
def test_rule_is_named_by_anything_that_selects_it(selector: str) -> None:
    members = f'"identity": {{ "type": "None" }} // armlens: ignore {selector} - private\n'
    analysis = analysed(clusters(members), rules=BOTH)
    assert shown(analysis) == [KNOWN]


def test_finding_with_several_suppressions_names_them_all_and_uses_each() -> None:
    members = (
        f'"metadata": {{"armlens": {{"ignore": {{"{KNOWN}": "metadata"}}}}}},\n'
        f'"identity": {{ "type": "None" }} // armlens: ignore {KNOWN} - comment\n'
    )
    entry = SuppressEntry(rule="Azure", reason="settings", span=Span(0, 5))
    analysis = analysed(clusters(members), Settings(suppress=(entry,)))
    why = [("inSource", "comment"), ("inSource", "metadata"), ("external", "settings")]
    assert reasons(analysis) == [("aks", why)]
    assert problems(analysis) == []


@pytest.mark.parametrize(
    ("rule", "resource", "expected"),
    [
        (KNOWN, None, ["aks-dev1", "aks-prod"]),
        (KNOWN, "AKS-dev*", ["aks-dev1"]),
        ("Azure.AKS", "aks-dev?", ["aks-dev1"]),
        ("AZR-000025", "aks-[p]rod", ["aks-prod"]),
        ("Security", "*", ["aks-dev1", "aks-prod"]),
        ("Azure.Storage", None, []),
        (KNOWN, "aks", []),
    ],
)
def test_settings_suppress_by_rule_and_name_of_the_resource(
    rule: str, resource: str | None, expected: list[str]
) -> None:
    text = template(f"[{cluster(EMPTY, 'aks-dev1')}, {cluster(EMPTY, 'aks-prod')}]")
    entry = SuppressEntry(rule=rule, resource=resource, reason="why", span=Span(0, 1))
    found = reasons(analysed(text, Settings(suppress=(entry,))))
    assert [name for name, why in found if why == [("external", "why")]] == expected


def test_settings_may_suppress_some_instances_of_a_loop() -> None:
    members = '"copy": { "name": "loop", "count": 3 }, "identity": {}'
    looped = cluster(members, "[concat('aks', copyIndex())]")
    text = template(f"[{looped}]")
    entry = SuppressEntry(rule=KNOWN, resource="aks1", reason="why", span=Span(0, 1))
    analysis = analysed(text, Settings(suppress=(entry,)))
    told = [(each.message, bool(each.suppressions)) for each in analysis.findings]
    message = "The cluster has no managed identity: 'identity' is empty. This concerns instance"
    assert told == [
        (f"{message}s 0 and 2 of loop 'loop'.", False),
        (f"{message} 1 of loop 'loop'.", True),
    ]


def test_open_findings_are_suppressed_and_passes_are_not() -> None:
    head = '"parameters": { "kind": { "type": "string" } },'
    comment = f"// {HERE}\n"
    opened = cluster(f"""{comment}"identity": {{ "type": "[parameters('kind')]" }}""")
    analysis = analysed(template(f"[{opened}]", head))
    assert [len(each.suppressions) for each in analysis.findings] == [1]
    assert problems(analysis) == []
    passed = cluster(f'{comment}"identity": {{ "type": "SystemAssigned" }}')
    analysis = analysed(template(f"[{passed}]"))
    assert [len(each.suppressions) for each in analysis.findings] == [0]
    assert [code for _, code, _, _ in problems(analysis)] == ["suppression.unused"]


NOTHING = "'{}' means nothing here; 'armlens: ignore RULE - reason' does."
FINE = '"identity": { "type": "SystemAssigned" }'


@pytest.mark.parametrize(
    ("comment", "expected"),
    [
        (
            "// armlens: ignore Azure.AKS.ManagedIdentiy - private",
            (
                "warning",
                "suppression.unknown-rule",
                "Azure.AKS.ManagedIdentiy",
                f"'Azure.AKS.ManagedIdentiy' matches no rule or problem. Did you mean '{KNOWN}'?",
            ),
        ),
        (
            "// armlens: ignore",
            (
                "warning",
                "suppression.no-rule",
                "ignore",
                "The rule to ignore is missing: write 'armlens: ignore RULE - reason'.",
            ),
        ),
        (
            "/* armlens: ignore - private */",
            (
                "warning",
                "suppression.no-rule",
                "ignore",
                "The rule to ignore is missing: write 'armlens: ignore RULE - reason'.",
            ),
        ),
        (
            f"// armlens: ignored {KNOWN} - private",
            (
                "warning",
                "suppression.unknown-word",
                "ignored",
                f"{NOTHING.format('ignored')} Did you mean 'ignore'?",
            ),
        ),
        (
            f"// armlens: disable {KNOWN}",
            (
                "warning",
                "suppression.unknown-word",
                "disable",
                NOTHING.format("disable"),
            ),
        ),
    ],
)
def test_comment_that_does_not_say_what_it_should(
    comment: str, expected: tuple[str, str, str, str]
) -> None:
    assert problems(analysed(clusters(f"{comment}\n{FINE}"))) == [expected]


@pytest.mark.parametrize(
    ("end", "characters"),
    [("", KNOWN), (" - reason", "reason"), (" -", KNOWN), (": Reason ", "Reason"), ("  ", KNOWN)],
)
def test_reason_that_is_missing_is_asked_for_and_the_comment_counts(
    end: str, characters: str
) -> None:
    text = clusters(f"// armlens: ignore {KNOWN}{end}\n{EMPTY}")
    analysis = analysed(text)
    message = f"The suppression of '{KNOWN}' does not say why: write a reason here."
    assert problems(analysis) == [("warning", "suppression.no-reason", characters, message)]
    assert shown(analysis) == []


@pytest.mark.parametrize(
    ("metadata", "expected"),
    [
        (
            '{ "armlens": "ignore" }',
            ("suppression.wrong-type", '"ignore"', "'armlens' must be an object with 'ignore'."),
        ),
        (
            f'{{ "armlens": {{ "ignore": ["{KNOWN}"] }} }}',
            (
                "suppression.wrong-type",
                f'["{KNOWN}"]',
                "'ignore' must be an object from rules to reasons.",
            ),
        ),
        (
            f'{{ "armlens": {{ "ignores": {{ "{KNOWN}": "private" }} }} }}',
            (
                "suppression.unknown-key",
                '"ignores"',
                "'ignores' means nothing here. Did you mean 'ignore'?",
            ),
        ),
        (
            f'{{ "armlens": {{ "ignore": {{ "{KNOWN}": true }} }} }}',
            ("suppression.wrong-type", "true", f"'{KNOWN}' must be the reason, a string."),
        ),
        (
            f'{{ "armlens": {{ "ignore": {{ "{KNOWN}": "" }} }} }}',
            (
                "suppression.no-reason",
                '""',
                f"The suppression of '{KNOWN}' does not say why: write a reason here.",
            ),
        ),
        (
            '{ "armlens": { "ignore": { "ManagedIdentity": "private" } } }',
            (
                "suppression.unknown-rule",
                '"ManagedIdentity"',
                f"'ManagedIdentity' matches no rule or problem. Did you mean '{KNOWN}'?",
            ),
        ),
    ],
)
def test_metadata_that_does_not_say_what_it_should(
    metadata: str, expected: tuple[str, str, str]
) -> None:
    text = clusters(f'"metadata": {metadata}')
    assert problems(analysed(text)) == [("warning", *expected)]


def test_word_elsewhere_is_no_suppression() -> None:
    members = '"tags": { "armlens": { "ignore": { "Azure": 1 } } }, "x": "// armlens: ignore"'
    assert problems(analysed(clusters(members))) == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"// armlens: ignore {KNOWN} - x\n{FINE}", FINE),
        (f"  // armlens: ignore {KNOWN} - x\r\n  {FINE}", f"  {FINE}"),
        (f"{FINE}  // armlens: ignore {KNOWN} - x\n", f"{FINE}\n"),
        (f"{FINE} /* armlens: ignore {KNOWN} - x */", f"{FINE}"),
        (f"/* armlens: ignore {KNOWN}\n - x */\n{FINE}", FINE),
        (
            f'"metadata": {{"armlens": {{"ignore": {{"{KNOWN}": "x"}}}}}}, {FINE}',
            FINE,
        ),
        (
            f'"metadata": {{"a": 1, "armlens": {{"ignore": {{"{KNOWN}": "x"}}}}}}, {FINE}',
            f'"metadata": {{"a": 1}}, {FINE}',
        ),
    ],
)
def test_unused_suppression_can_be_removed(before: str, after: str) -> None:
    text = clusters(before)
    [problem] = analysed(text).problems
    assert problem.code == "suppression.unused"
    assert problem.correction
    assert problem.correction.title == "Remove this suppression"
    assert apply(text, problem.correction.edits) == clusters(after)


@pytest.mark.parametrize(
    ("names", "after"),
    [
        (f"{KNOWN}, Azure.AKS.Second", KNOWN),
        (f"Azure.AKS.Second ,{KNOWN}", KNOWN),
        (f"{KNOWN},Azure.AKS.Second,{KNOWN}", f"{KNOWN},{KNOWN}"),
    ],
)
def test_unused_name_is_removed_from_a_list(names: str, after: str) -> None:
    def text(names: str) -> str:
        comment = f"// armlens: ignore {names} - x"
        return clusters(f"{comment}\n{EMPTY}")

    silent = replace(SECOND, resource_types=())
    [problem] = analysed(text(names), rules=(RULES[0], silent)).problems
    assert problem.code == "suppression.unused"
    assert problem.correction
    assert apply(text(names), problem.correction.edits) == text(after)


@pytest.mark.parametrize(
    ("written", "corrected"),
    [
        ("// armlens: ignore ManagedIdentiy - x", f"// armlens: ignore {KNOWN} - x"),
        (f"// armlens: ingore {KNOWN} - x", f"// armlens: ignore {KNOWN} - x"),
    ],
)
def test_misspelt_word_in_a_comment_can_be_corrected(written: str, corrected: str) -> None:
    text = clusters(f"{written}\n{EMPTY}")
    [problem] = analysed(text).problems
    assert problem.correction
    after = apply(text, problem.correction.edits)
    assert after == text.replace(written, corrected)
    assert problems(analysed(after)) == []


def test_misspelt_rule_in_metadata_can_be_corrected() -> None:
    metadata = '"metadata": {"armlens": {"ignore": {"AZR-00025": "x"}}}'
    text = clusters(metadata)
    [problem] = analysed(text).problems
    assert problem.correction
    assert apply(text, problem.correction.edits) == text.replace("AZR-00025", "AZR-000025")


BROKEN = """"x": "[parameters('none')]" """


@pytest.mark.parametrize(
    "members",
    [
        f"// armlens: ignore template.unknown-parameter - a test\n{FINE}, {BROKEN}",
        f"{FINE},\n{BROKEN} // armlens: ignore template, Azure - a test\n",
        f'"metadata": {{"armlens": {{"ignore": {{"template": "x"}}}}}}, {FINE}, {BROKEN}',
    ],
)
def test_problems_of_the_template_are_suppressed_as_well(members: str) -> None:
    assert [code for _, code, _, _ in problems(analysed(clusters(f"{FINE}, {BROKEN}")))] == [
        "template.unknown-parameter"
    ]
    found = problems(analysed(clusters(members)))
    assert [characters for _, _, characters, _ in found] == ["Azure"] * ("Azure" in members)


def test_problem_on_another_line_is_not_suppressed() -> None:
    text = clusters(f"// armlens: ignore template - a test\n{FINE},\n{BROKEN}")
    codes = [code for _, code, _, _ in problems(analysed(text))]
    assert codes == ["template.unknown-parameter", "suppression.unused"]
    off = Settings(rules={"template": Level.OFF})
    assert problems(analysed(text, off)) == []


def test_unused_suppressions_need_not_be_told() -> None:
    text = clusters(f"// {HERE}\n{FINE}")
    settings = Settings(rules={"suppression.unused": Level.OFF})
    assert problems(analysed(text, settings)) == []
    settings = Settings(rules={"suppression": Level.WARNING})
    assert [severity for severity, *_ in problems(analysed(text, settings))] == ["warning"]


@pytest.mark.parametrize(
    "settings",
    [
        Settings(rules={KNOWN: Level.OFF}),
        Settings(select=("Azure.Storage",)),
        Settings(ignore=("Security",)),
    ],
)
def test_suppression_of_a_rule_that_is_off_is_not_called_unused(settings: Settings) -> None:
    text = clusters(f"// {HERE}\n{FINE}")
    assert problems(analysed(text, settings)) == []


def test_nothing_is_called_unused_while_the_text_is_broken() -> None:
    text = clusters(f'// {HERE}\n{FINE}, "x": ')
    assert [code for _, code, _, _ in problems(analysed(text))] == ["jsonc.missing-value"]


def test_suppression_that_one_parameter_file_needs_is_not_unused() -> None:
    head = '"parameters": { "kind": { "type": "string" } },'
    members = f"""// {HERE}\n"identity": {{ "type": "[parameters('kind')]" }}"""
    text = clusters(members, head=head)

    def given(kind: str) -> tuple[str, Analysis]:
        values = f'{{ "parameters": {{ "kind": {{ "value": "{kind}" }} }} }}'
        file = parameter_file(parse(values, f"{kind}.json"))
        return f"{kind}.json", analyse(text, DOCUMENT, Settings(), parameters=file)

    good, bad, other = given("SystemAssigned"), given("None"), given("UserAssigned")
    assert problems(merged([good, bad])) == problems(merged([bad, good])) == []
    assert [code for _, code, _, _ in problems(merged([good, other]))] == ["suppression.unused"]


def test_finding_that_one_parameter_file_does_not_suppress_is_told() -> None:
    head = '"parameters": { "env": { "type": "string" } },'
    named = cluster(EMPTY, "[parameters('env')]")
    text = template(f"[{named}]", head)
    entry = SuppressEntry(rule=KNOWN, resource="dev", reason="why", span=Span(0, 1))

    def given(env: str) -> tuple[str, Analysis]:
        values = f'{{ "parameters": {{ "env": {{ "value": "{env}" }} }} }}'
        file = parameter_file(parse(values, f"{env}.json"))
        settings = Settings(suppress=(entry,))
        return f"{env}.json", analyse(text, DOCUMENT, settings, parameters=file)

    both = merged([given("dev"), given("prod")])
    assert [(each.is_shown, each.message.split(" So ")[1]) for each in both.findings] == [
        (False, "it is with dev.json."),
        (True, "it is with prod.json."),
    ]


PIECES = st.sampled_from(
    ["armlens:", "ignore", "// ", "/* ", " */", "\n", ",", " - ", KNOWN, '"', "{", "}", ":", "x"]
)


@given(st.lists(PIECES, max_size=30))
def test_no_text_breaks_the_reading(pieces: list[str]) -> None:
    inside = "".join(pieces)
    text = template(f"[{cluster(FINE)} {inside}]")
    analysis = analysed(text)
    for problem in analysis.problems:
        assert 0 <= problem.span.start <= problem.span.end <= len(text)
        if problem.correction:
            apply(text, problem.correction.edits)
