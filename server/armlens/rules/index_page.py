"""The index of all rules, by service, pillar and severity, and what they do differently."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from armlens.rules.catalogue import RULES, UNCHECKED
from armlens.rules.pages import fix_words, shown_option
from armlens.rules.rule import Pillar, Rule, RuleSeverity

INDEX = "README.md"
"""The file of the index."""

_HEAD = """\
# Rules

`armlens explain RULE` prints each of these pages. They are written from the rules themselves
(`UPDATE_DOCS=1 pytest tests/docs`); whether there is a fix is found by running the example.
"""


def index() -> str:
    """The index as Markdown."""
    services = sorted({rule.service for rule in RULES})
    parts = [_HEAD]
    parts += [f"## {service}\n\n{_table(_of(service))}\n" for service in services]
    parts.append(f"## By pillar\n\n{_grouped(Pillar, 'pillar')}\n")
    parts.append(f"## By severity\n\n{_grouped(RuleSeverity, 'severity')}\n")
    parts += [_options(), _differences(), _unchecked()]
    return "\n".join(parts)


def _of(service: str) -> list[Rule]:
    return [rule for rule in RULES if rule.service == service]


def _table(rules: Sequence[Rule]) -> str:
    rows = [
        f"| [{rule.name}]({rule.name}.md) | {rule.ref} | {rule.title} | {rule.severity} |"
        f" {rule.pillar} | {fix_words(rule)} | {_names(rule)} |"
        for rule in rules
    ]
    head = "| rule | reference | | severity | pillar | fix | options |\n|" + " --- |" * 7
    return "\n".join([head, *rows])


def _names(rule: Rule) -> str:
    return ", ".join(f"`{option.name}`" for option in rule.options)


def _grouped(kinds: Iterable[str], attribute: str) -> str:
    lines = []
    for kind in kinds:
        names = [rule.name for rule in RULES if getattr(rule, attribute) == kind]
        if names:
            lines.append(f"- {kind}: " + ", ".join(f"[{name}]({name}.md)" for name in names))
    return "\n".join(lines)


def _options() -> str:
    options = {option.name: (option, rule) for rule in RULES for option in rule.options}
    rows = [
        f"| `{name}` | {shown_option(option.default)} | [{rule.name}]({rule.name}.md) |"
        for name, (option, rule) in sorted(options.items())
    ]
    head = "## Options\n\n| option | default | rule |\n| --- | --- | --- |\n"
    return head + "\n".join(rows) + "\n"


def _differences() -> str:
    head = "## Where they differ from the published rules\n\n| rule | difference |\n| --- | --- |\n"
    rows = [
        f"| [{rule.name}]({rule.name}.md) | {' '.join(rule.difference.split())} |"
        for rule in RULES
        if rule.difference
    ]
    return head + "\n".join(rows) + "\n"


def _unchecked() -> str:
    head = "## Not checked\n\n| rule | reference | why |\n| --- | --- | --- |\n"
    rows = [
        f"| [{rule.name}]({rule.name}.md) | {rule.ref} | {' '.join(rule.reason.split())} |"
        for rule in UNCHECKED
    ]
    return head + "\n".join(rows) + "\n"
