"""What must hold of every fix: its finding is gone, nothing new is wrong, and nothing else is."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass

from armlens.analysis.finding import Finding
from armlens.editing.fix_all import Choose, Mended, Texts, mended, preferred_fix, safe_fix
from armlens.editing.keys import finding_keys
from armlens.problems.suppressions import UNUSED
from armlens.rules.mending.fixes import Fix
from armlens.text.edits import Edit, apply
from reliability.fixing.case import Case

_LINE_END = re.compile(r"\r\n|\r|\n")
_COMMENT = re.compile(r"NOTE-\d+")
"""What comments of generated documents hold, each a number of its own."""

FOLLOWS = {
    "Azure.AKS.PoolScaleSet": {"Azure.AKS.AutoScaling"},
    "Azure.AKS.Version": {"Azure.AKS.PoolVersion"},
}
"""By rule, those that then look at what its fix has made, as the next step.

A pool that becomes a scale set is to be sized by the autoscaler, whose bounds are for somebody to
choose. A cluster is upgraded first and its pools after it, as Azure demands.
"""


@dataclass(frozen=True, slots=True)
class Harm:
    """What a fix has done that it must not do, and the text before and after it."""

    rule: str
    title: str
    what: str
    before: Case
    after: Case


@dataclass(frozen=True, slots=True)
class Trip:
    """A fix that was applied: its rule, and the harm it did, if any."""

    rule: str
    harm: Harm | None = None


def trips(case: Case, rule: str | None = None, most: int | None = None) -> Iterator[Trip]:
    """Applies each fix of each finding by itself: those of one rule, or no more than so many."""
    found = [
        (key, finding, fix)
        for key, finding in finding_keys(case.analysis)
        if rule in {None, finding.rule.name}
        for fix in finding.fixes()
    ]
    if most is not None and len(found) > most:
        found = random.Random(case.name).sample(found, most)  # noqa: S311 - the same each time
    for key, finding, fix in found:
        yield Trip(finding.rule.name, _harm(case, key, finding, fix))


BOTH = (safe_fix, preferred_fix)


def trips_of_all(case: Case, choices: Iterable[Choose] = BOTH) -> Iterator[Trip]:
    """Applies all safe fixes together, and all preferred ones."""
    for choose in choices:
        if any(map(choose, (finding for _, finding in finding_keys(case.analysis)))):
            yield Trip(f"all, {choose.__name__}", _harm_of_all(case, choose))


def _harm(case: Case, key: str, finding: Finding, fix: Fix) -> Harm | None:
    def harm(what: str, after: Case = case) -> Harm:
        return Harm(finding.rule.name, fix.title, what, case, after)

    if not fix.edits or not all(fix.edits.values()):
        return harm("it has no edits")
    if not fix.edits.keys() <= case.texts.keys():
        return harm(f"it edits {', '.join(fix.edits)}")
    try:
        after = _edited(case, fix.edits)
    except ValueError as error:
        return harm(str(error))
    # The names of findings that are alike are numbered, so that any of them may be the one gone.
    alike = key.rpartition("|")[0]
    before, now = _findings(case), _findings(after)
    if now[alike] >= before[alike]:
        return harm("its finding is still there", after)
    follows = _put_aside(case) | FOLLOWS.get(finding.rule.name, set())
    found = _wrong(case, after, follows) or _layout_harm(case, fix.edits, after)
    return harm(found, after) if found else None


def _harm_of_all(case: Case, choose: Choose) -> Harm | None:
    before = Mended(case.texts, (case.analysis,))
    after = mended(before, lambda texts: (case.with_texts(texts).analysis,), choose)
    fixed = case.with_texts(after.texts)
    if what := _wrong(case, fixed):
        return Harm("all", choose.__name__, what, case, fixed)
    left = list(_left(after, case, choose))
    return Harm("all", choose.__name__, left[0], case, fixed) if left else None


def _left(state: Mended, case: Case, choose: Choose) -> Iterator[str]:
    """The findings that have a fix which was not applied although it does no harm."""
    last = case.with_texts(state.texts)
    for key, finding in finding_keys(last.analysis):
        fix = choose(finding)
        is_alone = finding.rule.name not in FOLLOWS
        if fix and is_alone and not _put_aside(last) and not _harm(last, key, finding, fix):
            yield f"a fix of {finding.rule.name} was left out: {fix.title}"


def _edited(case: Case, edits: Mapping[str, tuple[Edit, ...]]) -> Case:
    texts: Texts = {
        document: apply(text, edits.get(document, ())) for document, text in case.texts.items()
    }
    return case.with_texts(texts)


def _findings(case: Case) -> Counter[str]:
    return Counter(key.rpartition("|")[0] for key, _ in finding_keys(case.analysis))


def _put_aside(case: Case) -> set[str]:
    """The rules of suppressed findings.

    A comment is for a line. Where a fix adds the object that such a finding is then told at, the
    comment has to follow, which is for somebody to do; fix all leaves such a fix out.
    """
    return {each.rule.name for each in case.analysis.findings if each.suppressions}


def _problems(case: Case) -> Counter[tuple[str, str]]:
    """What is wrong with the texts, but for what is put aside and then no longer there."""
    told = (each for each in case.problems if each.code != UNUSED.code)
    return Counter((each.code, each.message) for each in told)


def _wrong(before: Case, after: Case, follows: Set[str] = frozenset()) -> str | None:
    """What is wrong afterwards that was not before; findings of some rules may follow."""
    if problems := _problems(after) - _problems(before):
        return f"a problem: {next(iter(problems))}"
    findings = _findings(after) - _findings(before)
    found = [each for each in findings if each.partition("|")[0] not in follows]
    return f"a finding: {found[0]}" if found else None


def _layout_harm(before: Case, edits: Mapping[str, tuple[Edit, ...]], after: Case) -> str | None:
    """What the edits do to line ends and comments."""
    for document, made in edits.items():
        text = before.texts[document]
        own = set(_LINE_END.findall(text))
        new = {end for edit in made for end in _LINE_END.findall(edit.text)}
        if own and not new <= own:
            return f"a line end that the text does not have: {new - own}"
        if not own and new:
            return "a line end in a text of one line"
        gone = {each for edit in made for each in _COMMENT.findall(edit.span.text_of(text))}
        lost = set(_COMMENT.findall(text)) - gone - set(_COMMENT.findall(after.texts[document]))
        if lost:
            return f"comments are lost: {lost}"
    return None
