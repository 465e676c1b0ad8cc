"""Playing the cases to a server."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from reliability.protocol.case import BEGUN, Case, request
from reliability.protocol.conversation import (
    EXIT,
    SHUTDOWN,
    Conversation,
    Message,
    converse,
    did_open,
    framed,
)

_ALIVE = "file:///alive.json"
_TEMPLATE = """\
{ "resources": [{
  "type": "Microsoft.ContainerService/managedClusters", "name": "aks", "apiVersion": "2024-05-01",
  "identity": { "type": "None" }
}] }
"""
_FIRST_FENCE = 10_000


class Player:
    """Plays cases to servers that a command starts; each may take some seconds."""

    def __init__(
        self, command: Sequence[str], environment: Mapping[str, str], patience: float
    ) -> None:
        self._with = (command, environment, patience)

    def play(self, cases: Sequence[Case]) -> Iterator[tuple[Case, list[str]]]:
        """What was not as it should be in each of the cases."""
        shared = [case for case in cases if not case.start]
        yield from self._together(shared)
        yield from ((case, self._alone(case)) for case in cases if case.start)

    def _together(self, cases: Sequence[Case]) -> Iterator[tuple[Case, list[str]]]:
        """In one session: a request with an id that no case has ends each."""
        messages: list[Message | bytes] = [*BEGUN, did_open(_ALIVE, _TEMPLATE)]
        for number, case in enumerate(cases):
            messages += [each if isinstance(each, bytes) else framed(each) for each in case.sent]
            messages.append(_fence(number))
        talk = converse([*messages, SHUTDOWN, EXIT], *self._with)
        said = iter(talk.messages)
        for number, case in enumerate(cases):
            came = []
            for message in said:
                came.append(message)
                if message.get("id") == _FIRST_FENCE + number:
                    break
            yield case, [*_wrong(case, came), *_dead(came, number), *_complaints(talk)]

    def _alone(self, case: Case) -> list[str]:
        talk = converse([*case.start, *case.sent, EXIT], *self._with)
        is_shut_down = SHUTDOWN in case.start and case.answers.get(90, 0) is None
        wrong = [*_wrong(case, talk.messages), *_complaints(talk)]
        if talk.status != int(not is_shut_down):
            wrong.append(f"the exit status is {talk.status}")
        return wrong


def _fence(number: int) -> Message:
    at = {"line": 2, "character": 27}
    return request(
        "textDocument/hover", _FIRST_FENCE + number, textDocument={"uri": _ALIVE}, position=at
    )


def _wrong(case: Case, came: Sequence[Message]) -> Iterator[str]:
    """Answers that are missing, others, or not asked for."""
    answers = [each for each in came if "method" not in each]
    for ident, code in case.answers.items():
        found = [each for each in answers if each.get("id", "") == ident]
        if not found:
            yield f"no answer to {ident}"
        yield from (f"the answer to {ident} is {each}" for each in found if _code(each) != code)


def _code(answer: Message) -> int | None:
    error = answer.get("error")
    return error["code"] if error else None


def _dead(came: Sequence[Message], number: int) -> Iterator[str]:
    last = came[-1] if came else {}
    if last.get("id") != _FIRST_FENCE + number or not last.get("result"):
        yield f"it goes on with {last}"


def _complaints(talk: Conversation) -> Iterator[str]:
    if "could not handle" in talk.log:
        yield talk.log
