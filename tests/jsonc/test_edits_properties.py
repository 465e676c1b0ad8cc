"""What holds for the edits of every document, in whatever layout it is written."""

import json
from dataclasses import dataclass
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from armlens.jsonc.edits import (
    append_element,
    insert_member,
    remove_element,
    remove_member,
    replace_value,
)
from armlens.jsonc.nodes import Array, Member, Object, walk
from armlens.jsonc.parse import parse
from armlens.jsonc.tree import Tree
from armlens.jsonc.values import to_python
from armlens.text.edits import Edit, apply

NEW = "new"
scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-9, 9),
    st.sampled_from(["", "x", "ü😀", '"\\', "//", "}"]),
)
names = st.sampled_from(["a", "b", "c", "d", "[e()]", "ü"])
values: st.SearchStrategy[Any] = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=3),
    max_leaves=8,
)
documents = st.dictionaries(names, values, max_size=4)
tokens = st.sampled_from(['"', ",", ":", "{", "}", "[", "]", "//", "/*", "\n", "x", ""])


@dataclass
class Layout:
    """How a document is written: white space that is fixed, and whether its places vary."""

    line_end: str
    unit: str
    colon: str
    comma: str
    padding: str


regular_layouts = st.builds(
    Layout,
    line_end=st.sampled_from(["\n", "\r\n", "\r"]),
    unit=st.sampled_from(["  ", "    ", "\t", " "]),
    colon=st.sampled_from([": ", ":", " : "]),
    comma=st.sampled_from([", ", ","]),
    padding=st.sampled_from(["", " "]),
)


def regular(value: object, layout: Layout, lead: str | None) -> str:
    """The document on one line, or with a line for each part, as formatters write it."""
    if not isinstance(value, dict | list) or not value:
        return json.dumps(value, ensure_ascii=False)
    inner = None if lead is None else lead + layout.unit
    if isinstance(value, dict):
        parts = [
            json.dumps(name, ensure_ascii=False) + layout.colon + regular(part, layout, inner)
            for name, part in value.items()
        ]
    else:
        parts = [regular(part, layout, inner) for part in value]
    opening, closing = "{}" if isinstance(value, dict) else "[]"
    if inner is None:
        return opening + layout.padding + layout.comma.join(parts) + layout.padding + closing
    start = layout.line_end + inner
    return opening + start + ("," + start).join(parts) + layout.line_end + str(lead) + closing


def wild(draw: st.DrawFn, value: object, line_end: str) -> str:
    """The document with white space and comments drawn for each place that allows them."""

    def gap() -> str:
        pieces = ["", "", " ", "\t", line_end, f"{line_end}  ", f"// x{line_end}", "/* y */"]
        return "".join(draw(st.lists(st.sampled_from(pieces), max_size=3)))

    if isinstance(value, dict):
        parts = [
            json.dumps(name) + gap() + ":" + gap() + wild(draw, part, line_end)
            for name, part in value.items()
        ]
        return "{" + gap() + "".join(joined(parts, gap)) + "}"
    if isinstance(value, list):
        parts = [wild(draw, part, line_end) for part in value]
        return "[" + gap() + "".join(joined(parts, gap)) + "]"
    return json.dumps(value)


def joined(parts: list[str], gap: Any) -> list[str]:
    pieces = [f"{part}{gap()},{gap()}" for part in parts[:-1]]
    return [*pieces, *(part + gap() for part in parts[-1:])]


@st.composite
def wild_documents(draw: st.DrawFn) -> str:
    line_end = draw(st.sampled_from(["\n", "\r\n"]))
    return wild(draw, draw(documents), line_end)


any_document = st.one_of(
    wild_documents(),
    st.builds(regular, documents, regular_layouts, st.none() | st.just("")),
)


def objects(tree: Tree) -> list[Object]:
    return [node for node in walk(tree.root) if isinstance(node, Object)] if tree.root else []


def arrays(tree: Tree) -> list[Array]:
    return [node for node in walk(tree.root) if isinstance(node, Array)] if tree.root else []


def checked(tree: Tree, edits: tuple[Edit, ...]) -> Tree:
    """The tree after the edits, which break nothing, and keep comments that stand elsewhere."""
    assert edits
    assert list(edits) == sorted(edits, key=lambda edit: edit.span)
    after = parse(apply(tree.text, edits))
    assert [problem.code for problem in after.problems] == [p.code for p in tree.problems]
    removed = [edit.span for edit in edits]
    kept = [c for c in tree.comments if not any(r.start <= c.start < r.end for r in removed)]
    assert [c.text_of(after.text) for c in after.comments] == [c.text_of(tree.text) for c in kept]
    return after


