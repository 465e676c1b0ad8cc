"""The page of functions lists what the catalogue holds. `UPDATE_DOCS=1` writes it anew."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

from armlens.evaluation.functions.catalogue import FAMILIES, FUNCTIONS, find_function
from armlens.evaluation.functions.signature import Function, Parameter

PAGE = Path(__file__).parent.parent.parent / "docs" / "functions.md"
HEAD = """# Template functions

What armlens computes of every function of Azure Resource Manager's template language. This page is written from the
code (`UPDATE_DOCS=1 pytest tests/docs`).

The arguments of a function may be values that only a deployment knows. Its result is then unknown, of the type below,
unless what is known suffices: `length` of an array whose elements are not known, `contains` of a name in an object that
certainly has it, `union` of objects one of which is a parameter. Where a condition is not known, both results are
followed. What the service makes of some arguments is not documented; the result is then unknown, never guessed.

"from its arguments" means that the result is computed wherever the arguments are known, "in some cases" that it
is computed for those that are documented, and "at deployment only" that no template tells; of `resourceGroup()` and its
kin the shape is known, of `reference()` what the template itself declares, and two equal calls give equal values.
"""
NAMES = """
add and array base64 base64ToJson base64ToString bool buildUri cidrHost cidrSubnet coalesce concat contains copyIndex
createArray createObject dataUri dataUriToString dateTimeAdd dateTimeFromEpoch dateTimeToEpoch deployer deployment
distinct div empty endsWith environment equals extensionResourceId extensions externalInput externalInputs fail false
filter first flatten float format getSecret greater greaterOrEquals groupBy guid if indexFromEnd indexOf int
intersection items join json lambda lambdaVariables last lastIndexOf length less lessOrEquals like list*
managementGroup managementGroupResourceId map mapValues max min mod mul newGuid not null objectKeys or padLeft
parameters parseCidr parseUri pickZones providers range reduce reference references replace resourceGroup resourceId
resourceInfo roleDefinitions shallowMerge skip sort split startsWith string sub subscription subscriptionResourceId
substring take tenant tenantResourceId toLogicalZone toLogicalZones toLower toObject toPhysicalZone toPhysicalZones
toUpper trim true tryGet tryIndexFromEnd union uniqueString uri uriComponent uriComponentToString utcNow variables
"""


def page() -> str:
    """The page as it should be."""
    return HEAD + "".join(_section(title) for title in FAMILIES)


def _section(title: str) -> str:
    functions = [each for family in FAMILIES[title] for each in family.values()]
    rows = [_row(each) for each in sorted(functions, key=lambda each: each.name.lower())]
    head = (
        "| function | arguments | gives | known | what it is |\n| --- | --- | --- | --- | --- |\n"
    )
    return f"\n## {title}\n\n{head}{''.join(rows)}"


def _row(function: Function) -> str:
    arguments = [_argument(function, index) for index in range(len(function.parameters))]
    listed = ", ".join(arguments) + (", …" if function.repeats else "")
    known = function.availability.value
    gives = function.returns.words
    return f"| `{function.name}` | {listed} | {gives} | {known} | {function.summary} |\n"


def _argument(function: Function, index: int) -> str:
    parameter: Parameter = function.parameters[index]
    text = f"`{parameter.name}`: {parameter.types.words}"
    return text if index < function.required else f"[{text}]"


def test_the_page_lists_what_the_catalogue_holds() -> None:
    if os.environ.get("UPDATE_DOCS"):
        PAGE.write_text(page(), encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == page()


def test_every_documented_function_is_in_the_catalogue() -> None:
    names = NAMES.split()
    assert len(names) == 121
    missing = [name for name in names if name.lower() not in FUNCTIONS]
    assert missing == []
    assert [FUNCTIONS[name.lower()].name for name in names] == names


def test_no_function_is_listed_twice() -> None:
    listed = [name for families in FAMILIES.values() for family in families for name in family]
    assert [name for name, count in Counter(listed).items() if count > 1] == []


def test_functions_are_found_in_any_case_and_by_prefix() -> None:
    concat, keys = find_function("CONCAT"), find_function("listAccountSas")
    assert concat is not None
    assert concat.name == "concat"
    assert keys is not None
    assert keys.name == "listAccountSas"
    assert keys.gives_secret
    assert find_function("nothing") is None


def test_every_summary_is_one_sentence() -> None:
    summaries = [function.summary for function in FUNCTIONS.values()]
    assert all(text[0].isupper() and text.endswith(".") and "|" not in text for text in summaries)
