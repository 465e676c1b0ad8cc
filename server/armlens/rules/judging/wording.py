"""Words for values in messages: what was found, and where it came from."""

from __future__ import annotations

from armlens.evaluation.origins import Origin, OriginKind
from armlens.evaluation.values import Known, Value

_LONGEST = 60
"""How many code points of a value a message quotes."""


def quoted(value: Value) -> str:
    """A known scalar between apostrophes, cut if it is long; never the value of a secret."""
    if value.secret or not isinstance(value, Known):
        return "a secret value" if value.secret else "a value"
    text = str(value.value) if isinstance(value.value, str | int | float) else "null"
    if isinstance(value.value, bool):
        text = str(value.value).lower()
    short = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
    return f"'{short}'"


def provenance(origins: tuple[Origin, ...]) -> str:
    """How a value came here, to follow a clause: " with the default of parameter 'x'", or ""."""
    if not origins:
        return ""
    default = [origin for origin in origins if origin.kind is OriginKind.PARAMETER_DEFAULT]
    if default:
        return f" with {default[-1].label}"
    if origins[0].kind is OriginKind.PARAMETER_FILE:
        return f" by {origins[0].label}"
    return f" from {origins[-1].label}"
