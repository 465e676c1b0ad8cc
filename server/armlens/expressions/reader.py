"""Reading tokens into a tree, with recovery from every mistake.

The reader alternates between two states, before an operand and after one, and keeps the calls
and indexes that are still open on a stack of its own, so that no text exhausts Python's. After a
mistake it goes on with the tree that the author most likely meant, and stays silent about what
only follows from a mistake already reported.
"""

from __future__ import annotations

from collections import Counter

from armlens.expressions.cursor import Cursor
from armlens.expressions.frames import Open, OpenCall, OpenIndex
from armlens.expressions.mistakes import MAX_DEPTH, Mistake
from armlens.expressions.nodes import (
    Call,
    Expression,
    MemberAccess,
    ParsedExpression,
)
from armlens.expressions.operands import absent, literal, member_name, signed
from armlens.expressions.tokens import Token, TokenKind
from armlens.text.spans import Span

_OPERANDS = frozenset(
    {
        TokenKind.NAME,
        TokenKind.STRING,
        TokenKind.UNTERMINATED,
        TokenKind.QUOTED,
        TokenKind.INTEGER,
        TokenKind.FRACTION,
    }
)
_ENDS = frozenset({TokenKind.CLOSER, TokenKind.END})
_PREFIXES = frozenset({TokenKind.OPERATOR, TokenKind.INVALID})


class TooDeepError(Exception):
    """The tree would become higher than `MAX_DEPTH`; `span` is the token that would do it."""

    def __init__(self, span: Span) -> None:
        super().__init__()
        self.span = span


_OPENED_FOR: dict[str, type[Open]] = {")": OpenCall, "]": OpenIndex}


