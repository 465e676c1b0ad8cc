"""Parts of values, circles, loops, names of resources, nested templates and limits of the service."""

from __future__ import annotations

import json

import pytest

from armlens.jsonc.parse import parse
from armlens.template.problems.all import template_problems
from armlens.template.problems.limits import MAX_TEMPLATE
from template.marked import check, described, problems_of

DEPLOYMENT = '"type": "Microsoft.Resources/deployments", "apiVersion": "1"'


def resources(*each: str) -> str:
    return f'{{ "resources": [{", ".join(each)}] }}'


def account(name: str, rest: str = "") -> str:
    return f'{{ "type": "Microsoft.Storage/storageAccounts", "name": {name}{rest} }}'


def inner(passed: str, template: str, rest: str = "") -> str:
    return resources(
        f"""{{ {DEPLOYMENT}, "name": "x"{rest}, "properties": {{ {passed}
            "expressionEvaluationOptions": {{ "scope": "Inner" }}, "template": {template} }} }}"""
    )


def outer(template: str) -> str:
    return resources(f'{{ {DEPLOYMENT}, "name": "x", "properties": {{ "template": {template} }} }}')


CIRCLES = {
    "a variable of itself": (
        """{ "variables": { "a": "[concat(variables(«'A'»), 'x')]" } }""",
        ["cycle: The variable 'a' needs its own value: 'a' → 'a'."],
    ),
    "variables of each other, told once at the first": (
        """{ "variables": { "x": "[variables('b')]", "a": { "m": ["[variables(«'b'»)]"] },
             "b": "[toUpper(variables('c').n)]", "c": "[variables('a').m]" } }""",
        ["cycle: The variable 'a' needs its own value: 'a' → 'b' → 'c' → 'a'."],
    ),
    "two circles": (
        """{ "variables": { "a": "[variables(«'a'»)]", "b": "[variables(«'b'»)]" } }""",
        [
            "cycle: The variable 'a' needs its own value: 'a' → 'a'.",
            "cycle: The variable 'b' needs its own value: 'b' → 'b'.",
        ],
    ),
    "a circle through what is evaluated for certain": (
        """{ "variables": { "a": "[if(variables(«'a'»), 1, 2)]" } }""",
        ["cycle: The variable 'a' needs its own value: 'a' → 'a'."],
    ),
    "defaults": (
        """{ "parameters": { "p": { "type": "int", "defaultValue": "[parameters(«'q'»)]" },
             "q": { "type": "int", "defaultValue": "[parameters('p')]" } } }""",
        ["warning cycle: The parameter 'p' needs its own value: 'p' → 'q' → 'p'."],
    ),
    "user functions": (
        """{ "functions": [{ "namespace": "N", "members": {
             "f": { "output": { "type": "int", "value": "[N.«g»()]" } },
             "g": { "output": { "type": "int", "value": "[n.F()]" } } } }] }""",
        ["warning cycle: The function 'n.f' needs its own value: 'n.f' → 'n.g' → 'n.f'."],
    ),
    "a template of inner scope": (
        inner("", """{ "variables": { "a": "[variables(«'a'»)]" } }"""),
        ["cycle: The variable 'a' needs its own value: 'a' → 'a'."],
    ),
    "resources by symbolic name": (
        """{ "resources": { "a": { "dependsOn": [«"B"»] }, "b": { "dependsOn": ["c", "a"] },
             "c": {} } }""",
        ["dependency-cycle: The resource 'a' waits for itself: 'a' → 'b' → 'a'."],
    ),
    "resources by name": (
        resources(account('"a"', ', "dependsOn": [«"A"»]'), account('"b"')),
        ["dependency-cycle: The resource 'a' waits for itself: 'a' → 'a'."],
    ),
}
NO_CIRCLES = {
    "a branch that may not be taken": """{ "variables": {
        "a": "[if(equals(1, 2), variables('a'), 1)]", "b": "[and(false(), variables('b'))]",
        "c": "[coalesce(1, variables('c'))]" } }""",
    "a lambda and a loop that may not run": """{ "variables": {
        "a": "[map(createArray(), lambda('x', variables('a')))]",
        "copy": [{ "name": "b", "count": 0, "input": "[variables('b')]" }] } }""",
    "a name that is computed": """{ "variables": { "a": "[variables(concat('a'))]" } }""",
    "the template's parameter in a function's own": """{ "functions": [{ "namespace": "n",
        "members": { "f": { "parameters": [{ "name": "p", "type": "int" }],
            "output": { "type": "int", "value": "[parameters('p')]" } } } }] }""",
    "the same name in another template": inner(
        '"parameters": { "p": { "value": "[parameters(\'p\')]" } },',
        """{ "parameters": { "p": { "type": "int" } } }""",
    ).replace('{ "res', '{ "parameters": { "p": { "type": "int" } }, "res', 1),
    "resources of which one may not be there": """{ "resources": {
        "a": { "dependsOn": ["b"] }, "b": { "condition": "[parameters('p')]", "dependsOn": ["a"] }
        }, "parameters": { "p": { "type": "bool" } } }""",
    "a name that two resources have": resources(
        account('"a"', ', "dependsOn": ["a"]'),
        account('"a"').replace("storageAccounts", "other"),
    ),
}
LOOPS = {
    "counts": (
        """{ "variables": { "copy": [{ "name": "v", "count": «801», "input": 1 }] },
             "resources": [{ "copy": { "name": "r", "count": «-1» }, "properties": {
                "p": { "copy": [{ "name": "q", "count": «1000», "input": 1 }] } } }],
             "outputs": { "o": { "copy": { "count": «801», "input": 1 } } } }""",
        4 * ["loop-count: A loop may run from 0 to 800 times."],
    ),
    "members that are missing": (
        """{ "variables": { "copy": [«{» "name": "v" }], "w": { "copy": [«{» "count": 1 }] } },
             "resources": [{ «"copy"»: { "name": "r" } }],
             "outputs": { "o": { «"copy"»: {} } } }""",
        [
            "loop-member: The loop has no 'count' and no 'input'.",
            "loop-member: The loop has no 'name' and no 'input'.",
            "loop-member: The loop has no 'count'.",
            "loop-member: The loop has no 'count' and no 'input'.",
        ],
    ),
    "how it is to run": (
        resources(
            '{ "copy": { "name": "r", "count": 1, "mode": «"Serail"», "batchSize": «0» } }',
            '{ "copy": { "name": "r", "count": 1, "mode": "Serial", "batchSize": 1 } }',
        ),
        [
            "loop-member: The mode of a loop is 'parallel' or 'serial', not 'Serail'.",
            "loop-member: A batch has at least one resource.",
        ],
    ),
    "a child": (
        resources('{ "resources": [{ «"copy"»: { "name": "r", "count": 1 } }] }'),
        ["warning child-loop: A resource that is written inside of another cannot have a loop."],
    ),
    "a nested template": (
        outer("""{ "resources": [{ "copy": { "name": "r", "count": «900» } }] }"""),
        ["loop-count: A loop may run from 0 to 800 times."],
    ),
}
NO_LOOPS = {
    "a loop by its symbolic name": '{ "resources": { "r": { "copy": { "count": 1 } } } }',
    "data that is called copy": resources(
        '{ "properties": { "copy": [{ "name": "x" }], "p": { "copy": "deep" } } }'
    ),
    "a count that is computed": """{ "variables": {
        "copy": [{ "name": "v", "count": "[length('x')]", "input": 1 }] } }""",
}
NAMES = {
    "the same twice": (
        resources(account('"a"'), account('"b"'), "\n" + account('«"A"»')),
        ["duplicate-resource: The resource in line 1 has this type and this name, too."],
    ),
    "the same expression twice": (
        """{ "parameters": { "p": { "type": "string" } }, "resources": [
             { "type": "A.B/c", "name": "[parameters('p')]" },
             { "type": "a.b/C", "name": «"[parameters('p')]"» }] }""",
        ["duplicate-resource: The resource in line 2 has this type and this name, too."],
    ),
    "children": (
        resources(account('"a"', ', "resources": [{ "type": "t", "name": "x" }, '
                  '{ "type": "t", "name": «"x"» }]')),
        ["duplicate-resource: The resource in line 1 has this type and this name, too."],
    ),
    "too few and too many parts": (
        resources('{ "type": "A.B/c/d", "name": «"x"» }', '{ "type": "A.B/c", "name": «"x/y"» }'),
        [
            "name-segments: The name must have 2 parts between slashes, as its type has, not 1.",
            "name-segments: The name must have 1 part between slashes, as its type has, not 2.",
        ],
    ),
    "a child with the name of its parent": (
        resources(account('"a"', ', "resources": [{ "type": "t", "name": «"a/x"» }]')),
        ["name-segments: The name must have 1 part between slashes, as its type has, not 2."],
    ),
}  # fmt: skip
NO_NAMES = {
    "resources that may not be the same": resources(
        account('"a"'),
        account('"a"', ', "condition": false'),
        account('"a"', ', "scope": "x"'),
        account('"a"', ', "copy": { "name": "l", "count": 0 }'),
        account('"a"').replace("storageAccounts", "other"),
    ),
    "the same in two templates": resources(
        account('"a"'),
        f"""{{ {DEPLOYMENT}, "name": "x", "properties": {{
            "template": {{ "resources": [{account('"a"')}] }} }} }}""",
    ),
    "names that fit": """{ "parameters": { "p": { "type": "string" } }, "resources": [
        { "type": "A.B/c/d", "name": "x/y" }, { "type": "A.B/c/d", "name": "[parameters('p')]" },
        { "type": "A.B/c/providers/locks", "name": "x/Microsoft.Authorization/y" },
        { "type": "A.B/c", "name": "x", "resources": [
            { "type": "d", "name": "y" }, { "type": "A.B/c/d", "name": "x/z" }] }] }""",
}
NESTED = {
    "sections that nothing reaches": (
        outer("""{ «"Parameters"»: { "p": { "type": "int" } }, «"variables"»: { "v": 1 },
             «"functions"»: [{ "namespace": "n", "members": {} }], "resources": [] }"""),
        [
            (
                f"warning unreachable-section: No expression can use these {section}: the template"
                " around evaluates this one, with names of its own."
            )
            for section in ("parameters", "variables", "functions")
        ],
    ),
    "values that do not fit": (
        inner(
            """"parameters": { «"none"»: { "value": 1 }, "n": { "value": «"1"» },
               "t": { "value": «"c"» }, «"plain"»: 1 },""",
            """{ "parameters": { "n": { "type": "int" }, "plain": { "type": "int" },
               "t": { "type": "string", "allowedValues": ["a", "b"] } } }""",
        ),
        [
            "parameters.undeclared: The template has no parameter 'none'.",
            "parameters.wrong-type: 'n' must be an int, not a string.",
            "parameters.not-allowed: 't' is 'c', but only 'a', 'b' may be used.",
            "parameters.no-value: 'plain' must be an object with the value in a member 'value'.",
        ],
    ),
    "a value that is missing": (
        inner('«"parameters"»: {},', """{ "parameters": { "n": { "type": "int" } } }"""),
        [("parameters.missing: Parameter 'n' of the template has no default and no value here.")],
    ),
    "no values at all": (
        inner("", """{ "parameters": { "n": { "type": "int" } } }""").replace(
            '"template"', '«"template"»'
        ),
        [("parameters.missing: Parameter 'n' of the template has no default and no value here.")],
    ),
    "a deployment that may not run": (
        inner(
            '"parameters": { «"none"»: { "value": 1 } },',
            "{}",
            ', "condition": "[equals(deployment().name, \'x\')]"',
        ),
        ["warning parameters.undeclared: The template has no parameter 'none'."],
    ),
}
NOT_NESTED = {
    "sections that are empty": outer('{ "parameters": {}, "variables": {}, "functions": [] }'),
    "a section that escaped text may reach": outer(
        """{ "variables": { "v": 1 }, "outputs": { "o": { "value": "[[variables('v')]" } } }"""
    ),
    "values that are not known": inner(
        """"parameters": { "n": { "value": "[add(1, 2)]" }, "r": { "reference": {} },
           "c": { "copy": [{ "name": "value", "count": 1, "input": 1 }] } },""",
        """{ "parameters": { "n": { "type": "int" }, "r": { "type": "securestring" },
           "c": { "type": "array" }, "d": { "type": "int", "defaultValue": 1 },
           "m": { "type": "int", "nullable": true } }, "languageVersion": "2.0" }""",
    ),
    "names that are computed": inner(
        """"parameters": { "[concat('n')]": { "value": 1 } },""",
        """{ "parameters": { "n": { "type": "int" } } }""",
    ),
    "values that are linked": inner(
        """"parametersLink": { "uri": "x" },""", """{ "parameters": { "n": { "type": "int" } } }"""
    ),
}
PARTS = {
    "a member, at its name": (
        """{ "variables": { "m": { "a": { "B": 1 } }, "v": "[variables('M').A.«c».d]" } }""",
        ["warning unknown-member: 'A' has no member 'c'."],
    ),
    "a member by index, through escapes": (
        r"""{ "variables": { "m": { "a": 1 }, "v": "[concat('\t', variables('m')[«'b'»])]" } }""",
        ["warning unknown-member: Variable 'm' has no member 'b'."],
    ),
    "an element": (
        """{ "variables": { "m": [{ "a": 1 }], "v": "[variables('m')[«1»].a]",
             "w": "[variables('m')[0].«b»]" } }""",
        [
            "warning unknown-member: Variable 'm' has 1 element and none at index 1.",
            "warning unknown-member: '0' has no member 'b'.",
        ],
    ),
    "a type": (
        """{ "languageVersion": "2.0", "definitions": { "a": { "type": "object", "properties": {
             "b": { "$ref": «"#/definitions/c"» } } } }, "resources": {},
             "outputs": { "o": { "type": "array", "items": { "$ref": "#/definitions/A" },
             "value": { "$ref": "#/definitions/x" } } } }""",
        ["unknown-definition: The template defines no type 'c'."],
    ),
}
NO_PARTS = {
    "what is guarded": """{ "variables": { "m": { "a": 1 },
        "v": "[if(contains(variables('m'), 'b'), variables('m').b, tryGet(variables('m'), 'b'))]" } }""",
    "what is not written out": """{ "variables": { "m": { "[concat('b')]": 1 }, "n": "[createObject()]",
        "o": { "copy": [{ "name": "b", "count": 1, "input": 1 }] },
        "v": "[concat(variables('m').b, variables('n').b, variables('o').b)]" } }""",
    "an index that is computed": """{ "variables": { "m": [1, { "a": 1 }],
        "v": "[variables('m')[add(1, 1)].b.c]" } }""",
    "a type where none are defined": """{ "parameters": { "p": { "type": "object",
        "defaultValue": { "$ref": "#/definitions/x" } } } }""",
    "what only looks like a type": """{ "languageVersion": "2.0", "resources": {}, "parameters": {
        "p": { "type": "object", "metadata": { "$ref": "#/definitions/x" } } } }""",
}
ALL = PARTS | CIRCLES | LOOPS | NAMES | NESTED
NONE = NO_PARTS | NO_CIRCLES | NO_LOOPS | NO_NAMES | NOT_NESTED


