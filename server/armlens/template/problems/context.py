"""What an expression may refer to and call, by the place where it stands."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Container, Mapping
from dataclasses import replace
from enum import Enum, StrEnum, auto

from armlens.dataclass import dataclass
from armlens.evaluation.types import ValueType, type_of
from armlens.jsonc.memo import Kind, Memo
from armlens.jsonc.nodes import Array, Constant, Node, Number, Object, String
from armlens.template.declarations import declared_type
from armlens.template.kinds import DeployedTo

_ANY = ValueType.ANY


class Ask(StrEnum):
    """What may be asked about a name. Texts are hashed faster than other enumerations."""

    IS_THERE = auto()
    TYPE = auto()
    WRITTEN = auto()


class Place(Enum):
    """The kinds of places, as far as functions may be used at some and not at others."""

    DEFAULT = auto()
    """The default of a parameter, the only place where a value may be new each time."""
    BEFORE = auto()
    """What is computed before anything is deployed: variables, names, conditions, counts."""
    ANYWHERE = auto()
    """Properties of resources and outputs, which may ask for what is deployed."""


Question = tuple[Ask, str, str]
"""What names may be asked: to be there, of which type they are, or what is written there.

Behind it are the kind and the lower-case name. It is a plain tuple, since there is one for each use
of a name.
"""


class KnownNames(ABC):
    """What may be referred to: answers to questions about names, whose case does not matter."""

    @abstractmethod
    def answer(self, question: Question) -> object:
        """The answer to a question."""

    def type_of(self, asked: Question) -> ValueType:
        """The type that a parameter or a variable certainly has; any where it is not known."""
        answer = self.answer(asked)
        return answer if isinstance(answer, ValueType) else _ANY

    def written(self, variable: str) -> Node | None:
        """What a variable is written to be, if that is known."""
        answer = self.answer((Ask.WRITTEN, "variable", variable.lower()))
        return answer if isinstance(answer, Node) else None


class NotingNames(KnownNames):
    """The names that others know, with a note of what they were asked and what they answered."""

    def __init__(self, names: KnownNames) -> None:
        self._names = names
        self.answers: dict[Question, object] = {}

    def answer(self, question: Question) -> object:
        """The answer of the others."""
        answers = self.answers
        if question not in answers:
            answers[question] = self._names.answer(question)
        return answers[question]


@dataclass(frozen=True, slots=True)
class Names(KnownNames):
    """What may be referred to; names are lower-case. None where nobody knows all of a kind.

    Parameters come with their declarations, variables with their values, as far as these are
    written as a whole.
    """

    parameters: Mapping[str, Node] | None
    variables: Mapping[str, Node | None] | None
    functions: frozenset[str]

    def answer(self, question: Question) -> object:
        """The answer to a question."""
        ask, kind, name = question
        if ask is Ask.TYPE:
            return self._type(kind, name)
        if ask is Ask.WRITTEN:
            return self.variables.get(name) if self.variables else None
        known = self._of(kind)
        return known is None or name in known

    def _type(self, kind: str, name: str) -> ValueType:
        if kind == "variable":
            value = self.variables.get(name) if self.variables else None
            return _written_type(value) if value else _ANY
        declaration = self.parameters.get(name) if self.parameters else None
        return declared_type(declaration) if isinstance(declaration, Object) else _ANY

    def _of(self, kind: str) -> Container[str] | None:
        if kind == "function":
            return self.functions
        return self.parameters if kind == "parameter" else self.variables


@dataclass(frozen=True, slots=True)
class Context:
    """What holds for the expressions at some place.

    `words` say where that is. `loops` are the lower-case names of the loops around it, None where
    one of them is not known; `has_own_loop` tells whether one of them needs no name. `scope` is
    what the deployment goes to, None where nobody knows. `is_outer` is whether the place is in a
    nested template that the template around evaluates.
    """

    names: KnownNames
    place: Place = Place.ANYWHERE
    words: str = ""
    loops: frozenset[str] | None = frozenset()
    has_own_loop: bool = False
    scope: DeployedTo | None = None
    is_outer: bool = False

    @property
    def surroundings(
        self,
    ) -> tuple[Place, str, frozenset[str] | None, bool, DeployedTo | None, bool]:
        """Everything but the names."""
        return (
            self.place,
            self.words,
            self.loops,
            self.has_own_loop,
            self.scope,
            self.is_outer,
        )

    def at(self, place: Place, words: str) -> Context:
        """The context at a place; inside of properties, where all may be used, nothing changes."""
        if self.is_outer:
            return self
        # `replace` takes three times as long, and most members of most resources come here.
        return Context(self.names, place, words, self.loops, self.has_own_loop, self.scope)

    def with_names(self, names: KnownNames) -> Context:
        """The same context, where others tell what the names mean."""
        return Context(names, *self.surroundings)

    def inside_loops(self, node: Object, symbol: str = "") -> Context:
        """The context inside an object, with the loop that its `copy` is, if it is one.

        `symbol` is the symbolic name of a resource, which names its loop as well.
        """
        copy = node.get("copy")
        if not isinstance(copy, Object) or copy.find("count") is None:
            return self
        return replace(self._inside(copy, symbol), has_own_loop=True)

    def inside_loop(self, loop: Node) -> Context:
        """The context inside one loop of a `copy` array, which makes a member."""
        return self._inside(loop, "") if isinstance(loop, Object) else self

    def _inside(self, loop: Object, symbol: str) -> Context:
        name = loop.get("name")
        if self.loops is None or (name is not None and not _is_literal(name)):
            return replace(self, loops=None)
        named = {name.value.lower()} if isinstance(name, String) else set()
        return replace(self, loops=self.loops | named | ({symbol.lower()} - {""}))


def names_of(template: Object) -> Names:
    """The names that a template declares for its own expressions."""
    variables = template.get("variables")
    return Names(_parameters(template), _variables(variables), _functions(template))


_NAMES: Kind[Names] = Kind("the names of the root template")


def root_names(template: Object, memo: Memo | None) -> Names:
    """The names of the root template: the same object while its declarations are as they were."""
    if memo is None:
        return names_of(template)
    sections = [template.get(each) for each in ("parameters", "variables", "functions")]
    declared = tuple(each for each in sections if each is not None)
    return memo.once(_NAMES, declared, lambda _: True, lambda: names_of(template))


def function_names(definition: Object, names: KnownNames) -> KnownNames:
    """The names inside a user function: parameters of its own, and the template's other names."""
    assert isinstance(names, Names)  # noqa: S101 - those of a template, which has the function
    declared = definition.get("parameters")
    if declared is not None and not isinstance(declared, Array):
        return Names(None, names.variables, names.functions)
    own = _by_name(declared) if declared else {}
    return Names(own, names.variables, names.functions)


