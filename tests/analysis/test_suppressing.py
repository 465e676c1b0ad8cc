"""Suppressions in the template and in the settings: which findings and problems they mean."""

from __future__ import annotations

import pytest

from analysis.suppressed import (
    BOTH,
    EMPTY,
    FINE,
    HERE,
    KNOWN,
    TYPE,
    analysed,
    cluster,
    clusters,
    problems,
    reasons,
    shown,
)
from armlens.analysis.engine import analyse
from armlens.analysis.finding import Analysis
from armlens.analysis.merging import merged
from armlens.analysis.settings import Level, Settings
from armlens.analysis.suppression import SuppressEntry
from armlens.jsonc.parse import parse
from armlens.rules.catalogue import RULES as EVERY
from armlens.template.parameter_file import parameter_file
from armlens.text.spans import Span
from expectations import DOCUMENT, template


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
