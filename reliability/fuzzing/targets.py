"""What is fuzzed: a function that takes any bytes and raises if something does not hold."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from reliability.fuzzing import analyses, evaluation, expressions, messages, seeds, trees

Run = Callable[[bytes], None]


@dataclass(frozen=True, slots=True)
class Target:
    """One function with its seeds; `layers` are the packages whose coverage is told."""

    name: str
    what: str
    run: Run
    seeds: Callable[[], tuple[bytes, ...]]
    layers: tuple[str, ...]
    largest: int = 2_048
    """Bytes of the inputs that are tried: small ones are tried more often, and reach as much."""

    def small_seeds(self) -> list[bytes]:
        """The seeds that are no larger than what is tried."""
        return [seed for seed in self.seeds() if len(seed) <= self.largest]


TARGETS = {
    target.name: target
    for target in (
        Target(
            "tree",
            "any text becomes a tree whose spans, strings and problems are in order",
            trees.any_text,
            seeds.documents,
            ("jsonc", "text"),
        ),
        Target(
            "update",
            "after each of up to six edits the tree is the one that parsing gives",
            trees.any_edits,
            seeds.edited_documents,
            ("jsonc", "text"),
        ),
        Target(
            "expression",
            "any text is read as an expression whose nodes lie within each other",
            expressions.any_expression,
            seeds.expressions,
            ("expressions",),
            1_024,
        ),
        Target(
            "evaluator",
            "any expression has a value, always the same, without a secret; what is known of it"
            " holds whatever its parameters are, and what is left of it is worth the same",
            evaluation.any_value,
            seeds.evaluations,
            ("evaluation",),
            512,
        ),
        Target(
            "analyse",
            "any document is analysed by all rules; findings and fixes are within its text",
            analyses.any_document,
            seeds.documents,
            ("template", "rules/judging", "analysis"),
            4_096,
        ),
        Target(
            "session",
            "after each of up to six edits a document shows what a fresh analysis of it shows",
            analyses.any_session,
            seeds.edited_documents,
            ("jsonc", "template", "rules/judging", "analysis"),
            4_096,
        ),
        Target(
            "messages",
            "any bytes from a client are handled, and every request is answered",
            messages.any_messages,
            messages.conversations,
            ("lsp",),
            4_096,
        ),
    )
}
