"""Edits as whole texts before and after: layout, comments and commas stay as they were."""

import pytest

from armlens.jsonc.edits import (
    Literal,
    append_element,
    insert_member,
    remove_element,
    remove_member,
    replace_value,
)
from armlens.jsonc.nodes import Array, Member, Node, Object
from armlens.jsonc.parse import parse
from armlens.jsonc.tree import Tree
from armlens.text.edits import Edit, apply

IDENTITY: Literal = {"type": "SystemAssigned"}
RESOURCE = """{
  "type": "aks", // kind
  "location": "west",
  // what it is made of
  "properties": {}
}"""


def member(node: Node | None, *path: str | int) -> Member:
    """The member at the end of a path of names and element numbers."""
    for step in path[:-1]:
        if isinstance(step, int):
            assert isinstance(node, Array)
            node = node.elements[step]
        else:
            assert isinstance(node, Object)
            node = node.get(step)
    assert isinstance(node, Object)
    found = node.find(str(path[-1]))
    assert found is not None
    return found


def root(tree: Tree) -> Object:
    assert isinstance(tree.root, Object)
    return tree.root


def owner(tree: Tree, name: str) -> Object:
    """The object that the root has under a name; the root if it has none."""
    node = root(tree).get(name)
    return node if isinstance(node, Object) else root(tree)


def array(tree: Tree) -> Array:
    assert isinstance(tree.root, Array)
    return tree.root


def result(text: str, edits: tuple[Edit, ...]) -> str | None:
    """The text after the edits, which are in its order; None if there are none."""
    assert list(edits) == sorted(edits, key=lambda edit: edit.span)
    return apply(text, edits) if edits else None


