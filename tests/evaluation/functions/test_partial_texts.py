"""What functions make of texts that are known in part, and what they tell of them."""

from __future__ import annotations

from evaluation.stated import check, states

MADE = [
    ("concat('aks-', parameters('text'), '-', 1)", "unknown: a string 'aks-…-1'"),
    ("concat('a', concat('b', parameters('text')))", "unknown: a string 'ab…'"),
    ("concat(parameters('text'), '')", "unknown: a string"),
    ("concat('a', parameters('count'))", "unknown: a string 'a…'"),
    ("concat(parameters('list'), parameters('some'))", "unknown: an array of at least 1 element"),
    ("string(parameters('port'))", "unknown: a string of 1 character"),
    ("string(parameters('map'))", "unknown: a string of at least 2 characters"),
    ("format('{0}/{1}', 'a', parameters('text'))", "unknown: a string 'a/…'"),
    ("format('{{{0,-4}}}', parameters('name'))", "unknown: a string '{…}'"),
    ("format('{0:D4}-x', parameters('count'))", "unknown: a string '…-x'"),
    ("join(createArray('a', parameters('text'), 3), '/')", "unknown: a string 'a/…/3'"),
    ("join(parameters('list'), '/')", "unknown: a string"),
    ("toUpper(concat('a', parameters('text')))", "unknown: a string 'A…'"),
    ("toLower(concat('A', parameters('text'), 'B'))", "unknown: a string 'a…b'"),
    ("trim(concat('  a', parameters('text'), ' '))", "unknown: a string 'a…'"),
    ("trim(concat(' ', parameters('text'), 'b '))", "unknown: a string '…b'"),
    ("trim(concat(parameters('text'), ' b'))", "unknown: a string"),
    ("trim(concat(uniqueString(parameters('text')), 'b '))", "unknown: a string '…b'"),
    ("replace(concat('a-b', parameters('text')), '-', '.')", "unknown: a string 'a.b…'"),
    ("replace(parameters('name'), '-', '')", "unknown: a string of at most 4 characters"),
    ("replace(concat('ab', parameters('text')), 'b', '')", "unknown: a string"),
    ("padLeft(parameters('port'), 3, '0')", "unknown: a string '00…'"),
    ("padLeft(parameters('name'), 3)", "unknown: a string of 3 to 4 characters"),
    ("substring(concat('abc', parameters('text')), 1)", "unknown: a string 'bc…'"),
    ("substring(concat('abc', parameters('text')), 0, 2)", '"ab"'),
    ("substring(concat('abc', parameters('text')), 1, 5)", "unknown: a string 'bc…'"),
    ("substring(uniqueString(parameters('text')), 0, 5)", "unknown: a string of 5 characters"),
    ("substring('abc', parameters('port'))", "unknown: a string of at most 3 characters"),
    ("take(concat('abc', parameters('text')), 2)", '"ab"'),
    ("take(concat('abc', parameters('text')), 4)", "unknown: a string 'abc…'"),
    ("skip(concat('abc', parameters('text')), 2)", "unknown: a string 'c…'"),
    ("skip(concat(uniqueString(parameters('text')), 'x'), 13)", '"x"'),
    ("skip(concat(parameters('text'), 'x'), 1)", "unknown: a string"),
    ("first(concat('abc', parameters('text')))", '"a"'),
    ("last(concat(parameters('text'), 'abc'))", '"c"'),
    ("last(parameters('name'))", "unknown: a string of 1 character"),
    ("guid(parameters('text'))", "unknown: a string of 36 characters"),
    ("dataUri(parameters('text'))", "unknown: a string 'data:text/plain;charset=utf-8;base64,…'"),
    ("concat(parameters('key'), parameters('text'))", "secret unknown: a string"),
    ("join(createArray(parameters('key'), parameters('text')), '')", "secret unknown: a string"),
]
PARTS = [
    ("split(concat('a/b/', uniqueString(parameters('text'))), '/')[1]", '"b"'),
    ("split(uniqueString(parameters('text')), '/')", "[unknown: a string of 13 characters]"),
    ("split(concat('a/', parameters('text')), '/')", "unknown: an array of at least 2 elements"),
    ("split(concat('a/', parameters('text'), '/z'), '/')[0]", '"a"'),
    ("last(split(concat('a/', parameters('text'), '/z'), '/'))", '"z"'),
    ("last(split(concat(parameters('text'), 'aab'), 'aa'))", "unknown: any value"),
    ("split(concat('a', parameters('text')), '')", "[unknown: a string 'a…']"),
    ("split(parameters('text'), parameters('list'))", "unknown: an array of at least 1 element"),
    ("concat(createArray(1, 2), parameters('list'))[1]", "2"),
    ("tryGet(concat(createArray(1, 2), parameters('list')), 1)", "2"),
    ("first(concat(createArray(1), parameters('list'), createArray(2)))", "1"),
    ("last(concat(createArray(1), parameters('list'), createArray(2)))", "2"),
    ("take(concat(createArray(1, 2), parameters('list')), 2)", "[1, 2]"),
    ("first(skip(concat(createArray(1, 2), parameters('list')), 1))", "2"),
    ("contains(concat(parameters('list'), createArray('x')), 'x')", "true"),
    ("contains(concat(parameters('list'), createArray('x')), 'y')", "unknown: a bool"),
    ("length(map(parameters('some'), lambda('x', 1)))", "unknown: an int of at least 1"),
    ("length(items(createObject(parameters('text'), 1)))", "unknown: an int of at least 0"),
]
TOLD = [
    ("startsWith(concat('aks-', parameters('text')), 'AKS')", "true"),
    ("startsWith(concat('aks-', parameters('text')), 'vm')", "false"),
    ("startsWith(concat('aks-', parameters('text')), 'aks-d')", "unknown: a bool"),
    ("startsWith(concat('aks-', uniqueString(parameters('text'))), 'aks-')", "true"),
    # The text may begin with an accent, which would change the character before it.
    ("startsWith(concat('aks-', parameters('text')), 'aks-')", "unknown: a bool"),
    ("startsWith(parameters('text'), '')", "true"),
    ("startsWith(uniqueString(parameters('text')), '-')", "false"),
    ("endsWith(concat(parameters('text'), '-prod'), '-PROD')", "true"),
    ("endsWith(concat(parameters('text'), '-prod'), '-dev')", "false"),
    ("endsWith(concat(parameters('text'), '-prod'), 'x-prod')", "unknown: a bool"),
    ("contains(concat('aks-', parameters('text')), 'ks')", "true"),
    ("contains(concat('aks-', parameters('text')), 'x')", "unknown: a bool"),
    ("contains(uniqueString(parameters('text')), '-')", "false"),
    ("contains(parameters('text'), '')", "true"),
    ("indexOf(concat('aks-', parameters('text')), 'S')", "2"),
    ("indexOf(concat('aks-', parameters('text')), '-')", "unknown: an int of at least -1"),
    ("length(concat('aks-', parameters('name')))", "unknown: an int of 6 to 8"),
    ("length(guid(parameters('text')))", "36"),
    ("empty(concat('a', parameters('text')))", "false"),
    ("empty(parameters('name'))", "false"),
    ("empty(parameters('some'))", "false"),
    ("equals(concat('aks-', parameters('text')), 'vm-1')", "false"),
    ("equals(concat('aks-', parameters('text')), 'aks')", "false"),
    (
        "equals(concat('aks-', parameters('text')), 'aks-1')",
        "true if parameter 'text' is '1'; false if parameter 'text' is not '1'",
    ),
    (
        "equals(concat('aks-', parameters('text')), 'aks-')",
        "true if parameter 'text' is empty; false if parameter 'text' is not empty",
    ),
    ("equals(parameters('name'), 'toolong')", "false"),
    ("equals(parameters('some'), createArray())", "false"),
    ("equals(uniqueString(parameters('text')), 'abcdefghijkl1')", "false"),
    ("equals(format('a{0}', parameters('text')), concat('a', parameters('text')))", "true"),
    ("equals(concat('a', parameters('text')), concat('b', parameters('text')))", "false"),
    ("equals(concat('', parameters('text')), parameters('text'))", "true"),
]


@states(MADE)
def test_pieces_are_kept(expression: str, expected: str) -> None:
    check(expression, expected)


@states(PARTS)
def test_known_elements_are_found(expression: str, expected: str) -> None:
    check(expression, expected)


@states(TOLD)
def test_pieces_tell(expression: str, expected: str) -> None:
    check(expression, expected)
