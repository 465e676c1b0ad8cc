"""Where in a document keys are pressed, and what is asked about."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.documents.document import PYTHON, Document

START, MIDDLE, END = "start", "middle", "end"
PLACES = (START, MIDDLE, END)

# Inside the value of a member where any word will do. What comes before says what the rest means.
_JSON_VALUE = re.compile(
    r'"(?!\$schema|type|apiVersion|contentVersion|scope|mode)\w+"\s*:\s*"(?=[A-Za-z])'
)
_JSON_CLUSTER = re.compile(r'"dnsPrefix"\s*:\s*"(?=[A-Za-z])')
_JSON_BOUNDARY = re.compile(r',\r?\n\s*(?=")')
_JSON_FINDING = re.compile(r'"identity"\s*:\s*\{\s*"type"\s*:\s*"(?=None")')
_PYTHON_VALUE = re.compile(r'"""(?=\w)')
_PYTHON_BOUNDARY = re.compile(r"return (?=\w)")


@dataclass(frozen=True, slots=True)
class Place:
    """A position in a document as LSP counts, in UTF-16 units, and its offset in code points."""

    offset: int
    line: int
    character: int


def value_place(document: Document, name: str) -> Place:
    """Inside a string value at the start, in the middle or at the end of a document.

    In the middle that is one of a cluster, if there is one, since rules look at it again.
    """
    if document.language == PYTHON:
        return _place(document, _near(document, _PYTHON_VALUE, name))
    is_of_cluster = name == MIDDLE and _JSON_CLUSTER.search(document.text)
    pattern = _JSON_CLUSTER if is_of_cluster else _JSON_VALUE
    return _place(document, _near(document, pattern, name))


def boundary_places(document: Document) -> Iterator[Place]:
    """Between members, or before expressions, from the middle on, over and over."""
    pattern = _PYTHON_BOUNDARY if document.language == PYTHON else _JSON_BOUNDARY
    middle = len(document.text) // 2
    matches = itertools.islice(pattern.finditer(document.text, middle), 50)
    places = [_place(document, match.end()) for match in matches]
    return itertools.cycle(places or [_place(document, middle)])


def structural_key(document: Document) -> str:
    """The character that breaks the structure where `boundary_places` are."""
    return "(" if document.language == PYTHON else "{"


def question_place(document: Document) -> Place:
    """What hover and code actions ask about: a wrong identity in the middle, if there is one."""
    if document.language != PYTHON and _JSON_FINDING.search(document.text):
        return _place(document, _near(document, _JSON_FINDING, MIDDLE))
    return value_place(document, MIDDLE)


def _near(document: Document, pattern: re.Pattern[str], name: str) -> int:
    """Where the match nearest to a place ends; the place itself where nothing matches."""
    text = document.text
    ends = [match.end() for match in pattern.finditer(text)]
    wanted = {START: 0, MIDDLE: len(text) // 2, END: len(text)}[name]
    return min(ends, key=lambda end: abs(end - wanted), default=wanted)


def _place(document: Document, offset: int) -> Place:
    text = document.text
    line = text.count("\n", 0, offset)
    head = text[text.rfind("\n", 0, offset) + 1 : offset]
    return Place(offset, line, len(head.encode("utf-16-le")) // 2)
