"""Hover on an expression: what the part under the cursor is, and what it is worth."""

from __future__ import annotations

import json
from collections.abc import Iterator

from armlens.analysis.finding import Analysis
from armlens.editing.expression_parts import NAMING, Part, part_at
from armlens.editing.markup import Markup
from armlens.editing.origin_text import origin_text
from armlens.evaluation.expansion import HIDDEN
from armlens.evaluation.functions.catalogue import find_function
from armlens.evaluation.functions.signature import Function
from armlens.evaluation.residual import residual_of
from armlens.evaluation.summary import Kind, Summary, summary, type_words
from armlens.evaluation.types import Data
from armlens.evaluation.values import Value
from armlens.expressions.nodes import Call, StringLiteral
from armlens.jsonc.nodes import Object, String
from armlens.jsonc.tree import Tree
from armlens.template.declarations import is_secure
from armlens.template.locate import located

_MOST = 300
"""The most characters of a value that are shown."""

_MOST_ALTERNATIVES = 8


def expression_at(analysis: Analysis, offset: int) -> Part | None:
    """The part of an expression at the offset."""
    place = located(analysis.tree, analysis.kind, offset, analysis.parameters, analysis.follow)
    return part_at(place, offset) if place else None


def expression_text(part: Part, tree: Tree, markup: Markup) -> str:
    """What there is to say of a part: what it calls, its value, its type and its origins."""
    value = part.formula.frame.value(part.root)
    paragraphs = [*_subject(part, markup), *_value(part, value, markup)]
    paragraphs += [origin_text(each, tree, markup) for each in value.origins]
    return "\n\n".join(dict.fromkeys(paragraphs))


def _subject(part: Part, markup: Markup) -> Iterator[str]:
    """What is called: a function with its signature, or what declares a parameter."""
    match part.root:
        case Call(name, None, (StringLiteral(argument),)) if name.lower() in NAMING:
            if name.lower() == "parameters":
                yield from _parameter(argument, part, markup)
        case Call(name, None, _):
            function = find_function(name)
            if function is not None:
                yield markup.code(_signature(function))
                yield markup.text(function.summary)


def _parameter(name: str, part: Part, markup: Markup) -> Iterator[str]:
    """The description and the default of a parameter."""
    declaration = part.formula.frame.scope.declaration(name)
    if declaration is None:
        return
    metadata = declaration.get("metadata")
    description = metadata.get("description") if isinstance(metadata, Object) else None
    if isinstance(description, String) and description.value.strip():
        yield markup.text(_cut(description.value))
    default = declaration.get("defaultValue")
    if default is not None:
        tree = part.formula.frame.scope.tree
        written = HIDDEN if is_secure(declaration) else default.span.text_of(tree.text)
        yield f"{markup.text('Default:')} {markup.code(_cut(written))}"


def _signature(function: Function) -> str:
    """A function as its documentation writes it: `take(value: array | string, count: int)`."""
    parameters = [
        f"{each.name}{'' if index < function.required else '?'}: {type_words(each.types)}"
        for index, each in enumerate(function.parameters)
    ]
    more = ", …" if function.repeats else ""
    return f"{function.name}({', '.join(parameters)}{more}): {type_words(function.returns)}"


def _value(part: Part, value: Value, markup: Markup) -> Iterator[str]:
    formula = part.formula
    scope = formula.frame.scope
    found = summary(value, scope, lambda: residual_of(formula, scope))
    if found.possible:
        yield markup.text(f"One of {len(found.possible)} values ({found.type}):")
        yield "\n".join(
            f"- {markup.text(f'if {each.condition}:')} {_short(each.summary, markup)}"
            for each in found.possible[:_MOST_ALTERNATIVES]
        )
        return
    kind = f" {markup.text(f'({found.type})')}" if found.kind is Kind.KNOWN else ""
    yield _short(found, markup) + kind
    rest = found.rest if found.data is None else None
    if rest is not None and _squeezed(rest) != f"[{_squeezed(part.text)}]":
        yield f"{markup.text('Left to compute:')} {markup.code(_cut(rest))}"
    if found.kind is Kind.UNKNOWN and found.data is not None:
        yield markup.code(_json(found.data))


def _short(found: Summary, markup: Markup) -> str:
    """The value, or in a clause what is known of it."""
    if found.kind is Kind.KNOWN:
        return markup.code(_json(found.data))
    word = {Kind.UNKNOWN: "Not known: ", Kind.ERROR: "Fails: ", Kind.MISSING: ""}[found.kind]
    end = "." if found.kind is Kind.UNKNOWN else ""
    return markup.text(f"{word}{found.message}{end}")


def _json(data: Data) -> str:
    return _cut(json.dumps(data, ensure_ascii=False))


def _cut(text: str) -> str:
    return text if len(text) <= _MOST else f"{text[:_MOST]}…"


def _squeezed(expression: str) -> str:
    return "".join(expression.split()).lower()
