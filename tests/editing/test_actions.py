"""Fixes at a place, and all of them at once, also when they clash or do harm."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from armlens.analysis.engine import analyse
from armlens.analysis.finding import Analysis
from armlens.analysis.settings import Settings
from armlens.editing.actions import (
    actions_at,
    can_fix_all,
    difference,
    find_action,
    finding_keys,
    fix_all,
)
from armlens.rules.catalogue.aks.managed_identity import RULE as MANAGED_IDENTITY
from armlens.rules.mending.fixes import Fix
from armlens.template.resource import Resource
from armlens.text.edits import Edit, apply
from armlens.text.spans import Span
from expectations import DOCUMENT, analysed, template

TYPE = "Microsoft.ContainerService/managedClusters"
DEFAULT_NONE = '"parameters": { "kind": { "type": "string", "defaultValue": "None" } },'


def cluster(identity: str, name: str = "a") -> str:
    return f'{{ "type": "{TYPE}", "apiVersion": "x", "name": "{name}", "identity": {identity} }}'


def clusters(*identities: str, head: str = "") -> str:
    return template(f"[{', '.join(map(cluster, identities))}]", head)


def analyser(fixes: Callable[[Resource], tuple[Fix, ...]]) -> Callable[[str], Analysis]:
    """An analysis whose only rule mends as the test wants it."""
    rule = replace(MANAGED_IDENTITY, own_fixes=fixes)
    return lambda text: analyse(text, DOCUMENT, Settings(), rules=(rule,))


def fix(resource: Resource, *edits: Edit) -> tuple[Fix, ...]:
    return (Fix("mend", {resource.tree.document: edits}, preferred=True),)


def all_fixed(text: str, analyse: Callable[[str], Analysis] = analysed) -> str:
    return apply(text, fix_all(analyse(text), analyse))


def test_actions_are_those_of_the_findings_that_the_span_touches() -> None:
    text = clusters('{ "type": "None" }', '{ "type": "SystemAssigned" }')
    at = text.index('"None"')
    analysis = analysed(text)
    assert actions_at(analysis, Span(at, at), None)
    assert actions_at(analysis, Span(0, len(text)), None) == actions_at(
        analysis, Span(at + 2, at + 3), None
    )
    assert actions_at(analysis, Span(0, at - 1), None) == []


def test_keys_outlive_edits_elsewhere_and_number_what_is_alike() -> None:
    text = clusters('{ "type": "None" }', "{}")
    keys = [key for key, _ in finding_keys(analysed(text))]
    moved = [key for key, _ in finding_keys(analysed("\n\n// comment\n" + text))]
    assert len(set(keys)) == 2
    assert keys == moved


def test_an_action_is_found_again_by_key_and_title() -> None:
    analysis = analysed(clusters('{ "type": "None" }'))
    [first, *_] = actions_at(analysis, Span(0, 9999), None)
    later = analysed("\n" + analysis.tree.text)
    found = find_action(later, first.key, first.fix.title, None)
    assert found
    assert found.finding.span.start == first.finding.span.start + 1
    assert find_action(later, first.key, "another title", None) is None
    assert find_action(later, "another key", first.fix.title, None) is None


def test_fix_all_mends_each_finding() -> None:
    text = clusters('{ "type": "None" }', "{}", "null", '{ "type": "SystemAssigned" }')
    assert can_fix_all(analysed(text))
    fixed = all_fixed(text)
    codes = [[problem.code for problem in analysed(each).problems] for each in (text, fixed)]
    assert codes[0] == codes[1]
    assert not can_fix_all(analysed(fixed))
    assert all_fixed(fixed) == fixed


def test_one_place_behind_two_findings_is_mended_once() -> None:
    used = """{ "type": "[parameters('kind')]" }"""
    text = clusters(used, used, head=DEFAULT_NONE)

    def mend_default(resource: Resource) -> tuple[Fix, ...]:
        at = resource.tree.text.index('"None"')
        return fix(resource, Edit(Span(at, at + len('"None"')), '"SystemAssigned"'))

    fixed = all_fixed(text, analyser(mend_default))
    assert fixed == text.replace('"None"', '"SystemAssigned"')


def test_fixes_that_touch_wait_for_the_next_round() -> None:
    text = clusters('{ "type": "None" }', '{ "type": "None" }', '{ "type": "None" }')

    def insert_and_mend(resource: Resource) -> tuple[Fix, ...]:
        at = resource.tree.text.index('"None"', resource.node.start)
        mend = Edit(Span(at, at + len('"None"')), '"SystemAssigned"')
        return fix(resource, Edit(Span(0, 0), " "), mend)

    fixed = all_fixed(text, analyser(insert_and_mend))
    assert fixed == "   " + text.replace("None", "SystemAssigned")


def test_a_fix_that_mends_nothing_is_not_applied() -> None:
    text = clusters('{ "type": "None" }')
    idle = analyser(lambda resource: fix(resource, Edit(Span(0, 0), " ")))
    assert fix_all(idle(text), idle) == ()


def test_a_fix_that_breaks_the_document_does_not_keep_others_from_working() -> None:
    text = template(f"[{cluster('{}', 'bad')}, {cluster('{}', 'good')}]")

    def harm_or_mend(resource: Resource) -> tuple[Fix, ...]:
        at = resource.tree.text.index("{}", resource.node.start)
        new = '{ "type": "SystemAssigned" }' if resource.name == "good" else '{ "type" ::: }'
        return fix(resource, Edit(Span(at, at + 2), new))

    fixed = all_fixed(text, analyser(harm_or_mend))
    assert fixed.count("SystemAssigned") == 1
    assert ":::" not in fixed


def test_unsafe_and_other_documents_are_left_alone() -> None:
    text = clusters('{ "type": "None" }')
    edit = Edit(Span(0, 0), " ")
    fixes = (
        Fix("unsafe", {DOCUMENT: (edit,)}, safe=False, preferred=True),
        Fix("second", {DOCUMENT: (edit,)}),
        Fix("elsewhere", {"file:///other.json": (edit,)}, preferred=True),
        Fix("both", {DOCUMENT: (edit,), "file:///other.json": (edit,)}, preferred=True),
        Fix("none", {DOCUMENT: ()}, preferred=True),
    )
    assert fix_all(analyser(lambda _: fixes)(text), analyser(lambda _: fixes)) == ()


TEXTS = st.text(st.sampled_from("ab😀\n"), max_size=12)


@given(TEXTS, TEXTS)
def test_difference_is_one_smallest_replacement(before: str, after: str) -> None:
    edits = difference(before, after)
    assert apply(before, edits) == after
    assert len(edits) == (before != after)
    for edit in edits:
        old = edit.span.text_of(before)
        assert not (old and edit.text and (old[0] == edit.text[0] or old[-1] == edit.text[-1]))
