"""Suppressing findings in the settings file, or turning a rule off there."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping

from armlens.analysis.finding import Finding
from armlens.analysis.settings import Level
from armlens.analysis.settings_file import FILE_NAME, KEYS
from armlens.analysis.suppression import PLACEHOLDER
from armlens.dataclass import dataclass
from armlens.jsonc.edits import Literal, append_element, insert_member, replace_value
from armlens.jsonc.nodes import Array, Object
from armlens.jsonc.parse import parse
from armlens.jsonc.tree import Tree
from armlens.rules.mending.fixes import Fix
from armlens.text.edits import Edit
from armlens.text.spans import Span

_IN_NAMES = re.compile(r"[*?\[]")
_IN_PATHS = re.compile(r"[\\*?\[]")
_OTHERS = tuple(key for key in KEYS if key not in ("$schema", "rules"))


@dataclass(frozen=True, slots=True)
class SettingsHome:
    """The settings file that counts for a template; `document` is its URI.

    `text` is None if the file is yet to be made. `template` is the template's path relative to
    the file's folder, with slashes.
    """

    document: str
    text: str | None
    template: str

    @property
    def is_new(self) -> bool:
        """Whether the file is yet to be made."""
        return self.text is None


def settings_suppressions(finding: Finding, home: SettingsHome) -> Iterator[Fix]:
    """The ways to suppress a finding in the settings, and to turn its rule off."""
    rule, resource = finding.rule.name, finding.resource.name
    place = f"a new {FILE_NAME}" if home.is_new else FILE_NAME
    tree = parse(home.text or "", home.document)
    made = {
        f"Ignore {rule} for '{home.template}' in {place}": _suppressing(
            tree, {"rule": rule, "path": path_pattern(home.template), "reason": PLACEHOLDER}
        ),
        f"Turn off {rule} in {place}": _turning_off(tree, rule),
    }
    if resource:
        entry = {"rule": rule, "resource": name_pattern(resource), "reason": PLACEHOLDER}
        title = f"Ignore {rule} for resource '{resource}' in {place}"
        made = {title: _suppressing(tree, entry), **made}
    for title, edits in made.items():
        if edits:
            yield Fix(title, {home.document: edits}, safe=False)


def name_pattern(name: str) -> str:
    """The pattern that matches this name of a resource and no other, but for case."""
    return _IN_NAMES.sub(r"[\g<0>]", name)


def path_pattern(path: str) -> str:
    """The pattern in the syntax of `.gitignore` that matches this path and no other."""
    return "/" + _IN_PATHS.sub(r"\\\g<0>", path)


def _suppressing(tree: Tree, entry: Mapping[str, Literal]) -> tuple[Edit, ...]:
    """What adds a suppression."""
    root = tree.root
    if not isinstance(root, Object):
        return _fresh(tree, {"suppress": [entry]})
    listed = root.get("suppress")
    if isinstance(listed, Array):
        return append_element(tree, listed, entry)
    return insert_member(tree, root, "suppress", [entry], after=("rules", "options", "exclude"))


def _turning_off(tree: Tree, rule: str) -> tuple[Edit, ...]:
    """What sets the level of a rule to off, whatever it is."""
    root = tree.root
    if not isinstance(root, Object):
        return _fresh(tree, {"rules": {rule: Level.OFF.value}})
    rules = root.get("rules")
    if not isinstance(rules, Object):
        value = {rule: Level.OFF.value}
        return insert_member(tree, root, "rules", value, after=("$schema",), before=_OTHERS)
    if level := rules.get(rule):
        return replace_value(tree, level, Level.OFF.value)
    return insert_member(tree, rules, rule, Level.OFF.value)


def _fresh(tree: Tree, settings: Mapping[str, Literal]) -> tuple[Edit, ...]:
    """What writes the whole file, if nothing is in it yet."""
    if tree.text.strip():
        return ()
    return (Edit(Span(0, len(tree.text)), json.dumps(settings, indent=2) + "\n"),)
