"""Reads `armlens.json`: from its text to settings, and a problem at the characters of each mistake.

The file is read with the same tolerant tree as templates, so that comments and trailing commas are
welcome and every problem has its exact place. `armlens.schema.json` beside this module describes
the same file to editors.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from armlens.analysis.settings import Level, Settings
from armlens.analysis.spelling import nearest, nearest_name, selects_anything
from armlens.jsonc.nodes import Array, Member, Node, Object, String
from armlens.jsonc.parse import parse
from armlens.jsonc.tree import Tree
from armlens.problems import jsonc
from armlens.problems import tool as kinds
from armlens.rules.catalogue import RULES
from armlens.rules.rule import Rule
from armlens.text.problems import Problem, Severity
from armlens.text.spans import Span

FILE_NAME = "armlens.json"
"""The name of the settings file, which is looked for upward from a template's folder."""

KEYS = ("$schema", "rules", "exclude", "parameters")
"""The members that the settings file may have."""

LATER_KEYS = ("options", "suppress", "ruleFiles")
"""Members that belong to the format but that this version does not read yet."""

_WELCOME = tuple(
    kind.code for kind in (jsonc.TRAILING_COMMA, jsonc.SINGLE_QUOTES, jsonc.UNQUOTED_NAME)
)
"""What a template should not have and JSON5, in which the settings are written, allows."""


def read_settings(
    text: str, document: str, *, rules: Iterable[Rule] = RULES
) -> tuple[Settings | None, tuple[Problem, ...]]:
    """The settings that the text states, and its problems by place.

    No settings are given when any problem is an error: settings that are half understood could
    hide findings that somebody relies on.
    """
    if not text.strip():
        empty = "The settings file is empty; write '{}' into it or remove it."
        return None, (kinds.SETTINGS_EMPTY.at(Span(0, len(text)), empty),)
    return read_settings_tree(parse(text, document), rules=rules)


def read_settings_tree(
    tree: Tree, *, rules: Iterable[Rule] = RULES
) -> tuple[Settings | None, tuple[Problem, ...]]:
    """`read_settings` for a text that is parsed already."""
    problems = [problem for problem in tree.problems if problem.code not in _WELCOME]
    settings = Settings()
    if isinstance(tree.root, Object):
        settings = _Reader(tuple(rules), problems).settings(tree.root)
    elif not any(problem.severity is Severity.ERROR for problem in problems):
        span = tree.root.span if tree.root else Span(0, len(tree.text))
        problems.append(_wrong_type(span, "The settings", "an object, such as '{}'"))
    problems.sort(key=lambda problem: problem.span)
    is_wrong = any(problem.severity is Severity.ERROR for problem in problems)
    return None if is_wrong else settings, tuple(problems)


class _Reader:
    """Reads the members of the root; what is wrong is added to `problems`."""

    def __init__(self, rules: tuple[Rule, ...], problems: list[Problem]) -> None:
        self._rules = rules
        self._problems = problems

    def settings(self, root: Object) -> Settings:
        levels: dict[str, Level] = {}
        exclude: list[str] = []
        parameters: dict[str, str] = {}
        readers: dict[str, Callable[[Node], None]] = {
            "rules": lambda node: levels.update(self._levels(node)),
            "exclude": lambda node: exclude.extend(self._patterns(node)),
            "parameters": lambda node: parameters.update(self._parameters(node)),
            "$schema": self._schema,
        }
        for member in _distinct(root):
            if reader := readers.get(member.key.value):
                reader(member.value)
            else:
                self._problems.append(_unknown_key(member.key))
        return Settings(rules=levels, exclude=tuple(exclude), parameters=parameters)

    def _schema(self, node: Node) -> None:
        if not isinstance(node, String):
            self._problems.append(_wrong_type(node.span, "'$schema'", "a string"))

    def _levels(self, node: Node) -> dict[str, Level]:
        if not isinstance(node, Object):
            expected = "an object from rules to levels"
            self._problems.append(_wrong_type(node.span, "'rules'", expected))
            return {}
        levels: dict[str, Level] = {}
        for member in _distinct(node):
            self._check_rule_key(member.key)
            if level := self._level(member):
                levels[member.key.value] = level
        return levels

    def _level(self, member: Member) -> Level | None:
        node, rule = member.value, member.key.value
        if not isinstance(node, String):
            expected = f"one of {_listed(Level)}"
            self._problems.append(_wrong_type(node.span, f"The level of '{rule}'", expected))
            return None
        try:
            return Level(node.value)
        except ValueError:
            message = f"The level '{node.value}' is unknown; levels are {_listed(Level)}."
            self._problems.append(
                kinds.SETTINGS_UNKNOWN_LEVEL.at(node.span, message + nearest(node.value, Level))
            )
            return None

    def _check_rule_key(self, key: String) -> None:
        """Warns of a key without a rule: a newer armlens may know it, so it is no error."""
        if selects_anything(key.value, self._rules):
            return
        near = nearest_name(key.value, self._rules)
        message = f"'{key.value}' matches no rule or problem.{near}"
        self._problems.append(kinds.SETTINGS_UNKNOWN_RULE.at(key.span, message))

    def _patterns(self, node: Node) -> list[str]:
        if not isinstance(node, Array):
            self._problems.append(_wrong_type(node.span, "'exclude'", "a list of patterns"))
            return []
        for element in node.elements:
            if not isinstance(element, String):
                self._problems.append(_wrong_type(element.span, "A pattern", "a string"))
        return [element.value for element in node.elements if isinstance(element, String)]

    def _parameters(self, node: Node) -> dict[str, str]:
        if not isinstance(node, Object):
            expected = "an object from templates to parameter files"
            self._problems.append(_wrong_type(node.span, "'parameters'", expected))
            return {}
        files: dict[str, str] = {}
        for member in _distinct(node):
            if isinstance(member.value, String):
                files[member.key.value] = member.value.value
            else:
                what = f"The parameter file of '{member.key.value}'"
                self._problems.append(_wrong_type(member.value.span, what, "a path"))
        return files


def _distinct(node: Object) -> list[Member]:
    """The members by name, the last of several; the tree has a problem for the others."""
    return list({member.key.value: member for member in node.members}.values())


def _wrong_type(span: Span, what: str, expected: str) -> Problem:
    return kinds.SETTINGS_WRONG_TYPE.at(span, f"{what} must be {expected}.")


def _unknown_key(key: String) -> Problem:
    name = key.value
    if name in LATER_KEYS:
        message = f"'{name}' is not supported by this version of armlens and has no effect."
        return kinds.SETTINGS_NOT_SUPPORTED.at(key.span, message)
    message = f"The setting '{name}' is unknown." + nearest(name, KEYS + LATER_KEYS)
    return kinds.SETTINGS_UNKNOWN_KEY.at(key.span, message)


def _listed(words: Iterable[str]) -> str:
    return ", ".join(f"'{word}'" for word in words)
