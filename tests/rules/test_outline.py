"""Conditions as nested lists: what belongs to what must show."""

from __future__ import annotations

import pytest

from armlens.rules.language.conditions import Condition, all_of, any_of, every, some, when
from armlens.rules.language.fields import field, name
from armlens.rules.language.operands import option
from armlens.rules.language.sources import (
    by_type,
    children,
    elements,
    itself,
    parent,
    referring,
    together,
)
from armlens.rules.outline import outline

A, B, C = (field(path).equals(1) for path in "abc")
IS_A, IS_B, IS_C = ("`a` is `1`", "`b` is `1`", "`c` is `1`")
TYPES = ("X.Y/owners", "X.Y/owners/parts")

OUTLINES: dict[str, tuple[Condition, list[str]]] = {
    "a claim": (A, [IS_A]),
    "all, side by side": (all_of(A, all_of(B, C)), [IS_A, IS_B, IS_C]),
    "one of several": (any_of(A, B), ["one of these holds:", f"  {IS_A}", f"  {IS_B}"]),
    "choices in choices are one choice": (
        any_of(any_of(A, B), C),
        ["one of these holds:", f"  {IS_A}", f"  {IS_B}", f"  {IS_C}"],
    ),
    "all as one of several": (
        any_of(A, all_of(B, C)),
        ["one of these holds:", f"  {IS_A}", "  all of these hold:", f"    {IS_B}", f"    {IS_C}"],
    ),
    "where another holds": (when(A, B), [f"if {IS_A}, then {IS_B}"]),
    "several where another holds": (
        when(A, all_of(B, C)),
        [f"if {IS_A}, then all of these hold:", f"  {IS_B}", f"  {IS_C}"],
    ),
    "where several hold": (
        when(all_of(A, B), C),
        ["if all of these hold:", f"  {IS_A}", f"  {IS_B}", f"then {IS_C}"],
    ),
    "where one of several holds": (
        when(any_of(A, B), C),
        ["if one of these holds:", f"  {IS_A}", f"  {IS_B}", f"then {IS_C}"],
    ),
    "where another holds where another holds": (
        when(A, when(B, C)),
        [f"if {IS_A}, then if {IS_B}, then {IS_C}"],
    ),
    "each element": (every(elements("x.y", "pool"), A), [f"for each pool in `x.y`: {IS_A}"]),
    "several of each element": (
        every(elements("x.*.y"), all_of(A, B)),
        ["for each element in `x.*.y`:", f"  {IS_A}", f"  {IS_B}"],
    ),
    "a choice of each element": (
        every(elements("x"), any_of(A, B)),
        ["for each element in `x`: one of these holds:", f"  {IS_A}", f"  {IS_B}"],
    ),
    "a premise of each element": (
        every(elements("x"), when(all_of(A, B), C)),
        [
            "for each element in `x`:",
            "  if all of these hold:",
            f"    {IS_A}",
            f"    {IS_B}",
            f"  then {IS_C}",
        ],
    ),
    "the resource itself": (every(itself(), A), [IS_A]),
    "each child": (
        every(children("X.Y/owners/parts", "X.Z/notes", noun="part"), A),
        [
            (
                "for each part (type `X.Y/owners/parts` or `X.Z/notes`) that belongs to the resource:"
                f" {IS_A}"
            )
        ],
    ),
    "the parent": (
        every(parent(noun="owner"), A),
        [f"for each owner that the resource belongs to: {IS_A}"],
    ),
    "those that refer to it": (
        every(referring("X.Z/users", path="id", noun="user"), A),
        [f"for each user (type `X.Z/users`) that refers to the resource: {IS_A}"],
    ),
    "what several sources have": (
        every(together(elements("x", "part"), children("X.Y/owners/parts", noun="part")), A),
        [
            (
                "for each part in `x` and each part (type `X.Y/owners/parts`) that belongs to the"
                f" resource: {IS_A}"
            )
        ],
    ),
    "another source for each type": (
        every(by_type({"X.Y/owners": elements("x", "part"), "X.Y/owners/parts": itself()}), A),
        [f"for each part in `x` of a `X.Y/owners` and each `X.Y/owners/parts`: {IS_A}"],
    ),
    "the owner of each type": (
        every(by_type({"x.y/OWNERS": itself(), "X.Y/owners/parts": parent(noun="owner")}), A),
        [f"for each `X.Y/owners` and each owner that a `X.Y/owners/parts` belongs to: {IS_A}"],
    ),
    "some that have a name for people": (
        some(elements("x"), A, called="part of its own"),
        ["there is a part of its own"],
    ),
    "options": (
        all_of(
            name().differs_from(option("NAMES")),
            field("v").version_at_least(option("OLDEST")),
            field("v").version_at_least("1.2"),
        ),
        [
            "the name is not named in the option `NAMES`",
            "`v` is at least the version in the option `OLDEST`",
            "`v` is version `'1.2'` or later",
        ],
    ),
}


@pytest.mark.parametrize(("condition", "lines"), OUTLINES.values(), ids=OUTLINES)
def test_outline(condition: Condition, lines: list[str]) -> None:
    told = ["  " * entry.depth + entry.text for entry in outline(condition, TYPES)]
    assert told == lines
