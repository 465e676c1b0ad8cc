"""Functions about the deployment, its scope and its names.

As on the pages "Deployment functions" and "Scope functions for ARM templates".
"""

from __future__ import annotations

from armlens.evaluation.functions.signature import (
    ArgumentError,
    Availability,
    Function,
    Parameter,
    ValueType,
    family,
)
from armlens.evaluation.scope import Budget
from armlens.evaluation.values import Known, Single

_NAME = Parameter("name", ValueType.STRING)
_ANY = ValueType.ANY
_OBJECT = ValueType.OBJECT


def _fail(arguments: tuple[Single, ...], budget: Budget) -> None:
    """Stops for certain, whatever the message."""
    del budget
    (message,) = arguments
    if isinstance(message, Known):
        raise ArgumentError(f"The deployment is stopped: {str(message.value)[:60]}")
    raise ArgumentError("The deployment is stopped.")


def _runtime(name: str, returns: ValueType, summary: str) -> Function:
    """A function without arguments whose value only the deployment knows."""
    return Function(
        name=name,
        parameters=(),
        required=0,
        returns=returns,
        summary=summary,
        availability=Availability.RUNTIME,
    )


def _by_name(name: str, summary: str) -> Function:
    """A function that the evaluator treats itself: what a name means."""
    return Function(name=name, parameters=(_NAME,), required=1, returns=_ANY, summary=summary)


FUNCTIONS = family(
    (
        _by_name("parameters", "The value of a parameter."),
        _by_name("variables", "The value of a variable."),
        _runtime("deployment", _OBJECT, "The deployment that is running."),
        _runtime("environment", _OBJECT, "The cloud that the deployment runs in."),
        _runtime("deployer", _OBJECT, "Who runs the deployment."),
        _runtime("resourceGroup", _OBJECT, "The resource group that is deployed to."),
        _runtime("subscription", _OBJECT, "The subscription that is deployed to."),
        _runtime("managementGroup", _OBJECT, "The management group that is deployed to."),
        _runtime("tenant", _OBJECT, "The tenant that is deployed to."),
        Function(
            name="fail",
            parameters=(Parameter("message", ValueType.STRING),),
            required=1,
            returns=_ANY,
            summary="Stops the deployment with a message.",
            structure=_fail,
            availability=Availability.PARTIAL,
        ),
        Function(
            name="extensions",
            parameters=(Parameter("alias", ValueType.STRING),),
            required=1,
            returns=_OBJECT,
            summary="The configuration of an extension.",
            availability=Availability.RUNTIME,
        ),
        Function(
            name="externalInput",
            parameters=(Parameter("kind", ValueType.STRING), Parameter("config", _ANY)),
            required=1,
            returns=_ANY,
            summary="A value from outside, in parameter files.",
            availability=Availability.RUNTIME,
        ),
        Function(
            name="externalInputs",
            parameters=(_NAME,),
            required=1,
            returns=_ANY,
            summary="A value from outside, by its definition's name, in parameter files.",
            availability=Availability.RUNTIME,
        ),
        Function(
            name="getSecret",
            parameters=tuple(
                Parameter(name, ValueType.STRING)
                for name in ("subscription", "resourceGroup", "vault", "secret", "version")
            ),
            required=4,
            returns=ValueType.STRING,
            summary="A secret from a key vault; Bicep turns it into a reference.",
            availability=Availability.RUNTIME,
            gives_secret=True,
        ),
    )
)
