"""What the parser makes of faults: one problem each, at the right place, and the rest understood."""

from __future__ import annotations

import pytest

from armlens.jsonc.nodes import Array, Invalid, Missing, Object
from armlens.jsonc.parse import parse
from armlens.text.spans import Span
from jsonc.syntax import check


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('{"a": [1, -2.5e3, true, false, null, "x"]}', {"a": [1, -2500.0, True, False, None, "x"]}),
        ("[]", []),
        ('""', ""),
        ("\ufeff{}", {}),
        ('{\r\n\t"a" : 1\r\n}\r\n', {"a": 1}),
        ('// a\n/* b */ { "a" /* c */ : // d\n 1 /* e */, // f\n "b": [ // g\n ] } // h', ...),
        ('{ "a": "one\r\n  two" , "b": 1 }', {"a": "one\r\n  two", "b": 1}),
        ("[\"[concat('a',\n 'b')]\", \"c\"]", ["[concat('a',\n 'b')]", "c"]),
        ('{"a\nb": 1}', {"a\nb": 1}),
        ('{"\\u0061": "\\ud83d\\ude00\\n"}', {"a": "😀\n"}),
        ('{"a": "tab\there"}', {"a": "tab\there"}),
    ],
)
def test_what_azure_reads_is_no_problem(text: str, value: object) -> None:
    check(text, value)


@pytest.mark.parametrize("text", ["", " \n", "\ufeff", "// nothing\n", "/**/"])
def test_a_document_without_content_has_no_root(text: str) -> None:
    tree = check(text)
    assert tree.root is None


def test_comments_are_kept_in_order() -> None:
    tree = parse('// a\n{ "x" /* b */: 1 } // c')
    assert [comment.text_of(tree.text) for comment in tree.comments] == ["// a", "/* b */", "// c"]


@pytest.mark.parametrize(
    ("document", "value"),
    [
        (
            """
{ "a": 1 "b": 2 }
        | jsonc.missing-comma: ',' is missing before '"b": 2 }'.
""",
            {"a": 1, "b": 2},
        ),
        (
            """
[ "a" "b" ]
     | jsonc.missing-comma: ',' is missing before '"b" ]'.
""",
            ["a", "b"],
        ),
        (
            """
[ "a""b", 1 {} ]
     | jsonc.missing-comma: ',' is missing before '"b", 1 {} ]'.
           | jsonc.missing-comma: ',' is missing before '{} ]'.
""",
            ["a", "b", 1, {}],
        ),
        (
            """
{ "a" 1, "b" [], "c""x" }
     | jsonc.missing-colon: ':' is missing after 'a'.
            | jsonc.missing-colon: ':' is missing after 'b'.
                    | jsonc.missing-colon: ':' is missing after 'c'.
""",
            {"a": 1, "b": [], "c": "x"},
        ),
        (
            """
{ "a" = 1 }
      ^ jsonc.missing-colon: ':' is missing after 'a'.
""",
            {"a": 1},
        ),
        (
            """
{ "a": , "b": }
      | jsonc.missing-value: The value of 'a' is missing.
             | jsonc.missing-value: The value of 'b' is missing.
""",
            {"a": None, "b": None},
        ),
        (
            """
{ "a": // soon
      | jsonc.missing-value: The value of 'a' is missing.
  "b": 1 }
""",
            {"a": None, "b": 1},
        ),
        (
            """
[ , 1,, 2 ]
 | jsonc.missing-value: A value is missing before ','.
      | jsonc.missing-value: A value is missing before ','.
""",
            [None, 1, None, 2],
        ),
        (
            """
[ 1, :, 2 ]
   | jsonc.missing-value: A value is missing before ','.
     ^ jsonc.unexpected: ':' is not expected here.
""",
            [1, None, 2],
        ),
        (
            """
{ "a",: , 1, "b": : 2 }
     ^ jsonc.unexpected: ',' is not expected here.
        ^ jsonc.unexpected: ',' is not expected here.
                  ^ jsonc.unexpected: ':' is not expected here.
""",
            {"a": 1, "b": 2},
        ),
        (
            """
{ : 1, , "b": 2 }
  ^ jsonc.missing-name: The name of ':' is missing.
       ^ jsonc.unexpected: ',' is not expected here.
""",
            {"": 1, "b": 2},
        ),
    ],
)
def test_something_is_missing(document: str, value: object) -> None:
    check(document, value)


