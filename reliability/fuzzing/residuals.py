"""What is left of an expression is worth the same as the expression."""

from __future__ import annotations

import json

from armlens.evaluation.evaluator import evaluate_expression
from armlens.evaluation.expansion import expanded
from armlens.evaluation.scope import Scope
from armlens.evaluation.values import Failure


def worth(expression: str, scope: Scope) -> str:
    """The value as JSON; "fails" or "unknown" if it is no such, also in a part."""
    value = evaluate_expression(expression, scope)
    if isinstance(value, Failure):
        return "fails"
    whole = expanded(value, scope, lambda: None)
    return json.dumps(whole.data) if whole.is_known else "unknown"


def check_residual(expression: str, left: str, scope: Scope) -> None:
    """Compares what was left with the expression, in a scope where more is known.

    What is known of a value holds for a deployment that succeeds.
    """
    original = worth(expression, scope)
    assert original in ("fails", "unknown") or worth(left, scope) == original
