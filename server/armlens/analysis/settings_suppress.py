"""Reads the suppressions of the settings: which rule, where, why, and until when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import date

from armlens.analysis.settings_problems import distinct, unknown_key, unknown_rule, wrong_type
from armlens.analysis.suppression import SuppressEntry, no_reason, states_reason
from armlens.jsonc.nodes import Array, Node, Object, String
from armlens.problems.catalogue import selects_problems
from armlens.problems.tool import SETTINGS_MISSING_MEMBER, SETTINGS_UNKNOWN_RULE
from armlens.rules.rule import Rule
from armlens.text.problems import Problem
from armlens.text.spans import Span

MEMBERS = ("rule", "path", "resource", "reason", "expires")
"""What an entry may state; `rule` and `reason` are a must."""

_DATE = re.compile(r"\d{4}-\d\d-\d\d")


def read_suppress(
    node: Node, rules: Sequence[Rule], problems: list[Problem]
) -> tuple[SuppressEntry, ...]:
    """The entries in the order written. What is wrong is added to `problems`."""
    if not isinstance(node, Array):
        expected = "a list of objects with 'rule' and 'reason'"
        problems.append(wrong_type(node.span, "'suppress'", expected))
        return ()
    entries = [_entry(element, rules, problems) for element in node.elements]
    return tuple(entry for entry in entries if entry)


def _entry(node: Node, rules: Sequence[Rule], problems: list[Problem]) -> SuppressEntry | None:
    if not isinstance(node, Object):
        expected = "an object with 'rule' and 'reason'"
        problems.append(wrong_type(node.span, "A suppression", expected))
        return None
    words = _words(node, problems)
    rule, reason, expires = words.get("rule"), words.get("reason"), words.get("expires")
    path, resource = words.get("path"), words.get("resource")
    if rule is None or reason is None:
        problems.extend(_missing(node))
        return None
    problems.extend(_no_rule(rule, rules))
    if not states_reason(reason.value):
        problems.append(no_reason(rule.value, reason.span))
    return SuppressEntry(
        rule=rule.value,
        reason=reason.value,
        span=rule.span,
        path=path.value if path else None,
        resource=resource.value if resource else None,
        expires=_day(expires, problems) if expires else None,
        expires_span=expires.span if expires else None,
    )


def _words(entry: Object, problems: list[Problem]) -> dict[str, String]:
    """The members that are known and of the right type: all of them are strings."""
    words: dict[str, String] = {}
    for member in distinct(entry):
        name, value = member.key.value, member.value
        if name not in MEMBERS:
            problems.append(unknown_key(member.key, "member", MEMBERS))
        elif not isinstance(value, String) or (not value.value and name != "reason"):
            problems.append(wrong_type(value.span, f"'{name}' of a suppression", _EXPECTED[name]))
        else:
            words[name] = value
    return words


_EXPECTED = {
    "rule": "the name of a rule, its reference, the beginning of its name, a pillar or a severity",
    "path": "a pattern in the syntax of '.gitignore'",
    "resource": "a pattern of resource names, such as 'aks-dev*'",
    "reason": "a string",
    "expires": "a date, such as '2027-06-30'",
}


def _no_rule(word: String, rules: Sequence[Rule]) -> list[Problem]:
    """The problem of a word for no rule: here findings are suppressed, problems are not."""
    if not selects_problems(word.value):
        return unknown_rule(word, rules)
    message = (
        f"'{word.value}' is no rule but a problem: it has its level in 'rules', and is suppressed"
        " in templates only."
    )
    return [SETTINGS_UNKNOWN_RULE.at(word.span, message)]


def _missing(entry: Object) -> list[Problem]:
    """A problem at the entry's brace for each member that it must have and has not."""
    brace = Span(entry.start, entry.start + 1)
    absent = [name for name in ("rule", "reason") if entry.find(name) is None]
    return [
        SETTINGS_MISSING_MEMBER.at(brace, f"A suppression needs a '{name}'.") for name in absent
    ]


def _day(node: String, problems: list[Problem]) -> date | None:
    if _DATE.fullmatch(node.value):
        with suppress(ValueError):
            return date.fromisoformat(node.value)
    problems.append(wrong_type(node.span, "'expires' of a suppression", _EXPECTED["expires"]))
    return None
