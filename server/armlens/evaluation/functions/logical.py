"""Truth values, as on "Logical functions for ARM templates"."""

from __future__ import annotations

from armlens.evaluation.functions.signature import (
    ArgumentError,
    Function,
    Parameter,
    ValueType,
    family,
)

_BOOL = Parameter("arg", ValueType.BOOL)


def _bool(value: str | int) -> bool:
    """A truth value; a text must be one of its two words, a number anything but 0."""
    if isinstance(value, str):
        word = value.strip().lower()
        if word not in ("true", "false"):
            raise ArgumentError("The text is neither 'true' nor 'false'.", 0)
        return word == "true"
    return bool(value)


def _true() -> bool:
    return True


def _false() -> bool:
    return False


FUNCTIONS = family(
    (
        Function(
            name="and",
            parameters=(_BOOL, _BOOL),
            required=2,
            repeats=True,
            returns=ValueType.BOOL,
            summary="Whether all arguments are true; stops at the first that is not.",
        ),
        Function(
            name="or",
            parameters=(_BOOL, _BOOL),
            required=2,
            repeats=True,
            returns=ValueType.BOOL,
            summary="Whether any argument is true; stops at the first that is.",
        ),
        Function(
            name="not",
            parameters=(_BOOL,),
            required=1,
            returns=ValueType.BOOL,
            summary="The opposite truth value.",
        ),
        Function(
            name="bool",
            parameters=(Parameter("value", ValueType.STRING | ValueType.INT | ValueType.BOOL),),
            required=1,
            returns=ValueType.BOOL,
            summary="A text or an int as a truth value.",
            compute=_bool,
        ),
        Function(
            name="if",
            parameters=(
                Parameter("condition", ValueType.BOOL),
                Parameter("trueValue", ValueType.ANY),
                Parameter("falseValue", ValueType.ANY),
            ),
            required=3,
            returns=ValueType.ANY,
            summary="One of two values, by a condition; the other is not evaluated.",
        ),
        Function(
            name="true",
            parameters=(),
            required=0,
            returns=ValueType.BOOL,
            summary="The truth value true.",
            compute=_true,
        ),
        Function(
            name="false",
            parameters=(),
            required=0,
            returns=ValueType.BOOL,
            summary="The truth value false.",
            compute=_false,
        ),
    )
)
