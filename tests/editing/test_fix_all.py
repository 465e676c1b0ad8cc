"""All fixes at once, also when they clash or do harm."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from armlens.analysis.engine import analyse
from armlens.analysis.finding import Analysis
from armlens.analysis.settings import Settings
from armlens.editing.fix_all import (
    Mended,
    Texts,
    can_fix_all,
    fix_all,
    mended,
    preferred_fix,
    safe_fix,
)
from armlens.jsonc.parse import parse
from armlens.rules.catalogue.aks.managed_identity import RULE as MANAGED_IDENTITY
from armlens.rules.mending.fixes import Fix
from armlens.template.parameter_file import parameter_file
from armlens.template.resource import Resource
from armlens.text.edits import Edit, apply
from armlens.text.spans import Span
from editing.clusters import DEFAULT_NONE, cluster, clusters
from expectations import DOCUMENT, analysed, template


def analyser(fixes: Callable[[Resource], tuple[Fix, ...]]) -> Callable[[str], Analysis]:
    """An analysis whose only rule mends as the test wants it."""
    rule = replace(MANAGED_IDENTITY, own_fixes=fixes)
    return lambda text: analyse(text, DOCUMENT, Settings(), rules=(rule,))


def fix(resource: Resource, *edits: Edit) -> tuple[Fix, ...]:
    return (Fix("mend", {resource.tree.document: edits}, preferred=True),)


def all_fixed(text: str, analyse: Callable[[str], Analysis] = analysed) -> str:
    return apply(text, fix_all(analyse(text), analyse))


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


@pytest.mark.parametrize("bad", [0, 7, 18, 19])
def test_all_but_the_one_that_does_harm_are_mended(bad: int) -> None:
    text = clusters(*(["{ }"] * bad), "{}", *(["{ }"] * (19 - bad)))

    def harm_or_mend(resource: Resource) -> tuple[Fix, ...]:
        identity = resource.node.get("identity")
        assert identity is not None
        is_bad = identity.end - identity.start == 2
        new = '{ "type" ::: }' if is_bad else '{ "type": "SystemAssigned" }'
        return fix(resource, Edit(identity.span, new))

    fixed = all_fixed(text, analyser(harm_or_mend))
    assert fixed == text.replace("{ }", '{ "type": "SystemAssigned" }')


def test_a_fix_that_gives_rise_to_another_finding_is_not_applied() -> None:
    good = '{ "type": "SystemAssigned" }'
    text = template(f"[{cluster('{}', 'a')}, {cluster(good, 'b')}, {cluster('{ }', 'c')}]")

    def mend_and_harm(resource: Resource) -> tuple[Fix, ...]:
        identity = resource.node.get("identity")
        assert identity is not None
        edits = [Edit(identity.span, '{ "type": "SystemAssigned" }')]
        if identity.end - identity.start == 2:
            at = resource.tree.text.index('"SystemAssigned"')
            edits.append(Edit(Span(at, at + len('"SystemAssigned"')), '"None"'))
        return fix(resource, *edits)

    fixed = all_fixed(text, analyser(mend_and_harm))
    assert fixed == text.replace("{ }", '{ "type": "SystemAssigned" }')


PARAMETERS = "file:///main.parameters.json"
GIVEN = """{ "contentVersion": "1", "parameters": { "kind": { "value": "None" } } }"""


def with_parameters(texts: Texts) -> tuple[Analysis, ...]:
    given = parameter_file(parse(texts[PARAMETERS], PARAMETERS))
    settings = Settings(select=("AZR-000025",))
    return (analyse(texts[DOCUMENT], DOCUMENT, settings, parameters=given),)


def test_other_documents_are_mended_where_they_are_given() -> None:
    used = """{ "type": "[parameters('kind')]" }"""
    text = clusters(used, "{}", head=DEFAULT_NONE)
    texts = {DOCUMENT: text, PARAMETERS: GIVEN}
    before = Mended(texts, with_parameters(texts))
    after = mended(before, with_parameters, safe_fix)
    assert after.texts == {
        DOCUMENT: clusters(used, '{ "type": "SystemAssigned" }', head=DEFAULT_NONE),
        PARAMETERS: GIVEN.replace("None", "SystemAssigned"),
    }
    assert not list(after.findings())
    alone = Mended({DOCUMENT: text}, before.analyses)
    after = mended(alone, lambda each: with_parameters({**texts, **each}), safe_fix)
    assert after.texts[DOCUMENT].count("SystemAssigned") == 1


def test_a_fix_that_is_not_safe_is_applied_if_that_is_asked_for() -> None:
    used = """{ "type": "[parameters('kind')]" }"""
    text = clusters(used, used, head=DEFAULT_NONE)
    before = Mended({DOCUMENT: text}, (analysed(text),))

    def again(texts: Texts) -> tuple[Analysis, ...]:
        return (analysed(texts[DOCUMENT]),)

    assert mended(before, again, preferred_fix).texts == {
        DOCUMENT: text.replace("None", "SystemAssigned")
    }
    assert mended(before, again, safe_fix).texts != before.texts