@pytest.mark.parametrize(
    ("document", "value"),
    [
        (
            """
{ "a": [1, 2, ], }
            ^ jsonc.trailing-comma (warning): The comma before ']' has nothing to separate.
               ^ jsonc.trailing-comma (warning): The comma before '}' has nothing to separate.
""",
            {"a": [1, 2]},
        ),
        (
            """
[ 1, // last
   ^ jsonc.trailing-comma (warning): The comma before ']' has nothing to separate.
]
""",
            [1],
        ),
        (
            """
{ 'a"': 'it\\'s' }
  ^^^^ jsonc.single-quotes (warning): The string 'a"' is in single quotes.
        ^^^^^^^ jsonc.single-quotes (warning): The string 'it\\'s' is in single quotes.
           ^^ jsonc.invalid-escape (warning): The escape '\\'' is unknown to JSON.
""",
            {'a"': "it's"},
        ),
        (
            """
{ a: 1, $b-c: 2, été: 3 }
  ^ jsonc.unquoted-name (warning): The name 'a' is not in quotes.
        ^^^^ jsonc.unquoted-name (warning): The name '$b-c' is not in quotes.
                 ^^^ jsonc.unquoted-name (warning): The name 'été' is not in quotes.
""",
            {"a": 1, "$b-c": 2, "été": 3},
        ),
        (
            """
{\u00a0"a": 1 }
 ^ jsonc.white-space (warning): The white space here (U+00A0) is unknown to JSON.
""",
            {"a": 1},
        ),
        (
            """
{ "a": 1, "b": 2, "a": 3, "\\u0062": 4 }
                  ^^^ jsonc.duplicate-name (warning): The name 'a' is already used in this object; this last value counts.
                          ^^^^^^^^ jsonc.duplicate-name (warning): The name 'b' is already used in this object; this last value counts.
""",
            {"a": 3, "b": 4},
        ),
        (
            """
{ "ab": 1, "\\u0061b": 2 }
           ^^^^^^^^^ jsonc.duplicate-name (warning): The name 'ab' is already used in this object; this last value counts.
""",
            {"ab": 2},
        ),
        (
            """
{ "identity": 1, "Identity": 2 }
                 ^^^^^^^^^^ jsonc.similar-name (information): The name 'Identity' is already used in this object in another case.
""",
            {"identity": 1, "Identity": 2},
        ),
        (
            """
[ 0x1F, -.5, 5., +Infinity ]
  ^^^^ jsonc.not-json: The number '0x1F' is not written as JSON wants it.
        ^^^ jsonc.not-json: The number '-.5' is not written as JSON wants it.
             ^^ jsonc.not-json: The number '5.' is not written as JSON wants it.
                 ^^^^^^^^^ jsonc.not-json: The number '+Infinity' is not written as JSON wants it.
""",
            [31, -0.5, 5.0, float("inf")],
        ),
        (
            """
[ "\\q", "\\x41", "\\u12" ]
   ^^ jsonc.invalid-escape: The escape '\\q' is unknown to JSON.
         ^^^^ jsonc.invalid-escape: The escape '\\x41' is unknown to JSON.
                 ^^ jsonc.invalid-escape: The escape '\\u' is unknown to JSON.
""",
            ["q", "A", "u12"],
        ),
    ],
)
def test_dialects_are_read_to_their_value(document: str, value: object) -> None:
    check(document, value)


@pytest.mark.parametrize(
    ("document", "value"),
    [
        (
            """
[ arm- ]
  ^^^^ jsonc.invalid-value: 'arm-' is not a value.
""",
            [None],
        ),
        (
            """
{ "a": tru
       ^^^ jsonc.invalid-value: 'tru' is not a value.
}
""",
            {"a": None},
        ),
        (
            """
{ "a": 1.2.3, "b": - }
       ^^^^^ jsonc.invalid-number: '1.2.3' is not a number.
                   ^ jsonc.invalid-number: '-' is not a number.
""",
            {"a": None, "b": None},
        ),
        (
            """
{ "a": 1, tru }
             | jsonc.missing-colon: ':' is missing after 'tru'.
""",
            {"a": 1, "tru": None},
        ),
        (
            """
{ "a": 1,
  "na"
      | jsonc.missing-colon: ':' is missing after 'na'.
}
""",
            {"a": 1, "na": None},
        ),
        (
            """
{ "a": 1 what is this, "b": 2 }
         ^^^^^^^^^^^^ jsonc.unexpected: 'what is this' is not expected here.
""",
            {"a": 1, "b": 2},
        ),
        (
            """
{ "a": 1 } "b" x
           ^^^^^ jsonc.after-root: The document ends before '"b" x'.
""",
            {"a": 1},
        ),
        (
            """
{ "a": 1 } /* never
           ^^ jsonc.unterminated-comment: The comment is not closed.
""",
            {"a": 1},
        ),
    ],
)
def test_half_typed_words_and_garbage(document: str, value: object) -> None:
    check(document, value)


def test_a_missing_value_sits_right_after_the_colon() -> None:
    root = parse('{ "a":  , "b" }').root
    assert isinstance(root, Object)
    first, second = root.members
    assert isinstance(first.value, Missing)
    assert first.value.span == Span(6, 6)
    assert isinstance(second.value, Missing)
    assert second.value.span == Span(13, 13)


def test_a_half_typed_word_is_an_invalid_node() -> None:
    root = parse("[ arm- ]").root
    assert isinstance(root, Array)
    assert isinstance(root.elements[0], Invalid)
    assert root.elements[0].span == Span(2, 6)


def test_a_document_shows_at_most_a_hundred_problems() -> None:
    tree = parse("[" + "x," * 200 + "1]")
    assert len(tree.problems) == 101
    assert tree.problems[-1].code == "jsonc.too-many-problems"
    assert isinstance(tree.root, Array)
    assert len(tree.root.elements) == 201
