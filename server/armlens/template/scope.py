"""The scopes of templates: what `parameters()` and `variables()` give, and where it was written.

A parameter is worth the value that a parent deployment passes, else its default, else null if it
may be null, else anything within its type and `allowedValues` (`docs/architecture.md`, "Scopes").
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import field, replace
from typing import TYPE_CHECKING

from armlens.dataclass import dataclass
from armlens.evaluation.access import member
from armlens.evaluation.conditions import Symbol
from armlens.evaluation.lifting import lifted
from armlens.evaluation.links import Links
from armlens.evaluation.origins import Declared, Origin, OriginKind
from armlens.evaluation.scope import Budget, FunctionScope, Reference, Scope, ScopeInside
from armlens.evaluation.types import ValueType
from armlens.evaluation.uses import Use, UseKind
from armlens.evaluation.values import (
    Absent,
    Cause,
    Choice,
    Failure,
    Known,
    Single,
    Unknown,
    Value,
    WrittenObject,
    through,
)
from armlens.jsonc.nodes import Member, Object
from armlens.jsonc.tree import Tree
from armlens.template.declarations import (
    allowed_values,
    declared_limits,
    declared_type,
    is_nullable,
    is_secure,
    members_by_name,
    parameter_names,
    user_functions,
)
from armlens.template.parameter_file import DataScope

if TYPE_CHECKING:
    from armlens.template.declared import DeclaredResources


@dataclass(frozen=True, slots=True)
class Inherited:
    """What a template takes over from the one that deploys it; the root template has its own.

    `target` is what the parent deploys to, if this one certainly goes there too.
    """

    budget: Budget = field(default_factory=Budget)
    links: Links = field(default_factory=Links)
    target: Hashable = None


class TemplateScope(Scope):
    """The names of one template: the root one, or another one that is evaluated by itself.

    `given` is the object of parameter values that a parent deployment passes, or what stands in
    its place; the root template has none.
    """

    is_root = False
    """Whether it is noted what is asked for by name."""

    def __init__(
        self,
        tree: Tree,
        root: Object,
        given: Value | None = None,
        inherited: Inherited | None = None,
    ) -> None:
        inherited = inherited or Inherited()
        super().__init__(tree, inherited.budget, inherited.links)
        self._root = root
        self._given = given
        self._target = inherited.target
        self._declare(root)

    def _declare(self, root: Object) -> None:
        """Takes the names from where they are declared."""
        self._parameters = members_by_name(root.get("parameters"))
        self._variables = members_by_name(root.get("variables"))
        self._variables_object = root.get("variables")
        self._functions = user_functions(root.get("functions"))
        self._declare_resources(root)

    def _declare_resources(self, root: Object) -> None:
        self._resources = root.get("resources")
        self._declared: DeclaredResources | None = None

    @property
    def target(self) -> Hashable:
        """What is deployed to: where the parent goes, or a place of this template's own."""
        return self if self._target is None else self._target

    def reference(self, target: Single, wanted: Reference) -> Value | None:
        """What this template declares of one of its resources."""
        from armlens.template.declared import DeclaredResources  # noqa: PLC0415 - they need each other

        self.budget.uses.note(Use(UseKind.NESTED))
        if self._declared is None:
            self._declared = DeclaredResources(self._resources, self, is_root=self.is_root)
        return self._declared.value(target, wanted)

    def parameter(self, name: str) -> Value:
        """The value of a parameter of this template."""
        declared = self._parameters.get(name.lower())
        if declared is None or not isinstance(declared.value, Object):
            return Failure(f"There is no parameter '{name}'.")
        declaration = declared.value
        value = self._given_or_default(declared)
        if isinstance(value, Unknown) and value.allowed is None:
            value = self._limited(value, declared)
        if is_secure(declaration):
            value = replace(value, secret=True)
        return value

    def declaration(self, parameter: str) -> Object | None:
        """The declaration of a parameter of this template."""
        declared = self._parameters.get(parameter.lower())
        return declared.value if declared and isinstance(declared.value, Object) else None

    def variable(self, name: str) -> Value:
        """The value of a variable of this template."""
        declared = self._variables.get(name.lower())
        if declared is None:
            return self._copied_variable(name)
        origin = Origin(OriginKind.VARIABLE, self.tree.document, declared, declared.key.value)
        return through(self.evaluate(declared.value), origin)

    def user_function(self, namespace: str, name: str, arguments: tuple[Value, ...]) -> Value:
        """The value of a call of a function that this template declares."""
        definition = self._functions.get((namespace.lower(), name.lower()))
        output = definition.get("output") if definition else None
        body = output.get("value") if isinstance(output, Object) else None
        if definition is None or body is None:
            return Failure(f"There is no function '{namespace}.{name}'.")
        names = parameter_names(definition)
        if len(names) != len(arguments):
            return Failure(f"'{namespace}.{name}' takes {len(names)}, not {len(arguments)}.")
        return FunctionScope(self, dict(zip(names, arguments, strict=True))).evaluate(body)

    def _copied_variable(self, name: str) -> Value:
        """A variable that a loop makes, if one may; a failure if certainly none does."""
        if isinstance(self._variables_object, Object):
            value = member(WrittenObject(self._variables_object, self), name)
            if not isinstance(value, Absent):
                return value
        return Failure(f"There is no variable '{name}'.")

    def _given_or_default(self, declared: Member) -> Value:
        """What the parent deployment passes; the default for a null that the type has no room for.

        Bicep documents that for its modules; of the service itself it is not recorded.
        """
        given = self._given_value(declared)
        if given is None:
            return self._default(declared)
        declaration = declared.value
        if not isinstance(declaration, Object) or is_nullable(declaration):
            return given
        if declaration.find("defaultValue") is None or not isinstance(given, Known | Choice):
            return given
        return lifted((given,), lambda singles: self._unless_null(singles[0], declared))

    def _unless_null(self, value: Single, declared: Member) -> Value:
        is_null = isinstance(value, Known) and value.value is None
        return self._default(declared) if is_null else value

    def _given_value(self, declared: Member) -> Value | None:
        """The value that the parent deployment passes, or None if it passes none."""
        if self._given is None:
            return None
        if not isinstance(self._given, WrittenObject):
            return None if isinstance(self._given, Absent) else Unknown(Cause.RUNTIME)
        entry = member(self._given, declared.key.value)
        if isinstance(entry, Absent):
            return None
        if not isinstance(entry, WrittenObject):
            return Unknown(Cause.RUNTIME)
        value = member(entry, "value")
        if isinstance(value, Absent):
            return Unknown(Cause.RUNTIME, secret=True)
        return through(value, *self._given_origin(entry, declared))

    def _limited(self, value: Unknown, declared: Member) -> Unknown:
        """An unknown with the identity of the parameter and the limits that it declares."""
        declaration = declared.value
        assert isinstance(declaration, Object)  # noqa: S101 - `parameter` has looked
        types = declared_type(declaration)
        allowed = allowed_values(declaration.get("allowedValues"))
        if allowed is None and types == ValueType.BOOL:
            allowed = (True, False)
        if allowed is not None and is_nullable(declaration):
            allowed = (*allowed, None)
        name = declared.key.value
        symbol = value.symbol or Symbol((self, "parameter", name.lower()), f"parameter '{name}'")
        limits = value.limits.both(declared_limits(declaration))
        return replace(value, types=types, symbol=symbol, allowed=allowed, limits=limits)

    def _default(self, declared: Member) -> Value:
        declaration = declared.value
        assert isinstance(declaration, Object)  # noqa: S101 - `parameter` has looked
        name = declared.key.value
        default = declaration.find("defaultValue")
        document = self.tree.document
        declaring = Declared(self.tree, self._root, declaration, self.tree, default)
        if default is None:
            origin = Origin(OriginKind.PARAMETER, document, declared.key, name, declaring)
            if is_nullable(declaration):
                return Known(None, origins=(origin,))
            return Unknown(Cause.NO_VALUE, origins=(origin,))
        origin = Origin(OriginKind.PARAMETER_DEFAULT, document, default, name, declaring)
        return through(self.evaluate(default.value), origin)

    def _given_origin(self, entry: WrittenObject, declared: Member) -> tuple[Origin, ...]:
        """Where the value of a parameter is given, if that is where its entry is written."""
        written = entry.node.find("value")
        if written is None or entry.origins or not isinstance(declared.value, Object):
            return ()
        is_data = isinstance(entry.scope, DataScope)
        return (
            Origin(
                OriginKind.PARAMETER_FILE if is_data else OriginKind.DEPLOYMENT_PARAMETER,
                entry.scope.tree.document,
                written,
                declared.key.value,
                Declared(self.tree, self._root, declared.value, entry.scope.tree, written),
            ),
        )


class OuterScope(ScopeInside):
    """The names inside a nested template of outer scope: those of the template around it."""

    def __init__(self, around: Scope) -> None:
        super().__init__(around)
        self.keeps_escapes = True


class OpaqueScope(Scope):
    """The names where nobody knows what they mean, as in a resource without a template."""

    def parameter(self, name: str) -> Value:
        """An unknown."""
        symbol = Symbol((self, "parameter", name.lower()), f"parameter '{name}'")
        return Unknown(Cause.NO_VALUE, symbol=symbol)

    def variable(self, name: str) -> Value:
        """An unknown."""
        del name
        return Unknown(Cause.RUNTIME)
