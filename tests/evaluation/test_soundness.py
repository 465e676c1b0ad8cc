"""What evaluation says is known holds in every world, for expressions that no one has thought of.

A world gives each parameter a value. An expression is evaluated once without any, and then with
the parameters of a world as defaults: what was said before must be true of what comes then.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from hypothesis import event, given, settings
from hypothesis import strategies as st

from armlens.evaluation.access import elements, member, members
from armlens.evaluation.conditions import Condition, Symbol, choosable
from armlens.evaluation.data import types_of
from armlens.evaluation.evaluator import evaluate
from armlens.evaluation.types import Data
from armlens.evaluation.values import (
    Absent,
    BuiltArray,
    BuiltObject,
    Choice,
    Failure,
    Known,
    Unknown,
    Value,
    WrittenArray,
    WrittenObject,
)
from armlens.jsonc.nodes import Object
from armlens.jsonc.parse import parse
from armlens.template.scope import TemplateScope

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
}
VARIABLES: dict[str, Data] = {
    "o": {"a": 1, "B": {"x": "[parameters('text')]", "y": [1, 2]}, "c": None},
    "l": ["[parameters('tier')]", "a", 2, None, {"a": True}],
    "both": "[if(parameters('on'), parameters('map'), createObject('a', parameters('word')))]",
    "is": "[contains(parameters('text'), 'a')]",
}
LEAVES = {
    "bool": "parameters('on')|parameters('off')|true()|false()|variables('is')",
    "str": "parameters('tier')|parameters('text')|parameters('word')|'a'|'A'|''|'Free'|'b,c'",
    "int": "parameters('size')|parameters('count')|0|1|-1|2",
    "arr": "parameters('list')|variables('l')|createArray()|createArray('a', 1)",
    "obj": "parameters('map')|variables('o')|createObject()|createObject('a', 1, 'b', null())",
}
CALLS = {
    "bool": """not({bool})|and({bool}, {bool})|or({bool}, {bool}, {bool})|equals({any}, {any})
        equals({str}, {str})|equals({str}, 'a')|empty({str})|empty({arr})|empty({obj})
        contains({arr}, {any})|contains({obj}, {str})|contains({str}, {str})|less({int}, {int})
        greaterOrEquals({str}, {str})|startsWith({str}, {str})|bool({str})|equals({any}, null())""",
    "str": """concat({str}, {str})|concat({int}, {str}, {bool})|toLower({str})|first({str})
        take({str}, {int})|string({any})|join({arr}, '-')|format('{{0}}-{{1}}', {str}, {any})
        replace({str}, 'a', {str})|coalesce({any}, {str})|substring({str}, {int})|uniqueString({str})
        resourceId('s', 'g', 'N/t', {str})|resourceId('N/t', {str})|padLeft({str}, 3)""",
    "int": """add({int}, {int})|mul({int}, {int})|div({int}, {int})|length({arr})|length({obj})
        length({str})|indexOf({arr}, {any})|indexOf({str}, {str})|max({int}, {int})|min({arr})
        int({str})|mod({int}, {int})|lastIndexOf({arr}, {any})""",
    "arr": """createArray({any}, {any})|concat({arr}, {arr})|union({arr}, {arr})|array({any})
        intersection({arr}, {arr})|skip({arr}, {int})|take({arr}, {int})|range(0, {int})
        items({obj})|objectKeys({obj})|split({str}, ',')|distinct({arr})|flatten(createArray({arr}, {arr}))
        map({arr}, lambda('v', {inner}))|filter({arr}, lambda('v', {test}))
        sort({arr}, lambda('v', 'w', less(lambdaVariables('v'), lambdaVariables('w'))))""",
    "obj": """createObject('a', {any}, 'b', {any})|createObject({str}, {any})|union({obj}, {obj})
        createObject('B', createObject('x', {any}))|shallowMerge(createArray({obj}, {obj}))
        intersection({obj}, {obj})|toObject({arr}, lambda('v', string(lambdaVariables('v'))))
        groupBy({arr}, lambda('v', toLower(string(lambdaVariables('v')))))
        mapValues({obj}, lambda('v', {inner}))|json('{{''a'': 1}}')""",
    "any": """{str}|{bool}|{int}|{arr}|{obj}|null()|first({arr})|last({arr})|{obj}.a|{obj}.b.x
        tryGet({obj}, {str})|tryGet({arr}, {int})|tryGet({obj}, 'a', 'b')|{arr}[{int}]|{obj}[{str}]
        coalesce({any}, {any})|coalesce({any}, {any}, {any})|indexFromEnd({arr}, {int})
        reduce({arr}, {any}, lambda('v', 'w', {inner}))|tryIndexFromEnd({arr}, {int})""",
    "inner": "lambdaVariables('v')|createArray(lambdaVariables('v'), {any})|{any}",
    "test": "equals(lambdaVariables('v'), {any})|contains(createArray('a', 1), lambdaVariables('v'))",
}
EVERY = """if({bool}, {KIND}, {KIND})|if(equals({str}, {str}), {KIND}, {KIND})
    if({bool}, {KIND}, fail('no'))
    if(contains(parameters('text'), 'a'), {KIND}, if(contains(parameters('text'), 'A'), {KIND}, 1))"""


def productions(kind: str, depth: int) -> list[str]:
    if depth <= 0:
        rows = LEAVES.get(kind) or "|".join(LEAVES.values())
    else:
        rows = f"{CALLS[kind]}|{EVERY.replace('KIND', kind)}" if kind in LEAVES else CALLS[kind]
    return [row.strip() for line in rows.splitlines() for row in line.split("|")]


@st.composite
def expressions(draw: st.DrawFn, kind: str = "any", depth: int = 3) -> str:
    production: str = draw(st.sampled_from(productions(kind, depth)))

    def part(match: re.Match[str]) -> str:
        inner: str = draw(expressions(match[1], depth - draw(st.integers(1, 2))))
        return inner

    return (
        re.sub(r"\{(\w+)\}", part, production.replace("{{", "\0").replace("}}", "\1"))
        .replace("\0", "{")
        .replace("\1", "}")
    )


SCALARS = st.sampled_from(["", "a", "A", "Free", "abc", "b,c", 0, 1, 2, -1, True, False, None])
TEXTS = st.sampled_from(["", "a", "A", "Free", "abc", "b,c", "true", "1", "x", "ß", "😀"])
INTS = st.sampled_from([-1, 0, 1, 2, 3, 2**31])
LISTS = st.lists(SCALARS | st.just(["a"]) | st.just({"a": 1}), max_size=3)
MAPS = st.dictionaries(
    st.sampled_from(["a", "A", "b", "B", "x", "Free"]),
    SCALARS | st.just({"x": 1}) | st.just({"X": {"y": 2}}) | st.just([1]),
    max_size=3,
)
WORLDS = st.fixed_dictionaries(
    {
        "on": st.booleans(),
        "off": st.booleans(),
        "tier": st.sampled_from(["Free", "a", "A"]),
        "size": st.sampled_from([0, 1, 2]),
        "text": TEXTS,
        "word": TEXTS,
        "count": INTS,
        "list": LISTS,
        "map": MAPS,
    }
)
World = dict[str, Data]


def scope_of(world: World | None) -> TemplateScope:
    """The scope of the template where the parameters have no values, or those of a world."""
    declared = {
        name: {"type": each["type"], "defaultValue": world[name]} if world is not None else each
        for name, each in DECLARED.items()
    }
    tree = parse(json.dumps({"parameters": declared, "variables": VARIABLES}))
    assert isinstance(tree.root, Object)
    return TemplateScope(tree, tree.root)


def evaluated(expression: str, scope: TemplateScope) -> Value:
    node = parse(json.dumps(f"[{expression}]")).root
    assert node is not None
    return evaluate(node, scope)


@dataclass
class Comparison:
    """What was said of all worlds, against what comes in one of them."""

    world: World
    scope: TemplateScope

    def holds(self, condition: Condition) -> bool | None:
        """Whether a condition holds in the world; None if the test cannot tell."""
        verdicts: list[bool | None] = []
        for symbol, constraint in condition.constraints:
            value = self.value(symbol)
            if isinstance(value, Known):
                verdicts.append(constraint.admits(choosable(value.value)))
            else:
                verdicts.append(None)
        return False if False in verdicts else None if None in verdicts else True

    def value(self, symbol: Symbol) -> Value | None:
        """What a symbol stands for in the world."""
        key = symbol.key
        if isinstance(key, tuple) and isinstance(key[0], TemplateScope):
            if key[1] == "parameter":
                return evaluated(f"parameters('{key[2]}')", self.scope)
            return evaluated(symbol.words[1:-1], self.scope)
        return None

    def check(self, said: Value, came: Value) -> None:
        """Compare one value, and what is inside."""
        if isinstance(said, Choice):
            self.check_choice(said, came)
        elif isinstance(came, Failure | Unknown | Choice):
            assert not isinstance(said, Absent)
        elif isinstance(said, Unknown):
            self.check_unknown(said, came)
        elif isinstance(said, Known):
            assert isinstance(came, Known)
            assert choosable(came.value) == choosable(said.value)
        elif isinstance(said, WrittenArray | BuiltArray):
            self.check_array(said, came)
        elif isinstance(said, WrittenObject | BuiltObject):
            self.check_object(said, came)
        else:
            assert type(said) is type(came)

    def check_choice(self, said: Choice, came: Value) -> None:
        """Exactly the alternatives that hold are true, and at least one may hold."""
        verdicts = [(self.holds(each.condition), each.value) for each in said.alternatives]
        for verdict, value in verdicts:
            if verdict is True:
                self.check(value, came)
        assert isinstance(came, Failure) or any(verdict is not False for verdict, _ in verdicts)
        certain = [verdict for verdict, _ in verdicts if verdict is True]
        assert len(certain) < 2

    def check_unknown(self, said: Unknown, came: Value) -> None:
        assert types_of(came) & said.types
        if said.allowed is not None and isinstance(came, Known):
            assert choosable(came.value) in [choosable(each) for each in said.allowed]
        if said.symbol is not None and isinstance(came, Known):
            own = self.value(said.symbol)
            if isinstance(own, Known):
                assert choosable(own.value) == choosable(came.value)

    def check_array(self, said: WrittenArray | BuiltArray, came: Value) -> None:
        assert isinstance(came, WrittenArray | BuiltArray)
        ours, theirs = elements(said), elements(came)
        assert ours is not None
        assert theirs is not None
        assert len(ours) == len(theirs)
        for one, other in zip(ours, theirs, strict=True):
            self.check(one, other)

    def check_object(self, said: WrittenObject | BuiltObject, came: Value) -> None:
        assert isinstance(came, WrittenObject | BuiltObject)
        ours, theirs = members(said), members(came)
        if ours is not None and theirs is not None:
            assert [*ours] == [*theirs]
        names = [*(theirs or ()), "a", "b", "B", "x", "Free", "c"]
        if isinstance(said, BuiltObject):
            names += said.members
        for name in names:
            found = member(came, name)
            if not (isinstance(member(said, name), Unknown) and isinstance(found, Absent)):
                self.check(member(said, name), found)


FREE = ("text", "word", "count", "list", "map", "both", "'is'", "'o'")


@settings(max_examples=200, deadline=None)
@given(expression=expressions(), worlds=st.lists(WORLDS, min_size=1, max_size=4))
def test_what_is_said_holds_in_every_world(expression: str, worlds: list[World]) -> None:
    said = evaluated(expression, scope_of(None))
    event(type(said).__name__)
    for world in worlds:
        scope = scope_of(world)
        came = evaluated(expression, scope)
        Comparison(world, scope).check(said, came)
        if not any(name in expression for name in FREE) and isinstance(said, Known):
            assert isinstance(came, Known)