def inserted(text: str, value: Literal, **place: tuple[str, ...]) -> str | None:
    """The text with a member "new" in the object "o", or in the root without one."""
    tree = parse(text)
    return result(text, insert_member(tree, owner(tree, "o"), "new", value, **place))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{ "a": 1 }', '{ "a": 1, "new": { "type": "SystemAssigned" } }'),
        ('{"a": 1}', '{"a": 1, "new": {"type": "SystemAssigned"}}'),
        ('{"a":1,"b":2}', '{"a":1,"b":2,"new":{"type":"SystemAssigned"}}'),
        ('{"a": 1,"b": 2}', '{"a": 1,"b": 2,"new": {"type": "SystemAssigned"}}'),
        ('{\n  "o": { "a": 1 }\n}', '{\n  "o": { "a": 1, "new": { "type": "SystemAssigned" } }\n}'),
        (
            '{\n  "a": 1\n}\n',
            '{\n  "a": 1,\n  "new": {\n    "type": "SystemAssigned"\n  }\n}\n',
        ),
        (
            '{\r\n\t"a": 1\r\n}',
            '{\r\n\t"a": 1,\r\n\t"new": {\r\n\t\t"type": "SystemAssigned"\r\n\t}\r\n}',
        ),
        (
            '{\r    "a": 1\r}',
            '{\r    "a": 1,\r    "new": {\r        "type": "SystemAssigned"\r    }\r}',
        ),
        (
            '{"o": {\n   "a" : 1\n}}',
            '{"o": {\n   "a" : 1,\n   "new" : {\n      "type" : "SystemAssigned"\n   }\n}}',
        ),
        (
            '{"o": {\n    "a": 1\n  }}',
            '{"o": {\n    "a": 1,\n    "new": {\n      "type": "SystemAssigned"\n    }\n  }}',
        ),
    ],
)
def test_insertion_follows_the_layout(text: str, expected: str) -> None:
    assert inserted(text, IDENTITY) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{\n  "a": 1 // why\n}', '{\n  "a": 1, // why\n  "new": 1\n}'),
        ('{\n  "a": 1 /* why */\n}', '{\n  "a": 1, /* why */\n  "new": 1\n}'),
        ('{\n  "a": 1, // why\n}', '{\n  "a": 1, // why\n  "new": 1\n}'),
        ('{\n  "a": 1\n  // "b": 2\n}', '{\n  "a": 1,\n  "new": 1\n  // "b": 2\n}'),
        ('{\n  "a": 1 /* x\n */ // y\n}', '{\n  "a": 1, /* x\n */ // y\n  "new": 1\n}'),
        ('{\n  /* x */ "a": 1\n}', '{\n  /* x */ "a": 1,\n  "new": 1\n}'),
        ('{ "a": 1 /* x */ }', '{ "a": 1 /* x */, "new": 1 }'),
        ('{ "a": 1 // x\n}', '{ "a": 1, "new": 1 // x\n}'),
    ],
)
def test_comments_stay_beside_their_member(text: str, expected: str) -> None:
    assert inserted(text, 1) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{\n  "a": 1,\n}', '{\n  "a": 1,\n  "new": 1\n}'),
        ('{ "a": 1, }', '{ "a": 1, "new": 1 }'),
        ('{"a":1,}', '{"a":1,"new":1}'),
        ('{\n  "a": 1,\n  "b": 2 }', '{\n  "a": 1,\n  "b": 2,\n  "new": 1 }'),
        ('{ "a": 1,\n  "b": 2 }', '{ "a": 1,\n  "b": 2,\n  "new": 1 }'),
        ('{ "a": 1,\n  "b": 2, "c": 3 }', '{ "a": 1,\n  "b": 2, "c": 3, "new": 1 }'),
        ('{\n  "a": 1\n, "b": 2\n}', '{\n  "a": 1\n, "b": 2, "new": 1\n}'),
        ('{\n  "a": [\n  ] }', '{\n  "a": [\n  ],\n  "new": 1 }'),
        ("{a: 1}", '{a: 1, "new": 1}'),
        ("{'a': 'x'}", "{'a': 'x', \"new\": 1}"),
    ],
)
def test_insertion_into_irregular_layouts(text: str, expected: str) -> None:
    assert inserted(text, 1) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{}", '{"new": 1}'),
        ("{ }", '{ "new": 1 }'),
        ("{}\n", '{\n  "new": 1\n}\n'),
        ("{\n}", '{\n  "new": 1\n}'),
        ('{"o":{}}', '{"o":{"new":1}}'),
        ('{ "o": {} }', '{ "o": { "new": 1 } }'),
        ('{\n\t"o": {}\n}', '{\n\t"o": {\n\t\t"new": 1\n\t}\n}'),
        (
            '{\n    "o": { },\n    "p": 1\n}',
            '{\n    "o": {\n        "new": 1\n    },\n    "p": 1\n}',
        ),
        ('{\n  "o": {\n  }\n}', '{\n  "o": {\n    "new": 1\n  }\n}'),
        ('{\n  "o": {} }', '{\n  "o": { "new": 1} }'.replace("{ ", "{")),
        ('{\n  "a": 1, "o": {}\n}', '{\n  "a": 1, "o": {"new": 1}\n}'),
        ('{\n  "o": { // todo\n  }\n}', '{\n  "o": { // todo\n    "new": 1\n  }\n}'),
        ('{\n  "o": {\n    // todo\n  }\n}', '{\n  "o": {\n    // todo\n    "new": 1\n  }\n}'),
        ('{\n  "o": { /* no */ }\n}', '{\n  "o": { /* no */\n    "new": 1\n  }\n}'),
        ('{"o": { /* no */ }}', '{"o": { /* no */ "new": 1 }}'),
        ('{"o": {/* no */}}', '{"o": {/* no */"new": 1}}'),
        ('{\n  "o":\n  {\n  }\n}', '{\n  "o":\n  {\n    "new": 1\n  }\n}'),
    ],
)
def test_insertion_into_an_empty_object(text: str, expected: str) -> None:
    assert inserted(text, 1) == expected


def test_insertion_goes_behind_the_last_of_the_names_that_are_present() -> None:
    expected = RESOURCE.replace('"west",', '"west",\n  "new": 1,')
    assert inserted(RESOURCE, 1, after=("LOCATION", "tags", "type")) == expected
    assert inserted(RESOURCE, 1, after=("location",), before=("type",)) == expected


