"""Walking over the tokens of an expression while collecting what is wrong with them."""

from __future__ import annotations

from armlens.expressions.mistakes import Mistake, problem
from armlens.expressions.tokens import Token, TokenKind
from armlens.text.problems import Problem
from armlens.text.spans import Span

_MAX_PROBLEMS = 20
"""More in one expression help nobody, and a hostile one could have thousands."""


class Cursor:
    """A place in a list of tokens whose last one, of kind `END`, is never passed."""

    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self._at = 0
        self._problems: list[Problem] = []
        self.is_muted = False
        """Whether what is reported from now on is only a consequence of something reported."""

    @property
    def next(self) -> Token:
        """The token to take next."""
        return self._tokens[self._at]

    @property
    def last(self) -> Token:
        """The token taken last; the first one while none is taken."""
        return self._tokens[max(self._at - 1, 0)]

    @property
    def final(self) -> Token:
        """The last token that is written; there is at least one."""
        return self._tokens[-2]

    def ahead(self, count: int) -> Token:
        """The token `count` places after the next one."""
        return self._tokens[min(self._at + count, len(self._tokens) - 1)]

    def take(self) -> Token:
        """The next token, which is passed."""
        token = self.next
        if token.kind is not TokenKind.END:
            self._at += 1
        return token

    def skip_to(self, *stops: TokenKind) -> None:
        """Passes over tokens up to one of these kinds that no bracket skipped here encloses."""
        depth = 0
        while self.next.kind is not TokenKind.END and (depth > 0 or self.next.kind not in stops):
            kind = self.take().kind
            depth += (kind is TokenKind.OPENER) - (kind is TokenKind.CLOSER)

    def skip_group(self) -> None:
        """Passes over an opening bracket, its closing one and all between them."""
        self.take()
        self.skip_to(TokenKind.CLOSER)
        self.take()

    def report(self, mistake: Mistake, span: Span, name: str) -> None:
        """Adds the problem for a mistake."""
        self.add(problem(mistake, span, name))

    def report_token(self, mistake: Mistake, token: Token) -> None:
        """Adds the problem for a mistake that one token is or shows."""
        self.report(mistake, token.span, token.text)

    def add(self, found: Problem) -> None:
        """Adds a problem, unless it follows from another or there are too many."""
        if not self.is_muted and len(self._problems) < _MAX_PROBLEMS:
            self._problems.append(found)

    def withdraw(self) -> None:
        """Takes back all problems, for one that explains them better."""
        self._problems.clear()

    def problems(self) -> tuple[Problem, ...]:
        """The problems in the order of the text."""
        return tuple(sorted(self._problems, key=lambda found: found.span))
