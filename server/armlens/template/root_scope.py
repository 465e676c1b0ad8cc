"""The scope at the root of a document, which lasts while the document is edited."""

from __future__ import annotations

from collections.abc import Mapping, Set

from armlens.evaluation.links import Follow, Links, links_of
from armlens.evaluation.scope import Reference, Scope
from armlens.evaluation.uses import Use, UseKind
from armlens.evaluation.values import Single, Value
from armlens.jsonc.nodes import Member, Node, Object, are_same, walk
from armlens.jsonc.tree import Tree
from armlens.template.kinds import DocumentKind
from armlens.template.parameter_file import ParameterFile
from armlens.template.scope import Inherited, OpaqueScope, TemplateScope

RESOURCES = Use(UseKind.RESOURCES)

_NAMES = ("parameters", "variables", "functions")
_FOLLOWED = (*_NAMES, "resources", "outputs", "metadata")
"""The sections of which `renew` knows what rests on them, or that nothing does."""


class RootScope(TemplateScope):
    """The names of the root template. What is asked for by name is noted.

    When the template is edited it is renewed instead of being made anew: what was computed with
    it stays, as far as it rests on nothing that has changed.
    """

    is_root = True

    def __init__(
        self, tree: Tree, root: Object, parameters: ParameterFile | None, links: Links
    ) -> None:
        given = parameters.values if parameters else None
        super().__init__(tree, root, given, Inherited(links=links))

    def parameter(self, name: str) -> Value:
        """The value of a parameter of this template."""
        use = Use(UseKind.PARAMETER, name.lower())
        return self.budget.uses.named(use, lambda: super(RootScope, self).parameter(name))

    def declaration(self, parameter: str) -> Object | None:
        """The declaration of a parameter of this template."""
        self.budget.uses.note(Use(UseKind.PARAMETER, parameter.lower()))
        return super().declaration(parameter)

    def variable(self, name: str) -> Value:
        """The value of a variable of this template."""
        use = Use(UseKind.VARIABLE, name.lower())
        return self.budget.uses.named(use, lambda: super(RootScope, self).variable(name))

    def user_function(self, namespace: str, name: str, arguments: tuple[Value, ...]) -> Value:
        """The value of a call of a function that this template declares."""
        use = Use(UseKind.FUNCTION, f"{namespace}.{name}".lower())
        call = super().user_function
        return self.budget.uses.named(use, lambda: call(namespace, name, arguments))

    def reference(self, target: Single, wanted: Reference) -> Value | None:
        """What this template declares of one of its resources."""
        self.budget.uses.note(RESOURCES)
        return super().reference(target, wanted)

    def renew(self, root: Object, links: Links) -> Set[Use] | None:
        """Takes over the text as it is now; the names that are worth something else than before.

        None if more has changed than its sections: nothing may be kept then.
        """
        before, self._root, self.links = self._root, root, links
        parameters, variables, functions = self._parameters, self._variables, self._functions
        if all(root.get(name) is before.get(name) for name in _NAMES):
            self._declare_resources(root)
            return set() if are_same(_others(before), _others(root)) else None
        self._declare(root)
        if not are_same(_others(before), _others(root)):
            return None
        gone = {
            **_changed(UseKind.PARAMETER, parameters, self._parameters),
            **_changed(UseKind.VARIABLE, variables, self._variables),
            **_changed(UseKind.FUNCTION, _dotted(functions), _dotted(self._functions)),
        }
        changed = set(gone)
        self.forget([node for each in gone.values() if each for node in walk(each)])
        if root.get("variables") is not before.get("variables"):
            # A loop may make those that are not declared, and what is not closed may yet have any.
            asked = self.budget.uses.names(UseKind.VARIABLE)
            made = (name for name in asked if name not in variables.keys() & self._variables.keys())
            changed |= {Use(UseKind.VARIABLE, name) for name in made}
        return self.budget.uses.renew(changed)


def root_scope(
    tree: Tree,
    kind: DocumentKind,
    parameters: ParameterFile | None = None,
    follow: Follow | None = None,
) -> Scope:
    """The names at the root of a document, which nobody knows if it is no template.

    `parameters` are the values that it is deployed with; `follow` gives the templates it links.
    """
    links = links_of(tree, follow)
    if kind is not DocumentKind.TEMPLATE or not isinstance(tree.root, Object):
        return OpaqueScope(tree, links=links)
    return RootScope(tree, tree.root, parameters, links)


def _changed(
    kind: UseKind, before: Mapping[str, Node], now: Mapping[str, Node]
) -> dict[Use, Node | None]:
    """The names that are declared otherwise than before, and what was there then."""
    names = before.keys() | now.keys()
    changed = (name for name in names if before.get(name) is not now.get(name))
    return {Use(kind, name): before.get(name) for name in changed}


def _dotted(functions: Mapping[tuple[str, str], Object]) -> Mapping[str, Object]:
    return {".".join(name): definition for name, definition in functions.items()}


def _others(root: Object) -> list[Member]:
    return [each for each in root.members if each.name not in _FOLLOWED]
