"""`armlens explain`: the page of a rule or of a kind of problem."""

from __future__ import annotations

from collections.abc import Sequence

from armlens.analysis.spelling import nearest_name, question
from armlens.problems.catalogue import find_problem
from armlens.problems.pages import page as problem_page
from armlens.report.visible import visible_lines
from armlens.rules import catalogue
from armlens.rules.catalogue import find_rule, find_unchecked
from armlens.rules.pages import page as rule_page
from armlens.rules.pages import unchecked_page
from armlens.rules.rule import Rule


def explanation(name: str, own: Sequence[Rule] = ()) -> str | None:
    """The page as Markdown to be printed; None where no rule has that name, no problem that code.

    `own` are rules that are not in the catalogue.
    """
    page = _page(name, own)
    return None if page is None else visible_lines(page)


def _page(name: str, own: Sequence[Rule]) -> str | None:
    wanted = name.lower()
    mine = next((rule for rule in own if wanted in (rule.name.lower(), rule.ref.lower())), None)
    if mine:
        return rule_page(mine)
    if rule := find_rule(name):
        return rule_page(rule)
    if unchecked := find_unchecked(name):
        return unchecked_page(unchecked)
    problem = find_problem(name)
    return problem_page(problem) if problem else None


def unknown(name: str) -> str:
    """What to say to somebody who asked for something that does not exist."""
    near = question(nearest_name(name, catalogue.RULES))
    return f"There is no rule or problem '{name}'.{near} 'armlens rules' lists all rules."