class Reader:
    """Reads one expression. `tokens` ends with one of kind `END` and has at least one other."""

    def __init__(self, tokens: list[Token]) -> None:
        self._cursor = Cursor(tokens)
        self._open: list[Open] = []
        self._operand: Expression | None = None
        self._height = 0
        self._is_gap = True
        self._forgiven: Counter[str] = Counter()
        self._has_odd_apostrophe = self._cursor.final.kind is TokenKind.UNTERMINATED

    def read(self) -> ParsedExpression:
        """The tree of all tokens and what is wrong with them. Raises TooDeepError."""
        cursor = self._cursor
        if self._has_odd_apostrophe:
            start = cursor.final.start
            cursor.report(Mistake.UNTERMINATED_STRING, Span(start, start + 1), "'")
        while self._operand is None or self._open or cursor.next.kind is not TokenKind.END:
            if self._operand is None:
                self._read_operand()
            else:
                self._read_after(self._operand)
        return ParsedExpression(self._operand, cursor.problems())

    def _complete(self, operand: Expression, height: int) -> None:
        if height > MAX_DEPTH:
            raise TooDeepError(self._cursor.last.span)
        self._operand = operand
        self._height = height
        self._is_gap = False

    def _push(self, opened: Open) -> None:
        if len(self._open) == MAX_DEPTH:
            raise TooDeepError(opened.bracket.span)
        self._open.append(opened)
        self._operand = None
        self._is_gap = True

    # Before an operand.

    def _read_operand(self) -> None:
        token = self._cursor.next
        if token.kind is TokenKind.NAME:
            self._read_name(self._cursor.take())
        elif token.kind in _OPERANDS:
            self._complete(literal(self._cursor), 1)
        elif token.kind in _PREFIXES:
            self._read_prefix()
        else:
            self._read_no_operand(token)

    def _read_name(self, name: Token) -> None:
        cursor = self._cursor
        if not name.text.isascii():
            cursor.report_token(Mistake.NAME_CHARACTERS, name)
        is_qualified = cursor.ahead(1).kind is TokenKind.NAME and cursor.ahead(2).text == "("
        if cursor.next.text == "(":
            self._open_call(name, None)
        elif cursor.next.text == "." and is_qualified:
            cursor.take()
            self._open_call(cursor.take(), name)
        else:
            cursor.report_token(Mistake.MISSING_PARENTHESES, name)
            self._complete(Call(name.text, None, (), name.span, name.span), 1)

    def _open_call(self, name: Token, namespace: Token | None) -> None:
        call = OpenCall(self._cursor.take(), name, namespace)
        self._push(call)
        if self._cursor.next.text == ")":
            self._close(self._cursor.take().end)

    def _read_prefix(self) -> None:
        """Reads a sign, or passes over an operator that expressions do not have."""
        number = signed(self._cursor)
        if number is not None:
            self._complete(number, 1)
            return
        token = self._cursor.take()
        is_operator = token.kind is TokenKind.OPERATOR
        mistake = Mistake.OPERATOR if is_operator else Mistake.UNEXPECTED
        self._cursor.report_token(mistake, token)

    def _read_no_operand(self, token: Token) -> None:
        """Supplies the operand that is missing before `token`, and says so once."""
        cursor = self._cursor
        gap = absent(cursor.last.end if cursor.last is not token else token.start)
        is_reported = cursor.last.kind in _PREFIXES
        self._complete(gap, 1)
        self._is_gap = token.kind in _ENDS and not is_reported
        if token.kind is TokenKind.OPENER:
            cursor.report_token(Mistake.UNEXPECTED, token)
            cursor.skip_group()
        elif token.kind is TokenKind.DOT:
            cursor.report_token(Mistake.UNEXPECTED, token)
            self._skip_rest()
        elif token.kind is not TokenKind.END and not is_reported:
            self._report_gap(token)

    def _report_gap(self, token: Token) -> None:
        """Reports that there is nothing before a comma or a closing bracket."""
        cursor = self._cursor
        opened = self._open[-1] if self._open else None
        if opened is None:
            cursor.report_token(Mistake.UNEXPECTED, token)
            cursor.skip_to()
        elif isinstance(opened, OpenCall):
            if token.kind is TokenKind.COMMA:
                cursor.report_token(Mistake.MISSING_ARGUMENT, token)
            elif token.text == ")":
                cursor.report_token(Mistake.TRAILING_COMMA, cursor.last)
        elif token.text == "]":
            cursor.report(Mistake.MISSING_INDEX, Span(opened.bracket.start, token.end), "")

    # After an operand.

    def _read_after(self, operand: Expression) -> None:
        token = self._cursor.next
        if token.kind is TokenKind.DOT:
            self._read_member(operand)
        elif token.kind is TokenKind.OPENER and token.text.startswith("["):
            self._read_bracket(operand)
        elif token.text == "(":
            self._cursor.report_token(Mistake.NOT_CALLABLE, token)
            self._cursor.skip_group()
        elif token.kind is TokenKind.OPERATOR:
            self._cursor.report_token(Mistake.OPERATOR, token)
            self._skip_rest()
        elif not self._open:
            self._read_trailing(operand)
        elif token.kind is TokenKind.COMMA:
            self._read_comma(operand)
        elif token.kind is TokenKind.CLOSER:
            self._read_closer(token)
        elif token.kind is TokenKind.END:
            self._close_forcibly()
        else:
            self._read_stray(operand)

    def _read_member(self, target: Expression) -> None:
        dot = self._cursor.take()
        if dot.text == ".?":
            self._cursor.report_token(Mistake.BICEP_ACCESS, dot)
        name, span = member_name(self._cursor)
        whole = Span(target.span.start, span.end)
        self._complete(MemberAccess(target, name, span, whole), self._height + 1)

    def _read_bracket(self, target: Expression) -> None:
        bracket = self._cursor.take()
        if bracket.text != "[":
            self._cursor.report_token(Mistake.BICEP_ACCESS, bracket)
        self._push(OpenIndex(bracket, target, self._height))

    def _read_comma(self, operand: Expression) -> None:
        opened = self._open[-1]
        if isinstance(opened, OpenCall):
            self._cursor.take()
            self._add_argument(opened, operand)
        elif self._has_open(OpenCall):
            self._close_forcibly()
        else:
            self._cursor.report_token(Mistake.UNEXPECTED, self._cursor.next)
            self._cursor.skip_to(TokenKind.CLOSER)

    def _add_argument(self, call: OpenCall, argument: Expression) -> None:
        call.arguments.append(argument)
        call.height = max(call.height, self._height)
        self._operand = None

    def _read_closer(self, token: Token) -> None:
        opener = _OPENED_FOR.get(token.text)
        if opener and isinstance(self._open[-1], opener):
            self._close(self._cursor.take().end)
        elif opener and self._has_open(opener):
            self._close_forcibly()
        else:
            self._cursor.take()
            if self._forgiven[token.text]:
                self._forgiven[token.text] -= 1
            else:
                self._cursor.report_token(Mistake.UNEXPECTED, token)

    def _has_open(self, kind: type[Open]) -> bool:
        return any(isinstance(opened, kind) for opened in self._open)

    def _close(self, end: int) -> None:
        """Completes the innermost open call or index, whose text ends there."""
        opened = self._open.pop()
        height = max(opened.height, self._height if self._operand else 0) + 1
        last = self._operand or absent(opened.bracket.end)
        if isinstance(opened, OpenIndex):
            self._complete(opened.completed(last, end), height)
            return
        # A gap is an argument only beside others: `f()` has none.
        if opened.arguments or not self._is_gap:
            opened.arguments.append(last)
        self._complete(opened.completed(end), height)

    def _close_forcibly(self) -> None:
        """Closes the innermost bracket, and forgives a closing one that comes too late."""
        opened = self._open[-1]
        # An apostrophe without its partner has taken the closing brackets into its string.
        if not (self._has_odd_apostrophe and self._cursor.next.kind is TokenKind.END):
            self._cursor.report_token(Mistake.UNCLOSED, opened.bracket)
        self._forgiven[")" if isinstance(opened, OpenCall) else "]"] += 1
        self._close(self._cursor.last.end)

    def _read_stray(self, operand: Expression) -> None:
        """Reads what follows an operand inside brackets and cannot: a comma may be missing."""
        token, opened = self._cursor.next, self._open[-1]
        self._mute_after_odd_apostrophe(token)
        if token.kind in _OPERANDS and isinstance(opened, OpenCall):
            if not _is_bare(operand):
                self._cursor.report_token(Mistake.MISSING_COMMA, token)
            self._add_argument(opened, operand)
            return
        self._cursor.report_token(Mistake.UNEXPECTED, token)
        self._skip_rest()

    def _read_trailing(self, operand: Expression) -> None:
        """Reports the text after the whole expression, and passes over it."""
        token, end = self._cursor.next, self._cursor.final.end
        self._mute_after_odd_apostrophe(token)
        is_prose = _is_bare(operand) and token.kind is TokenKind.CLOSER
        if is_prose:
            self._cursor.withdraw()
        if is_prose or not _is_bare(operand):
            rest = Span(token.start, end)
            self._cursor.report(Mistake.TRAILING_TEXT, rest, token.text)
        self._cursor.skip_to()

    def _skip_rest(self) -> None:
        """Passes over the rest of the argument or index; of the expression if none is open."""
        if self._open:
            self._cursor.skip_to(TokenKind.COMMA, TokenKind.CLOSER)
        else:
            self._cursor.skip_to()

    def _mute_after_odd_apostrophe(self, token: Token) -> None:
        """Silences what follows when an operand follows an operand: the apostrophe is to blame."""
        self._cursor.is_muted |= self._has_odd_apostrophe and token.kind in _OPERANDS


def _is_bare(operand: Expression) -> bool:
    """Whether it is a name without parentheses, which has been reported already."""
    return isinstance(operand, Call) and operand.span == operand.name_span
