"""Calls that cannot work: functions that a place does not allow, arguments of a wrong type.

Azure documentation, "Resource functions", "Date functions", "String functions", "Numeric
functions" and "Scope functions for ARM templates", each under what its functions are for.
"""

from __future__ import annotations

from armlens.expressions.nodes import IntegerLiteral, StringLiteral
from armlens.problems import calls as kinds
from armlens.problems.names import UNKNOWN_LOOP
from armlens.template.kinds import DeployedTo
from armlens.template.problems.context import Context, KnownNames, Place
from armlens.template.problems.facts import Argument, Reference, Use
from armlens.text.problems import Problem, Severity

_OF_DEPLOYED = frozenset({"reference", "references"})
_NEW_EACH_TIME = frozenset({"utcNow", "newGuid"})
_NEEDS = {
    "resourceGroup": (DeployedTo.RESOURCE_GROUP,),
    "subscription": (DeployedTo.RESOURCE_GROUP, DeployedTo.SUBSCRIPTION),
    "managementGroup": (DeployedTo.MANAGEMENT_GROUP,),
}


def misplaced(use: Use, context: Context) -> Problem | None:
    """What is wrong with calling a function at a place; the span is that of the use."""
    if use.function.name == "copyIndex":
        return _loop_problem(use, context)
    message = _why_not(use, context)
    if message is None:
        return None
    # In a branch that is not taken Azure may never get there.
    softer = None if use.is_certain else Severity.WARNING
    return kinds.MISPLACED_FUNCTION.at(use.span, message, softer)


def misplaced_name(reference: Reference) -> Problem | None:
    """What is wrong with asking for a variable in the default of a parameter."""
    if reference.kind != "variable":
        return None
    message = "A variable cannot be used in the default of a parameter."
    return kinds.MISPLACED_FUNCTION.at(reference.span, message)


def wrong_argument(argument: Argument, names: KnownNames) -> Problem | None:
    """What is wrong with the type of an argument, if anything is for certain."""
    given = names.type_of(argument.asked) if argument.asked else argument.given
    if given.meets(argument.wanted):
        return None
    parameter = argument.function.parameter(argument.index)
    message = (
        f"'{argument.function.name}' takes {parameter.types.words} as '{parameter.name}',"
        f" not {given.words}."
    )
    return kinds.ARGUMENT_TYPE.at(argument.span, message)


def _why_not(use: Use, context: Context) -> str | None:
    name, written, place = use.function.name, use.written, context.place
    is_of_deployed = name in _OF_DEPLOYED or name.lower().startswith("list")
    if is_of_deployed and place is not Place.ANYWHERE:
        return (
            f"'{written}' cannot be used in {context.words}, which is computed before anything is"
            " deployed."
        )
    if name in _NEW_EACH_TIME and place is not Place.DEFAULT:
        return f"'{written}' can be used in the default of a parameter only."
    needed = _NEEDS.get(name)
    if needed and context.scope and context.scope not in needed:
        return f"'{written}' is not known in a template that is deployed to {context.scope}."
    return None


def _loop_problem(use: Use, context: Context) -> Problem | None:
    """What is wrong with asking for the index of a loop."""
    if context.loops is None:
        return None
    match use.first:
        case StringLiteral(name, span) if name.lower() not in context.loops:
            return UNKNOWN_LOOP.at(span, f"There is no loop '{name}' around this.")
        case None | IntegerLiteral() if not context.has_own_loop:
            message = "There is no loop of a resource or an output around this."
            named = f"{message} The index of another loop needs its name."
            return UNKNOWN_LOOP.at(use.span, named if context.loops else message)
    return None
