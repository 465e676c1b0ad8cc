"""Findings on linked templates: in which document they are told, where, and how they are mended."""

from __future__ import annotations

from dataclasses import replace

import pytest

from armlens.analysis.engine import analyse_tree
from armlens.analysis.fingerprints import fingerprint
from armlens.analysis.linked import LinkedTemplates
from armlens.analysis.parameters import parameters_analysis
from armlens.analysis.settings import Settings
from armlens.evaluation.values import Single
from armlens.rules.catalogue import RULES
from armlens.rules.language.conditions import Claim
from armlens.rules.language.fields import field
from armlens.rules.language.predicates import IsSet
from armlens.rules.verdicts import VerdictKind
from armlens.text.edits import apply
from expectations import template
from links import Folder, child, deployment, folder, passing

NONE = "The cluster has no managed identity: 'identity.type' is 'None'"
KIND, X, BAD, NEVER = "\"[parameters('kind')]\"", '"x"', '"None"', '"Never"'
DECLARED = '"parameters": { "kind": { "type": "string", "defaultValue": "y" } },'
PASSED = f"{NONE} from the value passed for parameter 'kind'."


def test_a_finding_is_told_at_the_argument_that_causes_it() -> None:
    found = folder(passing('"None"'), child=child())
    (finding,) = found.analysed().findings
    assert found.shown(finding) == f'"None" {PASSED}'
    assert finding.used_at
    document, span = finding.used_at
    characters = span.text_of(found.texts["child.json"])
    assert (document, characters) == ("child.json", "\"[parameters('kind')]\"")


def test_a_value_that_is_right_is_told_there_too_for_those_who_ask() -> None:
    found = folder(passing('"UserAssigned"'), child=child('"None"'))
    (finding,) = found.analysed().findings
    assert (finding.kind, finding.span.text_of(found.texts["main.json"])) == (
        VerdictKind.PASS,
        '"UserAssigned"',
    )


@pytest.mark.parametrize(
    ("main", "default", "identity"),
    [
        (deployment(), '"None"', "\"[parameters('kind')]\""),
        (passing('"None"'), '"None"', '"None"'),
        (passing('"None"'), '"None"', "null"),
        (deployment(), '"SystemAssigned"', "\"[parameters('kind')]\""),
    ],
)
def test_what_the_linked_template_has_by_itself_is_told_there(
    main: str, default: str, identity: str
) -> None:
    found = folder(main, child=child(default, identity))
    assert found.analysed().findings == ()
    own = found.told("child.json")
    assert bool(own) is ("None" in default + identity or identity == "null")


def test_the_narrowest_characters_of_an_object_are_told() -> None:
    declared = '"parameters": { "all": { "type": "object" } },'
    cluster = (
        '{ "type": "Microsoft.ContainerService/managedClusters", "name": "aks",'
        ' "identity": "[parameters(\'all\').identity]" }'
    )
    main = deployment(
        parameters='{ "all": { "value": { "identity": { "tags": 1, "type": "None" } } } }'
    )
    found = folder(main, child=template(f"[{cluster}]", declared))
    assert found.told() == [f"\"None\" {NONE} from the value passed for parameter 'all'."]


def test_the_origins_beyond_the_argument_are_kept() -> None:
    head = """"parameters": { "p": { "type": "string", "defaultValue": "None" } },
        "variables": { "v": "[parameters('p')]" },"""
    argument = "\"[variables('v')]\""
    found = folder(passing(argument), head, child=child())
    (finding,) = found.analysed().findings
    assert finding.span.text_of(found.texts["main.json"]) == argument
    assert [each.label for each in finding.verdict.origins] == [
        "the value passed for parameter 'kind'",
        "variable 'v'",
        "the default of parameter 'p'",
    ]


def test_over_several_templates_the_first_argument_in_this_one_is_told() -> None:
    head = '"parameters": { "kind": { "type": "string" } },'
    middle = template(f"[{passing(KIND, 'deep.json')}]", head)
    found = folder(passing('"None"', "middle.json"), middle=middle, deep=child())
    (finding,) = found.analysed().findings
    assert found.shown(finding) == f'"None" {PASSED}'
    assert finding.used_at
    assert finding.used_at[0] == "deep.json"
    assert [each.document for each in finding.verdict.origins] == ["middle.json", "main.json"]
    assert found.told("middle.json") == []


