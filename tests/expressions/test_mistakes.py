"""One problem for each mistake, under the characters concerned, and a tree all the same."""

import pytest

from armlens.expressions.mistakes import MAX_DEPTH, MAX_LENGTH, Mistake
from armlens.expressions.nodes import MissingExpression
from armlens.expressions.parser import parse_expression
from armlens.text.problems import Severity
from armlens.text.spans import Span
from expressions.notation import carets, outline

EMPTY = """
[]                                  _
^^ empty
[ ]                                 _
^^^ empty
"""
CALLS = """
[resourceGroup.location]            (. (resourceGroup) location)
 ^^^^^^^^^^^^^ missing-parentheses
[true]                              (true)
 ^^^^ missing-parentheses
[f(par)]                            (f (par))
   ^^^ missing-parentheses
[parameters 'x']                    (parameters)
 ^^^^^^^^^^ missing-parentheses
[f(parameters 'x')]                 (f (parameters) 'x')
   ^^^^^^^^^^ missing-parentheses
[f(a(),,b())]                       (f (a) _ (b))
       ^ missing-argument
[f(,a())]                           (f _ (a))
   ^ missing-argument
[f(a(),)]                           (f (a) _)
      ^ trailing-comma
[f('a' 'b')]                        (f 'a' 'b')
       ^^^ missing-comma
[f(1 g())]                          (f 1 (g))
     ^ missing-comma
[f().g('x').h]                      (. (. (f) g) h)
      ^ not-callable
"""
BRACKETS = """
[f(a()]                             (f (a))
  ^ unclosed
[f(]                                (f)
  ^ unclosed
[f(a(),]                            (f (a) _)
  ^ unclosed
[f(x()[0)]                          (f (@ (x) 0))
      ^ unclosed
[f(x()[0, 'b')]                     (f (@ (x) 0) 'b')
      ^ unclosed
[f(x()[1,2])]                       (f (@ (x) 1) 2)
      ^ unclosed
[f(x()[)]                           (f (@ (x) _))
      ^ unclosed
[x()[f(1]]                          (@ (x) (f 1))
      ^ unclosed
[x()[]]                             (@ (x) _)
    ^^ missing-index
[x()[,]]                            (@ (x) _)
     ^ unexpected
[x()[1,2]]                          (@ (x) 1)
      ^ unexpected
[x()['a' 'b']]                      (@ (x) 'a')
         ^^^ unexpected
[f(a()], b())]                      (f (a) (b))
      ^ unexpected
[f(a()}, b())]                      (f (a) (b))
      ^ unexpected
[f([1, 2], 3)]                      (f _ 3)
   ^ unexpected
[f({a: [1, 2]}, 3)]                 (f _ 3)
   ^ unexpected
[(a())]                             _
 ^ unexpected
[)]                                 _
 ^ unexpected
"""
REST = """
[a()] [b()]                         (a)
    ^^^^^^ trailing-text
[a()]x]                             (a)
    ^^ trailing-text
[Test] string [x]                   (Test)
     ^^^^^^^^^^^ trailing-text
[concat('a'))]                      (concat 'a')
            ^ trailing-text
[concat(f('a')), 'b')]              (concat (f 'a'))
               ^^^^^^ trailing-text
[hello world]                       (hello)
 ^^^^^ missing-parentheses
"""
APOSTROPHES = """
[f('a]                              (f 'a')
   ^ unterminated-string
[f(g('a)]                           (f (g 'a)'))
     ^ unterminated-string
['it's']                            'it'
      ^ unterminated-string
[concat('it's', 'x')]               (concat 'it' (s) ', ' (x) ')')
                  ^ unterminated-string
[concat('a, 'b')]                   (concat 'a, ' (b) ')')
              ^ unterminated-string
[concat("x")]                       (concat 'x')
        ^^^ quotation-marks
[concat("it's", 1)]                 (concat 'it''s' 1)
        ^^^^^^ quotation-marks
"""
OPERATORS = """
[a() == b()]                        (a)
     ^^ operator
[f(a() == b(), c())]                (f (a) (c))
       ^^ operator
[f(a() && (b() || c()), d())]       (f (a) (d))
       ^^ operator
[a() ? 'x' : 'y']                   (a)
     ^ operator
[f(1 -1)]                           (f 1)
     ^ operator
[!a()]                              (a)
 ^ operator
[f(!)]                              (f _)
   ^ operator
[if(a(), b() => c())]               (if (a) (b))
             ^^ operator
[0-9]                               0
  ^ operator
[@parameters('x')]                  (parameters 'x')
 ^ unexpected
[f(a();b())]                        (f (a))
      ^ unexpected
"""
ACCESS = """
[f().?x]                            (. (f) x)
    ^^ bicep-access
[f()[?'x'].y]                       (. (@ (f) 'x') y)
    ^^ bicep-access
[f()[^1]]                           (@ (f) 1)
    ^^ bicep-access
[f()[?^1]]                          (@ (f) 1)
    ^^^ bicep-access
[f().]                              (. (f) )
    ^ missing-name
[g(f()., 1)]                        (g (. (f) ) 1)
      ^ missing-name
[f().my-name.x]                     (. (. (f) my-name) x)
     ^^^^^^^ member-name
[f().1a]                            (. (f) 1a)
     ^^ member-name
[f().'x']                           (. (f) x)
     ^^^ unexpected
[.a]                                _
 ^ unexpected
[größe()]                           (größe)
 ^^^^^ name-characters
[f().größe]                         (. (f) größe)
     ^^^^^ name-characters
"""
NUMBERS = """
[f(2147483648)]                     (f _)
   ^^^^^^^^^^ integer-range
[f(-2147483649)]                    (f _)
   ^^^^^^^^^^^ integer-range
[f(1.5, 2)]                         (f _ 2)
   ^^^ not-integer
[f(1e5)]                            (f _)
   ^^^ not-integer
[+5]                                5
 ^ plus-sign
"""
SEVERAL = """
[f(,)]                              (f _ _)
   ^ missing-argument
   ^ trailing-comma
[f(g(a.b)]                          (f (g (. (a) b)))
  ^ unclosed
     ^ missing-parentheses
["a", "b"]                          'a'
 ^^^ quotation-marks
    ^^^^^ trailing-text
"""


