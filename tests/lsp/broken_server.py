"""A server with a rule that breaks; or with the argument `document`, a document that breaks or hangs."""

from __future__ import annotations

import sys
import threading
from dataclasses import replace

import one_rule
from armlens.analysis import engine
from armlens.analysis.finding import Analysis
from armlens.evaluation.values import Single
from armlens.jsonc.tree import Tree
from armlens.lsp import analyses
from armlens.lsp.server import run_stdio
from armlens.rules import catalogue
from armlens.rules.language.conditions import Claim
from armlens.rules.language.fields import field
from armlens.rules.language.predicates import IsSet

catalogue.RULES = one_rule.RULES
original = engine.analyse_tree
SECRET = "sec" + "ret"


class Broken(IsSet):
    """A predicate that has no answer."""

    def holds(self, value: Single) -> bool:
        raise ZeroDivisionError(f"{SECRET} {value}")


def analyse_with_broken_rule(tree: Tree, *rest: object, **more: object) -> Analysis:
    rule = replace(
        one_rule.RULES[0],
        name="Azure.Test.Broken",
        ref="AZR-999999",
        condition=Claim(field("name"), Broken()),
    )
    return original(tree, *rest, rules=(*one_rule.RULES, rule), **more)  # type: ignore[arg-type]


def analyse_or_break(tree: Tree, *rest: object, **more: object) -> Analysis:
    if "broken" in tree.document:
        raise RecursionError(SECRET)
    if "endless" in tree.document:
        threading.Event().wait()
    return original(tree, *rest, **more)  # type: ignore[arg-type]


broken_analyse = analyse_or_break if "document" in sys.argv else analyse_with_broken_rule
setattr(analyses, "analyse_tree", broken_analyse)  # noqa: B010 - the name is imported there
sys.exit(run_stdio())