@pytest.mark.parametrize(("text", "expected"), ALL.values(), ids=ALL)
def test_is_told(text: str, expected: list[str]) -> None:
    check(text, *expected)


@pytest.mark.parametrize("text", NONE.values(), ids=NONE)
def test_is_not_told(text: str) -> None:
    check(text)


@pytest.mark.parametrize(
    ("section", "most", "piece"),
    [
        ("parameters", 256, {"type": "int"}),
        ("variables", 512, 1),
        ("outputs", 64, {"type": "int", "value": 1}),
    ],
)
def test_a_section_has_its_limit(section: str, most: int, piece: object) -> None:
    for count in (most, most + 1):
        text = json.dumps({section: {f"n{number}": piece for number in range(count)}})
        told = [(described(each), each.span.text_of(text)) for each in problems_of(text)]
        message = f"too-many: The template has {count} {section}; a template may have {most}."
        assert told == [(message, f'"{section}"')] * (count > most)


@pytest.mark.parametrize(
    ("section", "piece"),
    [
        ("parameters", {"type": "string", "defaultValue": "[a()]"}),
        ("variables", "[a()]"),
        ("outputs", {"type": "string", "value": "[a()]"}),
    ],
)
def test_a_section_of_far_too_many_is_looked_into_at_its_beginning(
    section: str, piece: object
) -> None:
    plain = {"type": "int", "value": 1}
    first = {f"n{number}": plain for number in range(2_047)}
    text = json.dumps({section: {**first, "last": piece, "next": piece}})
    told = [(described(each), each.span.text_of(text)) for each in problems_of(text)]
    assert [found for found in told if found[1] == "a"] == [
        (
            "information unknown-function: armlens knows no function 'a', so that its value stays unknown.",
            "a",
        )
    ]
    [(message, _)] = [found for found in told if found[1] == f'"{section}"']
    assert message.endswith("Only the first 2,048 are looked into.")