def test_insertion_goes_before_the_first_of_the_names_if_none_precedes() -> None:
    first = RESOURCE.replace("{\n", '{\n  "new": 1,\n', 1)
    assert inserted(RESOURCE, 1, after=("tags",), before=("properties", "type")) == first
    third = RESOURCE.replace('"west",', '"west",\n  "new": 1,')
    assert inserted(RESOURCE, 1, before=("Properties",)) == third


def test_insertion_goes_last_if_no_name_is_present() -> None:
    expected = RESOURCE.replace("{}", '{},\n  "new": 1')
    assert inserted(RESOURCE, 1, after=("sku",), before=("tags",)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"a":1,"z":2}', '{"a":1,"new":1,"z":2}'),
        ('{ "z": 2 }', '{ "new": 1, "z": 2 }'),
        ('{ /* z */ "z": 2 }', '{ /* z */ "new": 1, "z": 2 }'),
        ('{ "a": 1, /* z */ "z": 2 }', '{ "a": 1, "new": 1, /* z */ "z": 2 }'),
        ('{ "a": 1 /* a */ , "z": 2 }', '{ "a": 1 /* a */ , "new": 1, "z": 2 }'),
        ('{ // o\n  // z\n  "z": 2\n}', '{ // o\n  "new": 1,\n  // z\n  "z": 2\n}'),
        ('{ "a": 1, // a\n  "z": 2 }', '{ "a": 1, // a\n  "new": 1,\n  "z": 2 }'),
        ('{\n  "a": 1,\n\n  "z": 2\n}', '{\n  "a": 1,\n  "new": 1,\n\n  "z": 2\n}'),
        ('{\n  "a": 1, "z": 2\n}', '{\n  "a": 1, "new": 1, "z": 2\n}'),
    ],
)
def test_insertion_between_neighbours(text: str, expected: str) -> None:
    assert inserted(text, 1, before=("z",)) == expected


@pytest.mark.parametrize(
    "text",
    [
        '{ "a": 1',
        '{ "a": }',
        '{ "a": 1, "b" }',
        '{ "a": 1,, }',
        '{ "a": "x }',
        '{ "a": [1, 2 }',
        '{ "a": 1 b }',
        '{ "new": 2 }',
        '{ "NEW": 2 }',
    ],
)
def test_no_insertion_where_the_text_is_damaged_or_has_the_name(text: str) -> None:
    assert inserted(text, 1) is None


def test_no_insertion_between_members_without_a_comma() -> None:
    text = '{\n  "a": 1\n  "b": 2\n}'
    assert inserted(text, 1, after=("a",)) is None
    assert inserted(text, 1, after=("b",)) == '{\n  "a": 1\n  "b": 2,\n  "new": 1\n}'


def test_half_a_character_is_written_as_an_escape_since_no_file_can_hold_it() -> None:
    written = inserted('{ "a": 1 }', {"\ud83d": "表😋\udc00"})
    assert written == '{ "a": 1, "new": { "\\ud83d": "表😋\\udc00" } }'
    assert written.encode()


def test_values_are_written_as_json() -> None:
    value: Literal = {"s": '"\\\n\u2028ü😀', "n": [1.5, True, None], "e": {}, "l": []}
    assert inserted('{"a": 1}', value) == (
        '{"a": 1, "new": {"s": "\\"\\\\\\n\u2028ü😀", "n": [1.5, true, null], "e": {}, "l": []}}'
    )
    assert inserted('{\n "a": 1\n}', {"n": [1, {"x": None}]}) == (
        '{\n "a": 1,\n "new": {\n  "n": [\n   1,\n   {\n    "x": null\n   }\n  ]\n }\n}'
    )


