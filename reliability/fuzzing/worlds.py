"""A template whose parameters have no values, and worlds that give each of them one."""

from __future__ import annotations

import json
import random
from functools import lru_cache

from armlens.evaluation.evaluator import evaluate
from armlens.evaluation.types import Data
from armlens.evaluation.values import Value
from armlens.jsonc.nodes import Object
from armlens.jsonc.parse import parse
from armlens.jsonc.tree import Tree
from armlens.template.scope import TemplateScope

World = dict[str, Data]
"""A value for each parameter."""

DECLARED: dict[str, dict[str, Data]] = {
    "on": {"type": "bool"},
    "off": {"type": "bool"},
    "tier": {"type": "string", "allowedValues": ["Free", "a", "A"]},
    "size": {"type": "int", "allowedValues": [0, 1, 2]},
    "text": {"type": "string"},
    "word": {"type": "string"},
    "count": {"type": "int"},
    "list": {"type": "array"},
    "map": {"type": "object"},
    "name": {"type": "string", "minLength": 2, "maxLength": 4},
    "port": {"type": "int", "minValue": 1, "maxValue": 3},
    "some": {"type": "array", "minLength": 1, "maxLength": 2},
    "maybe": {"type": "string", "nullable": True},
    "key": {"type": "secureString"},
}
VARIABLES: dict[str, Data] = {
    "o": {"a": 1, "B": {"x": "[parameters('text')]", "y": [1, 2]}, "c": None},
    "l": ["[parameters('tier')]", "a", 2, None, {"a": True}],
    "both": "[if(parameters('on'), parameters('map'), createObject('a', parameters('word')))]",
    "is": "[contains(parameters('text'), 'a')]",
    "full": "[concat('a-', parameters('name'), '-b')]",
    "round": "[variables('about')]",
    "about": "[concat('a', variables('round'))]",
    "copy": [
        {
            "name": "made",
            "count": 2,
            "input": {
                "n": "[concat(parameters('word'), copyIndex('made'))]",
                "i": "[copyIndex('made', 1)]",
            },
        }
    ],
}
FUNCTIONS: Data = [
    {
        "namespace": "my",
        "members": {
            "wrap": {
                "parameters": [{"name": "text", "type": "string"}],
                "output": {"type": "string", "value": "[concat('<', parameters('text'), '>')]"},
            },
            "count": {
                "parameters": [{"name": "list", "type": "array"}],
                "output": {"type": "int", "value": "[length(parameters('list'))]"},
            },
            "pair": {
                "parameters": [{"name": "map", "type": "object"}],
                "output": {
                    "type": "object",
                    "value": {"a": {"x": 1}, "B": ["[my.count(createArray(1))]"]},
                },
            },
            "same": {
                "parameters": [{"name": "it"}],
                "output": {"value": "[parameters('it')]"},
            },
        },
    }
]
RESOURCES: Data = {
    "s": {
        "type": "A.B/c",
        "apiVersion": "1",
        "name": "d",
        "properties": {"a": "[parameters('word')]", "B": {"x": [1, 2]}, "c": "[parameters('map')]"},
    }
}
SECRET = "Tr0ub" + "4dor&3"
"""What the secret parameter is in every world. Nothing may show it."""

_TEXTS: tuple[Data, ...] = ("", "a", "A", "Free", "abc", "b,c", "true", "1", "x", "ß", "b,C😀")
_SCALARS: tuple[Data, ...] = (*_TEXTS, 0, 1, 2, -1, True, False, None)
_ELEMENTS: tuple[Data, ...] = (*_SCALARS, ["a"], {"a": 1})
_MEMBERS: tuple[Data, ...] = (*_SCALARS, {"x": 1}, {"X": {"y": 2}}, [1])


def drawn_world(draw: random.Random) -> World:
    """A world within what is declared."""
    return {
        "on": draw.random() < 0.5,
        "off": draw.random() < 0.5,
        "tier": draw.choice(("Free", "a", "A")),
        "size": draw.choice((0, 1, 2)),
        "text": draw.choice(_TEXTS),
        "word": draw.choice(_TEXTS),
        "count": draw.choice((-1, 0, 1, 2, 3, 2**31)),
        "list": [draw.choice(_ELEMENTS) for _ in range(draw.randrange(4))],
        "map": {
            draw.choice(("a", "A", "b", "B", "x", "Free")): draw.choice(_MEMBERS)
            for _ in range(draw.randrange(4))
        },
        "name": draw.choice(("ab", "Ab-", "😀", "a b", "-a,b", "free")),
        "port": draw.choice((1, 2, 3)),
        "some": [draw.choice(_SCALARS) for _ in range(draw.choice((1, 2)))],
        "key": SECRET,
    }


def scope_of(world: World) -> TemplateScope:
    """The scope of the template where those parameters have values that the world has."""
    declared = {
        name: {"type": each["type"], "defaultValue": world[name]} if name in world else each
        for name, each in DECLARED.items()
    }
    root = {
        "parameters": declared,
        "variables": VARIABLES,
        "functions": FUNCTIONS,
        "resources": RESOURCES,
    }
    tree = _tree(json.dumps(root))
    assert isinstance(tree.root, Object)
    return TemplateScope(tree, tree.root)


@lru_cache(maxsize=64)
def _tree(text: str) -> Tree:
    """The tree of a template, of which scopes only read: parsing takes longer than evaluating."""
    return parse(text)


def evaluated(expression: str, scope: TemplateScope) -> Value:
    """What an expression, without brackets around it, is worth."""
    node = parse(json.dumps(f"[{expression}]")).root
    assert node is not None
    return evaluate(node, scope)
