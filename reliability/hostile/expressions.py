"""Expressions that are too long, too deep, or worth more than can be computed."""

from __future__ import annotations

import json
from typing import Any

from reliability.hostile.case import FOUND, MAIN, Case, cluster, template, with_text

_LIMIT = "hint template.evaluation-limit"
_NOTHING = with_text("")


def _named(name: str, **sections: Any) -> str:
    """A template with a cluster of that name."""
    return template(cluster(name=name), **sections)


def _long(length: int) -> str:
    """An expression of that many characters, its brackets not counted."""
    texts = ",".join(["'aaaa'"] * ((length - 8) // 7))
    return f"[concat({texts}{' ' * (length - 8 - len(texts))})]"


def _five_each(reference: str) -> dict[str, str]:
    """5,000 variables, each with five references."""
    last = 4_999
    found = {f"v{last}": "x"}
    for n in range(last):
        names = (reference.format(min(n + ahead, last)) for ahead in range(1, 6))
        found[f"v{n}"] = f"[concat({','.join(names)})]"
    return found


def _doubled(step: str, first: Any) -> dict[str, Any]:
    """200 variables, each of which has the one before it twice."""
    found: dict[str, Any] = {"v0": first}
    for n in range(1, 200):
        before = f"variables('v{n - 1}')"
        found[f"v{n}"] = f"[{step.format(before)}]"
    return found


def _value(name: str, expression: str, *told: str, status: int = 0, cheap: bool = True) -> Case:
    """What `armlens eval` makes of an expression."""
    return Case(name, _NOTHING, told, status, ("eval", expression), cheap=cheap, seconds=20)


EXPRESSIONS = (
    Case("an expression of 24,576 characters", with_text(_named(_long(24_576))), (FOUND,), 1),
    Case(
        "an expression of 24,577 characters",
        with_text(_named(_long(24_577))),
        ("error expression.too-long", "The expression is longer than 24,576 characters.", FOUND),
        2,
    ),
    Case(
        "calls nested 1,000 deep",
        with_text(_named(f"[{'toLower(' * 1_000}'a'{')' * 1_000}]")),
        ("warning expression.too-deep", "The expression is nested deeper than 100 levels", FOUND),
        1,
    ),
    Case(
        "calls nested 10,000 deep",
        with_text(_named(f"[{'toLower(' * 10_000}'a'{')' * 10_000}]")),
        ("error expression.too-long", FOUND),
        2,
    ),
    Case(
        "10,000 indexes nested in each other",
        with_text(_named("[variables('a')" + "[variables('a')" * 10_000 + "]" * 10_001)),
        ("error expression.too-long", FOUND),
        2,
    ),
    Case(
        "5,000 variables of five references",
        with_text(_named("[variables('v0')]", variables=_five_each("variables('v{}')"))),
        (
            "has 5000 variables; a template may have 512. Only the first 2,048 are looked into.",
            FOUND,
        ),
        2,
    ),
    Case(
        "texts doubled 200 times",
        with_text(
            template(
                cluster(identity={"type": "[variables('v199')]"}),
                variables=_doubled("concat({0},{0})", "aaaa"),
            )
        ),
        (_LIMIT,),
        0,
    ),
    Case(
        "objects doubled 200 times by union",
        with_text(
            template(
                cluster(identity="[variables('v199')]"),
                variables=_doubled("union({0}, createObject('a', {0}))", {"b": 1}),
            )
        ),
        (_LIMIT,),
        0,
    ),
    Case(
        "objects doubled 200 times, written out",
        with_text(
            template(
                cluster(properties="[variables('v199')]"),
                variables=_doubled("createObject('a', {0}, 'b', {0})", {"c": 1}),
            )
        ),
        ("// Microsoft.ContainerService/managedClusters aks",),
        0,
        ("expand", MAIN),
    ),
    Case(
        "objects in objects, doubled 200 times, written out",
        with_text(
            template(
                cluster(properties="[variables('v199')]"),
                variables={
                    "v0": {"c": 1},
                    **{
                        f"v{n}": dict.fromkeys("ab", f"[variables('v{n - 1}')]")
                        for n in range(1, 200)
                    },
                },
            )
        ),
        ("// Microsoft.ContainerService/managedClusters aks", "(cut)"),
        0,
        ("expand", MAIN),
    ),
    Case(
        "choices doubled 200 times",
        with_text(
            template(
                cluster(identity={"type": "[variables('v199')]"}),
                variables=_doubled(
                    "if(equals(deployment().name, string(length({0}))), concat({0}, '1'), {0})",
                    "a",
                ),
            )
        ),
        (_LIMIT,),
        0,
    ),
    _value("range: 10,001 numbers", "range(0, 10001)", "from 0 to 10000", status=1),
    _value("padLeft: two thousand million", "padLeft('a', 2147483647)", "from 1 to 16", status=1),
    _value(
        "format: a field of two thousand million",
        "format('{0,2000000000}', 'a')",
        "error",
        status=1,
    ),
    _value("format: a thousand million digits", "format('{0:D999999999}', 1)", "unknown"),
    _value(
        "join and map: 10,000 texts of 50,000",
        "join(map(range(0, 10000), lambda('x', string(range(0, 10000)))), '')",
        "unknown",
    ),
    _value(
        "replace: each of 10,000 characters by as many",
        "replace(join(map(range(0, 10000), lambda('x', 'a')), ''), 'a',"
        " join(map(range(0, 10000), lambda('x', 'b')), ''))",
        "unknown",
    ),
    _value(
        "lambdas: three maps over 800 inside each other",
        "map(range(0,800),lambda('a',map(range(0,800),lambda('b',map(range(0,800),"
        "lambda('c',1))))))",
        "(cut)",
        cheap=False,
    ),
    _value(
        "reduce: an array doubled 10,000 times",
        "reduce(range(0,10000),createArray(1),"
        "lambda('a','b',concat(lambdaVariables('a'),lambdaVariables('a'))))",
        "unknown",
    ),
    _value(
        "reduce: a number squared 10,000 times",
        "reduce(range(0,10000),2,lambda('a','b',mul(lambdaVariables('a'),lambdaVariables('a'))))",
        "unknown",
    ),
    _value("json: 15,000 brackets", f"json('{'[' * 15_000}')", "unknown"),
    _value("json: 5,000 brackets, closed", f"json('{'[' * 5_000}{']' * 5_000}')", "unknown"),
    _value("int: 20,000 digits", f"int('{'9' * 20_000}')", "does not fit", status=1),
)
"""The cases of expressions."""

_INNER = {"scope": "inner"}


def _deployment(*resources: Any, **more: Any) -> dict[str, Any]:
    properties = {
        "mode": "Incremental",
        "expressionEvaluationOptions": _INNER,
        "template": json.loads(template(*resources)),
    }
    return {
        "type": "Microsoft.Resources/deployments",
        "apiVersion": "2022-09-01",
        "name": "nested",
        "properties": properties,
        **more,
    }


def _deployments(depth: int, **more: Any) -> str:
    """Deployments nested in each other, with a cluster in the innermost."""
    resource = cluster()
    for _ in range(depth):
        resource = _deployment(resource, **more)
    return template(resource)


def _looped(count: int) -> str:
    return template(
        cluster(name="[concat('aks', copyIndex())]", copy={"name": "c", "count": count})
    )


def _arrays(depth: int) -> dict[str, Any]:
    """Loops of a property inside each other."""
    inner: Any = 1
    for n in range(depth):
        inner = {"copy": [{"name": f"a{n}", "count": 800, "input": inner}]}
    return dict(inner)


_CIRCLE = {"a": "[variables('b')]", "b": "[variables('a')]"}
_LONG_CIRCLE = {f"v{n}": f"[variables('v{(n + 1) % 2_000}')]" for n in range(2_000)}
_FUNCTIONS = [
    {
        "namespace": "n",
        "members": {
            "f": {"parameters": [], "output": {"type": "string", "value": "[n.g()]"}},
            "g": {"parameters": [], "output": {"type": "string", "value": "[n.f()]"}},
        },
    }
]
_PARAMETERS = {
    "a": {"type": "string", "defaultValue": "[parameters('b')]"},
    "b": {"type": "string", "defaultValue": "[parameters('a')]"},
}

LOOPS = (
    Case("a loop of 800", with_text(_looped(800)), (_LIMIT, FOUND), 1),
    Case(
        "a loop of 801",
        with_text(_looped(801)),
        ("error template.loop-count", "A loop may run from 0 to 800 times.", FOUND),
        2,
    ),
    Case(
        "a loop of 10 to the 30",
        with_text(_looped(10**30)),
        ("error template.loop-count", FOUND),
        2,
    ),
    Case(
        "five deployments in each other, each ten times",
        with_text(_deployments(5, copy={"name": "c", "count": 10})),
        (_LIMIT, FOUND),
        1,
        seconds=20,
        cheap=False,
    ),
    Case(
        "100 deployments in each other",
        with_text(_deployments(100)),
        (FOUND,),
        1,
    ),
    Case(
        "150 deployments in each other",
        with_text(_deployments(150)),
        ("error jsonc.nesting",),
        2,
    ),
    Case(
        "loops of 800 elements, three in each other",
        with_text(template(cluster(identity=_arrays(3)))),
        (FOUND,),
        1,
    ),
    Case(
        "variables that need each other",
        with_text(_named("[variables('a')]", variables=_CIRCLE)),
        ("error template.cycle", "The variable 'a' needs its own value: 'a' → 'b' → 'a'.", FOUND),
        2,
    ),
    Case(
        "2,000 variables in a circle",
        with_text(_named("[variables('v0')]", variables=_LONG_CIRCLE)),
        ("error template.cycle", "'v0' → 'v1' → 'v2' → … → 'v1998' → 'v1999' → 'v0'", FOUND),
        2,
    ),
    Case(
        "parameters that need each other",
        with_text(_named("[parameters('a')]", parameters=_PARAMETERS)),
        ("template.cycle", "The parameter 'a' needs its own value: 'a' → 'b' → 'a'.", FOUND),
        1,
    ),
    Case(
        "functions that call each other",
        with_text(_named("[n.f()]", functions=_FUNCTIONS)),
        ("template.cycle", "The function 'n.f' needs its own value", FOUND),
        1,
    ),
)
"""The cases of loops and circles."""
