"""Origins: where a value was written, for the reader and for the fix."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from armlens.text.spans import Span


class OriginKind(StrEnum):
    """What kind of place a value was written in."""

    LITERAL = "literal"
    PARAMETER = "parameter"
    PARAMETER_DEFAULT = "parameterDefault"
    DEPLOYMENT_PARAMETER = "deploymentParameter"
    VARIABLE = "variable"


@dataclass(frozen=True, slots=True)
class Origin:
    """One place a value came through: the document, the exact characters, and a name for it.

    `label` completes "The value comes from …", for example "the default of parameter 'tier'".
    """

    kind: OriginKind
    document: str
    span: Span
    label: str
