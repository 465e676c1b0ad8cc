"""Reads `armlens.json`: from its text to settings, and a problem at the characters of each mistake.

The file is read with the same tolerant tree as templates, so that comments and trailing commas are
welcome and every problem has its exact place. `armlens.schema.json` beside this module describes
the same file to editors.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from armlens.analysis.settings import Level, Settings
from armlens.analysis.settings_options import read_options
from armlens.analysis.settings_problems import (
    distinct,
    listed,
    misspelt,
    unknown_key,
    unknown_rule,
    wrong_type,
)
from armlens.analysis.settings_suppress import read_suppress
from armlens.analysis.spelling import nearest
from armlens.analysis.suppression import SuppressEntry
from armlens.jsonc.nodes import Array, Member, Node, Object, String
from armlens.jsonc.parse import parse
from armlens.jsonc.tree import Tree
from armlens.problems import jsonc
from armlens.problems import tool as kinds
from armlens.rules import catalogue
from armlens.rules.rule import OptionValue, Rule
from armlens.text.problems import Problem, Severity
from armlens.text.spans import Span

FILE_NAME = "armlens.json"
"""The name of the settings file, which is looked for upward from a template's folder."""

RULE_FILES = "ruleFiles"
"""The member that names files with rules of one's own, by paths relative to the settings file."""

KEYS = ("$schema", "rules", "options", "exclude", "suppress", "parameters", RULE_FILES)
"""The members that the settings file may have."""

_WELCOME = (jsonc.TRAILING_COMMA, jsonc.SINGLE_QUOTES, jsonc.UNQUOTED_NAME)
"""What a template should not have and JSON5, in which the settings are written, allows."""

MAX_ENTRIES = 1_000
"""Of each part of the settings: each takes milliseconds, whatever the file that it stands in."""


def read_settings(
    text: str, document: str, *, rules: Iterable[Rule] | None = None
) -> tuple[Settings | None, tuple[Problem, ...]]:
    """The settings that the text states, and its problems by place.

    No settings are given when any problem is an error: settings that are half understood could
    hide findings that somebody relies on.
    """
    if not text.strip():
        empty = "The settings file is empty; write '{}' into it or remove it."
        return None, (kinds.SETTINGS_EMPTY.at(Span(0, len(text)), empty),)
    return read_settings_tree(parse(text, document, welcome=_WELCOME), rules=rules)


def read_settings_tree(
    tree: Tree, *, rules: Iterable[Rule] | None = None
) -> tuple[Settings | None, tuple[Problem, ...]]:
    """`read_settings` for a text that is parsed already, as JSON5."""
    problems = [*tree.problems]
    settings = Settings()
    if isinstance(tree.root, Object):
        settings = _Reader(catalogue.RULES if rules is None else tuple(rules), problems).settings(
            tree.root
        )
    elif not any(problem.severity is Severity.ERROR for problem in problems):
        span = tree.root.span if tree.root else Span(0, len(tree.text))
        problems.append(wrong_type(span, "The settings", "an object, such as '{}'"))
    problems.sort(key=lambda problem: problem.span)
    is_wrong = any(problem.severity is Severity.ERROR for problem in problems)
    return None if is_wrong else settings, tuple(problems)


def rule_files(tree: Tree) -> list[String]:
    """The paths of the rule files that the settings name."""
    named = tree.root.get(RULE_FILES) if isinstance(tree.root, Object) else None
    elements = named.elements if isinstance(named, Array) else []
    return [each for each in elements[:MAX_ENTRIES] if isinstance(each, String)]


class _Reader:
    """Reads the members of the root; what is wrong is added to `problems`."""

    def __init__(self, rules: tuple[Rule, ...], problems: list[Problem]) -> None:
        self._rules = rules
        self._problems = problems

    def settings(self, root: Object) -> Settings:
        levels: dict[str, Level] = {}
        exclude: list[str] = []
        parameters: dict[str, str] = {}
        options: dict[str, OptionValue] = {}
        suppress: list[SuppressEntry] = []
        readers: dict[str, Callable[[Node], None]] = {
            "rules": lambda node: levels.update(self._levels(node)),
            "exclude": lambda node: exclude.extend(self._patterns(node)),
            "parameters": lambda node: parameters.update(self._parameters(node)),
            "options": lambda node: options.update(read_options(node, self._rules, self._problems)),
            "suppress": lambda node: suppress.extend(
                read_suppress(node, self._rules, self._problems)
            ),
            RULE_FILES: self._rule_files,
            "$schema": self._schema,
        }
        for member in distinct(root):
            if _entries(member.value) > MAX_ENTRIES:
                expected = f"of at most {MAX_ENTRIES:,} entries"
                what = f"'{member.key.value}'"
                self._problems.append(wrong_type(member.key.span, what, expected))
            elif reader := readers.get(member.key.value):
                reader(member.value)
            else:
                self._problems.append(unknown_key(member.key, "setting", KEYS))
        return Settings(
            rules=levels,
            exclude=tuple(exclude),
            parameters=parameters,
            options=options,
            suppress=tuple(suppress),
        )

    def _schema(self, node: Node) -> None:
        if not isinstance(node, String):
            self._problems.append(wrong_type(node.span, "'$schema'", "a string"))

    def _rule_files(self, node: Node) -> None:
        """Only looks at the types: whoever can read files reads those."""
        if not isinstance(node, Array):
            self._problems.append(wrong_type(node.span, f"'{RULE_FILES}'", "a list of paths"))
            return
        for element in node.elements:
            if not isinstance(element, String):
                self._problems.append(wrong_type(element.span, "A rule file", "a path"))

    def _levels(self, node: Node) -> dict[str, Level]:
        if not isinstance(node, Object):
            expected = "an object from rules to levels"
            self._problems.append(wrong_type(node.span, "'rules'", expected))
            return {}
        levels: dict[str, Level] = {}
        for member in distinct(node):
            self._problems += unknown_rule(member.key, self._rules)
            if level := self._level(member):
                levels[member.key.value] = level
        return levels

    def _level(self, member: Member) -> Level | None:
        node, rule = member.value, member.key.value
        if not isinstance(node, String):
            expected = f"one of {listed(Level)}"
            self._problems.append(wrong_type(node.span, f"The level of '{rule}'", expected))
            return None
        try:
            return Level(node.value)
        except ValueError:
            message = f"The level '{node.value}' is unknown; levels are {listed(Level)}."
            meant = nearest(node.value, Level)
            self._problems.append(misspelt(kinds.SETTINGS_UNKNOWN_LEVEL, message, node, meant))
            return None

    def _patterns(self, node: Node) -> list[str]:
        if not isinstance(node, Array):
            self._problems.append(wrong_type(node.span, "'exclude'", "a list of patterns"))
            return []
        for element in node.elements:
            if not isinstance(element, String):
                self._problems.append(wrong_type(element.span, "A pattern", "a string"))
        return [element.value for element in node.elements if isinstance(element, String)]

    def _parameters(self, node: Node) -> dict[str, str]:
        if not isinstance(node, Object):
            expected = "an object from templates to parameter files"
            self._problems.append(wrong_type(node.span, "'parameters'", expected))
            return {}
        files: dict[str, str] = {}
        for member in distinct(node):
            if isinstance(member.value, String):
                files[member.key.value] = member.value.value
            else:
                what = f"The parameter file of '{member.key.value}'"
                self._problems.append(wrong_type(member.value.span, what, "a path"))
        return files


def _entries(node: Node) -> int:
    """How many entries a part of the settings has."""
    if isinstance(node, Object):
        return len(node.members)
    return len(node.elements) if isinstance(node, Array) else 0
