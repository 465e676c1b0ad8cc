"""Linked templates: what is followed, with which values, and what is told of the rest."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from armlens.analysis.running import Checker
from armlens.analysis.settings import Settings
from armlens.evaluation.access import member
from armlens.evaluation.evaluator import evaluate_expression
from armlens.evaluation.values import Known, Unknown, Value, WrittenObject
from armlens.rules.catalogue import RULES
from armlens.template.deployments import unseen
from armlens.template.linking import MAX_WAY
from armlens.template.relations import Relations
from armlens.template.resource import Resource
from armlens.text.problems import Severity
from expectations import template
from links import CLUSTER, Folder, child, deployment, folder, passing


def names(found: Folder, name: str = "main.json") -> list[str]:
    return [f"{each.tree.document} {each.name}" for each in found.resources(name)]


def identity(resource: Resource) -> Value:
    value = member(resource.body, "identity")
    assert isinstance(value, WrittenObject)
    return member(value, "type")


def cluster_of(found: Folder) -> Resource:
    (cluster,) = (each for each in found.resources() if each.type == CLUSTER)
    return cluster


def test_the_resources_of_a_linked_template_follow_their_deployment() -> None:
    found = folder(f'{passing("1")}, {{ "type": "A.B/c", "name": "last" }}', child=child())
    assert names(found) == ["main.json linked", "child.json aks", "main.json last"]


def test_values_are_passed_and_defaults_stay() -> None:
    head = '"parameters": { "p": { "type": "string", "defaultValue": "FromParent" } },'
    cluster = cluster_of(folder(passing("\"[parameters('p')]\""), head, child=child()))
    assert isinstance(value := identity(cluster), Known)
    assert value.value == "FromParent"
    assert isinstance(value := identity(cluster_of(folder(deployment(), child=child()))), Known)
    assert value.value == "SystemAssigned"


def test_the_names_are_those_of_the_linked_template_whatever_its_scope_says() -> None:
    """A linked template is a template by itself: it has no `expressionEvaluationOptions`."""
    head = '"parameters": { "kind": { "type": "string", "defaultValue": "Never" } },'
    outer = deployment().replace(
        '"templateLink"', '"expressionEvaluationOptions": { "scope": "outer" }, "templateLink"'
    )
    assert isinstance(value := identity(cluster_of(folder(outer, head, child=child()))), Known)
    assert value.value == "SystemAssigned"


def test_values_behind_a_link_of_their_own_are_unknown() -> None:
    text = deployment().replace('"parameters": {}', '"parametersLink": { "uri": "https://x" }')
    value = identity(cluster_of(folder(text, child=child())))
    assert isinstance(value, Unknown)


@pytest.mark.parametrize(
    ("link", "head"),
    [
        ('{ "relativePath": "[variables(\'v\').path]" }', '"variables": {"v": {"path": "sub/x.json"}},'),
        ('{ "relativePath": "[concat(\'sub\', \'/x.json\')]" }', ""),
        ('{ "relativePath": "[parameters(\'p\')]" }', '"parameters": {"p": {"defaultValue": "./sub/x.json"}},'),
        ('{ "RelativePath": "sub/\\u0078.json", "contentVersion": "1.0.0.0" }', ""),
        ("\"[variables('link')]\"", '"variables": {"link": {"relativePath": "sub/../sub/x.json"}},'),
    ],
)  # fmt: skip
def test_the_path_is_evaluated(link: str, head: str) -> None:
    main = template(f"[{deployment(link)}]", head)
    found = Folder({"main.json": main, "sub/x.json": child()})
    assert names(found)[-1] == "sub/x.json aks"


@pytest.mark.parametrize(
    ("link", "head"),
    [
        ('{ "uri": "https://example.org/child.json" }', ""),
        ('{ "id": "/subscriptions/1/providers/Microsoft.Resources/templateSpecs/x" }', ""),
        ('{ "relativePath": "[parameters(\'p\')]" }', '"parameters": {"p": {"type": "string"}},'),
        ('{ "relativePath": "[resourceGroup().name]" }', ""),
        ('{ "relativePath": 5 }', ""),
        ("\"[parameters('p')]\"", '"parameters": {"p": {"type": "object"}},'),
        ('{ "relativePath": "[parameters(\'p\')]" }', '"parameters": {"p": {"type": "secureString", "defaultValue": "child.json"}},'),
    ],
)  # fmt: skip
def test_other_links_stay_unknown_without_a_word(link: str, head: str) -> None:
    found = folder(deployment(link), head, child=child())
    assert names(found) == ["main.json linked"]
    assert found.problems() == []
    assert found.asked == []


def test_what_cannot_be_seen_is_known() -> None:
    link = '{ "uri": "https://example.org/child.json" }'
    inline = '{ "type": "Microsoft.Resources/deployments", "name": "inline", "properties": %s }'
    texts = [
        deployment(link, name="uri"),
        deployment(name="followed"),
        passing("1", "none.json", name="missing"),
        inline % '{ "template": { "resources": [] } }',
        inline.replace("inline", "chosen") % '{ "template": "[parameters(\'t\')]" }',
        '{ "type": "Microsoft.Resources/deploymentStacks", "name": "stack" }',
        '{ "condition": false, ' + deployment(link, name="never")[1:],
        '{ "type": "A.B/c", "name": "other" }',
    ]
    grandchild = template(f"[{deployment(link, name='deep')}]")
    found = folder(", ".join(texts), child=grandchild)
    expected = ["uri", "deep", "missing", "chosen", "stack"]
    assert [each.name for each in unseen(found.resources())] == expected
    assert unseen(folder(passing("1"), child=child()).resources()) == ()


def test_nothing_is_followed_where_nobody_knows_how() -> None:
    found = folder(deployment(), child=child())
    found.follow = lambda document, path: None  # type: ignore[method-assign]  # noqa: ARG005 - as called
    assert names(found) == ["main.json linked"]
    assert found.problems() == []
    assert [each.name for each in unseen(found.resources())] == ["linked"]


def test_an_inline_template_counts_where_there_are_both() -> None:
    text = deployment().replace('"templateLink"', '"template": { "resources": [] }, "templateLink"')
    found = folder(text, child=child())
    assert names(found) == ["main.json linked"]
    assert found.asked == []


def test_paths_are_relative_to_the_template_that_links() -> None:
    texts = {
        "main.json": template(f"[{passing('1', 'a/b.json')}]"),
        "a/b.json": template(f"[{passing('1', '../c/d.json')}]"),
        "c/d.json": child(),
        "d.json": "{}",
    }
    assert names(Folder(texts))[-1] == "c/d.json aks"


def test_outputs_are_read_by_reference() -> None:
    broken = passing("1", "none.json", name="broken")
    found = folder(", ".join([passing('"x"'), broken]), child=child())
    scope = found.resources()[0].scope
    value = evaluate_expression("reference('linked').outputs.kind.value", scope)
    assert isinstance(value, Known)
    assert value.value == "x"
    assert [each.document for each in value.origins] == ["child.json", "main.json"]
    unknown = evaluate_expression("reference('broken').outputs.kind.value", scope)
    assert isinstance(unknown, Unknown)


@pytest.mark.parametrize(("more", "is_same"), [("", True), ('"resourceGroup": "other",', False)])
def test_what_is_deployed_to_is_that_of_the_parent_unless_told_otherwise(
    more: str, *, is_same: bool
) -> None:
    found = folder(deployment(more=more), child=child())
    parent, linked = found.resources()
    assert (parent.scope.target == linked.scope.target) is is_same
    assert parent.scope.deployment != linked.scope.deployment
    assert parent.scope.budget is linked.scope.budget


def test_a_link_in_a_nested_template_of_either_scope_is_followed() -> None:
    for scope in ("inner", "outer"):
        nested = (
            '{ "type": "Microsoft.Resources/deployments", "name": "n", "properties": {'
            f' "expressionEvaluationOptions": {{ "scope": "{scope}" }},'
            f' "template": {{ "resources": [{deployment()}] }} }} }}'
        )
        assert names(folder(nested, child=child()))[-1] == "child.json aks"


def test_a_loop_of_links_has_an_instance_for_each() -> None:
    copy = '"copy": { "name": "each", "count": 2 },'
    link = '{ "relativePath": "[concat(copyIndex(), \'.json\')]" }'
    text = template(f"[{deployment(link, more=copy)}]")
    found = Folder({"main.json": text, "0.json": child(), "1.json": child()})
    clusters = [each for each in found.resources() if each.type == CLUSTER]
    assert [(each.tree.document, each.instances[0].index) for each in clusters] == [
        ("0.json", 0),
        ("1.json", 1),
    ]


def test_a_link_behind_a_condition_that_is_false_is_not_looked_at() -> None:
    found = folder('{ "condition": false, ' + passing("1", "none.json")[1:])
    assert found.problems() == []
    assert found.asked == []


BROKEN = "template.link-"


def test_a_missing_template_is_told_at_its_path() -> None:
    found = folder(passing("1", "none.json"))
    message = "'none.json' cannot be read: it does not exist."
    assert found.problems() == [(f"{BROKEN}unreadable", '"none.json"', message)]


def test_what_lies_outside_is_told_softly() -> None:
    found = folder(passing("1", "../none.json"))
    (problem,) = found.analysed().problems
    assert problem.code == f"{BROKEN}outside"
    assert problem.severity == "information"
    assert problem.message == "'../none.json' is not looked at: it lies outside."


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{ "parameters": { "a": { "value": 1 } } }'])
def test_what_is_no_template_is_told(text: str) -> None:
    found = folder(passing("1"), child=text)
    message = "'child.json' is not a template."
    assert found.problems() == [(f"{BROKEN}not-template", '"child.json"', message)]


def test_a_template_with_syntax_errors_is_followed_as_far_as_it_goes() -> None:
    found = folder(passing("1"), child=child().removesuffix("}"))
    assert found.problems() == []
    assert names(found)[-1] == "child.json aks"


CIRCLE = "The links from here lead in a circle, which is not followed."


def test_a_template_that_links_itself() -> None:
    found = folder(passing("1", "main.json"))
    assert found.problems() == [(f"{BROKEN}cycle", '"main.json"', CIRCLE)]
    assert names(found) == ["main.json linked"]


def test_a_circle_is_told_once_in_each_template_of_it() -> None:
    other = template(f"[{passing('1', 'main.json')}]")
    found = folder(passing("1"), child=other)
    assert found.problems() == [(f"{BROKEN}cycle", '"child.json"', CIRCLE)]
    assert found.problems("child.json") == [(f"{BROKEN}cycle", '"main.json"', CIRCLE)]
    assert names(found) == ["main.json linked", "child.json linked"]


def test_a_circle_of_others_is_theirs_to_tell() -> None:
    texts = {
        "b": template(f"[{passing('1', 'c.json')}]"),
        "c": template(f"[{passing('1', 'b.json')}]"),
    }
    found = folder(passing("1", "b.json"), **texts)
    assert found.problems() == []
    assert [each.tree.document for each in unseen(found.resources())] == ["c.json"]
    assert [len(found.problems(f"{each}.json")) for each in "bc"] == [1, 1]


def test_one_template_may_be_linked_twice() -> None:
    found = folder(f"{passing('1', name='a')}, {passing('1', name='b')}", child=child())
    assert found.problems() == []
    assert names(found).count("child.json aks") == 2


def test_a_broken_link_of_another_template_is_told_there() -> None:
    found = folder(passing("1"), child=template(f"[{passing('1', 'none.json')}]"))
    assert found.problems() == []
    assert [each[0] for each in found.problems("child.json")] == [f"{BROKEN}unreadable"]


def test_a_path_that_was_passed_is_told_where_it_was_passed() -> None:
    link = '{ "relativePath": "[parameters(\'path\')]" }'
    middle = template(f"[{deployment(link)}]", '"parameters": { "path": { "type": "string" } },')
    main = deployment(parameters='{ "path": { "value": "none.json" } }')
    found = folder(main, child=middle)
    message = "'none.json' cannot be read: it does not exist."
    assert found.problems() == [(f"{BROKEN}unreadable", '"none.json"', message)]
    assert found.problems("child.json") == []


def test_a_long_way_is_followed_to_its_limit() -> None:
    texts = {f"t{n}": template(f"[{passing('1', f't{n + 1}.json')}]") for n in range(MAX_WAY)}
    found = folder(passing("1", "t0.json"), **texts, **{f"t{MAX_WAY}": child()})
    ((code, characters, _),) = found.problems()
    assert (code, characters) == (f"{BROKEN}limit", '"t0.json"')
    assert len(names(found)) == MAX_WAY
    assert [each for each in found.problems("t1.json") if each[0] == code] == []


def test_no_more_is_linked_than_can_be_taken_in() -> None:
    copy = '"copy": { "name": "each", "count": 10 },'
    fan = template(f"[{passing('1', 'next.json', copy)}]")
    texts = {f"t{n}": fan.replace("next", f"t{n + 1}") for n in range(5)}
    found = folder(passing("1", "t0.json"), **texts, t5=child())
    ((code, characters, _),) = found.problems()
    assert (code, characters) == (f"{BROKEN}limit", '"t0.json"')
    assert len(found.resources()) <= 200 * 10 + 2


def test_a_circle_through_a_condition_that_ends_it_is_not_followed_either() -> None:
    head = '"parameters": { "n": { "type": "int", "defaultValue": 3 } },'
    text = '{ "condition": "[greater(parameters(\'n\'), 0)]", ' + deployment(
        '{ "relativePath": "main.json" }', '{ "n": { "value": "[sub(parameters(\'n\'), 1)]" } }'
    ).removeprefix("{")
    found = folder(text, head)
    assert [each[:2] for each in found.problems()] == [(f"{BROKEN}cycle", '"main.json"')]


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ('{ "kind": { "value": "x" } }', []),
        ("{}", [("parameters.missing", '"parameters"')]),
        ('{ "kind": { "value": "x" }, "other": { "value": 1 } }', [("parameters.undeclared", '"other"')]),
        ('{ "kind": { "value": 5 } }', [("parameters.wrong-type", "5")]),
        ('{ "kind": { "value": "[resourceGroup().name]" } }', []),
    ],
)  # fmt: skip
def test_what_is_passed_must_be_what_the_linked_template_takes(
    parameters: str, expected: list[tuple[str, str]]
) -> None:
    text = child().replace(', "defaultValue": "SystemAssigned"', "")
    found = folder(deployment(parameters=parameters), child=text)
    told = found.problems(start="parameters.")
    assert [(code, characters) for code, characters, _ in told] == expected
    assert {each.severity for each in found.analysed().problems} <= {Severity.WARNING}
    outer = folder(passing("1", "main2.json"), main2=found.texts["main.json"], child=text)
    assert outer.problems(start="parameters.") == [
        ("parameters.undeclared", '"kind"', "The template has no parameter 'kind'.")
    ]


_VALUES = st.sampled_from(
    ['"None"', '"SystemAssigned"', "null", "1", "\"[parameters('u')]\"", "\"[resourceGroup().id]\"",
     "\"[if(parameters('u'), 'None', 'UserAssigned')]\"", "{}", "[]", "\"[reference('x').y]\""]
)  # fmt: skip


@given(passed=st.none() | _VALUES, default=st.none() | _VALUES, identity=_VALUES | st.just(None))
def test_a_linked_template_is_worth_what_it_is_inline(
    passed: str | None, default: str | None, identity: str | None
) -> None:
    """The same template of inner scope gives the same values, whatever is passed to it."""
    declared = {"kind": {"type": "string"}, "u": {"type": "bool"}}
    text = child("?", identity or "\"[parameters('kind')]\"")
    text = text.replace(', "defaultValue": ?', f', "defaultValue": {default}' if default else "")
    given_values = f'{{ "kind": {{ "value": {passed} }} }}' if passed else "{}"
    head = f'"parameters": {json.dumps(declared)},'
    linked = folder(deployment(parameters=given_values), head, child=text)
    inline = deployment(parameters=given_values).replace(
        '"templateLink": { "relativePath": "child.json" }',
        f'"expressionEvaluationOptions": {{ "scope": "inner" }}, "template": {text}',
    )
    nested = folder(inline, head)
    assert _described(linked) == _described(nested)


def _described(found: Folder) -> list[str]:
    """What the rules say of each resource, in the words of the verdict."""
    findings, _ = Checker(RULES, Settings(), None).check_all(found.resources())
    return sorted(f"{each.rule.name} {each.kind} {each.message}" for each in findings)


POOLS = f"{CLUSTER}/agentPools"


def test_two_links_to_one_template_do_not_mix_up_their_resources() -> None:
    """Its nodes are the same in both; what they are children of is not."""
    head = '"parameters": { "kind": { "type": "string" } },'
    pool = '{ "type": "agentPools", "name": "pool" }'
    name = "[parameters('kind')]"
    owner = f'{{ "type": "{CLUSTER}", "name": "{name}", "resources": [{pool}] }}'
    both = ", ".join(passing(f'"{each}"', name=each) for each in "ab")
    resources = folder(both, child=template(f"[{owner}]", head)).resources()
    relations = Relations(resources)
    clusters = [each for each in resources if each.type == CLUSTER]
    assert [
        [each.resource.name for each in relations.children(cluster, [POOLS])]
        for cluster in clusters
    ] == [["a/pool"], ["b/pool"]]


def test_children_in_a_linked_template_are_found() -> None:
    pool = f'{{ "type": "{POOLS}", "name": "aks/pool" }}'
    main = f'{{ "type": "{CLUSTER}", "name": "aks" }}, {deployment()}'
    resources = folder(main, child=template(f"[{pool}]")).resources()
    (related,) = Relations(resources).children(resources[0], [POOLS])
    assert (related.resource.name, related.is_certain) == ("aks/pool", True)


@pytest.mark.parametrize(("path", "is_complete"), [("child.json", True), ("none.json", False)])
def test_what_is_not_there_is_only_known_if_every_link_was_followed(
    path: str, *, is_complete: bool
) -> None:
    found = folder(passing("1", path), child=child())
    assert Relations(found.resources()).is_complete is is_complete
