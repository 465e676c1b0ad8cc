"""`dataclass` as the standard library's, at a fraction of what that costs at each start.

The standard one compiles about six methods of every class while it is imported, which made up
half of the time until the first findings. Here a class gets fields, slots and `__match_args__`
from the standard library, and methods that look at the fields when they are first called.
Nothing guards frozen objects at run time: mypy does, and instances are made faster without.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import MISSING, Field, fields
from operator import attrgetter
from reprlib import recursive_repr
from typing import TYPE_CHECKING, Any

__all__ = ["dataclass"]


def _dataclass(
    *, frozen: bool = False, eq: bool = True, slots: bool = False, kw_only: bool = False
) -> Callable[[type[Any]], type[Any]]:
    """Makes a class a dataclass; the arguments mean what they mean in the standard library."""

    def made(cls: type[Any]) -> type[Any]:
        own = vars(cls)
        methods = {"__init__": _first_init, "__repr__": _repr}
        if eq:
            # A class with `__eq__` and without `__hash__` has the latter as None.
            hashing = _first_hash if frozen and own.get("__hash__") is None else None
            methods |= {"__eq__": _first_equal} | ({"__hash__": hashing} if hashing else {})
        for name, method in methods.items():
            if own.get(name) is None:
                setattr(cls, name, method)
        # The standard library writes a text where there is none, which takes long.
        cls.__doc__ = cls.__doc__ or cls.__name__
        plain = dataclasses.dataclass(
            init=False, repr=False, eq=False, slots=slots, kw_only=kw_only
        )
        return plain(cls)

    return made


if TYPE_CHECKING:
    # mypy knows each field, and that `replace` takes the result, of the standard one only.
    from dataclasses import dataclass
else:
    dataclass = _dataclass


def _class_of(made: object) -> type[Any]:
    """The dataclass whose fields an object has: its class, or the nearest base that is one."""
    return next(each for each in type(made).__mro__ if "__dataclass_fields__" in vars(each))


def _first_init(self: Any, *values: object, **named: object) -> None:
    """Puts the constructor of the class into its place, and calls it."""
    cls = _class_of(self)
    cls.__init__ = _constructor(cls)
    cls.__init__(self, *values, **named)


def _constructor(cls: type[Any]) -> Callable[..., None]:
    names: dict[str, Any] = {"MISSING": MISSING}
    taken = [each for each in fields(cls) if each.init]
    placed = [_parameter(each, names) for each in taken if each.kw_only is not True]
    named = [_parameter(each, names) for each in taken if each.kw_only is True]
    words = ["self", *placed, *(["*", *named] if named else [])]
    lines = [f" self.{each.name} = {_stored(each, names)}\n" for each in fields(cls)]
    source = f"def __init__({', '.join(words)}):\n{''.join(lines) or ' pass'}"
    exec(source, names)  # noqa: S102 - of names of fields alone, as in the standard library
    constructor: Callable[..., None] = names["__init__"]
    constructor.__qualname__ = f"{cls.__qualname__}.__init__"
    return constructor


def _parameter(field: Field[Any], names: dict[str, Any]) -> str:
    if field.default_factory is not MISSING:
        return f"{field.name}=MISSING"
    if field.default is MISSING:
        return field.name
    names[f"default_{field.name}"] = field.default
    return f"{field.name}=default_{field.name}"


def _stored(field: Field[Any], names: dict[str, Any]) -> str:
    """The expression for what the constructor stores in a field."""
    if field.default_factory is MISSING:
        return field.name
    names[f"make_{field.name}"] = field.default_factory
    made = f"make_{field.name}()"
    return f"{made} if {field.name} is MISSING else {field.name}" if field.init else made


def _contents(cls: type[Any], *, hashed: bool = False) -> Callable[[Any], tuple[Any, ...]]:
    """What gives the fields of an object that count when it is compared, or hashed."""
    names = [
        each.name
        for each in fields(cls)
        if (each.compare if each.hash is None or not hashed else each.hash)
    ]
    if len(names) > 1:
        return attrgetter(*names)
    return (lambda made: (getattr(made, names[0]),)) if names else (lambda _: ())


def _first_equal(self: Any, other: object) -> Any:
    """Puts the comparison of the class into its place, and calls it."""
    cls = _class_of(self)
    contents = _contents(cls)

    def equal(self: Any, other: object) -> Any:
        if other.__class__ is not self.__class__:
            return NotImplemented
        return contents(self) == contents(other)

    setattr(cls, "__eq__", equal)  # noqa: B010 - mypy takes no other method of a class
    return equal(self, other)


def _first_hash(self: Any) -> int:
    """Puts the hash of the class into its place, and calls it."""
    cls = _class_of(self)
    contents = _contents(cls, hashed=True)

    def hashed(self: Any) -> int:
        return hash(contents(self))

    setattr(cls, "__hash__", hashed)  # noqa: B010 - as above
    return hashed(self)


@recursive_repr()
def _repr(self: Any) -> str:
    shown = (f"{each.name}={getattr(self, each.name)!r}" for each in fields(self) if each.repr)
    return f"{type(self).__qualname__}({', '.join(shown)})"
