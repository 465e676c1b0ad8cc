"""Suppressing a finding in its template: what is written, and that the finding is then gone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from armlens.analysis.engine import analyse
from armlens.analysis.parameters import parameters_analysis
from armlens.analysis.settings import Settings
from armlens.editing.suppressions import template_suppressions
from armlens.rules.mending.fixes import Fix
from armlens.text.edits import apply
from expectations import SCHEMA, analysed, only_finding
from expectations import template as whole
from links import Folder, child, folder, passing

TYPE = "Microsoft.ContainerService/managedClusters"
RULE = "Azure.AKS.ManagedIdentity"
COMMENT = f"Ignore {RULE} on this line"
ADDED = f'{{ "ignore": {{ "{RULE}": "reason" }} }}'
METADATA = f"Ignore {RULE} in the metadata of this resource"


def template(*lines: str, end: str = "\n") -> str:
    """A template whose one cluster has these lines as its last members."""
    head = f'{{ "$schema": "{SCHEMA}", "resources": [{{'
    cluster = [f'    "type": "{TYPE}",', '    "apiVersion": "x",', '    "name": "aks",']
    return end.join([head, *cluster, *lines, "}]}"])


def offered(text: str) -> dict[str, Fix]:
    analysis, finding = only_finding(text)
    return {fix.title: fix for fix in template_suppressions(finding, analysis)}


def suppressed(text: str, title: str) -> str:
    """The text after the action, which leaves a suppression that asks for its reason."""
    fix = offered(text)[title]
    assert not fix.safe
    (edits,) = fix.edits.values()
    after = apply(text, edits)
    analysis = analysed(after)
    assert not [finding for finding in analysis.findings if finding.is_shown]
    [problem] = [each for each in analysis.problems if each.code == "suppression.no-reason"]
    assert problem.span.text_of(after).strip('"') == "reason"
    return after


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("lead", ["    ", "\t", ""])
def test_comment_is_written_above_the_line_with_its_lead(lead: str, end: str) -> None:
    line = f'{lead}"identity": {{ "type": "None" }}'
    comment = f"{lead}// armlens: ignore {RULE} - reason"
    before, after = template(line, end=end), template(comment, line, end=end)
    assert suppressed(before, COMMENT) == after


@pytest.mark.parametrize(
    ("document", "line", "first"),
    [
        ("file:///main.json", "", METADATA),
        ("file:///MAIN.JSON", "", METADATA),
        ("file:///main.json", "// a comment", COMMENT),
        ("file:///main.jsonc", "", COMMENT),
        ("untitled:Untitled-1", "", COMMENT),
    ],
)
def test_metadata_comes_first_where_no_comment_is_expected(
    document: str, line: str, first: str
) -> None:
    text = template(line, '"identity": {}')
    analysis = analyse(text, document, Settings(select=(RULE,)))
    [finding] = [each for each in analysis.findings if each.is_shown]
    second = {COMMENT: METADATA, METADATA: COMMENT}[first]
    assert [fix.title for fix in template_suppressions(finding, analysis)] == [first, second]


def test_comment_joins_others_above_the_line() -> None:
    line = '  "identity": { "type": "None" } // as it was'
    other = "  // armlens: ignore Azure.Storage - private"
    comment = f"  // armlens: ignore {RULE} - reason"
    before = template(other, line)
    [fix] = [fix for title, fix in offered(before).items() if title == COMMENT]
    assert apply(before, *fix.edits.values()) == template(other, comment, line)


def test_comment_on_the_first_line_is_for_the_whole_text() -> None:
    before = template('"identity": {}').replace("\n", " ")
    assert suppressed(before, COMMENT) == f"// armlens: ignore {RULE} - reason\n{before}"


@pytest.mark.parametrize(
    "lines",
    [
        ('"tags": { "a": "one', 'two" }, "identity": { "type": "None" }'),
        ("/* one", ' two */ "identity": { "type": "None" }'),
    ],
)
def test_no_comment_where_the_line_begins_inside_something(lines: tuple[str, str]) -> None:
    assert list(offered(template(*lines))) == [METADATA]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            ('    "identity": { "type": "None" }',),
            (
                '    "metadata": {',
                '        "armlens": {',
                '            "ignore": {',
                f'                "{RULE}": "reason"',
                "            }",
                "        }",
                "    },",
                '    "identity": { "type": "None" }',
            ),
        ),
        (
            ('    "identity": {}, "metadata": { "a": 1 } // why',),
            (f'    "identity": {{}}, "metadata": {{ "a": 1, "armlens": {ADDED} }} // why',),
        ),
        (
            ('    "Metadata": { "armlens": { "Ignore": { "x": "y" } } }',),
            (
                f'    "Metadata": {{ "armlens": {{ "Ignore": {{ "x": "y", "{RULE}": "reason" }} }} }}',
            ),
        ),
    ],
)
def test_metadata_is_written_into_what_is_there(
    before: tuple[str, ...], after: tuple[str, ...]
) -> None:
    assert suppressed(template(*before), METADATA).splitlines() == template(*after).splitlines()


@pytest.mark.parametrize(
    "metadata",
    [
        "\"[variables('metadata')]\"",
        '{ "armlens": "x" }',
        '{ "armlens": { "ignore": [] } }',
        "null",
    ],
)
def test_metadata_of_another_type_is_left_alone(metadata: str) -> None:
    text = template(f'"metadata": {metadata}, "identity": {{}}')
    assert METADATA not in offered(text)


LINES = st.lists(
    st.sampled_from(
        [
            "// comment",
            "/* a */",
            '"tags": { "😋": "é" },',
            '\t"zones": [',
            "],",
            "",
            '"sku": {}, // why',
            '"text": "one',
            'two",',
        ]
    ),
    max_size=5,
)


@given(LINES, st.sampled_from(["\n", "\r\n"]))
def test_whatever_is_around_the_finding_is_gone(lines: list[str], end: str) -> None:
    text = template(*lines, '"identity": { "type": "None" }', end=end)
    analysis = analysed(text)
    shown = [finding for finding in analysis.findings if finding.is_shown]
    for finding in shown:
        for fix in template_suppressions(finding, analysis):
            (edits,) = fix.edits.values()
            after = apply(text, edits)
            assert (
                len([each for each in analysed(after).findings if each.is_shown]) == len(shown) - 1
            )


def test_of_a_linked_template_this_line_is_the_one_where_it_is_told() -> None:
    found = folder("\n  " + passing('"None"'), child=child())
    analysis = found.analysed()
    (finding,) = analysis.findings
    here, there = template_suppressions(finding, analysis)
    assert (list(here.edits), list(there.edits)) == (["main.json"], ["child.json"])
    for fix in (here, there):
        texts = {name: apply(found.texts[name], edits) for name, edits in fix.edits.items()}
        assert Folder({**found.texts, **texts}).told() == []


def test_of_a_value_that_comes_from_further_away_no_line_is_guessed() -> None:
    """A parameter file passes it on to a linked template: the line of its use is not at hand."""
    head = '"parameters": { "p": { "type": "string" } },'
    use = "\"[parameters('p')]\""
    texts = {
        "main.json": whole(f"[{passing(use)}]", head),
        "child.json": child(),
        "main.parameters.json": '{ "parameters": { "p": { "value": "None" } } }',
    }
    found = Folder(texts)
    linked = found.analysed(given="main.parameters.json")
    analysis = parameters_analysis(found.tree("main.parameters.json"), [linked], Settings())
    (finding,) = analysis.findings
    (there,) = template_suppressions(finding, analysis)
    assert there.title == METADATA.replace("this resource", "its resource")
    assert list(there.edits) == ["child.json"]