def test_a_value_that_only_selects_is_an_origin_as_well() -> None:
    identity = "\"[if(equals(parameters('kind'), 'x'), 'None', 'UserAssigned')]\""
    assert folder(passing('"x"'), child=child(identity=identity)).told() == [f'"x" {NONE}.']


def test_what_is_only_there_because_of_the_link_is_told_at_its_path() -> None:
    condition = "\"condition\": \"[equals(parameters('kind'), 'x')]\","
    text = child(identity='"None"', more=condition)
    found = folder(passing('"x"'), child=text)
    assert found.told("child.json") == []
    (finding,) = found.analysed().findings
    assert found.shown(finding) == f'"child.json" {NONE}.'
    assert finding.used_at
    assert finding.used_at[0] == "child.json"


def test_what_a_template_in_between_causes_is_told_there_only() -> None:
    middle = template(f"[{passing(BAD, 'deep.json')}]")
    found = folder(passing("1", "middle.json"), middle=middle, deep=child())
    assert found.told("middle.json") == [f"{BAD} {PASSED}"]
    assert found.told() == []
    condition = "\"condition\": \"[equals(parameters('kind'), 'x')]\","
    text = child(identity=BAD, more=condition)
    middle = template(f"[{passing(X, 'deep.json')}]")
    found = folder(passing("1", "middle.json"), middle=middle, deep=text)
    assert found.told("middle.json") == [f'"deep.json" {NONE}.']
    assert found.told() == []


def test_of_a_way_over_several_templates_the_first_path_is_told() -> None:
    condition = "\"condition\": \"[equals(parameters('kind'), 'x')]\","
    deep = child(identity=BAD, more=condition)
    middle = template(f"[{passing(KIND, 'deep.json')}]", DECLARED)
    found = folder(passing(X, "middle.json"), middle=middle, deep=deep)
    assert [found.told(each) for each in ("deep.json", "middle.json")] == [[], []]
    assert found.told() == [f'"middle.json" {NONE}.']


def test_what_a_template_has_by_itself_is_told_there_though_one_in_between_has_it_not() -> None:
    condition = "\"condition\": \"[equals(parameters('kind'), 'x')]\","
    middle = template(f"[{passing('1', 'deep.json', condition)}]", DECLARED)
    found = folder(passing(X, "middle.json"), middle=middle, deep=child(identity=BAD))
    assert found.told("deep.json") == [f"{BAD} {NONE}."]
    assert [found.told(each) for each in ("middle.json", "main.json")] == [[], []]


def test_the_parameter_files_of_the_linked_template_count_for_what_it_has_by_itself() -> None:
    """Its default fails, and its own file hides that: then it is told where it is linked."""
    values = '{ "parameters": { "kind": { "value": "UserAssigned" } } }'
    texts = {
        "main.json": template(f"[{deployment()}]"),
        "child.json": child('"None"'),
        "child.parameters.json": values,
    }
    found = Folder(texts)
    assert found.analysed().findings == ()
    (finding,) = found.analysed(own={"child.json": "child.parameters.json"}).findings
    assert found.shown(finding) == f"\"child.json\" {NONE} with the default of parameter 'kind'."


def test_instances_of_a_looped_link_are_told_once_by_name() -> None:
    head = '"variables": { "kinds": ["None", "UserAssigned", "None"] },'
    copy = '"copy": { "name": "each", "count": 3 },'
    argument = "\"[variables('kinds')[copyIndex()]]\""
    found = folder(passing(argument, more=copy), head, child=child())
    (told,) = found.told()
    assert told.startswith(argument)
    assert told.endswith("This concerns instances 0 and 2 of loop 'each'.")


def test_two_links_to_one_template_are_two_findings() -> None:
    both = f"{passing(BAD, name='a')}, {passing(NEVER, name='b')}"
    assert [each.partition(" ")[0] for each in folder(both, child=child()).told()] == [
        BAD,
        NEVER,
    ]


def test_two_links_are_told_apart_by_what_a_baseline_knows() -> None:
    both = ", ".join(passing(BAD, name=each) for each in "ab")
    found = folder(both, child=child()).analysed().findings
    assert [fingerprint(each, "main.json").name for each in found] == ["a > aks", "b > aks"]
    assert {fingerprint(each, "main.json").path for each in found} == {"identity.type"}


