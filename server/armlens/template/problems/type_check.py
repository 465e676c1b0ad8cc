"""Whether a written value fits a declaration: type, allowed values, bounds, and what is inside.

Azure documentation, "Parameters in ARM templates" and "Definitions in ARM templates". Told is only
what the service certainly refuses: strings are compared without case, of null nothing is said, and
what is inside an object or array is looked at under `languageVersion` 2.0 only.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from armlens.dataclass import dataclass
from armlens.evaluation.origins import shown_span
from armlens.evaluation.types import ValueType, type_of
from armlens.jsonc.nodes import Array, Constant, Member, Node, Number, Object, Scalar, String
from armlens.problems import parameters as kinds
from armlens.template.declarations import (
    allowed_values,
    declared_type,
    is_nullable,
    is_secure,
    members_by_name,
)
from armlens.text.problems import Problem
from armlens.text.spans import Span

_DEEPEST = 64
_MOST_LISTED = 6
_LIMITING = frozenset({"allowedvalues", "minvalue", "maxvalue", "minlength", "maxlength"})
"""Members of declarations, in lower case, with which not all values of a type may be used."""

REFERENCE = re.compile(r"#/definitions/([^/~%]+)")
"""What `$ref` holds; a name with other characters is escaped, and left alone."""

_TO_REPLACE = re.compile(r"#\{|\$\(|\$\{|\{\{|__\w+__|\AGE[NT]-[A-Z]")
"""What pipelines put where a value goes later: `#{name}#`, `$(name)`, `${name}`, `__name__`.

