"""A rule's page: the one text behind `armlens explain`, the hover and the documentation."""

from __future__ import annotations

import json
import re
import textwrap

from armlens.rules.examples import is_fixable
from armlens.rules.language.conditions import Claim, Condition
from armlens.rules.outline import outline
from armlens.rules.rule import OptionValue, Rule, Unchecked

_WIDTH = 120


def page(rule: Rule) -> str:
    """The whole page as Markdown."""
    sections = [
        f"# {rule.title}",
        _facts(rule),
        f"## Why\n\n{wrapped(rule.explanation)}",
        f"## What to do\n\n{wrapped(rule.recommendation)}",
        f"## When it passes\n\n{passes_when(rule)}",
        *_options(rule),
        *_section("Notes", rule.notes),
        *_section("Where it differs from the published rule", rule.difference),
        *_examples(rule),
        *([f"## Links\n\n{links(rule)}"] if rule.help or rule.links else []),
    ]
    return "\n\n".join(sections) + "\n"


def unchecked_page(rule: Unchecked) -> str:
    """The page of a published rule that no template can answer."""
    sections = [
        f"# {rule.title}",
        _table(rule.name, rule.ref, rule.severity, rule.pillar),
        f"## Why it is not checked\n\n{wrapped(rule.reason)}",
        f"## Links\n\n- [The published rule]({rule.help})",
    ]
    return "\n\n".join(sections) + "\n"


def passes_when(rule: Rule) -> str:
    """The rule's condition as Markdown: a sentence, or a list where it has parts."""
    told = [_condition(rule.condition, rule, "")]
    if rule.applies:
        told.append(_condition(rule.applies, rule, "It concerns only resources for which "))
    return "\n\n".join(told)


def _condition(condition: Condition, rule: Rule, lead: str) -> str:
    entries = list(outline(condition, rule.resource_types))
    if isinstance(condition, Claim):
        return wrapped(_capital(f"{lead}{entries[0].text}."))
    is_one = sum(entry.depth == 0 for entry in entries) == 1
    head = _capital(f"{lead}{'this holds' if is_one else 'all of these hold'}:")
    items = (_filled(f"- {entry.text}", "  " * entry.depth) for entry in entries)
    return "\n\n".join([head, "\n".join(items)])


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def links(rule: Rule) -> str:
    """The rule's published page and those to read on, as a Markdown list."""
    name = "The published rule" if rule.page is None else "The rule's page"
    lines = [f"- [{name}]({rule.help})"] if rule.help else []
    lines += [f"- [{link.title}]({link.url})" for link in rule.links]
    return "\n".join(lines)


def wrapped(text: str) -> str:
    """The paragraphs of a text in lines, none of which ends inside of code."""
    return "\n\n".join(_filled(paragraph) for paragraph in text.split("\n\n"))


def shown_option(value: OptionValue) -> str:
    """An option's value as `armlens.json` has it."""
    return f"`{json.dumps(value)}`"


def _facts(rule: Rule) -> str:
    types = ", ".join(f"`{each}`" for each in rule.resource_types)
    rows = [f"| Well-Architected | {rule.reference} |"] if rule.reference else []
    rows.append(f"| Resource | {rule.service} ({types}) |")
    rows += [f"| Rule set | {rule.release} |"] if rule.release else []
    rows += [f"| Fix | {fix_words(rule)} |"] if rule.bad else []
    return "\n".join([_table(rule.name, rule.ref, rule.severity, rule.pillar), *rows])


def fix_words(rule: Rule) -> str:
    """Whether there is a fix, as the example that fails shows."""
    if not is_fixable(rule):
        return "by hand"
    return "offered, and safe to apply unasked" if rule.has_safe_fix else "offered"


def _table(name: str, ref: str, severity: str, pillar: str) -> str:
    rows = [f"| Rule | `{name}` |", f"| Reference | `{ref}` |"]
    rows += [f"| Severity | {severity} |", f"| Pillar | {pillar} |"]
    return "\n".join(["| | |", "| --- | --- |", *rows])


def _options(rule: Rule) -> list[str]:
    if not rule.options:
        return []
    rows = [
        f"| `{each.name}` | {shown_option(each.default)} | {each.description} |"
        for each in rule.options
    ]
    head = "| option | default | |\n| --- | --- | --- |\n"
    needs = f"\n\nThe rule runs only where `{rule.needs_option}` is set."
    needed = needs if rule.needs_option else ""
    where = 'Set in `armlens.json` as `"options": { … }`.'
    return ["## Options\n\n" + where + "\n\n" + head + "\n".join(rows) + needed]


def _examples(rule: Rule) -> list[str]:
    """The examples, of which a rule of somebody's own may have none."""
    if not rule.bad or not rule.good:
        return []
    return [f"## For example\n\nFails:\n\n{_block(rule.bad)}\n\nPasses:\n\n{_block(rule.good)}"]


def _section(title: str, text: str) -> list[str]:
    return [f"## {title}\n\n{wrapped(text)}"] if text else []


def _block(example: str) -> str:
    return f"```jsonc\n{example.strip(chr(10))}\n```"


def _filled(text: str, indent: str = "") -> str:
    held = re.sub(r"`[^`]+`", lambda code: code[0].replace(" ", "\0"), text)
    hanging = indent + "  " if text.startswith("- ") else indent
    filled = textwrap.fill(
        held,
        _WIDTH,
        initial_indent=indent,
        subsequent_indent=hanging,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return filled.replace("\0", " ")
