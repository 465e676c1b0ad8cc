"""What `lambda` and the functions that take one look like; `lambdas.py` computes them.

As on "Lambda functions for ARM templates".
"""

from __future__ import annotations

from armlens.evaluation.functions.signature import (
    Function,
    Parameter,
    ValueType,
    family,
)

_ANY = ValueType.ANY
_ARRAY = Parameter("array", ValueType.ARRAY)
_LAMBDA = Parameter("lambda", _ANY)


def _over_array(name: str, returns: ValueType, summary: str, *lambdas: Parameter) -> Function:
    """A function of an array and of lambdas, of which only the first is needed."""
    return Function(
        name=name,
        parameters=(_ARRAY, *lambdas),
        required=2,
        returns=returns,
        summary=summary,
    )


_KEY_AND_VALUE = (Parameter("keyLambda", _ANY), Parameter("valueLambda", _ANY))

FUNCTIONS = family(
    (
        _over_array("map", ValueType.ARRAY, "What a lambda makes of each element.", _LAMBDA),
        _over_array("filter", ValueType.ARRAY, "The elements for which a lambda is true.", _LAMBDA),
        _over_array("sort", ValueType.ARRAY, "The elements in a lambda's order.", _LAMBDA),
        _over_array(
            "toObject",
            ValueType.OBJECT,
            "An object with a member for each element.",
            *_KEY_AND_VALUE,
        ),
        _over_array(
            "groupBy",
            ValueType.OBJECT,
            "An object with the elements of an array by key.",
            *_KEY_AND_VALUE,
        ),
        Function(
            name="reduce",
            parameters=(_ARRAY, Parameter("initial", _ANY), _LAMBDA),
            required=3,
            returns=_ANY,
            summary="What a lambda makes of all elements, one after the other.",
        ),
        Function(
            name="mapValues",
            parameters=(Parameter("object", ValueType.OBJECT), _LAMBDA),
            required=2,
            returns=ValueType.OBJECT,
            summary="The object with what a lambda makes of each value.",
        ),
        Function(
            name="lambda",
            parameters=(Parameter("nameOrBody", _ANY),),
            required=1,
            repeats=True,
            returns=_ANY,
            summary="A function written in place, for `map` and its kin.",
        ),
        Function(
            name="lambdaVariables",
            parameters=(Parameter("name", ValueType.STRING),),
            required=1,
            returns=_ANY,
            summary="The value of a variable of a lambda.",
        ),
    )
)