def inserts_only(tree: Tree, edits: tuple[Edit, ...]) -> bool:
    """Whether the edits take nothing away but white space."""
    return not "".join(edit.span.text_of(tree.text) for edit in edits).strip()


@given(any_document, values, st.lists(names, max_size=2), st.lists(names, max_size=2), st.data())
def test_inserting_adds_the_member_at_its_place(
    text: str, value: Any, after: list[str], before: list[str], data: st.DataObject
) -> None:
    tree = parse(text)
    index = data.draw(st.integers(0, len(objects(tree)) - 1))
    owner = objects(tree)[index]
    edits = insert_member(tree, owner, NEW, value, after=after, before=before)
    assert inserts_only(tree, edits)
    changed = objects(checked(tree, edits))[index]
    expected = [(member.key.value, to_python(member.value)) for member in owner.members]
    place = max((i + 1 for i, (name, _) in enumerate(expected) if name in after), default=-1)
    if place < 0:
        ahead = [i for i, (name, _) in enumerate(expected) if name in before]
        place = min(ahead, default=len(expected))
    expected.insert(place, (NEW, value))
    assert [(m.key.value, to_python(m.value)) for m in changed.members] == expected


@given(any_document, st.data())
def test_removing_takes_away_one_member(text: str, data: st.DataObject) -> None:
    tree = parse(text)
    places = [(i, m) for i, owner in enumerate(objects(tree)) for m in owner.members]
    if not places:
        return
    index, member = data.draw(st.sampled_from(places))
    owner = objects(tree)[index]
    expected = [(m.key.value, to_python(m.value)) for m in owner.members if m is not member]
    changed = objects(checked(tree, remove_member(tree, owner, member)))[index]
    assert [(m.key.value, to_python(m.value)) for m in changed.members] == expected


@given(any_document, values, st.data())
def test_elements_are_appended_and_removed(text: str, value: Any, data: st.DataObject) -> None:
    tree = parse(text)
    if not arrays(tree):
        return
    index = data.draw(st.integers(0, len(arrays(tree)) - 1))
    array = arrays(tree)[index]
    elements = [to_python(element) for element in array.elements]
    edits = append_element(tree, array, value)
    assert inserts_only(tree, edits)
    longer = checked(tree, edits)
    assert to_python(arrays(longer)[index]) == [*elements, value]
    place = data.draw(st.integers(0, len(elements)))
    array = arrays(longer)[index]
    shorter = checked(longer, remove_element(longer, array, array.elements[place]))
    assert (
        to_python(arrays(shorter)[index])
        == [*elements, value][:place] + [*elements, value][place + 1 :]
    )


@given(any_document, values, st.data())
def test_replacing_changes_one_value(text: str, value: Any, data: st.DataObject) -> None:
    tree = parse(text)
    assert tree.root is not None
    nodes = [node for node in walk(tree.root) if isinstance(node, Member)]
    if not nodes:
        return
    place = data.draw(st.integers(0, len(nodes) - 1))
    edits = replace_value(tree, nodes[place].value, value)
    assert [edit.span for edit in edits] == [nodes[place].value.span]
    changed = checked(tree, edits).root
    assert changed is not None
    after = [node for node in walk(changed) if isinstance(node, Member)]
    assert to_python(after[place].value) == value


@given(documents, values, regular_layouts, st.none() | st.just(""), st.data())
def test_a_regular_layout_stays_regular(
    document: Any, value: Any, layout: Layout, lead: str | None, data: st.DataObject
) -> None:
    document = {"first": {"x": [0, 0]}, **document}
    if lead is None:
        layout.line_end = ""
    text = regular(document, layout, lead)
    tree = parse(text)
    index = data.draw(st.integers(0, len(objects(tree)) - 1))
    edits = insert_member(tree, objects(tree)[index], NEW, value, after=("a", "c"))
    changed = checked(tree, edits)
    assert changed.text == regular(to_python(changed.root), layout, lead)
    owner = objects(changed)[index]
    (member,) = (member for member in owner.members if member.key.value == NEW)
    back = remove_member(changed, owner, member)
    assert apply(changed.text, back) == text


@given(any_document, tokens, st.data())
def test_no_damage_makes_an_edit_fail(text: str, token: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(start + 3, len(text))))
    tree = parse(text[:start] + token + text[end:])
    for owner in objects(tree):
        apply(tree.text, insert_member(tree, owner, NEW, {"x": 1}, after=("a",), before=("b",)))
        for member in owner.members:
            apply(tree.text, remove_member(tree, owner, member))
            apply(tree.text, replace_value(tree, member.value, 1))
    for array in arrays(tree):
        apply(tree.text, append_element(tree, array, 1))
        for element in array.elements:
            apply(tree.text, remove_element(tree, array, element))