def keys(members: Node | None) -> frozenset[str] | None:
    """The lower-case names of an object's members; none of an object that is not there."""
    if members is None:
        return frozenset()
    if not isinstance(members, Object) or not members.closed:
        return None
    return frozenset(member.name for member in members.members)


def _parameters(template: Object) -> Mapping[str, Node] | None:
    parameters = template.get("parameters")
    if keys(parameters) is None or not isinstance(parameters, Object):
        return {} if parameters is None else None
    return {member.name: member.value for member in parameters.members}


def _variables(variables: Node | None) -> Mapping[str, Node | None] | None:
    """The variables, also those that loops make."""
    if keys(variables) is None or not isinstance(variables, Object):
        return {} if variables is None else None
    found: dict[str, Node | None] = {member.name: member.value for member in variables.members}
    loops = variables.get("copy")
    made = _by_name(loops) if isinstance(loops, Array) else {}
    return None if made is None else found | dict.fromkeys(made)


def _functions(template: Object) -> frozenset[str]:
    """The user functions, each as `namespace.name`."""
    spaces, found = template.get("functions"), set[str]()
    for space in spaces.elements if isinstance(spaces, Array) else []:
        namespace = space.get("namespace") if isinstance(space, Object) else None
        members = space.get("members") if isinstance(space, Object) else None
        if isinstance(namespace, String):
            found |= {f"{namespace.value.lower()}.{name}" for name in keys(members) or ()}
    return frozenset(found)


def _by_name(array: Array) -> dict[str, Node] | None:
    """The objects of an array by the lower-case text of their `name`; None unless all have one."""
    found: dict[str, Node] = {}
    for each in array.elements:
        name = each.get("name") if isinstance(each, Object) else None
        if not isinstance(each, Object) or not isinstance(name, String) or not _is_literal(name):
            return None
        found[name.value.lower()] = each
    return found if array.closed else None


def _is_literal(node: Node) -> bool:
    return isinstance(node, String) and not node.value.startswith("[")


def _written_type(node: Node) -> ValueType:
    """The type of a value as it is written; any of an expression."""
    match node:
        case Object():
            return ValueType.OBJECT
        case Array():
            return ValueType.ARRAY
        case String() if _is_literal(node):
            return ValueType.STRING
        case Number() | Constant():
            return type_of(node.value)
        case _:
            return _ANY