def cases(*tables: str) -> list[tuple[str, str, list[str]]]:
    """The input, the tree and the carets of each entry of the tables."""
    entries: list[tuple[str, str, list[str]]] = []
    for line in "".join(tables).split("\n"):
        if line.startswith("[") and "  " in line:
            value, _, tree = line.partition("  ")
            entries.append((value, tree.strip(" "), []))
        elif line:
            entries[-1][2].append(line)
    return entries


@pytest.mark.parametrize(
    ("value", "tree", "lines"),
    cases(EMPTY, CALLS, BRACKETS, REST, APOSTROPHES, OPERATORS, ACCESS, NUMBERS, SEVERAL),
)
def test_mistake(value: str, tree: str, lines: list[str]) -> None:
    parsed = parse_expression(value)
    assert [carets(problem) for problem in parsed.problems] == lines
    assert outline(parsed.root).strip(" ") == tree


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("[f().?x]", "'.?' exists only in Bicep; the function is 'tryGet'."),
        ("[f()[^1]]", "'[^' exists only in Bicep; the function is 'indexFromEnd'."),
        ("[a() == b()]", "There is no operator '==' in expressions; the function is 'equals'."),
        ("[a() ~ b()]", "There is no operator '~' in expressions."),
        ("[f([1])]", "'[' is not expected here; the function is 'createArray'."),
        ('[f("x")]', '"x" must stand between apostrophes, not quotation marks.'),
        ("[f().a-b]", "'a-b' cannot follow a dot; it is written ['a-b']."),
        ("[resourceGroup.id]", "'resourceGroup' is not called: '()' is missing."),
        (
            "[f(2147483648)]",
            "'2147483648' does not fit into 32 bits; it is written json('2147483648').",
        ),
        (f"[{'a' * 50}]", f"'{'a' * 40}…' is not called: '()' is missing."),
    ],
)
def test_message(value: str, message: str) -> None:
    assert [problem.message for problem in parse_expression(value).problems] == [message]


def test_azure_may_accept_a_plus_sign() -> None:
    assert [p.severity for p in parse_expression("[+5]").problems] == [Severity.HINT]


@pytest.mark.parametrize("inside", ["1" * 5000, "-" + "9" * 24_000])
def test_no_number_is_too_long_to_report(inside: str) -> None:
    parsed = parse_expression(f"[{inside}]")
    assert [p.code for p in parsed.problems] == [Mistake.INTEGER_RANGE.value.code]


def test_length_is_counted_between_the_brackets() -> None:
    longest = "[f('" + "x" * (MAX_LENGTH - 5) + "')]"
    assert parse_expression(longest).problems == ()
    too_long = longest.replace("x'", "xx'")
    (problem,) = parse_expression(too_long).problems
    assert (problem.code, problem.span) == (
        Mistake.TOO_LONG.value.code,
        Span(MAX_LENGTH + 1, MAX_LENGTH + 2),
    )


@pytest.mark.parametrize(
    "value",
    [
        "[" + "f(" * 10_000 + ")" * 3_000 + "]",
        "[" + "f(" * 10_000 + "]",
        "[f()" + ".a" * 10_000 + "]",
        "[f()" + "[0]" * 8_000 + "]",
        "[" + "f()[" * 5_000 + "]" * 4_000 + "]",
    ],
)
def test_nesting_beyond_the_limit_is_one_problem(value: str) -> None:
    parsed = parse_expression(value)
    assert [problem.code for problem in parsed.problems] == [Mistake.TOO_DEEP.value.code]
    assert isinstance(parsed.root, MissingExpression)


def test_nesting_up_to_the_limit_is_read() -> None:
    calls = "[" + "f(" * MAX_DEPTH + ")" * MAX_DEPTH + "]"
    assert parse_expression(calls).problems == ()
    assert parse_expression("[f()" + ".a" * (MAX_DEPTH - 1) + "]").problems == ()
    assert parse_expression("[f()" + ".a" * MAX_DEPTH + "]").problems != ()


@pytest.mark.parametrize("inside", ["f(" + "," * 9_000, '"" ' * 5_000, "!" * 9_000, "f(]" * 9])
def test_hostile_text_has_few_problems(inside: str) -> None:
    assert 0 < len(parse_expression(f"[{inside}]").problems) <= 20
