"""The state of one reading of a document: where it is, what is open, and what was wrong so far."""

from __future__ import annotations

from collections.abc import Collection
from enum import Enum
from typing import Final

from armlens.jsonc import messages
from armlens.jsonc.indentation import Indentation
from armlens.jsonc.messages import Message
from armlens.jsonc.nodes import (
    Array,
    Comment,
    Container,
    Member,
    Node,
    Object,
    Stretch,
    String,
    parts_of,
)
from armlens.problems.kind import ProblemKind
from armlens.text.problems import Problem, Severity

MAX_DEPTH: Final = 512
"""The deepest nesting that is read, the same for every consumer of the tree."""

MAX_PROBLEMS: Final = 100
"""So many problems are recorded; a document with more has one cause that explains them all."""

MAX_ERRORS: Final = 10_000
"""After so many errors the rest is not read: it is no template, and recovering takes its time."""

MOST_STRETCHED: Final = 2048
"""A stretch that is longer ends at the next member or element."""

OPENERS: Final = {Object: "{", Array: "["}
CLOSERS: Final = {Object: "}", Array: "]"}


class State(Enum):
    """What has been read of the innermost container just before the current offset."""

    OPENED = "its opening bracket"
    COMMA = "a comma"
    VALUE = "a member or an element"


class _Names(dict[str, tuple[str, str]]):
    """The names of members as written, with the same in lower case. Equal ones are one string."""

    def __missing__(self, raw: str) -> tuple[str, str]:
        self[raw] = names = raw, raw.lower()
        return names


class Scan:
    """One reading of a text.

    `stack` holds the open containers; the lowest one is an array that stands for the document, so
    that the root needs no special treatment. `limit` is the offset up to which the text may be
    read without asking the `guide`, which is absent in the first reading. `names` has each name as
    written and in lower case; `objects` are all objects of the tree, so that none has to be
    searched for.

    From the offset `stop` on, regular reading pauses behind each member and element of the lowest
    `pause_depth` containers of the stack. By default it does not.
    """

    __slots__ = (
        "arrays",
        "comma",
        "comments",
        "errors",
        "guide",
        "is_balanced",
        "is_done",
        "is_too_deep",
        "limit",
        "names",
        "objects",
        "pause_depth",
        "pos",
        "problems",
        "stack",
        "state",
        "stop",
        "stretch",
        "stretches",
        "text",
        "welcome",
    )

    def __init__(
        self, text: str, guide: Indentation | None = None, welcome: Collection[ProblemKind] = ()
    ) -> None:
        self.text = text
        self.welcome = welcome
        self.guide = guide
        self.pos = 1 if text.startswith("\ufeff") else 0
        self.limit = len(text)
        self.stop = len(text) + 1
        self.pause_depth = 0
        self.stretch = Stretch(0)
        self.stretches = [self.stretch]
        self.stack: list[Container] = [Array(0, len(text), self.stretch)]
        self.objects: list[Object] = []
        self.names = _Names()
        self.arrays = 0
        self.state = State.OPENED
        self.comma = 0
        self.comments: list[Comment] = []
        self.problems: list[Problem] = []
        self.errors = 0
        self.is_balanced = True
        self.is_done = False
        self.is_too_deep = False

    @property
    def container(self) -> Container:
        """The innermost open container."""
        return self.stack[-1]

    @property
    def is_fenced(self) -> bool:
        """Whether the innermost container should have closed before the current offset."""
        return self.guide is not None and len(self.stack) > 2 and self.pos >= self.guide.fence

    @property
    def root(self) -> Node | None:
        """The document's value, if there is one."""
        document = self.stack[0]
        return document.elements[0] if isinstance(document, Array) and document.elements else None

    def report(self, message: Message, start: int, end: int, thing: str = "") -> None:
        """Record a problem, up to a bound; nothing of a kind that is welcome."""
        if message.kind in self.welcome:
            return
        self.errors += message.severity is Severity.ERROR
        if len(self.problems) < MAX_PROBLEMS:
            self.problems.append(message.at(start, end, thing))
        elif len(self.problems) == MAX_PROBLEMS:
            self.problems.append(messages.TOO_MANY.at(start, end))

    def report_missing(self, message: Message, offset: int, thing: str = "") -> None:
        """Record that something is missing, unless the last problem already covers the place."""
        if not (self.problems and self.problems[-1].span.contains(offset)):
            self.report(message, offset, offset, thing)

    def begin_stretch(self, offset: int) -> Stretch:
        """Let the nodes from the offset on lie in a stretch of their own."""
        self.stretch = Stretch(offset)
        self.stretches.append(self.stretch)
        return self.stretch

    def give_up(self) -> None:
        """Read nothing more; the last problem says so of the whole rest."""
        self.problems[-1] = messages.TOO_MANY.at(self.problems[-1].span.start, len(self.text))
        self.pos = len(self.text)

    def content_end(self) -> int:
        """The offset where the content of the innermost container ends so far."""
        container = self.container
        content = parts_of(container)
        if content:
            return content[-1].end
        return container.start + (len(self.stack) > 1 and not self.is_implied(container))

    def is_implied(self, container: Container) -> bool:
        """Whether the container has no opening bracket in the text."""
        opener = OPENERS[type(container)]
        return not self.text.startswith(opener, container.start)

    def add(self, key: String | None, value: Node) -> None:
        """Add a value, under its name in an object, to the innermost container."""
        container = self.container
        if isinstance(container, Array):
            container.elements.append(value)
        elif key is not None:
            container.members.append(Member(key, key.value.lower(), value))
        self.state = State.VALUE

    def open(self, key: String | None, container: Container) -> None:
        """Add a container and read on in it."""
        self.add(key, container)
        if self.guide is not None and not self.is_implied(container):
            self.guide.push(container.start)
        elif self.guide is not None and key is not None:
            self.guide.push(key.start)
        elif self.guide is not None:
            self.guide.push_inside(container.start)
        self.push(container)
        self.state = State.OPENED

    def push(self, container: Container) -> None:
        """Make a container that is in the tree, and known to the guide, the innermost one."""
        self.stack.append(container)
        if isinstance(container, Object):
            self.objects.append(container)
        else:
            self.arrays += 1
        if self.guide is not None:
            self.limit = self.guide.limit

    def close(self, end: int, *, is_closed: bool) -> None:
        """End the innermost container at an offset and read on in the one around it."""
        container = self.stack.pop()
        container.read_end = end
        container.tail = self.stretch
        container.closed = is_closed
        self.arrays -= type(container) is Array
        self.state = State.VALUE
        if self.guide is not None:
            self.guide.pop()
            self.guide.pass_fence(self.pos)
            self.limit = self.guide.limit
