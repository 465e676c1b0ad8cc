"""Parameter files with the templates they are for: what is told in them, and how it is mended."""

from __future__ import annotations

from armlens.analysis.engine import analyse
from armlens.analysis.finding import Analysis
from armlens.analysis.parameters import parameters_analysis
from armlens.analysis.settings import Settings
from armlens.jsonc.parse import parse
from armlens.template.parameter_file import parameter_file
from armlens.text.edits import apply
from expectations import template

CLUSTER = "Microsoft.ContainerService/managedClusters"
DECLARED = '"parameters": { "t": { "type": "string" } },'
FILE = '{ "parameters": { "t": { "value": "None" }, "x": { "value": 1 } } }'


def cluster(identity: str) -> str:
    return f'{{ "type": "{CLUSTER}", "name": "aks", "identity": {identity}, "properties": {{}} }}'


USE = cluster("""{ "type": "[parameters('t')]" }""")


def analysed(file: str, *templates: str) -> Analysis:
    tree = parse(file, "file:///main.parameters.json")
    given = parameter_file(tree)
    settings = Settings()
    analyses = [
        analyse(text, f"file:///{index}.json", settings, parameters=given)
        for index, text in enumerate(templates)
    ]
    return parameters_analysis(tree, analyses, Settings())


def test_a_finding_is_told_at_the_value_that_causes_it_and_mended_there() -> None:
    text = template(f"[{USE}]", DECLARED)
    (finding,) = analysed(FILE, text).findings
    assert finding.span.text_of(FILE) == '"None"'
    assert finding.used_at
    document, span = finding.used_at
    assert (document, span.text_of(text)) == ("file:///0.json", "\"[parameters('t')]\"")
    fix = finding.fixes()[0]
    assert fix.safe
    (edits,) = fix.edits.values()
    after = apply(FILE, edits)
    assert after == FILE.replace('"None"', '"SystemAssigned"')
    assert analysed(after, text).findings == ()


def test_a_value_that_is_used_elsewhere_too_is_not_mended_unasked() -> None:
    head = f"""{DECLARED} "variables": {{ "v": "[parameters('t')]" }},"""
    (finding,) = analysed(FILE, template(f"[{USE}]", head)).findings
    assert not finding.fixes()[0].safe


def test_findings_that_its_values_do_not_cause_are_not_told() -> None:
    assert analysed(FILE, template(f"[{cluster('{}')}]", DECLARED)).findings == ()


def test_of_several_templates_what_is_wrong_for_all_is_told() -> None:
    one = template("[]", DECLARED)
    other = template("[]", DECLARED.replace('"t"', '"x"').replace("string", "int"))
    assert [each.code for each in analysed(FILE, one).problems] == ["parameters.undeclared"]
    assert analysed(FILE, one, other).problems == ()
    assert analysed(FILE).problems == ()
    (problem,) = analysed(FILE, '{ "name": "resources" }', one).problems
    assert problem.code == "parameters.undeclared"


def test_syntax_is_told_first() -> None:
    (first, *_) = analysed(FILE[:-1], template("[]", DECLARED)).problems
    assert not first.code.startswith("parameters.")
