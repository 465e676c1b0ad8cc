"""What a predicate compares with: a value written in the rule, an option, or another field."""

from __future__ import annotations

from collections.abc import Sequence

from armlens.dataclass import dataclass
from armlens.jsonc.nodes import Scalar

Literal = str | int | float | bool
"""A value as a rule states it."""


@dataclass(frozen=True, slots=True)
class Setting:
    """The value of one of the rule's options: what the settings say, else its default."""

    name: str

    @property
    def words(self) -> str:
        """The option in a sentence."""
        return f"the option `{self.name}`"


@dataclass(frozen=True, slots=True)
class OfResource:
    """What the resource that the rule is about has at a path, as seen from one of its parts."""

    path: tuple[str, ...]

    @property
    def words(self) -> str:
        """The field in a sentence."""
        return f"`{'.'.join(self.path)}` of the resource"


Operand = Literal | Setting | OfResource
"""Something to compare with. An option may be a list, and then stands for each of its elements."""


def option(name: str) -> Setting:
    """The value of an option by its published name."""
    return Setting(name)


def of_resource(path: str) -> OfResource:
    """A field of the resource itself, by its path: `properties.kubernetesVersion`."""
    return OfResource(tuple(path.split(".")))


def shown(value: Operand | Scalar) -> str:
    """An operand in a sentence: text between apostrophes, other values as JSON writes them."""
    if isinstance(value, Setting | OfResource):
        return value.words
    if isinstance(value, str):
        return f"`'{value}'`"
    return "`null`" if value is None else f"`{str(value).lower()}`"


def existence(one: str, is_there: bool | None) -> str:  # noqa: FBT001 - the answer to a question
    """Whether there is one of something, as a clause; None where that is not known."""
    article = "an" if one[:1].lower() in "aeiou" else "a"
    if is_there is None:
        return f"whether there is {article} {one} is not known"
    return f"there is {article if is_there else 'no'} {one}"


def listed(words: Sequence[str], conjunction: str) -> str:
    """An enumeration: "a, b or c"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {conjunction} {words[-1]}"
