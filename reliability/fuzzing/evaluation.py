"""What holds for the value of every expression, whatever its text."""

from __future__ import annotations

import json

from armlens.commands.evaluation import json_answer, text_answer
from armlens.evaluation.conditions import choosable
from armlens.evaluation.evaluator import evaluate_expression
from armlens.evaluation.types import Data
from armlens.evaluation.values import Choice, Failure, Known, Unknown
from armlens.jsonc.nodes import Object
from armlens.jsonc.parse import parse
from armlens.template.scope import TemplateScope
from reliability.fuzzing.supply import Supply

_PARAMETERS: dict[str, dict[str, Data]] = {
    "on": {"type": "bool"},
    "tier": {"type": "string", "allowedValues": ["Free", "a", "A"]},
    "text": {"type": "string"},
    "count": {"type": "int", "minValue": 0, "maxValue": 3},
    "list": {"type": "array"},
    "map": {"type": "object"},
    "key": {"type": "secureString"},
}
_VARIABLES: Data = {
    "o": {"a": 1, "B": {"x": "[parameters('text')]", "y": [1, 2]}, "c": None},
    "l": ["[parameters('tier')]", "a", 2, None, {"a": True}],
    "both": "[if(parameters('on'), parameters('map'), createObject('a', parameters('text')))]",
    "round": "[variables('about')]",
    "about": "[concat('a', variables('round'))]",
}
_SECRET = "Tr0ub" + "4dor&3"
_WORLDS: tuple[dict[str, Data], ...] = (
    {"on": True, "tier": "a", "text": "", "count": 0, "list": [], "map": {}, "key": _SECRET},
    {
        "on": False,
        "tier": "Free",
        "text": "b,C😀",
        "count": 3,
        "list": ["a", 1, None],
        "map": {"a": {"x": 2}, "A": True},
        "key": _SECRET,
    },
)


def any_value(data: bytes) -> None:
    """Target: an expression is worth something, the same each time, and true in every world.

    In a world each parameter has a value; what is known without any must come in each.
    """
    expression = Supply(data).rest()
    answer = json_answer(expression, _scope(None))
    assert json.loads(answer.text) is not None
    assert answer == json_answer(expression, _scope(None))
    text_answer(expression, _scope(None))
    said = evaluate_expression(expression, _scope(None))
    for world in _WORLDS:
        scope = _scope(world)
        came = evaluate_expression(expression, scope)
        if isinstance(said, Known) and not isinstance(came, Failure | Unknown | Choice):
            assert isinstance(came, Known)
            assert choosable(said.value) == choosable(came.value)
        if _SECRET not in expression:
            assert _SECRET not in text_answer(expression, scope).text


def _scope(world: dict[str, Data] | None) -> TemplateScope:
    """The scope of the template without values, or with those of a world."""
    declared = {
        name: {"type": each["type"], "defaultValue": world[name]} if world is not None else each
        for name, each in _PARAMETERS.items()
    }
    tree = parse(json.dumps({"parameters": declared, "variables": _VARIABLES}))
    assert isinstance(tree.root, Object)
    return TemplateScope(tree, tree.root)
