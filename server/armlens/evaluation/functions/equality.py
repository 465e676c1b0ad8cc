"""When two pieces of data are equal, and which comes first, as the service has it.

Equality is recorded on "Comparison functions for ARM templates": types count, case counts. Order
of texts is that of the invariant culture, known here for ASCII letters and digits only.
"""

from __future__ import annotations

from armlens.evaluation.functions.signature import UnknownResult
from armlens.evaluation.types import Data, ValueType, type_of


def is_equal(left: Data, right: Data) -> bool:
    """Deep equality; whole numbers and fractions are compared as numbers."""
    kinds = type_of(left), type_of(right)
    if all(kind in ValueType.NUMBER for kind in kinds):
        return left == right
    if kinds[0] is not kinds[1]:
        return False
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(map(is_equal, left, right))
    if isinstance(left, dict) and isinstance(right, dict):
        return left.keys() == right.keys() and all(is_equal(left[k], right[k]) for k in left)
    return left == right


def order(left: float | str, right: float | str) -> int:
    """Negative, zero or positive as `left` sorts before, with or after `right`."""
    if isinstance(left, str) and isinstance(right, str):
        return _text_order(left, right)
    if isinstance(left, str) or isinstance(right, str):
        raise UnknownResult
    return (left > right) - (left < right)


def _text_order(left: str, right: str) -> int:
    """Letters without case first; where that settles nothing, lower case before upper."""
    if left == right:
        return 0
    if not all(text.isascii() and text.isalnum() for text in (left or "a", right or "a")):
        raise UnknownResult
    folded = left.lower(), right.lower()
    if folded[0] != folded[1]:
        return -1 if folded[0] < folded[1] else 1
    return -1 if left.swapcase() < right.swapcase() else 1