def test_resources_are_counted_where_they_are_certain() -> None:
    plain = [{"type": "A.B/c", "name": f"n{number}"} for number in range(398)]
    looped = {"type": "A.B/d", "name": "[copyIndex()]", "copy": {"name": "l", "count": 400}}
    child = {"type": "A.B/e", "name": "p", "resources": [{"type": "f", "name": "q"}]}
    may_be = [{"type": "A.B/g", "name": "x", "condition": "[equals(1, 1)]"}, {"existing": True}]
    enough = {"resources": [*plain, looped, child, *may_be]}
    assert problems_of(json.dumps(enough)) == []
    text = json.dumps({"resources": [*enough["resources"], {"type": "A.B/h", "name": "x"}]})
    (problem,) = problems_of(text)
    assert problem.span.text_of(text) == '"resources"'
    assert problem.message == (
        "The template deploys at least 801 resources; a template may deploy 800."
    )


def test_white_space_does_not_count_for_the_size() -> None:
    rows = {f"n{number}": "x" * 100_000 for number in range(42)}
    text = json.dumps({"variables": rows})
    assert len(text) > MAX_TEMPLATE
    (problem,) = template_problems(parse(text))
    assert (problem.code, problem.span) == ("template.too-large", (0, 1))
    del rows["n0"]
    text = json.dumps({"variables": rows}) + 1_000_000 * " "
    assert len(text) > MAX_TEMPLATE
    assert template_problems(parse(text)) == []


def test_a_string_has_its_limit() -> None:
    longest = 131_072 * "x"
    assert problems_of(f'{{ "variables": {{ "v": "{longest}" }} }}') == []
    text = f'{{ "resources": [{{ "name": "x", "tags": {{ "t": "{longest}\\u0041!" }} }}] }}'
    (problem,) = problems_of(text)
    assert problem.span.text_of(text) == r"\u0041!"
    assert described(problem) == "too-long: A string may have 131,072 characters."
