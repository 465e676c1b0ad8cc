"""Parameter files: the values that a deployment is given, which are data and never expressions.

Azure documentation, "Create Resource Manager parameter file"; a Key Vault `reference` in place of
a `value` is a secret that only the deployment knows.
"""

from __future__ import annotations

from armlens.dataclass import dataclass
from armlens.evaluation.origins import Place
from armlens.evaluation.scope import Scope
from armlens.evaluation.values import (
    Cause,
    Failure,
    Known,
    Unknown,
    Value,
    WrittenArray,
    WrittenObject,
)
from armlens.jsonc.nodes import Array, Constant, Node, Number, Object, String
from armlens.jsonc.tree import Tree
from armlens.template.kinds import DocumentKind, kind_of


@dataclass(frozen=True, slots=True)
class ParameterFile:
    """A parameter file: its tree, and its `parameters` object as a value."""

    tree: Tree
    values: WrittenObject


def parameter_file(tree: Tree) -> ParameterFile | None:
    """The parameter file that a document is, or None if it is none."""
    root = tree.root
    if kind_of(tree) is not DocumentKind.PARAMETERS or not isinstance(root, Object):
        return None
    parameters = root.get("parameters")
    if not isinstance(parameters, Object):
        return None
    return ParameterFile(tree, WrittenObject(parameters, DataScope(tree)))


class DataScope(Scope):
    """The scope of a document in which every string means itself."""

    def evaluate(self, node: Node) -> Value:
        """The value of a node as written."""
        if isinstance(node, String | Number | Constant):
            return Known(node.value, Place(self.tree, node))
        if isinstance(node, Object):
            return WrittenObject(node, self)
        if isinstance(node, Array):
            return WrittenArray(node, self)
        return Unknown(Cause.SYNTAX)

    def parameter(self, name: str) -> Value:
        """A failure: data refers to nothing."""
        return Failure(f"There is no parameter '{name}'.")

    def variable(self, name: str) -> Value:
        """A failure: data refers to nothing."""
        return Failure(f"There is no variable '{name}'.")
