"""Whether a word names rules or problems, and what somebody meant who wrote one that does not."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from armlens.problems.catalogue import PROBLEMS, selects_problems
from armlens.rules.rule import Pillar, Rule


def selects_anything(word: str, rules: Iterable[Rule]) -> bool:
    """Whether the word selects rules or problems, or may do so one day because it is a pillar."""
    is_pillar = word.lower() in [pillar.lower() for pillar in Pillar]
    return is_pillar or any(rule.matches(word) for rule in rules) or selects_problems(word)


def nearest(word: str, candidates: Iterable[str]) -> str:
    """A sentence that offers the candidate most like the word, to append to a message, or ""."""
    return _offer(word, {candidate: str(candidate) for candidate in candidates})


def nearest_name(word: str, rules: Iterable[Rule]) -> str:
    """The same for the name of a rule, which may lack its beginning, a reference or a code."""
    candidates = {kind.code: kind.code for kind in PROBLEMS}
    candidates |= {kind.code.removeprefix(f"{kind.family}."): kind.code for kind in PROBLEMS}
    for rule in rules:
        parts = rule.name.split(".")
        candidates |= {".".join(parts[index:]): rule.name for index in range(len(parts))}
        candidates[rule.ref] = rule.ref
    return _offer(word, candidates)


def _offer(word: str, candidates: dict[str, str]) -> str:
    folded = {candidate.lower(): offered for candidate, offered in candidates.items()}
    near = difflib.get_close_matches(word.lower(), folded, n=1)
    return f" Did you mean '{folded[near[0]]}'?" if near else ""
