"""Whether a word names rules or problems, and what somebody meant who wrote one that does not."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from armlens.problems.catalogue import PROBLEMS, selects_problems
from armlens.rules.rule import Pillar, Rule, RuleSeverity

_MOST = 3
"""How many of the most similar names are looked at."""


def selects_anything(word: str, rules: Iterable[Rule]) -> bool:
    """Whether the word selects rules or problems, or may do so one day as a pillar or severity."""
    is_group = word.lower() in [group.lower() for group in (*Pillar, *RuleSeverity)]
    return is_group or any(rule.matches(word) for rule in rules) or selects_problems(word)


def nearest(word: str, candidates: Iterable[str]) -> str | None:
    """The candidate most like the word, if one is like it at all."""
    return _nearest(word, {candidate: str(candidate) for candidate in candidates})


def nearest_name(word: str, rules: Iterable[Rule]) -> str | None:
    """The same for the name of a rule, which may lack its beginning, a reference or a code."""
    candidates = {kind.code: kind.code for kind in PROBLEMS}
    candidates |= {kind.code.removeprefix(f"{kind.family}."): kind.code for kind in PROBLEMS}
    for rule in rules:
        parts = rule.name.split(".")
        candidates |= {".".join(parts[index:]): rule.name for index in range(len(parts))}
        candidates[rule.ref] = rule.ref
    return _nearest(word, candidates)


def question(meant: str | None) -> str:
    """What is likely meant as a sentence to append to a message, or ""."""
    return f" Did you mean '{meant}'?" if meant else ""


def _nearest(word: str, candidates: dict[str, str]) -> str | None:
    folded = {candidate.lower(): offered for candidate, offered in candidates.items()}
    near = difflib.get_close_matches(word.lower(), folded, n=_MOST)
    return next((folded[each] for each in near if _own_parts_are_alike(word.lower(), each)), None)


def _own_parts_are_alike(word: str, other: str) -> bool:
    """Whether two names are alike behind the beginning that they share with many, `Azure.AKS.`."""
    pairs = enumerate(zip(word, other, strict=False))
    differs = next((index for index, (one, two) in pairs if one != two), len(word))
    start = max(word.rfind(".", 0, differs), word.rfind("-", 0, differs)) + 1
    return bool(difflib.get_close_matches(word[start:], [other[start:]]))
