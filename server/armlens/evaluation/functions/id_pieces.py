"""The pieces of resource ids whose scope or names are not known.

Each function here is the `estimate` of the template function of the same name.
"""

from __future__ import annotations

from armlens.evaluation.bounds import Bounds
from armlens.evaluation.functions.signature import Limits, UnknownResult
from armlens.evaluation.pieces import (
    GUID,
    NO_SLASH,
    Hole,
    Pieces,
    head_of,
    joined,
    letters_of,
    tail_of,
)
from armlens.evaluation.texts import made, pieces_of
from armlens.evaluation.values import Known, Single, Value

Found = Value | Limits | None
_Arguments = tuple[Single, ...]

SUBSCRIPTION: Pieces = ("/subscriptions/", Hole(None, GUID.sizes, GUID.letters))
"""The id of the subscription that is deployed to."""

GROUP_NAME = Hole(None, Bounds(1, 90), NO_SLASH)
"""The name of the resource group that is deployed to."""

_MANAGEMENT_GROUPS = "/providers/Microsoft.Management/managementGroups/"


def resource_id(arguments: _Arguments) -> Found:
    """With a subscription and a group the whole id, else what follows the scope."""
    parts = _parts(arguments)
    if parts is None:
        return None
    scope, provider = parts
    if len(scope) != 2:
        return made(joined((Hole(), *provider)))
    subscription, group = scope
    return made(joined(("/subscriptions/", *subscription, "/resourceGroups/", *group, *provider)))


def subscription_resource_id(arguments: _Arguments) -> Found:
    """The id in a subscription, which is that of the deployment if none is given."""
    parts = _parts(arguments)
    if parts is None or len(parts[0]) > 1:
        return None
    scope, provider = parts
    head = ("/subscriptions/", *scope[0]) if scope else SUBSCRIPTION
    return made(joined((*head, *provider)))


def management_group_resource_id(arguments: _Arguments) -> Found:
    """The id in a management group, which is that of the deployment if none is given."""
    parts = _parts(arguments)
    if parts is None or len(parts[0]) > 1:
        return None
    scope, provider = parts
    group: Pieces = scope[0] if scope else (Hole(None, Bounds(1), NO_SLASH),)
    return made(joined((_MANAGEMENT_GROUPS, *group, *provider)))


def tenant_resource_id(arguments: _Arguments) -> Found:
    """The id in the tenant."""
    parts = _parts(arguments)
    return None if parts is None or parts[0] else made(parts[1])


def extension_resource_id(arguments: _Arguments) -> Found:
    """The id of what it extends, without slashes at its end, and what follows."""
    base, *others = arguments
    before, parts = pieces_of(base), _parts(tuple(others))
    if before is None or parts is None or parts[0]:
        return None
    return made(joined((*_without_slash(before), *parts[1])))


def _without_slash(base: Pieces) -> Pieces:
    """An id without slashes at its end, as far as that is known."""
    tail, last = tail_of(base), base[-1] if base else ""
    if tail.rstrip("/"):
        return (*base[:-1], tail.rstrip("/"))
    is_firm = isinstance(last, Hole) and last.sizes.least and not last.letters.admits("/")
    if is_firm:
        return base
    if all(isinstance(each, str) for each in base):
        raise UnknownResult("What an empty id gives is not established.")
    return joined((head_of(base).rstrip("/"), Hole(letters=letters_of(base))))


def _parts(arguments: _Arguments) -> tuple[list[Pieces], Pieces] | None:
    """What stands before the type, and what the type and the names make together.

    None where the type, which is the first argument with a slash, is not known.
    """
    pieces = [pieces_of(each) for each in arguments]
    texts = [each for each in pieces if each is not None]
    if len(texts) < len(pieces):
        return None
    for index, (argument, text) in enumerate(zip(arguments, texts, strict=True)):
        if not letters_of(text).admits("/"):
            continue
        if not isinstance(argument, Known):
            return None
        return texts[:index], _provider(str(argument.value), texts[index + 1 :])
    return None


def _provider(resource_type: str, names: list[Pieces]) -> Pieces:
    """`/providers/Namespace/type/name/…`: a name for each segment of the type."""
    namespace, *segments = resource_type.removesuffix("/").split("/")
    if not namespace or not segments or "" in segments or len(segments) != len(names):
        raise UnknownResult("What such a type gives is not established.")
    pairs = (
        piece
        for segment, name in zip(segments, names, strict=True)
        for piece in (f"/{segment}/", *name)
    )
    return joined((f"/providers/{namespace}", *pairs))
