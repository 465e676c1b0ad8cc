"""The same deployment written otherwise: values behind names, members in another order or case."""

from __future__ import annotations

import random
from collections.abc import Iterator
from copy import deepcopy
from typing import Any, TypeAlias

Json: TypeAlias = dict[str, Any]

SCHEMA = "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#"
_GIVEN_SCHEMA = "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#"
_NEVER_MOVED = frozenset({"type", "apiversion", "name", "copy", "condition", "dependson", "scope"})
_TYPES = ((bool, "bool"), (int, "int"), (str, "string"), (list, "array"), (dict, "object"))


def template_of(*resources: Json) -> Json:
    """A template of resources."""
    return {
        "$schema": SCHEMA,
        "contentVersion": "1.0.0.0",
        "parameters": {},
        "variables": {},
        "resources": list(resources),
    }


def parameters_of(values: Json) -> Json:
    """A parameter file."""
    given = {name: {"value": value} for name, value in values.items()}
    return {"$schema": _GIVEN_SCHEMA, "contentVersion": "1.0.0.0", "parameters": given}


def moved(template: Json, draw: random.Random) -> tuple[Json, Json]:
    """The template with some values moved into parameters and variables, and a parameter file's.

    Only what has no expression in it is moved, since names mean something else elsewhere.
    """
    template = deepcopy(template)
    given: Json = {}
    for number in range(draw.choice((0, 1, 1, 2, 4))):
        places = list(_places(template["resources"]))
        if not places:
            break
        owner, key = draw.choice(places)
        name = f"{draw.choice(('p', 'Größe ', 'v-'))}{number}"
        if draw.random() < 0.4:
            owner[key] = _moved_to_variable(template["variables"], name, owner[key], draw)
        else:
            values = template["parameters"], given, name, owner[key]
            owner[key] = _moved_to_parameter(*values, draw)
    return template, given


def _moved_to_variable(variables: Json, name: str, value: Any, draw: random.Random) -> str:
    """Declares a variable of that value, or with it in a member; what it is called."""
    if draw.random() < 0.5:
        variables[name] = value
        return f"[variables('{name}')]"
    variables[name] = {"other": 1, "chosen": value}
    return f"[variables('{name}').chosen]"


def _moved_to_parameter(
    parameters: Json, given: Json, name: str, value: Any, draw: random.Random
) -> str:
    """Declares a parameter of that value, by its default or in the parameter file."""
    declared: Json = {"type": _type_of(value)}
    how = draw.choice(("default", "given", "both"))
    if how in {"default", "both"}:
        declared["defaultValue"] = value
    if how in {"given", "both"}:
        given[name] = value
    if draw.random() < 0.4:
        declared |= _narrowed(value, draw)
    parameters[name] = declared
    return f"[parameters('{name}')]"


def _narrowed(value: Any, draw: random.Random) -> Json:
    """What a declaration may say so that the value, and hardly another one, meets it."""
    if isinstance(value, bool | dict | list):
        return {}
    if draw.random() < 0.5:
        return {"allowedValues": [value]}
    return {"maxLength": len(value)} if isinstance(value, str) else {"maxValue": value}


def _type_of(value: object) -> str:
    return next(name for kind, name in _TYPES if isinstance(value, kind))


def _places(value: Any) -> Iterator[tuple[Any, str | int]]:
    """Where values stand that may be moved."""
    pairs: list[tuple[str | int, Any]] = []
    if isinstance(value, dict):
        pairs = [(key, each) for key, each in value.items() if key.lower() not in _NEVER_MOVED]
        if str(value.get("type", "")).lower() == "microsoft.resources/deployments":
            return
    elif isinstance(value, list):
        pairs = list(enumerate(value))
    for key, each in pairs:
        if each is not None and not _has_expression(each) and not _has_resource(each):
            yield value, key
        yield from _places(each)


def _has_resource(value: Any) -> bool:
    if isinstance(value, list):
        return any(map(_has_resource, value))
    return isinstance(value, dict) and (
        "apiVersion" in value or any(map(_has_resource, value.values()))
    )


def _has_expression(value: Any) -> bool:
    if isinstance(value, str):
        return value.startswith("[")
    if isinstance(value, list):
        return any(map(_has_expression, value))
    return isinstance(value, dict) and (
        "copy" in value or any(map(_has_expression, (*value, *value.values())))
    )


def nested(template: Json, given: Json) -> Json:
    """A template whose only resource deploys another one, and passes the values to it."""
    deployment = {
        "type": "Microsoft.Resources/deployments",
        "apiVersion": "2022-09-01",
        "name": "inner",
        "properties": {
            "mode": "Incremental",
            "expressionEvaluationOptions": {"scope": "inner"},
            "parameters": {name: {"value": value} for name, value in given.items()},
            "template": template,
        },
    }
    return template_of(deployment)


def reordered(value: Any, draw: random.Random, *, is_recased: bool) -> Any:
    """The same members in another order, and their names in another case."""
    if isinstance(value, list):
        return [reordered(each, draw, is_recased=is_recased) for each in value]
    if not isinstance(value, dict):
        return value
    members = [
        (_recased(key, draw) if is_recased else key, reordered(each, draw, is_recased=is_recased))
        for key, each in value.items()
    ]
    draw.shuffle(members)
    return dict(members)


def _recased(name: str, draw: random.Random) -> str:
    if name.startswith(("$", "[")) or draw.random() < 0.7:
        return name
    return draw.choice((name.upper(), name.lower(), name.capitalize()))
