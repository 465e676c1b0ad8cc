"""Each rule's examples: one fails by this rule at the carets, one passes, and the fix leads there."""

from __future__ import annotations

import pytest

from armlens.analysis.engine import analyse
from armlens.analysis.finding import Finding
from armlens.analysis.settings import Settings
from armlens.rules.catalogue import RULES, UNCHECKED
from armlens.rules.examples import is_fixable, judged, marked_spans, options_of
from armlens.rules.rule import Rule, Unchecked
from armlens.rules.verdicts import VerdictKind
from armlens.text.edits import apply
from expectations import DOCUMENT

NAMES = [rule.name for rule in RULES]
each_rule = pytest.mark.parametrize("rule", RULES, ids=NAMES)


def findings(rule: Rule, text: str) -> list[Finding]:
    """What is shown of a text when all rules look at it, with the options of one."""
    settings = Settings(options=options_of(rule))
    return [each for each in analyse(text, DOCUMENT, settings).findings if each.is_shown]


@each_rule
def test_the_bad_example_fails_at_the_carets_and_by_this_rule_alone(rule: Rule) -> None:
    marked = marked_spans(rule.bad)
    assert len(marked) == 1
    told = [each for each in findings(rule, rule.bad) if each.rule is rule]
    assert [(each.kind, each.span) for each in told] == [(VerdictKind.FAIL, marked[0])]
    assert told[0].message.startswith(f"{rule.fails}: ")
    others = [each.rule.name for each in findings(rule, rule.bad) if each.span == marked[0]]
    at_the_type = marked[0].text_of(rule.bad).lower().strip('"') in map(
        str.lower, rule.resource_types
    )
    assert at_the_type or others == [rule.name]


@each_rule
def test_the_good_example_passes(rule: Rule) -> None:
    verdicts = [each.verdict for each in judged(rule, rule.good)]
    assert [verdict.kind for verdict in verdicts] == [VerdictKind.PASS]
    assert verdicts[0].message.startswith(f"{rule.passes}: ")


@each_rule
def test_every_fix_of_the_bad_example_makes_it_pass(rule: Rule) -> None:
    (finding,) = (each for each in findings(rule, rule.bad) if each.rule is rule)
    for fix in finding.fixes():
        mended = apply(rule.bad, fix.edits[DOCUMENT])
        assert {each.verdict.kind for each in judged(rule, mended)} == {VerdictKind.PASS}, fix.title
    assert [fix.preferred for fix in finding.fixes()][:1] == [True] * is_fixable(rule)


def test_names_and_references_are_unique() -> None:
    every: list[Rule | Unchecked] = [*RULES, *UNCHECKED]
    assert len({rule.name for rule in every}) == len({rule.ref for rule in every}) == len(every)
    assert [rule.name for rule in RULES] == sorted(NAMES, key=str.lower)


@each_rule
def test_texts_are_whole_sentences_and_clauses(rule: Rule) -> None:
    for text in (rule.explanation, rule.recommendation, rule.notes, rule.difference):
        assert not text or text.endswith((".", "`.", ")."))
    for clause in (rule.title, rule.passes, rule.fails):
        assert clause
        assert not clause.endswith(".")
    assert len({link.url for link in rule.links}) == len(rule.links)
    assert all(link.url.startswith("https://") for link in rule.links)


@each_rule
def test_options_have_a_value_that_the_examples_run_with(rule: Rule) -> None:
    assert not rule.needs_option or options_of(rule)[rule.needs_option]
