"""What validators ask of a SARIF log beyond its schema, in our own words.

Microsoft's SARIF Multitool has the rules with the numbers beside them (`RuleId.cs` of its sources).
It is a program for .NET that no Python package brings. "GitHub" is what the page "SARIF support for
code scanning" asks for, and "spec" what SARIF 2.1.0 does.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit


def departures(log: Any) -> list[str]:
    """What such a validator would complain of."""
    [run] = log["runs"]
    return [*_log(log), *_rules(run), *(told for each in run["results"] for told in _result(each))]


def _log(log: Any) -> Iterator[str]:
    if not log["$schema"].endswith("/sarif-schema-2.1.0.json") or log["version"] != "2.1.0":
        yield "SARIF1011: the final schema is not named"
    [run] = log["runs"]
    for place in _all(run, "artifactLocation"):
        is_relative = not urlsplit(place["uri"]).scheme
        if is_relative != ("uriBaseId" in place):
            yield "SARIF1004: a relative URI has a base, and no other"
        if ".." in place["uri"].split("/") or "\\" in place["uri"]:
            yield "SARIF1002: a URI is normal"
    if not {"name", "version", "semanticVersion"} <= run["tool"]["driver"].keys():
        yield "SARIF2005: the tool has a name and a version"
    [invocation] = run["invocations"]
    if invocation["executionSuccessful"] is not (invocation["exitCode"] in (0, 1)):
        yield "spec: status and success agree"


def _rules(run: Any) -> Iterator[str]:
    for rule in run["tool"]["driver"]["rules"]:
        texts = (rule["shortDescription"], rule["fullDescription"], rule["help"])
        if not all(text["text"].strip() for text in texts) or not rule["help"]["markdown"]:
            yield "SARIF2012, GitHub: a rule has its texts"
        if not rule["shortDescription"]["text"].endswith("."):
            yield "SARIF2001: a sentence ends with a full stop"
        if "helpUri" in rule and urlsplit(rule["helpUri"]).scheme != "https":
            yield "SARIF1005: the page of a rule is an absolute URI"
        if len(rule["properties"]["tags"]) > 10:
            yield "GitHub: ten tags at most"


def _result(result: Any) -> Iterator[str]:
    if len(result["locations"]) != 1:
        yield "GH1001: a result has its one place"
    if not result["partialFingerprints"]:
        yield "GitHub: a result has a fingerprint"
    if not result["message"]["text"].endswith("."):
        yield "SARIF2001: a message ends with a full stop"
    place = result["locations"][0]["physicalLocation"]
    region, context = place["region"], place.get("contextRegion")
    if not region["startLine"] <= region["endLine"]:
        yield "SARIF1007: a region does not end before it begins"
    if context and not (_start(context), _end(region)) <= (_start(region), _end(context)):
        yield "SARIF1008: the lines around a region hold it"
    if context and region.get("snippet", {}).get("text", "") not in context["snippet"]["text"]:
        yield "SARIF1008: the lines around a region hold its text"
    for fix in result.get("fixes", ()):
        if not fix["artifactChanges"] or not fix["description"]["text"]:
            yield "spec: a fix changes something, and says what"


def _start(region: Any) -> tuple[int, int]:
    return region["startLine"], region["startColumn"]


def _end(region: Any) -> tuple[int, int]:
    return region["endLine"], region["endColumn"]


def _all(part: Any, name: str) -> Iterator[Any]:
    if isinstance(part, list):
        for each in part:
            yield from _all(each, name)
    elif isinstance(part, dict):
        for key, value in part.items():
            if key == name:
                yield value
            yield from _all(value, name)