@pytest.mark.parametrize(
    ("text", "value", "expected"),
    [
        ('{"o": 1}', "x", '{"o": "x"}'),
        ('{"o": "[parameters(\'o\')]"}', False, '{"o": false}'),
        ('{ "o": null }', IDENTITY, '{ "o": { "type": "SystemAssigned" } }'),
        ('{"o":1}', IDENTITY, '{"o":{"type":"SystemAssigned"}}'),
        ('{\n  "o": 1 // x\n}', IDENTITY, '{\n  "o": {\n    "type": "SystemAssigned"\n  } // x\n}'),
        (
            '{\r\n\t"o": {}\r\n}',
            IDENTITY,
            '{\r\n\t"o": {\r\n\t\t"type": "SystemAssigned"\r\n\t}\r\n}',
        ),
        ('{\n  "o": {\n    "a": 1\n  }\n}', "x", '{\n  "o": "x"\n}'),
        ('{\n  "o": {\n    "a": 1\n  }\n}', {}, '{\n  "o": {}\n}'),
        ('{\n  "o": { "a": 1 }\n}', [1], '{\n  "o": [\n    1\n  ]\n}'),
        ('{\n  "a": 1, "o": 2\n}', {"x": 1}, '{\n  "a": 1, "o": {"x": 1}\n}'),
    ],
)
def test_replacing_a_value(text: str, value: Literal, expected: str) -> None:
    tree = parse(text)
    assert result(text, replace_value(tree, member(root(tree), "o").value, value)) == expected


@pytest.mark.parametrize("text", ['{"o": }', '{"o": "x', '{"o": [1, 2', '{"o": half}'])
def test_no_replacing_of_what_is_damaged(text: str) -> None:
    tree = parse(text)
    assert replace_value(tree, member(root(tree), "o").value, 1) == ()


def test_a_name_can_be_replaced() -> None:
    text = '{ "o": 1 }'
    tree = parse(text)
    assert result(text, replace_value(tree, member(root(tree), "o").key, "p")) == '{ "p": 1 }'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{\n  "a": 1,\n  "x": 2,\n  "b": 3\n}', '{\n  "a": 1,\n  "b": 3\n}'),
        ('{\r\n\t"x": {\r\n\t},\r\n\t"b": 3\r\n}', '{\r\n\t"b": 3\r\n}'),
        ('{\n  "a": 1,\n  "x": 2\n}', '{\n  "a": 1\n}'),
        ('{\n  "a": 1, // a\n  "x": 2 // x\n}', '{\n  "a": 1 // a\n}'),
        ('{\n  // x?\n  "x": 2, // x\n  // b\n  "b": 3\n}', '{\n  // x?\n  // b\n  "b": 3\n}'),
        ('{\n  "a": 1,\n  "x": 2,\n}', '{\n  "a": 1,\n}'),
        ('{\n  "a": 1,\n  /* x */ "x": 2 /* y */\n}', '{\n  "a": 1\n}'),
        ('{\n  "a": 1,\n  "x": 2 }', '{\n  "a": 1 }'),
        ('{\n  "a": 1, // a\n  "x": 2 }', '{\n  "a": 1 // a\n   }'),
        ('{\n  "x": 1, "b": 2\n}', '{\n  "b": 2\n}'),
        ('{\n  "a": 1, "x": 2\n}', '{\n  "a": 1\n}'),
        ('{ "a": 1, "x": 2, "b": 3 }', '{ "a": 1, "b": 3 }'),
        ('{ "x": 2, "b": 3 }', '{ "b": 3 }'),
        ('{ "a": 1, "x": 2 }', '{ "a": 1 }'),
        ('{ "a": 1 /* a */, "x": 2 /* x */ }', '{ "a": 1 /* a */ /* x */ }'),
        ('{ "a": 1, "x": 2, }', '{ "a": 1, }'),
        ('{ "x": 2, /* b */ "b": 3 }', '{ /* b */ "b": 3 }'),
        ('{ "x": 2,\n  "b": 3 }', '{ "b": 3 }'),
        ('{"a":1,"x":2,"b":3}', '{"a":1,"b":3}'),
        ('{"a":1,"x":2}', '{"a":1}'),
        ('{ "x": 2 }', "{}"),
        ('{\n  "x": 2\n}', "{}"),
        ('{\n  "x": 2,\n}', "{}"),
        ('{\n  // o\n  "x": 2\n}', "{\n  // o\n}"),
        ('{ /* o */ "x": 2 }', "{ /* o */  }"),
    ],
)
def test_removing_a_member(text: str, expected: str) -> None:
    tree = parse(text)
    assert result(text, remove_member(tree, root(tree), member(root(tree), "x"))) == expected


