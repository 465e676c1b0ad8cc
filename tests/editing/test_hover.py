"""Hover texts from whole templates."""

from __future__ import annotations

from armlens.analysis.engine import analyse
from armlens.analysis.settings import Level, Settings
from armlens.editing.hover import hover
from expectations import DOCUMENT, analysed, template

CLUSTER = '{ "type": "Microsoft.ContainerService/managedClusters", "apiVersion": "2024-05-01", '


def with_identity(identity: str, head: str = "") -> str:
    return template(f'[{CLUSTER} "name": "a", "identity": {identity} }}]', head)


def test_all_parts_in_both_forms() -> None:
    text = with_identity('{ "type": "None" }')
    at = text.index('"None"')
    answer = hover(analysed(text), at)
    assert answer
    assert answer.span == (at, at + len('"None"'))
    rule = analysed(text).findings[0].rule
    for written in (answer.markdown, answer.plain):
        for part in (rule.title, "Important · Security", "'None'", rule.help, "SystemAssigned"):
            assert part in written
        assert all(link.url in written for link in rule.links)
    assert answer.markdown.startswith(f"**{rule.title}**")
    assert "**" not in answer.plain


def test_origin_is_named_with_its_line() -> None:
    head = '\n"parameters": { "kind": { "type": "string", "defaultValue": "None" } },'
    text = with_identity("""{ "type": "[parameters('kind')]" }""", head)
    answer = hover(analysed(text), text.index('"[parameters'))
    assert answer
    assert f"([line 2](<{DOCUMENT}#L2>))" in answer.markdown
    assert f"(line 2: {DOCUMENT}#L2)" in answer.plain


def test_hostile_value_does_not_act() -> None:
    text = with_identity('{ "type": "<img src=x>[a](http://b)" }')
    answer = hover(analysed(text), text.index('"<img'))
    assert answer
    assert "<img" not in answer.markdown
    assert "[a](" not in answer.markdown


def test_nothing_beside_a_finding_or_when_the_rule_is_off() -> None:
    text = with_identity('{ "type": "None" }')
    at = text.index('"None"')
    assert hover(analysed(text), at - 1) is None
    assert hover(analysed(text), at + len('"None"')) is not None
    off = Settings(rules={"Azure.AKS": Level.OFF})
    assert hover(analyse(text, DOCUMENT, off), at) is None


def test_a_problem_says_what_it_means_and_what_to_do() -> None:
    text = template("[]", '"variables": { "a": [1, 2,] },')
    at = text.index(",]")
    answer = hover(analysed(text), at)
    assert answer
    assert answer.span == (at, at + 1)
    assert answer.markdown.startswith("**A comma has nothing to separate**\n\n")
    assert answer.plain == (
        "A comma has nothing to separate\n\n"
        "warning · `jsonc.trailing-comma`\n\n"
        "The comma before ']' has nothing to separate.\n\n"
        "A comma after the last member or element is taken by Azure Resource Manager and refused"
        " by the portal, by pipelines and by every strict reader of JSON.\n\n"
        "Recommendation: Remove the comma."
    )


def test_a_problem_in_an_expression_comes_before_what_the_expression_is_worth() -> None:
    text = template("[]", """"variables": { "a": "[concat('x', newThing())]" },""")
    answer = hover(analysed(text), text.index("newThing"))
    assert answer
    first, second = answer.plain.split("\n\n-----\n\n")
    assert first.startswith("armlens does not know this function\n\ninformation · `template.unk")
    assert second.startswith("Not known:")
