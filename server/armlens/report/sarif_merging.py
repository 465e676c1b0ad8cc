"""Several SARIF logs of ours as one, such as those of the shares of a large check."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Any
from urllib.parse import unquote

from armlens.dataclass import dataclass

Json = dict[str, Any]

_NOTIFICATIONS = ("toolExecutionNotifications", "toolConfigurationNotifications")


@dataclass(frozen=True, slots=True)
class NoLog:
    """Why a text is not a log that can be merged, in words."""

    reason: str


def read_log(text: str) -> Json | NoLog:
    """The one run of a log."""
    try:
        log = json.loads(text)
    except (ValueError, RecursionError):
        return NoLog("it is not JSON")
    try:
        [run] = log["runs"]
        driver = run["tool"]["driver"]
        named = (log["version"], driver["name"], driver["version"])
        # What is read later is looked at now, so that merging cannot fail.
        _indexed(run)
    except (LookupError, TypeError, ValueError, AttributeError, RecursionError):
        return NoLog("it does not hold one run with tool, results and invocation")
    if named[:2] != ("2.1.0", "armlens"):
        return NoLog(f"it is version {named[0]!r} of the format, by {named[1]!r}")
    return run  # type: ignore[no-any-return]  # what JSON gives has no type


def merged_log(runs: Sequence[Json], schema: str) -> str | NoLog:
    """A log of one run with all results and notifications, each once, in the order of the files."""
    versions = {json.dumps(run["tool"]["driver"]["version"]) for run in runs}
    if len(versions) > 1:
        return NoLog(f"the logs are of different versions: {', '.join(sorted(versions))}")
    rules = _described(run["tool"]["driver"].get("rules", []) for run in runs)
    codes = _described(run["tool"]["driver"].get("notifications", []) for run in runs)
    results = _each_once(_results(run, list(rules)) for run in runs)
    invocation: Json = {
        "executionSuccessful": all(_invocation(run)["executionSuccessful"] for run in runs),
        "exitCode": max(_invocation(run)["exitCode"] for run in runs),
    }
    for kind in _NOTIFICATIONS:
        invocation[kind] = _each_once(_notifications(run, kind, list(codes)) for run in runs)
    driver = runs[0]["tool"]["driver"] | {
        "rules": list(rules.values()),
        "notifications": list(codes.values()),
    }
    tool = runs[0]["tool"] | {"driver": driver}
    whole = runs[0] | {"tool": tool, "invocations": [invocation], "results": results}
    return json.dumps({"$schema": schema, "version": "2.1.0", "runs": [whole]}, indent=2)


def _indexed(run: Json) -> None:
    """Raises one of the errors of wrong shapes if merging the run would."""
    driver = run["tool"]["driver"]
    rules, codes = (list(_described([driver.get(name, [])])) for name in ("rules", "notifications"))
    _each_once([_results(run, rules)])
    invocation = _invocation(run)
    if (
        type(invocation["executionSuccessful"]) is not bool
        or type(invocation["exitCode"]) is not int
    ):
        raise TypeError
    for kind in _NOTIFICATIONS:
        _each_once([_notifications(run, kind, codes)])


def _invocation(run: Json) -> Json:
    [invocation] = run["invocations"]
    return invocation  # type: ignore[no-any-return]  # as above


def _described(lists: Iterable[list[Json]]) -> dict[str, Json]:
    """The descriptors of several runs by identifier, in its order."""
    found = {each["id"]: each for each in chain(*lists)}
    return dict(sorted(found.items()))


def _results(run: Json, rules: list[str]) -> Iterator[Json]:
    """The results of a run, with the indexes that their rules have now."""
    for result in run["results"]:
        yield result | {"ruleIndex": rules.index(result["ruleId"])}


def _notifications(run: Json, kind: str, codes: list[str]) -> Iterator[Json]:
    for each in _invocation(run)[kind]:
        descriptor = dict(each["descriptor"])
        if descriptor["id"] in codes:
            descriptor["index"] = codes.index(descriptor["id"])
        yield each | {"descriptor": descriptor}


def _each_once(several: Iterable[Iterable[Json]]) -> list[Json]:
    """What runs have told, without what another one has told as well, in the order of the files.

    What is told of one file stays in its order.
    """
    found = {json.dumps(each, sort_keys=True): each for each in chain(*several)}
    return sorted(found.values(), key=_file)


def _file(told: Json) -> list[str]:
    """The file that something is told of, so that a search would come to those before it first."""
    location = told["locations"][0]["physicalLocation"]
    uri: str = location["artifactLocation"]["uri"]
    return unquote(uri).split("/")
