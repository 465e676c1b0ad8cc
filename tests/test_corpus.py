"""Real templates, where a corpus of them lies beside the repository."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from armlens.analysis.engine import analyse
from armlens.analysis.settings import Settings
from armlens.jsonc.parse import parse
from armlens.rules.verdicts import VerdictKind
from armlens.template.kinds import DocumentKind
from armlens.template.parameter_file import parameter_file
from armlens.text.edits import apply
from armlens.text.problems import Severity

CORPUS = Path(__file__).parent.parent.parent / "shared" / "corpus"

KNOWN_ERRORS = {
    # Read and confirmed: it declares `vmName` as a parameter and asks for a variable.
    "201-list-storage-keys-windows-vm/azuredeploy.json": ["There is no variable 'vmName' here."],
}

pytestmark = pytest.mark.skipif(
    not CORPUS.is_dir(), reason="there is no corpus beside the repository"
)


def texts(folder: str) -> Iterator[tuple[str, str]]:
    for path in sorted((CORPUS / folder).rglob("*.json")):
        yield str(path.relative_to(CORPUS / folder)), path.read_bytes().decode("utf-8-sig")


def no_crash(rule: object, error: Exception) -> None:
    raise AssertionError(rule) from error


@pytest.mark.parametrize("folder", ["quickstart", "avm"])
def test_every_file_is_analysed_or_named_as_no_template(folder: str) -> None:
    for name, text in texts(folder):
        analysis = analyse(text, name, Settings(), on_crash=no_crash)
        if "deploymentTemplate.json" in text[:3000] and name.endswith(
            ("azuredeploy.json", "main.json")
        ):
            assert analysis.kind is DocumentKind.TEMPLATE, name
        errors = [p.message for p in analysis.problems if p.severity is Severity.ERROR]
        assert errors == KNOWN_ERRORS.get(name, []), name


def test_one_quickstart_fails_the_rule_and_its_fix_mends_it() -> None:
    failing = {}
    for name, text in texts("quickstart"):
        analysis = analyse(text, name, Settings())
        found = [finding for finding in analysis.findings if finding.kind is VerdictKind.FAIL]
        if found:
            failing[name] = (text, found)
    (name,) = failing
    assert name == "101-aks-advanced-networking/azuredeploy.json"
    text, (finding,) = failing[name]
    assert finding.span.text_of(text) == '"Microsoft.ContainerService/managedClusters"'
    after = analyse(apply(text, finding.fixes()[0].edits[name]), name, Settings())
    assert [finding.kind for finding in after.findings] == [VerdictKind.PASS]


def test_a_module_fails_by_its_nullable_parameter_and_passes_when_it_is_given() -> None:
    name = "avm/res/container-service/managed-cluster/main.json"
    text = (CORPUS / "avm" / name).read_text(encoding="utf-8-sig")
    (finding,) = analyse(text, name, Settings()).findings
    labels = [origin.label for origin in finding.verdict.origins]
    assert finding.kind is VerdictKind.FAIL
    assert labels == ["variable 'identity'", "parameter 'managedIdentities'"]
    given = '{"contentVersion": "1", "parameters": {"managedIdentities": {"value": {"systemAssigned": true}}}}'
    file = parameter_file(parse(given, "main.parameters.json"))
    (finding,) = analyse(text, name, Settings(), parameters=file).findings
    assert finding.kind is VerdictKind.PASS
