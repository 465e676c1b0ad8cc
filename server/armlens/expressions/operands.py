"""Operands of one token and names after a dot, and what is wrong with them."""

from __future__ import annotations

from armlens.expressions.cursor import Cursor
from armlens.expressions.mistakes import Mistake
from armlens.expressions.nodes import Expression, IntegerLiteral, MissingExpression, StringLiteral
from armlens.expressions.tokens import Token, TokenKind
from armlens.text.spans import Span

_INT32 = range(-(2**31), 2**31)
_INT32_DIGITS = 10
_NAME_PARTS = frozenset({TokenKind.NAME, TokenKind.INTEGER, TokenKind.FRACTION})


def absent(offset: int) -> MissingExpression:
    """The operand that is not there, or has no value, at an offset."""
    return MissingExpression(Span(offset, offset))


def literal(cursor: Cursor) -> Expression:
    """Takes a string or a number; missing where Azure gives it no value."""
    token = cursor.take()
    if token.kind is TokenKind.INTEGER:
        return _integer(cursor, token)
    if token.kind is TokenKind.FRACTION:
        cursor.report_token(Mistake.NOT_INTEGER, token)
        return absent(token.start)
    if token.kind is TokenKind.QUOTED:
        cursor.report_token(Mistake.QUOTATION_MARKS, token)
    return StringLiteral(_string_value(token), token.span)


def signed(cursor: Cursor) -> Expression | None:
    """Takes a sign and the number directly after it, if that is what comes next."""
    sign, number = cursor.next, cursor.ahead(1)
    is_number = number.kind is TokenKind.INTEGER and number.start == sign.end
    if sign.text not in {"+", "-"} or not is_number:
        return None
    cursor.take()
    cursor.take()
    text = sign.text + number.text
    if sign.text == "+":
        cursor.report(Mistake.PLUS_SIGN, sign.span, text)
    return _integer(cursor, Token(TokenKind.INTEGER, text, sign.start, number.end))


def member_name(cursor: Cursor) -> tuple[str, Span]:
    """Takes the name after the dot taken last, with its span; an empty one where it is missing."""
    dot, token = cursor.last, cursor.next
    if token.kind is TokenKind.STRING:
        cursor.report_token(Mistake.UNEXPECTED, cursor.take())
        return _string_value(token), token.span
    if token.kind not in _NAME_PARTS:
        cursor.report_token(Mistake.MISSING_NAME, dot)
        return "", Span(dot.end, dot.end)
    cursor.take()
    return _hyphenated(cursor, token)


def _hyphenated(cursor: Cursor, first: Token) -> tuple[str, Span]:
    """Takes what is joined to a name without white space: authors write `.my-name`."""
    parts = [first.text]
    while cursor.next.start == cursor.last.end and _is_name_part(cursor.next):
        parts.append(cursor.take().text)
    name, span = "".join(parts), Span(first.start, cursor.last.end)
    if len(parts) > 1 or first.kind is not TokenKind.NAME:
        cursor.report(Mistake.MEMBER_NAME, span, name)
    elif not name.isascii():
        cursor.report(Mistake.NAME_CHARACTERS, span, name)
    return name, span


def _is_name_part(token: Token) -> bool:
    return token.kind in _NAME_PARTS or token.text == "-"


def _integer(cursor: Cursor, token: Token) -> Expression:
    digits = token.text.lstrip("+-0") or "0"
    sign = -1 if token.text.startswith("-") else 1
    # The length comes first: Python refuses to read thousands of digits.
    if len(digits) > _INT32_DIGITS or sign * int(digits) not in _INT32:
        cursor.report_token(Mistake.INTEGER_RANGE, token)
        return absent(token.start)
    return IntegerLiteral(sign * int(digits), token.span)


def _string_value(token: Token) -> str:
    if token.kind is TokenKind.QUOTED:
        return token.text[1:-1]
    end = len(token.text) - (token.kind is TokenKind.STRING)
    return token.text[1:end].replace("''", "'")