`GEN-UNIQUE` and `GET-PREREQ-…` are those of the Azure quickstart templates.
"""


@dataclass(frozen=True, slots=True)
class Types:
    """The types that a template declares. `is_deep` where the service looks into objects."""

    definitions: Mapping[str, Member]
    is_deep: bool

    def chain(self, declaration: Object) -> list[Object] | None:
        """The declaration and those that its `$ref` leads to; None if one cannot be found."""
        chain = [declaration]
        while self.is_deep and (reference := chain[-1].get("$ref")) is not None:
            match = REFERENCE.fullmatch(reference.value if isinstance(reference, String) else "")
            target = self.definitions.get(match[1].lower()) if match else None
            if target is None or not isinstance(target.value, Object) or target.value in chain:
                return None
            chain.append(target.value)
        return chain

    def may_be_left_out(self, declaration: Object) -> bool:
        """Whether a value need not be given, or nobody can tell."""
        chain = self.chain(declaration)
        return chain is None or any(map(is_nullable, chain))


@dataclass(frozen=True, slots=True)
class Written:
    """A value where it is written: `of` and `name` are what messages call it; `at` is its key.

    `is_data` is whether strings mean themselves, as in parameter files; else they may be
    expressions, of which nothing is known here.
    """

    name: str
    node: Node
    at: String
    is_data: bool
    of: str = ""
    is_secret: bool = False
    depth: int = 0

    @property
    def words(self) -> str:
        """What begins a sentence about the value."""
        return f"{self.of}'{self.name}'"

    @property
    def span(self) -> Span:
        """The characters to mark."""
        return shown_span(Member(self.at, self.at.value.lower(), self.node))

    @property
    def is_open(self) -> bool:
        """Whether the value may be another than the one written."""
        if not isinstance(self.node, String):
            return not isinstance(self.node, Number | Constant | Object | Array)
        is_expression = not self.is_data and self.node.value.startswith("[")
        return is_expression or _TO_REPLACE.search(self.node.value) is not None

    def member(self, member: Member) -> Written:
        """A member of the object."""
        name = f"{self.name}.{member.key.value}"
        return replace(self, name=name, node=member.value, at=member.key, depth=self.depth + 1)

    def element(self, index: int, node: Node) -> Written:
        """An element of the array."""
        return replace(self, name=f"{self.name}[{index}]", node=node, depth=self.depth + 1)


def value_problems(written: Written, declaration: Object, types: Types) -> Iterator[Problem]:
    """What is certainly wrong with a value, by the declaration."""
    is_null = isinstance(written.node, Constant) and written.node.value is None
    if is_null or written.is_open or written.depth > _DEEPEST:
        return
    chain = types.chain(declaration)
    if chain is None:
        return
    if any(map(is_secure, chain)):
        written = replace(written, is_secret=True)
    if wrong := _wrong_type(written, chain):
        yield wrong
        return
    for each in chain:
        if not _LIMITING.isdisjoint(member.name for member in each.members):
            yield from _wrong_scalar(written, each)
            yield from _wrong_size(written, each)
        if types.is_deep and isinstance(written.node, Object):
            yield from _wrong_members(written, written.node, each, types)
        elif types.is_deep and isinstance(written.node, Array):
            yield from _wrong_elements(written, written.node, each, types)


def _wrong_type(written: Written, chain: list[Object]) -> Problem | None:
    given = _type(written.node)
    for each in chain:
        wanted = declared_type(each)
        if not given.meets(wanted) and not _is_whole(written.node, wanted):
            message = f"{written.words} must be {wanted.words}, not {given.words}."
            return kinds.WRONG_TYPE.at(written.span, message)
    return None


def _type(node: Node) -> ValueType:
    if isinstance(node, Object):
        return ValueType.OBJECT
    if isinstance(node, String | Number | Constant):
        return type_of(node.value)
    return ValueType.ARRAY


def _is_whole(node: Node, wanted: ValueType) -> bool:
    """Whether this is a float without a fraction for an int, which the service may take."""
    is_float = isinstance(node, Number) and isinstance(node.value, float)
    return is_float and ValueType.INT in wanted and float(getattr(node, "value", 0.5)).is_integer()


def _wrong_scalar(written: Written, declaration: Object) -> Iterator[Problem]:
    node = written.node
    if not isinstance(node, String | Number | Constant):
        return
    allowed = allowed_values(declaration.get("allowedValues"))
    if allowed is not None and _folded(node.value) not in map(_folded, allowed):
        words = _not_allowed(written, node.value, allowed)
        yield kinds.NOT_ALLOWED.at(written.span, words)
    if isinstance(node, Number):
        least, most = _number(declaration, "minValue"), _number(declaration, "maxValue")
        if least is not None and node.value < least:
            message = f"{written.words} must be at least {least}."
            yield kinds.OUT_OF_RANGE.at(written.span, message)
        if most is not None and node.value > most:
            message = f"{written.words} must be at most {most}."
            yield kinds.OUT_OF_RANGE.at(written.span, message)


def _folded(value: Scalar) -> object:
    """What equal values have in common: strings without case, and no bool is a number."""
    if isinstance(value, str):
        return value.casefold()
    return type_of(value) & ~ValueType.NUMBER, value


def _not_allowed(written: Written, value: Scalar, allowed: tuple[Scalar, ...]) -> str:
    """The sentence, without the values where they are secret."""
    if written.is_secret:
        return f"{written.words} is not among the allowed values."
    listed = ", ".join(map(_shown, allowed[:_MOST_LISTED]))
    more = len(allowed) - _MOST_LISTED
    rest = f" and {more} more" if more > 0 else ""
    return f"{written.words} is {_shown(value)}, but only {listed}{rest} may be used."


def _shown(value: Scalar) -> str:
    return f"'{value}'" if isinstance(value, str) else json.dumps(value)


def _wrong_size(written: Written, declaration: Object) -> Iterator[Problem]:
    least, most = _number(declaration, "minLength"), _number(declaration, "maxLength")
    sizes = _sizes(written.node)
    if sizes is None:
        return
    unit = "elements" if isinstance(written.node, Array) else "characters"
    if least is not None and max(sizes) < least:
        message = f"{written.words} must have at least {least} {unit}."
        yield kinds.WRONG_LENGTH.at(written.span, message)
    if most is not None and min(sizes) > most:
        message = f"{written.words} must have at most {most} {unit}."
        yield kinds.WRONG_LENGTH.at(written.span, message)


def _sizes(node: Node) -> tuple[int, ...] | None:
    """The sizes that the service may count: of a string in code points or in UTF-16 units."""
    if isinstance(node, String):
        return len(node.value), len(node.value.encode("utf-16-le", "surrogatepass")) // 2
    return (len(node.elements),) if isinstance(node, Array) and node.closed else None


def _number(declaration: Object, name: str) -> int | None:
    node = declaration.get(name)
    return node.value if isinstance(node, Number) and isinstance(node.value, int) else None


def _wrong_members(
    written: Written, node: Object, declaration: Object, types: Types
) -> Iterator[Problem]:
    declared = members_by_name(declaration.get("properties"))
    if not node.closed or (not written.is_data and _has_computed_names(node)):
        return
    for each in declared.values():
        is_needed = isinstance(each.value, Object) and not types.may_be_left_out(each.value)
        if is_needed and node.find(each.key.value) is None:
            message = f"{written.words} needs a member '{each.key.value}'."
            yield kinds.MISSING_MEMBER.at(written.span, message)
    tag = _tag(declaration)
    rest = declaration.get("additionalProperties")
    for member in node.members:
        known = declared.get(member.name)
        if known is not None and isinstance(known.value, Object):
            yield from value_problems(written.member(member), known.value, types)
        elif known is None and isinstance(rest, Object):
            yield from value_problems(written.member(member), rest, types)
        elif known is None and _is_false(rest) and tag is None:
            message = f"{written.words} may have no member '{member.key.value}'."
            yield kinds.UNKNOWN_MEMBER.at(member.key.span, message)
    if tag is not None:
        yield from _wrong_variant(written, node, tag, types)


def _has_computed_names(node: Object) -> bool:
    names = [member.key.value for member in node.members]
    return any(name.startswith("[") or name.lower() == "copy" for name in names)


def _is_false(node: Node | None) -> bool:
    return isinstance(node, Constant) and node.value is False


def _tag(declaration: Object) -> tuple[str, Object] | None:
    """The name of the member that tells variants apart, and the variants by its value."""
    discriminator = declaration.get("discriminator")
    if not isinstance(discriminator, Object):
        return None
    name, mapping = discriminator.get("propertyName"), discriminator.get("mapping")
    if isinstance(name, String) and isinstance(mapping, Object) and mapping.closed:
        return name.value, mapping
    return None


def _wrong_variant(
    written: Written, node: Object, tag: tuple[str, Object], types: Types
) -> Iterator[Problem]:
    name, mapping = tag
    member = node.find(name)
    if member is None:
        message = f"{written.words} needs a member '{name}'."
        yield kinds.MISSING_MEMBER.at(written.span, message)
        return
    chosen = written.member(member)
    if not isinstance(member.value, String) or chosen.is_open:
        return
    variant = mapping.get(member.value.value)
    if isinstance(variant, Object):
        yield from value_problems(replace(written, depth=written.depth + 1), variant, types)
    elif variant is None:
        allowed = tuple(each.key.value for each in mapping.members)
        words = _not_allowed(chosen, member.value.value, allowed)
        yield kinds.NOT_ALLOWED.at(chosen.span, words)


def _wrong_elements(
    written: Written, node: Array, declaration: Object, types: Types
) -> Iterator[Problem]:
    prefix, items = declaration.get("prefixItems"), declaration.get("items")
    first = prefix.elements if isinstance(prefix, Array) and prefix.closed else []
    for index, value in enumerate(node.elements):
        element = written.element(index, value)
        declared = first[index] if index < len(first) else items
        if isinstance(declared, Object):
            yield from value_problems(element, declared, types)
        elif declared is items and _is_false(items):
            message = f"{written.words} must have at most {len(first)} elements."
            yield kinds.WRONG_LENGTH.at(written.span, message)
            return
