"""Reads a file with rules of one's own: its rules, and a problem at each mistake."""

from __future__ import annotations

from collections.abc import Iterable

from armlens.dataclass import dataclass
from armlens.jsonc.nodes import Array, Member, Node, Object
from armlens.jsonc.parse import parse
from armlens.jsonc.tree import Tree
from armlens.problems import jsonc
from armlens.problems.rule_files import TAKEN_NAME
from armlens.rules.language.conditions import Condition
from armlens.rules.reading.conditions import read_condition
from armlens.rules.reading.mistakes import Mistakes
from armlens.rules.rule import Link, Option, OptionValue, Pillar, Remark, Rule, RuleSeverity
from armlens.text.problems import Problem, Severity
from armlens.text.spans import Span

_WELCOME = (jsonc.TRAILING_COMMA, jsonc.SINGLE_QUOTES, jsonc.UNQUOTED_NAME)
"""What a template should not have and JSON5 allows."""

_NEEDED = ("types", "title", "condition")
_TEXTS = ("ref", "title", "passes", "fails", "explanation", "recommendation", "notes", "help")
_OTHERS = ("severity", "pillar", "applies", "options", "remarks", "links", "safeFix", "bad", "good")
MEMBERS = (*_NEEDED, *_TEXTS[:1], *_TEXTS[2:], *_OTHERS)
"""The members that a rule may have."""


@dataclass(frozen=True, slots=True)
class RuleFile:
    """The rules of a file that can be used, and its problems by place."""

    tree: Tree
    rules: tuple[Rule, ...]
    problems: tuple[Problem, ...]


def read_rule_file(text: str, document: str, known: Iterable[Rule] = ()) -> RuleFile:
    """The rules that a text states. One that has a mistake is left out and stops no other.

    `known` are rules whose names are taken. `document` is the URI that problems are told in.
    """
    tree = parse(text, document, welcome=_WELCOME)
    mistakes = Mistakes([*tree.problems])
    taken = {rule.name.lower() for rule in known}
    rules: list[Rule] = []
    for member in _rule_members(tree, mistakes):
        rule = _rule(member, tree, mistakes)
        if member.name in taken:
            message = f"There is a rule '{member.key.value}' already."
            mistakes.problems.append(TAKEN_NAME.at(member.key.span, message))
        elif rule is not None:
            taken.add(rule.name.lower())
            rules.append(rule)
    problems = sorted(mistakes.problems, key=lambda each: each.span)
    return RuleFile(tree, tuple(rules), tuple(problems))


def _rule_members(tree: Tree, mistakes: Mistakes) -> list[Member]:
    """The members of `rules`, each of which is a rule by its name."""
    if tree.root is None:
        mistakes.missing(Span(0, len(tree.text)), "A rule file", ("rules",))
        return []
    root = mistakes.members(tree.root, "A rule file", ("$schema", "rules"))
    if root is None:
        return []
    if "rules" not in root:
        mistakes.missing(tree.root, "A rule file", ("rules",))
        return []
    rules = root["rules"].value
    if not isinstance(rules, Object):
        mistakes.wrong(rules, "'rules'", "an object from names to rules")
        return []
    return rules.members


def _rule(member: Member, tree: Tree, mistakes: Mistakes) -> Rule | None:
    """The rule that a member states; None if there is any mistake in it."""
    before = len(mistakes.problems)
    members = mistakes.members(member.value, "A rule", MEMBERS)
    if members is None:
        return None
    for needed in _NEEDED:
        if needed not in members:
            mistakes.missing(member.value, "A rule", (needed,))
    rule = _Reader(member.key.value, members, tree, mistakes).rule()
    inside = member.value.span
    broken = any(
        each.severity is Severity.ERROR and _is_in(each.span, inside) for each in tree.problems
    )
    return rule if len(mistakes.problems) == before and not broken else None


def _is_in(span: Span, other: Span) -> bool:
    return other.start <= span.start and span.end <= other.end


