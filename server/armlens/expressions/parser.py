"""Parsing an expression: total, linear, and never deeper than `MAX_DEPTH`."""

from __future__ import annotations

from functools import lru_cache

from armlens.expressions.classify import StringKind, classify
from armlens.expressions.mistakes import MAX_LENGTH, Mistake, problem
from armlens.expressions.nodes import MissingExpression, ParsedExpression
from armlens.expressions.reader import Reader, TooDeepError
from armlens.expressions.regular import read_regular
from armlens.expressions.tokens import tokenize
from armlens.text.problems import Problem
from armlens.text.spans import Span

_CACHED_LENGTH = 512


def parse_expression(value: str) -> ParsedExpression:
    """The tree and the problems of a string that `classify` calls an expression.

    `value` is the whole decoded string with its outer brackets; spans are offsets into it. Text
    without them is read as if it stood between them. An expression that is too long or too deep
    is not read: its root is missing. Never raises.
    """
    # Short expressions are the ones that repeat, and keeping only them bounds the memory.
    return _parse_cached(value) if len(value) <= _CACHED_LENGTH else _parse(value)


@lru_cache(maxsize=4096)
def _parse_cached(value: str) -> ParsedExpression:
    return _parse(value)


def _parse(value: str) -> ParsedExpression:
    within = Span(0, len(value))
    if classify(value) is StringKind.EXPRESSION:
        within = Span(1, len(value) - 1)
    if within.end - within.start > MAX_LENGTH:
        excess = Span(within.start + MAX_LENGTH, within.end)
        return _unread(within, problem(Mistake.TOO_LONG, excess, ""))
    if regular := read_regular(value, within):
        return regular
    tokens = tokenize(value, within)
    if len(tokens) == 1:
        return _unread(within, problem(Mistake.EMPTY, Span(0, len(value)), ""))
    try:
        return Reader(tokens).read()
    except TooDeepError as error:
        return _unread(within, problem(Mistake.TOO_DEEP, error.span, ""))


def _unread(within: Span, reason: Problem) -> ParsedExpression:
    return ParsedExpression(MissingExpression(Span(within.start, within.start)), (reason,))
