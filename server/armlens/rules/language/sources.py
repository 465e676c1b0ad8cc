"""What a condition goes through: elements of an array, related resources, the resource itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Union

from armlens.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Elements:
    """The elements of the array at a path; a `*` in the path stands for each element or member.

    `noun` names one of them to people: "pool".
    """

    path: tuple[str, ...]
    noun: str = "element"

    @property
    def words(self) -> str:
        """The elements in a sentence."""
        return f"the elements of `{'.'.join(self.path)}`"


@dataclass(frozen=True, slots=True)
class Children:
    """The resources of some types that belong to this one, wherever in the template they stand.

    They are nested in it, or named after it, or have it as their `scope`. `at` is the member of
    each that is looked at, "" for the whole resource.
    """

    types: tuple[str, ...]
    noun: str = "resource"
    at: str = ""

    @property
    def words(self) -> str:
        """The resources in a sentence."""
        return f"the resources of type {' or '.join(f'`{each}`' for each in self.types)}"


@dataclass(frozen=True, slots=True)
class Parents:
    """The resource that this one belongs to, if the template has it."""

    noun: str = "parent"

    @property
    def words(self) -> str:
        """The parent in a sentence."""
        return "the parent"


@dataclass(frozen=True, slots=True)
class Referring:
    """The resources of some types that have this one's id at a path of theirs."""

    types: tuple[str, ...]
    path: tuple[str, ...]
    noun: str = "resource"

    @property
    def words(self) -> str:
        """The resources in a sentence."""
        kinds = " or ".join(f"`{each}`" for each in self.types)
        return f"the resources of type {kinds} that refer to this one"


@dataclass(frozen=True, slots=True)
class Itself:
    """The resource itself as the only element; `at` is the member of it that is looked at."""

    noun: str = "resource"
    at: str = ""

    @property
    def words(self) -> str:
        """The resource in a sentence."""
        return "the resource itself"


@dataclass(frozen=True, slots=True)
class ByType:
    """Another source for each type of resource that a rule applies to."""

    sources: tuple[tuple[str, Source], ...]

    @property
    def words(self) -> str:
        """The sources in a sentence."""
        return ", or ".join(f"{source.words} of `{name}`" for name, source in self.sources)


@dataclass(frozen=True, slots=True)
class Together:
    """What several sources have."""

    sources: tuple[Source, ...]

    @property
    def words(self) -> str:
        """The sources in a sentence."""
        return " and ".join(source.words for source in self.sources)


Source = Union[Elements, Children, Parents, Referring, Itself, ByType, Together]  # noqa: UP007 - the names stand further up
"""What is gone through."""


def elements(path: str, noun: str = "element") -> Elements:
    """The elements of an array: `properties.ipConfigurations.*.properties.subnets`."""
    return Elements(tuple(path.split(".")), noun)


def children(*types: str, noun: str = "resource", at: str = "") -> Children:
    """The resources of these full types that belong to this one."""
    return Children(types, noun, at)


def parent(noun: str = "parent") -> Parents:
    """The resource that this one belongs to."""
    return Parents(noun)


def referring(*types: str, path: str, noun: str = "resource") -> Referring:
    """The resources of these types that have this one's id at the path."""
    return Referring(types, tuple(path.split(".")), noun)


def itself(noun: str = "resource", at: str = "") -> Itself:
    """The resource itself, so that one condition serves both it and elements."""
    return Itself(noun, at)


def by_type(sources: Mapping[str, Source]) -> ByType:
    """The source for each resource type."""
    return ByType(tuple((name.lower(), source) for name, source in sources.items()))


def together(*sources: Source) -> Together:
    """What several sources have, in this order."""
    return Together(sources)
