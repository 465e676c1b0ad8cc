"""All fixes at once: applied together, and again, as long as that does no harm."""

from __future__ import annotations

from bisect import insort
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from itertools import chain

from armlens.analysis.finding import Analysis, Finding
from armlens.dataclass import dataclass
from armlens.editing.keys import finding_keys
from armlens.rules.mending.fixes import Fix
from armlens.text.changes import difference
from armlens.text.edits import Edit, apply
from armlens.text.problems import Severity
from armlens.text.spans import Span, touches_any

Texts = Mapping[str, str]
"""Texts by document."""

Edits = Mapping[str, tuple[Edit, ...]]
"""Edits by document."""

Analyse = Callable[[Texts], tuple[Analysis, ...]]
"""Makes the analyses of documents anew."""

Choose = Callable[[Finding], Fix | None]
"""The fix of a finding that is to be applied, if any is."""

_MOST_ROUNDS = 10
_MOST_TRIED = 40
"""Bounds: rounds, and how many times the documents are analysed again in each."""


def safe_fix(finding: Finding) -> Fix | None:
    """The first fix that may be applied unasked.

    The preferred fix may be unsafe, as where it changes a variable that others use too.
    """
    return next((fix for fix in finding.fixes() if fix.safe), None)


def preferred_fix(finding: Finding) -> Fix | None:
    """The preferred fix, which somebody has to look at if it is not safe."""
    fixes = finding.fixes()
    return next((fix for fix in fixes if fix.preferred), None) or safe_fix(finding)


@dataclass(frozen=True, slots=True)
class Mended:
    """What fixes have made of documents, in rounds of edits.

    `analyses` are those of the first document, with each of its parameter files if it has several.
    """

    texts: Texts
    analyses: tuple[Analysis, ...]
    rounds: tuple[Edits, ...] = ()

    def findings(self) -> Iterator[tuple[str, Finding]]:
        """The shown findings of all analyses with names that outlive edits elsewhere."""
        for index, analysis in enumerate(self.analyses):
            yield from ((f"{index}|{key}", each) for key, each in finding_keys(analysis))


def can_fix_all(analysis: Analysis) -> bool:
    """Whether `fix_all` would have anything to try."""
    present = Mended({analysis.tree.document: analysis.tree.text}, (analysis,))
    return next(_fixes(present, safe_fix), None) is not None


def fix_all(analysis: Analysis, analyse: Callable[[str], Analysis]) -> tuple[Edit, ...]:
    """The edits that mend every finding of the analysed document that has a safe fix."""
    document, text = analysis.tree.document, analysis.tree.text
    found = mended(
        Mended({document: text}, (analysis,)), lambda texts: (analyse(texts[document]),), safe_fix
    )
    if len(found.rounds) < 2:
        return found.rounds[0][document] if found.rounds else ()
    span, length = difference(text, found.texts[document])
    return (Edit(span, found.texts[document][span.start : span.start + length]),)


def mended(present: Mended, analyse: Analyse, choose: Choose) -> Mended:
    """The documents after every fix that is chosen, concerns nothing else, and does no harm.

    Fixes are taken in the order of their findings; one whose edits touch those of an earlier one
    waits for the next round, which looks at the edited texts with `analyse`.
    """
    for _ in range(_MOST_ROUNDS):
        after = _round(present, _batch(present, choose), analyse)
        if after is None:
            break
        present = after
    return present


def _round(present: Mended, batch: list[Edits], analyse: Analyse) -> Mended | None:
    """What the fixes make that do no harm: all, or else halves of them, down to each alone.

    Edits count only if they leave fewer findings, none that was not there, and no new problem.
    """
    accepted: list[Edits] = []
    best: Mended | None = None
    waiting = [batch] if batch else []
    for _ in range(_MOST_TRIED):
        if not waiting:
            break
        part = waiting.pop()
        after = _applied(present, accepted + part, analyse)
        if _is_better(after, best or present):
            best = after
            accepted += part
        elif len(part) > 1:
            middle = len(part) // 2
            waiting += part[middle:], part[:middle]
    return best


def _fixes(present: Mended, choose: Choose) -> Iterator[Edits]:
    """The fixes that are chosen, but for those that concern other documents."""
    for _, finding in present.findings():
        fix = choose(finding)
        if fix and all(fix.edits.values()) and fix.edits.keys() <= present.texts.keys():
            yield fix.edits


def _batch(present: Mended, choose: Choose) -> list[Edits]:
    """The fixes without those that touch an earlier one: both might write the same comma."""
    taken: list[Edits] = []
    spans: dict[str, list[Span]] = {document: [] for document in present.texts}
    for chosen in _fixes(present, choose):
        there = [(edit.span, spans[document]) for document in chosen for edit in chosen[document]]
        if not any(touches_any(span, others) for span, others in there):
            taken.append(chosen)
            for span, others in there:
                insort(others, span)
    return taken


def _applied(present: Mended, batch: list[Edits], analyse: Analyse) -> Mended:
    edits = {
        document: tuple(chain.from_iterable(each.get(document, ()) for each in batch))
        for document in present.texts
    }
    texts = {document: apply(text, edits[document]) for document, text in present.texts.items()}
    return Mended(texts, analyse(texts), (*present.rounds, edits))


def _is_better(after: Mended, before: Mended) -> bool:
    """Whether findings are gone, none has come, and no document has become worse."""
    is_less = {key for key, _ in after.findings()} < {key for key, _ in before.findings()}
    return is_less and not _wrong(after) - _wrong(before)


def _wrong(mended: Mended) -> Counter[tuple[str, str]]:
    """What is wrong with the documents, wherever it stands."""
    return Counter(
        (problem.code, problem.message)
        for analysis in mended.analyses
        for problem in analysis.problems
        if problem.severity.rank <= Severity.WARNING.rank
    )
