"""Scopes: what the names in an expression mean at some place of a template."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import field

from armlens.dataclass import dataclass
from armlens.evaluation.conditions import Condition, Symbol
from armlens.evaluation.links import Links
from armlens.evaluation.origins import Place
from armlens.evaluation.types import ValueType
from armlens.evaluation.uses import Kept, Use, UseKind, Uses
from armlens.evaluation.values import Cause, Failure, Single, Unknown, Value, is_cut
from armlens.jsonc.nodes import Node, Object
from armlens.jsonc.tree import Tree

MAX_DEPTH = 50
"""How many expressions may be under way inside each other. Real templates need fewer than 20;
each costs up to 14 Python frames, whose number is limited to 1,000."""

MAX_STEPS = 500_000
"""How many values may be computed for one document; real templates need fewer than 50,000."""


MAX_SECONDS = 5.0
"""How long the evaluation of long expressions may take for one document, where there is a clock."""

CLOCK: ContextVar[Callable[[], float] | None] = ContextVar("clock", default=None)
"""A clock in seconds, brought by whoever runs the evaluation: by itself it reads none.

It is looked at while something takes long, and may then raise an exception to end it.
"""

_STEPS_PER_LOOK = 256

STOPPED = "A limit of evaluation is reached here; what needs the value is not known."
"""What to say of an expression that would take more than there is room for."""

_MOST_TOLD = 10


_CIRCULAR = Failure("The expression refers to itself.")
_IN_CIRCLE = frozenset((Use(UseKind.CIRCLE),))


@dataclass(slots=True)
class Budget:
    """How much evaluation there may yet be; shared by all scopes of a document."""

    depth: int = 0
    steps: int = 0
    instances: int = 0
    """How many resources loops have made so far."""
    linked: int = 0
    """How many characters of linked templates have been taken in so far."""
    uses: Uses = field(default_factory=Uses)
    """What is asked for, noted for those who keep what they compute."""
    _next_look: int = _STEPS_PER_LOOK
    _seen_at: float | None = None
    _seconds: float = 0
    reached: dict[str, Place] = field(default_factory=dict)
    """Where limits were reached: what each means there, and the first place where it did."""

    is_short: bool = False
    """Whether a limit was reached that something else has had a part in."""

    def reach(self, tree: Tree, node: Node, message: str, *, alone: bool = False) -> None:
        """Notes that a limit keeps what is written at a node from being known.

        `alone` says that it would do so whatever else there was.
        """
        self.is_short |= not alone
        if len(self.reached) < _MOST_TOLD:
            self.reached.setdefault(message, Place(tree, node))

    @contextmanager
    def deeper(self) -> Iterator[bool]:
        """Goes one expression deeper; gives whether there is room for it."""
        if self.depth == 0:
            self._next_look, self._seen_at = self.steps + _STEPS_PER_LOOK, None
        self.depth += 1
        self.steps += 1
        try:
            if self._next_look <= self.steps <= MAX_STEPS:
                self._look_at_clock()
            yield self.depth <= MAX_DEPTH and self.steps <= MAX_STEPS
        finally:
            self.depth -= 1

    def begin(self) -> None:
        """Begins with all steps and all the time again; what was reached is as it was."""
        self.steps, self._seconds = 0, 0

    def _look_at_clock(self) -> None:
        """Counts the time of an expression that takes long; ends all evaluation after too much."""
        self._next_look = self.steps + _STEPS_PER_LOOK
        clock = CLOCK.get()
        now = clock() if clock else None
        if now is not None and self._seen_at is not None:
            self._seconds += now - self._seen_at
        self._seen_at = now
        if self._seconds > MAX_SECONDS:
            self.steps = MAX_STEPS + 1


class Scope(ABC):
    """Evaluates the nodes of one document, each expression once.

    `keeps_escapes` is set where text is evaluated twice, as in a nested template of outer scope:
    what looks like an escaped literal may become an expression in the second round. `local` are
    the functions, in lower case, whose names mean nothing outside, as in the body of a lambda.
    """

    def __init__(
        self, tree: Tree, budget: Budget | None = None, links: Links | None = None
    ) -> None:
        self.tree = tree
        self.budget = budget or Budget()
        self.links = links or Links()
        self.keeps_escapes = False
        self.local: frozenset[str] = frozenset()
        self._values: Kept[Value] = Kept(self.budget.uses)
        self._inside: Kept[Sequence[Scope]] = Kept(self.budget.uses)

    @abstractmethod
    def parameter(self, name: str) -> Value:
        """The value of `parameters(name)`."""

    @abstractmethod
    def variable(self, name: str) -> Value:
        """The value of `variables(name)`."""

    def user_function(self, namespace: str, name: str, arguments: tuple[Value, ...]) -> Value:
        """The value of a call of a user function."""
        del namespace, name, arguments
        return Unknown(Cause.FUNCTION)

    def declaration(self, parameter: str) -> Object | None:
        """How a parameter is declared; None if it is not, or where nobody knows."""
        del parameter
        return None

    def lambda_variable(self, name: str) -> Value:
        """The value of `lambdaVariables(name)`."""
        return Failure(f"There is no lambda variable '{name}' here.")

    def copy_index(self, loop: str | None) -> Value:
        """The index of the loop of that name, or of the loop around the resource."""
        del loop
        return Unknown(Cause.RUNTIME, ValueType.INT)

    @property
    def deployment(self) -> Hashable:
        """The deployment that evaluates this scope: what `deployment()` is about."""
        return self

    @property
    def target(self) -> Hashable:
        """What is deployed to: the same for all scopes that certainly have one resource group."""
        return self.deployment

    def reference(self, target: Single, wanted: Reference) -> Value | None:
        """What the template itself says of a resource; None if it says nothing for certain."""
        del target, wanted
        return None

    def inside(self, node: Node, make: Callable[[], Sequence[Scope]]) -> Sequence[Scope]:
        """The scopes of what a node holds, such as the runs of a loop, made at their first use."""
        uses = self.budget.uses
        if known := self._inside.get(node):
            uses.note_all(known[1])
            return known[0]
        scopes, used = uses.gather(make)
        self._inside.keep(node, scopes, used)
        return scopes

    def evaluate(self, node: Node) -> Value:
        """The value of a node whose names have the meaning of this scope. Never raises."""
        from armlens.evaluation.evaluator import evaluate  # noqa: PLC0415 - they need each other

        return evaluate(node, self)

    def once(self, node: Node, compute: Callable[[], Value]) -> Value:
        """The value of an expression, computed at its first use.

        While it is being computed its value is a failure, which is what an expression finds
        that refers to itself. Without the memory, values that use each other twice would cost
        time exponential in their number.
        """
        uses = self.budget.uses
        if known := self._values.get(node):
            uses.note_all(known[1])
            return known[0]
        self._values.keep(node, _CIRCULAR, _IN_CIRCLE)
        try:
            value, used = uses.gather(compute)
        except BaseException:  # Where there is more room, or time, it may well have a value.
            self._values.forget((node,))
            raise
        self._values.forget((node,))
        self._values.keep(node, value, used)
        if is_cut(value):
            self.budget.reach(self.tree, node, STOPPED)
        return value

    def forget(self, nodes: Sequence[Node]) -> None:
        """Forgets what was computed of nodes that are gone."""
        self._values.forget(nodes)
        self._inside.forget(nodes)


@dataclass(frozen=True, slots=True)
class Reference:
    """What a call of `reference` asks for.

    `is_full` asks for the whole resource instead of its properties. `symbol` stands for what only
    the deployment knows of it. `under` is what holds wherever the result counts.
    """

    is_full: bool
    symbol: Symbol
    under: Condition


class ScopeInside(Scope):
    """A scope inside another one, whose names it has unless it says otherwise."""

    def __init__(self, around: Scope) -> None:
        super().__init__(around.tree, around.budget, around.links)
        self._around = around
        self.keeps_escapes = around.keeps_escapes
        self.local = around.local

    @property
    def deployment(self) -> Hashable:
        """The deployment of the scope around."""
        return self._around.deployment

    @property
    def target(self) -> Hashable:
        """The target of the scope around."""
        return self._around.target

    def reference(self, target: Single, wanted: Reference) -> Value | None:
        """What the template around says of a resource."""
        return self._around.reference(target, wanted)

    def parameter(self, name: str) -> Value:
        """The value of a parameter of the scope around."""
        return self._around.parameter(name)

    def variable(self, name: str) -> Value:
        """The value of a variable of the scope around."""
        return self._around.variable(name)

    def user_function(self, namespace: str, name: str, arguments: tuple[Value, ...]) -> Value:
        """The value of a call of a user function of the scope around."""
        return self._around.user_function(namespace, name, arguments)

    def declaration(self, parameter: str) -> Object | None:
        """How a parameter of the scope around is declared."""
        return self._around.declaration(parameter)

    def lambda_variable(self, name: str) -> Value:
        """The value of a lambda variable of the scope around."""
        return self._around.lambda_variable(name)

    def copy_index(self, loop: str | None) -> Value:
        """The index of a loop around the scope around."""
        return self._around.copy_index(loop)


class LoopScope(ScopeInside):
    """The names inside one run of a loop: its index, and those around it."""

    def __init__(self, around: Scope, loop: str, index: Value) -> None:
        super().__init__(around)
        self._loop = loop.lower()
        self._index = index

    def copy_index(self, loop: str | None) -> Value:
        """The index of this loop if it is asked for by name."""
        if loop is not None and loop.lower() == self._loop:
            return self._index
        return super().copy_index(loop)


class OwnLoopScope(LoopScope):
    """The names inside one run of the loop of a resource or an output, which needs no name."""

    def copy_index(self, loop: str | None) -> Value:
        """The index of this loop if it is asked for by name, or if none is named."""
        return self._index if loop is None else super().copy_index(loop)


class FunctionScope(ScopeInside):
    """The names inside a user function: its own parameters, and the template's other names."""

    def __init__(self, around: Scope, parameters: Mapping[str, Value]) -> None:
        super().__init__(around)
        self._parameters = {name.lower(): value for name, value in parameters.items()}
        self.local = around.local | {"parameters"}

    def parameter(self, name: str) -> Value:
        """The value of a parameter of the function; those of the template are not seen."""
        value = self._parameters.get(name.lower())
        return value or Failure(f"The function has no parameter '{name}'.")

    def declaration(self, parameter: str) -> Object | None:
        """Nothing: what a function's parameters are for is told by the function."""
        del parameter
        return None


class LambdaScope(ScopeInside):
    """The names inside a lambda: its own variables, and those around it."""

    def __init__(self, around: Scope, variables: Mapping[str, Value]) -> None:
        super().__init__(around)
        self._variables = {name.lower(): value for name, value in variables.items()}
        self.local = around.local | {"lambdavariables"}

    def lambda_variable(self, name: str) -> Value:
        """The value of a variable of this lambda, or of one around it."""
        return self._variables.get(name.lower()) or super().lambda_variable(name)


class OpenLambdaScope(ScopeInside):
    """The names inside a lambda that nobody calls: its variables may have any value."""

    def __init__(self, around: Scope, names: Iterable[str]) -> None:
        super().__init__(around)
        self._names = {name.lower() for name in names}

    def lambda_variable(self, name: str) -> Value:
        """An unknown for a variable of this lambda."""
        if name.lower() in self._names:
            return Unknown(Cause.RUNTIME)
        return super().lambda_variable(name)