def test_an_open_finding_says_for_which_value_of_this_template_it_fails() -> None:
    head = '"parameters": { "p": { "type": "string", "allowedValues": ["None", "UserAssigned"] } },'
    found = folder(passing("\"[parameters('p')]\""), head, child=child())
    (told,) = found.told()
    assert "when parameter 'p' is 'None'" in told


def test_it_is_mended_in_the_template_that_causes_it() -> None:
    used_once = child().replace(f'"value": {KIND}', '"value": ""')
    found = folder(passing('"None"'), child=used_once)
    text = found.texts["main.json"]
    (finding,) = found.analysed().findings
    best, *_ = finding.fixes()
    assert (best.safe, best.preferred, list(best.edits)) == (True, True, ["main.json"])
    after = apply(text, best.edits["main.json"])
    assert after == text.replace('"None"', '"SystemAssigned"')
    assert Folder({**found.texts, "main.json": after}).told() == []


def test_a_fix_of_the_linked_template_is_never_made_unasked() -> None:
    found = folder(passing('"None"'), child=child())
    (finding,) = found.analysed().findings
    there = [fix for fix in finding.fixes() if list(fix.edits) == ["child.json"]]
    assert [fix.safe for fix in there] == [False, False]
    mended = apply(found.texts["child.json"], there[0].edits["child.json"])
    assert Folder({**found.texts, "child.json": mended}).told() == []


def test_a_value_of_a_parameter_file_is_told_in_each_document_that_it_comes_through() -> None:
    head = '"parameters": { "p": { "type": "string" } },'
    argument = "\"[parameters('p')]\""
    texts = {
        "main.json": template(f"[{passing(argument)}]", head),
        "child.json": child(),
        "main.parameters.json": '{ "parameters": { "p": { "value": "None" } } }',
    }
    found = Folder(texts)
    analysis = found.analysed(given="main.parameters.json")
    (finding,) = analysis.findings
    assert finding.span.text_of(texts["main.json"]) == argument
    file = found.tree("main.parameters.json")
    (there,) = parameters_analysis(file, [analysis], Settings()).findings
    assert there.span.text_of(file.text) == '"None"'
    assert there.used_at == ("main.json", finding.span)


class Broken(IsSet):
    """A predicate that has no answer."""

    def holds(self, value: Single) -> bool:
        raise ZeroDivisionError(value)


def test_a_rule_that_breaks_on_a_linked_template_is_told_at_the_path() -> None:
    found = folder(passing("1"), child=child())
    rule = replace(RULES[0], condition=Claim(field("name"), Broken()))
    analysis = analyse_tree(
        found.tree(), Settings(), rules=[rule], linked=LinkedTemplates(found.follow)
    )
    (problem,) = (each for each in analysis.problems if each.code == "rule.crashed")
    assert problem.span.text_of(found.texts["main.json"]) == '"child.json"'


REASON = "// armlens: ignore Azure.AKS.ManagedIdentity - because\n"


def suppressed(found: Folder) -> list[list[str]]:
    """The reasons of each finding in the main template not to be told."""
    return [[each.reason for each in one.suppressions] for one in found.analysed().findings]


def test_a_comment_where_it_is_told_suppresses_it() -> None:
    main = passing(f"\n{REASON}{BAD}")
    found = folder(main, child=child())
    assert suppressed(found) == [["because"]]
    assert found.problems() == []


def test_metadata_of_the_deployment_suppresses_it() -> None:
    ignore = '{ "Azure.AKS.ManagedIdentity": "a module" }'
    more = f'"metadata": {{ "armlens": {{ "ignore": {ignore} }} }},'
    found = folder(passing(BAD, more=more), child=child())
    assert suppressed(found) == [["a module"]]
    assert found.problems() == []


def test_what_the_linked_template_suppresses_is_suppressed_wherever_it_is_linked() -> None:
    text = child().replace('"identity"', f'\n{REASON}"identity"')
    found = folder(passing(BAD), child=text)
    assert suppressed(found) == [["because"]]
    assert found.told() == []


def test_a_suppression_of_the_linked_template_is_not_one_of_this_one() -> None:
    """Though it is at the same offset, it does not count as used."""
    text = f"{REASON}{template(f'[{passing(BAD)}]')}"
    linked = f"{REASON}{child()}"
    found = Folder({"main.json": text, "child.json": linked})
    assert suppressed(found) == [[]]
    assert [code for code, _, _ in found.problems(start="suppression.")] == ["suppression.unused"]
