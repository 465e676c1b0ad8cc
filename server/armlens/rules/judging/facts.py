"""Facts in words: what a resource has at a path, as the reason in a message."""

from __future__ import annotations

from collections.abc import Sequence

from armlens.evaluation.pieces import NO_LIMITS
from armlens.evaluation.summary import unknown_words
from armlens.evaluation.values import (
    BuiltArray,
    BuiltObject,
    Failure,
    Known,
    Single,
    Unknown,
    WrittenArray,
    WrittenObject,
)
from armlens.rules.judging.reached import Reached
from armlens.rules.judging.wording import provenance, quoted


def fact(reached: Reached, label: str, depth: int) -> str:
    """What was found where a path leads, as a clause: "'maxPods' of pool 'np1' is '30'".

    `label` names the element that the path begins in, at `depth` names from the resource.
    """
    of = f" of {label}" if label else ""
    value = reached.value
    if isinstance(value, Failure):
        path = _dotted(reached.path[depth:]) or "the value"
        return f"{path}{of} fails to evaluate ({value.message.removesuffix('.')})"
    if isinstance(value, Unknown):
        return _unknown(value, f"{_dotted(reached.path[depth:]) or 'the value'}{of}")
    # A condition names the parameter already.
    came = "" if reached.condition.constraints else provenance(value.origins)
    if reached.missing:
        return f"{_missing(reached, of, depth)}{came}"
    path = _dotted(reached.path[depth:])
    return f"{f'{path}{of}' if path else label or 'it'} {state(value)}{came}"


def _unknown(value: Unknown, path: str) -> str:
    """Why a value is not known, after as much of it as is known."""
    cause = str(value.cause.value)
    if value.secret or value.limits == NO_LIMITS:
        return cause
    return f"{path} is {unknown_words(value)}, because {cause}"


def state(value: Single) -> str:
    """What a value is, as the rest of a clause: "is 'None'", "is empty"."""
    match value:
        case Known(None):
            return "is null"
        case Known(""):
            return "is empty"
        case Known():
            return f"is {quoted(value)}"
        case WrittenArray() | BuiltArray():
            return "is empty" if _is_empty(value) else "is an array"
        case WrittenObject() | BuiltObject():
            return "is empty" if _is_empty(value) else "is an object"
        case _:
            return "is not set"


def _missing(reached: Reached, of: str, depth: int) -> str:
    """Which part of the path is not there, and what is there in its place."""
    found = reached.path[depth:]
    name = reached.missing[0]
    owner = reached.last
    path = f"{_dotted(found)}{of}"
    if not found or (isinstance(owner, WrittenObject | BuiltObject) and found == ("properties",)):
        if isinstance(owner, WrittenObject | BuiltObject):
            return f"{_dotted((*found, name))}{of} is not set"
        path = path if found else of.removeprefix(" of ")
    if isinstance(owner, WrittenObject | BuiltObject):
        return f"{path} is empty" if _is_empty(owner) else f"{path} has no '{name}'"
    if isinstance(owner, Known) and owner.value is None:
        return f"{path} is null"
    return f"{path} {state(owner)} and not an object"


def _is_empty(value: Single) -> bool:
    match value:
        case WrittenObject():
            return not value.node.members
        case WrittenArray():
            return not value.node.elements
        case BuiltObject():
            return not value.members
        case BuiltArray():
            return not value.elements
        case _:
            return False


def _dotted(names: Sequence[str]) -> str:
    """A path between apostrophes: `'agentPoolProfiles[0].maxPods'`."""
    return f"'{'.'.join(names).replace('.[', '[')}'" if names else ""
