"""What may be wrong with any part of the settings file, and how a misspelt word is put right."""

from __future__ import annotations

import json
from collections.abc import Iterable

from armlens.analysis.spelling import nearest, nearest_name, question, selects_anything
from armlens.jsonc.nodes import Member, Object, String
from armlens.problems import tool
from armlens.problems.kind import ProblemKind
from armlens.rules.rule import Rule
from armlens.text.edits import Edit
from armlens.text.problems import Correction, Problem
from armlens.text.spans import Span


def distinct(node: Object) -> list[Member]:
    """The members by name, the last of several; the tree has a problem for the others."""
    return list({member.key.value: member for member in node.members}.values())


def listed(words: Iterable[str]) -> str:
    """The words in quotes, with commas."""
    return ", ".join(f"'{word}'" for word in words)


def wrong_type(span: Span, what: str, expected: str) -> Problem:
    """The problem of a value that is not what its place takes."""
    return tool.SETTINGS_WRONG_TYPE.at(span, f"{what} must be {expected}.")


def unknown_key(key: String, what: str, known: Iterable[str]) -> Problem:
    """The problem of a member that nobody reads; `what` calls it by its kind."""
    meant = nearest(key.value, known)
    message = f"The {what} '{key.value}' is unknown."
    return misspelt(tool.SETTINGS_UNKNOWN_KEY, message, key, meant)


def unknown_rule(node: String, rules: Iterable[Rule]) -> list[Problem]:
    """A warning of a word that selects nothing: a newer armlens may know it, so it is no error."""
    if selects_anything(node.value, rules):
        return []
    message = f"'{node.value}' matches no rule or problem."
    return [misspelt(tool.SETTINGS_UNKNOWN_RULE, message, node, nearest_name(node.value, rules))]


def misspelt(kind: ProblemKind, message: str, node: String, meant: str | None) -> Problem:
    """A problem with a word that is not known, and the one that was likely meant, if any."""
    return kind.at(node.span, message + question(meant), correction=_changed(node, meant))


def _changed(node: String, meant: str | None) -> Correction | None:
    if meant is None:
        return None
    edit = Edit(node.span, json.dumps(meant, ensure_ascii=False))
    return Correction(f"Change to '{meant}'", (edit,))
