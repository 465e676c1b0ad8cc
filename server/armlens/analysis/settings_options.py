"""Reads the options of rules in the settings: known names, and values of the right type."""

from __future__ import annotations

from collections.abc import Iterable

from armlens.analysis.settings_problems import distinct, misspelt, wrong_type
from armlens.analysis.spelling import nearest
from armlens.evaluation.patterns import NotRead, read_pattern
from armlens.jsonc.nodes import Array, Constant, Member, Node, Number, Object, String
from armlens.problems.tool import SETTINGS_UNKNOWN_OPTION
from armlens.rules.rule import Option, OptionValue, Rule
from armlens.text.problems import Problem

_ANY = "a string, a whole number, true or false, or a list of strings"


def read_options(
    node: Node, rules: Iterable[Rule], problems: list[Problem]
) -> dict[str, OptionValue]:
    """The values of options by name. What is wrong is added to `problems`."""
    if not isinstance(node, Object):
        problems.append(wrong_type(node.span, "'options'", "an object from options to values"))
        return {}
    known = {option.name: option for rule in rules for option in rule.options}
    found: dict[str, OptionValue] = {}
    for member in distinct(node):
        name, value = member.key.value, _value(member.value)
        expected = _expected(known.get(name))
        if value is None or (name in known and not _is_like(value, known[name].default)):
            problems.append(wrong_type(member.value.span, f"The option '{name}'", expected))
        elif name in known and known[name].is_pattern and (wrong := _unread(member.value)):
            what = f"a regular expression that can be used: {wrong.reason}"
            problems.append(wrong_type(wrong.span, f"The option '{name}'", what))
        else:
            found[name] = value
        if name not in known:
            problems.append(_unknown(member, known))
    return found


def _value(node: Node) -> OptionValue | None:
    """The value as options have them; None if it is of no such type."""
    if isinstance(node, String | Constant):
        return node.value
    if isinstance(node, Number):
        return node.value if isinstance(node.value, int) else None
    if isinstance(node, Array) and all(isinstance(each, String) for each in node.elements):
        return tuple(each.value for each in node.elements if isinstance(each, String))
    return None


def _unread(node: Node) -> NotRead | None:
    """Why a regular expression cannot be used, about a span of the settings file."""
    found = read_pattern(node.value, ignoring_case=False) if isinstance(node, String) else None
    if not isinstance(found, NotRead) or not isinstance(node, String):
        return None
    span = node.source_span(found.span)
    return NotRead(found.reason, span if span.end > span.start else node.span)


def _is_like(value: OptionValue, default: OptionValue) -> bool:
    """Whether the value is of the default's type; true and false are no numbers."""
    return type(value) is type(default)


def _expected(option: Option | None) -> str:
    """What the option takes, in words with its default as the example."""
    match option.default if option else None:
        case bool():
            return "true or false"
        case int() as number:
            return f"a whole number, such as {number}"
        case str() as text:
            return f"a string, such as '{text}'" if text else "a string"
        case tuple():
            return "a list of strings"
    return _ANY


def _unknown(member: Member, known: Iterable[str]) -> Problem:
    """A warning, as of an unknown rule: a newer armlens may know the option."""
    name = member.key.value
    message = f"The option '{name}' is unknown and has no effect."
    meant = nearest(name, known)
    return misspelt(SETTINGS_UNKNOWN_OPTION, message, member.key, meant)
