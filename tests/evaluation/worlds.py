"""Expressions that no one has thought of, and worlds that give each parameter a value."""

from __future__ import annotations

import re

from hypothesis import strategies as st

from reliability.fuzzing.worlds import SECRET

LEAVES = {
    "bool": "parameters('on')|parameters('off')|true()|false()|variables('is')",
    "str": "parameters('tier')|parameters('text')|parameters('word')|parameters('name')|'a'|''|'b,c'"
    "|variables('full')|'Free'",
    "int": "parameters('size')|parameters('count')|parameters('port')|0|1|-1|2",
    "arr": "parameters('list')|parameters('some')|variables('l')|createArray()|createArray('a', 1)",
    "obj": "parameters('map')|variables('o')|createObject()|createObject('a', 1, 'b', null())",
    "piece": "variables('full')|concat('a', parameters('text'))|parameters('name')|format('{{0}}b', 1)"
    "|uniqueString(parameters('text'))|concat('-', parameters('port'), parameters('word'))",
}
CALLS = {
    "bool": """not({bool})|and({bool}, {bool})|or({bool}, {bool}, {bool})|equals({any}, {any})
        equals({str}, {str})|equals({str}, 'a')|empty({str})|empty({arr})|empty({obj})
        contains({arr}, {any})|contains({obj}, {str})|contains({str}, {str})|less({int}, {int})
        greaterOrEquals({str}, {str})|greater({int}, {int})|lessOrEquals({int}, 2)|equals({int}, 2)
        empty({piece})|equals({piece}, {str})|contains({piece}, {str})|startsWith({piece}, 'a')
        endsWith({piece}, {str})|equals({piece}, 'a-ab-b')|less(1, {int})|startsWith({str}, {str})|bool({str})|equals({any}, null())""",
    "str": """concat({str}, {str})|concat({int}, {str}, {bool})|toLower({str})|first({str})
        take({str}, {int})|string({any})|join({arr}, '-')|format('{{0}}-{{1}}', {str}, {any})
        replace({str}, 'a', {str})|coalesce({any}, {str})|substring({str}, {int})|uniqueString({str})
        {piece}|trim({piece})|toUpper({piece})|substring({piece}, 1, {int})|take({piece}, {int})
        skip({piece}, {int})|last({piece})|replace({piece}, '-', {str})|padLeft({int}, 4, '0')
        resourceId('s', 'g', 'N/t', {str})|resourceId('N/t', {str})|padLeft({str}, 3)""",
    "int": """add({int}, {int})|mul({int}, {int})|div({int}, {int})|length({arr})|length({obj})
        length({str})|indexOf({arr}, {any})|indexOf({str}, {str})|max({int}, {int})|min({arr})
        sub({int}, {int})|length({piece})|indexOf({piece}, {str})|max({arr})|min({int}, {int})
        int({str})|mod({int}, {int})|lastIndexOf({arr}, {any})""",
    "arr": """createArray({any}, {any})|concat({arr}, {arr})|union({arr}, {arr})|array({any})
        intersection({arr}, {arr})|skip({arr}, {int})|take({arr}, {int})|range(0, {int})
        items({obj})|objectKeys({obj})|split({str}, ',')|split({piece}, '-')|distinct({arr})|flatten(createArray({arr}, {arr}))
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
    "piece": """concat('a', {str})|concat({str}, '-', {str})|format('{{0}}b', {int})|uniqueString({str})
        format('a{{0}}-{{1,3}}', {str}, {any})|concat(' ', {piece}, 'b ')|concat({piece}, {int})
        concat('a', toLower({str}))|string({int})|guid({str})|join(createArray({str}, {int}), '-')
        variables('full')|parameters('name')|extensionResourceId({piece}, 'N/t', {str})
        subscriptionResourceId('N/t', {str})|base64({str})|uriComponent({str})|{str}""",
    "inner": "lambdaVariables('v')|createArray(lambdaVariables('v'), {any})|{any}",
    "test": "equals(lambdaVariables('v'), {any})|contains(createArray('a', 1), lambdaVariables('v'))",
}
EVERY = """if({bool}, {KIND}, {KIND})|if(equals({str}, {str}), {KIND}, {KIND})
    if({bool}, {KIND}, fail('no'))|if(empty({str}), {KIND}, {KIND})|if(empty({arr}), {KIND}, {KIND})
    if(greater({int}, 1), {KIND}, {KIND})|if(less(length({str}), 2), {KIND}, {KIND})
    if(equals(length({arr}), 1), {KIND}, {KIND})|if(equals({piece}, 'a-ab-b'), {KIND}, {KIND})
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
        "name": st.sampled_from(["ab", "Ab-", "😀", "a b", "-a,b", "free"]),
        "port": st.sampled_from([1, 2, 3]),
        "some": st.lists(SCALARS, min_size=1, max_size=2),
        "key": st.just(SECRET),
    }
)