@pytest.mark.parametrize(
    "text",
    ['{ "x": 1', '{ "x": }', '{ "x": 1 "b": 2 }', '{ "a": 1 "x": 2 }', '{ "a": 1,, "x": 2 }'],
)
def test_no_removing_where_the_text_is_damaged(text: str) -> None:
    tree = parse(text)
    assert remove_member(tree, root(tree), member(root(tree), "x")) == ()


def test_no_removing_from_another_object() -> None:
    tree = parse('{"o": {"x": 1}, "x": 2}')
    assert remove_member(tree, owner(tree, "o"), member(root(tree), "x")) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('["a"]', '["a", "new"]'),
        ('[ "a","b" ]', '[ "a","b","new" ]'),
        ('[\n  "a" // a\n]', '[\n  "a", // a\n  "new"\n]'),
        ("[\n  1, 2,\n  3, 4\n]", '[\n  1, 2,\n  3, 4, "new"\n]'),
        ("[{\n  }, {\n  }]", '[{\n  }, {\n  }, "new"]'),
        ("[]", '["new"]'),
        ("[\n]", '[\n  "new"\n]'),
        ("[1,]", '[1, "new"]'),
    ],
)
def test_appending_an_element(text: str, expected: str) -> None:
    tree = parse(text)
    assert result(text, append_element(tree, array(tree), "new")) == expected


@pytest.mark.parametrize("text", ["[1", "[1,,]", "[1 x]", '["a]'])
def test_no_appending_where_the_text_is_damaged(text: str) -> None:
    tree = parse(text)
    assert append_element(tree, array(tree), 1) == ()


@pytest.mark.parametrize(
    ("text", "index", "expected"),
    [
        ("[1, 2, 3]", 0, "[2, 3]"),
        ("[1, 2, 3]", 1, "[1, 3]"),
        ("[1, 2, 3]", 2, "[1, 2]"),
        ("[1]", 0, "[]"),
        ("[\n  1,\n  2 // two\n]", 1, "[\n  1\n]"),
        ("[\n  1,\n  2 // two\n]", 0, "[\n  2 // two\n]"),
    ],
)
def test_removing_an_element(text: str, index: int, expected: str) -> None:
    tree = parse(text)
    edits = remove_element(tree, array(tree), array(tree).elements[index])
    assert result(text, edits) == expected


def test_edits_are_as_small_as_they_can_be() -> None:
    text = '{\n  "a": 1 // why\n}'
    tree = parse(text)
    edits = insert_member(tree, root(tree), "b", 2)
    assert [(edit.span, edit.text) for edit in edits] == [((10, 10), ","), ((17, 17), '\n  "b": 2')]


def test_a_place_among_many_is_found_without_a_look_at_all(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tree = parse('{"a": [' + '{"b": {}}, ' * 5_000 + "{}]}")
    parent = member(tree.root, "a").value
    assert isinstance(parent, Array)
    target = member(parent.elements[4_000], "b").value
    looked_at = 0
    start = Node.start.fget  # type: ignore[attr-defined] # a property of the class

    def counted(node: Node) -> int:
        nonlocal looked_at
        looked_at += 1
        return int(start(node))

    monkeypatch.setattr(Node, "start", property(counted))
    assert isinstance(target, Object)
    (edit,) = insert_member(tree, target, "c", 1)
    assert apply(tree.text, [edit]).count('{"b": {"c": 1}}') == 1
    assert looked_at < 1_000
