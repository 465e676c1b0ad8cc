"""Origins: where a value was written, for the reader and for the fix."""

from __future__ import annotations

from dataclasses import field
from enum import StrEnum

from armlens.dataclass import dataclass
from armlens.jsonc.nodes import Array, Member, Node, Object
from armlens.jsonc.tree import Tree
from armlens.text.spans import Span


class OriginKind(StrEnum):
    """What kind of place a value came through."""

    PARAMETER = "parameter"
    PARAMETER_DEFAULT = "parameterDefault"
    DEPLOYMENT_PARAMETER = "deploymentParameter"
    PARAMETER_FILE = "parameterFile"
    VARIABLE = "variable"
    OUTPUT = "output"
    DECLARED = "declaredProperty"


_LABELS = {
    OriginKind.PARAMETER: "parameter '{}'",
    OriginKind.PARAMETER_DEFAULT: "the default of parameter '{}'",
    OriginKind.DEPLOYMENT_PARAMETER: "the value passed for parameter '{}'",
    OriginKind.PARAMETER_FILE: "parameter '{}' in the parameter file",
    OriginKind.VARIABLE: "variable '{}'",
    OriginKind.OUTPUT: "output '{}'",
    OriginKind.DECLARED: "resource '{}'",
}


@dataclass(frozen=True, slots=True)
class Declared:
    """The declaration of a parameter, in the template at `root`.

    `given` is the member with its default, or with the value that is given for it in `given_in`.
    """

    tree: Tree
    root: Object
    node: Object
    given_in: Tree
    given: Member | None

    @property
    def allowed(self) -> Array | None:
        """The values that the parameter may have, if they are listed."""
        allowed = self.node.get("allowedValues")
        return allowed if isinstance(allowed, Array) else None


@dataclass(frozen=True, slots=True)
class Origin:
    """One place a value came through: the document, the node, and whose it is.

    `name` is that of the parameter or variable as declared, and `declared` the declaration that
    the value must meet, where it is one of a parameter.
    """

    kind: OriginKind
    document: str
    node: Node
    name: str
    declared: Declared | None = field(default=None, compare=False, repr=False)

    @property
    def span(self) -> Span:
        """The exact characters, where they are now: what is before them may be edited."""
        return shown_span(self.node)

    @property
    def label(self) -> str:
        """Words that complete "The value comes from …": "the default of parameter 'tier'"."""
        return _LABELS[self.kind].format(self.name)


@dataclass(frozen=True, slots=True)
class Place:
    """A node in its document: where a known value is written, so that a fix can rewrite it."""

    tree: Tree
    node: Node

    def is_inside(self, tree: Tree, node: Node) -> bool:
        """Whether the place lies in that node of that document."""
        return self.tree is tree and node.start <= self.node.start and self.node.end <= node.end


def shown_span(node: Node) -> Span:
    """The span to show for a node; for a member its value, but the key of one of many lines.

    A value that is not yet written has nothing to show either.
    """
    if not isinstance(node, Member):
        return node.span
    value = node.value
    is_key = isinstance(value, Object | Array) or value.start == value.end
    return node.key.span if is_key else value.span