class _Reader:
    """Reads the members of one rule."""

    def __init__(
        self, name: str, members: dict[str, Member], tree: Tree, mistakes: Mistakes
    ) -> None:
        self._name = name
        self._members = members
        self._tree = tree
        self._mistakes = mistakes

    def rule(self) -> Rule | None:
        condition = self._condition("condition")
        types = self._mistakes.texts(self._value("types"), "'types'")
        if condition is None or not types:
            return None
        title = self._text("title") or self._name
        return Rule(
            name=self._name,
            ref=self._text("ref") or self._name,
            title=title,
            severity=self._severity(),
            pillar=self._pillar(),
            reference="",
            service=types[0],
            release="",
            resource_types=types,
            condition=condition,
            applies=self._condition("applies"),
            options=self._options(),
            passes=self._text("passes") or "The resource is as it should be",
            fails=self._text("fails") or f"{title} is not met",
            remarks=self._remarks(),
            explanation=self._text("explanation") or title + ".",
            recommendation=self._text("recommendation") or title + ".",
            notes=self._text("notes") or "",
            links=self._links(),
            bad=self._example("bad"),
            good=self._example("good"),
            has_safe_fix=self._truth("safeFix"),
            page=self._text("help") or "",
        )

    def _value(self, name: str) -> Node | None:
        member = self._members.get(name)
        return member.value if member else None

    def _text(self, name: str) -> str | None:
        return self._mistakes.text(self._value(name), f"'{name}'")

    def _truth(self, name: str) -> bool:
        node = self._value(name)
        return bool(node and self._mistakes.truth(node, f"'{name}'"))

    def _condition(self, name: str) -> Condition | None:
        node = self._value(name)
        return read_condition(node, self._mistakes) if node else None

    def _severity(self) -> RuleSeverity:
        return RuleSeverity(self._word("severity", list(RuleSeverity), RuleSeverity.IMPORTANT))

    def _pillar(self) -> Pillar:
        return Pillar(self._word("pillar", list(Pillar), Pillar.OPERATIONS))

    def _word(self, name: str, words: list[str], default: str) -> str:
        """One of some words, whatever its case."""
        node = self._value(name)
        text = self._text(name)
        if node is None or text is None:
            return default
        found = next((word for word in words if word.lower() == text.lower()), None)
        if found is None:
            listed = ", ".join(f"'{word}'" for word in words)
            self._mistakes.wrong(node, f"'{name}'", f"one of {listed}")
        return found or default

    def _links(self) -> tuple[Link, ...]:
        links = []
        for members in self._objects("links", ("title", "url")):
            title, url = (self._text_in(members, name) for name in ("title", "url"))
            if title and url:
                links.append(Link(title, url))
        return tuple(links)

    def _remarks(self) -> tuple[Remark, ...]:
        remarks = []
        for members in self._objects("remarks", ("when", "text")):
            when = members.get("when")
            condition = read_condition(when.value, self._mistakes) if when else None
            text = self._text_in(members, "text")
            if condition and text:
                remarks.append(Remark(condition, text))
        return tuple(remarks)

    def _text_in(self, members: dict[str, Member], name: str) -> str | None:
        member = members.get(name)
        return self._mistakes.text(member.value, f"'{name}'") if member else None

    def _objects(self, name: str, known: tuple[str, ...]) -> list[dict[str, Member]]:
        """The objects of an array, each with all of the members."""
        node = self._value(name)
        if node is None:
            return []
        if not isinstance(node, Array):
            self._mistakes.wrong(node, f"'{name}'", "an array of objects")
            return []
        found = []
        for each in node.elements:
            members = self._mistakes.members(each, f"Each of '{name}'", known)
            for needed in known if members is not None else ():
                if needed not in (members or {}):
                    self._mistakes.missing(each, f"Each of '{name}'", (needed,))
            found.append(members or {})
        return found

    def _options(self) -> tuple[Option, ...]:
        node = self._value("options")
        if node is None:
            return ()
        if not isinstance(node, Object):
            self._mistakes.wrong(node, "'options'", "an object from names to options")
            return ()
        options = [self._option(member) for member in node.members]
        return tuple(option for option in options if option is not None)

    def _option(self, member: Member) -> Option | None:
        members = self._mistakes.members(member.value, "An option", ("default", "description"))
        if members is None:
            return None
        if "default" not in members:
            self._mistakes.missing(member.value, "An option", ("default",))
            return None
        default = self._default(members["default"].value)
        described = members.get("description")
        text = self._mistakes.text(described.value, "'description'") if described else ""
        return None if default is None else Option(member.key.value, default, text or "")

    def _default(self, node: Node) -> OptionValue | None:
        if isinstance(node, Array):
            return self._mistakes.texts(node, "'default'")
        value = self._mistakes.scalar(node, "'default'")
        return value if isinstance(value, str | int) and not isinstance(value, bool) else None

    def _example(self, name: str) -> str:
        """The text of an example, comments with carets included."""
        node = self._value(name)
        if node is None:
            return ""
        if not isinstance(node, Object | Array):
            self._mistakes.wrong(node, f"'{name}'", "a resource or an array of resources")
            return ""
        line = self._tree.text.rfind("\n", 0, node.start) + 1
        lead = self._tree.text[line : node.start]
        indent = lead[: len(lead) - len(lead.lstrip())]
        text = self._tree.text[node.start : node.end]
        return "\n" + text.replace(f"\n{indent}", "\n") + "\n"
