"""URIs and their parts."""

from __future__ import annotations

import time
from urllib.parse import quote, urljoin

from hypothesis import given
from hypothesis import strategies as st

from armlens.evaluation.functions.signature import MAX_STRING, ArgumentError, UnknownResult
from armlens.evaluation.functions.uris import FUNCTIONS
from armlens.evaluation.types import Data
from evaluation.functions.calls import UNKNOWN, Refused, Row, call, check, table

ROWS: list[Row] = [
    # uri
    ("uri", ["http://contoso.org/firstpath", "myscript.sh"], "http://contoso.org/myscript.sh"),
    (
        "uri",
        ["http://contoso.org/firstpath/", "myscript.sh"],
        "http://contoso.org/firstpath/myscript.sh",
    ),
    (
        "uri",
        ["http://contoso.org/firstpath/azuredeploy.json", "myscript.sh"],
        "http://contoso.org/firstpath/myscript.sh",
    ),
    ("uri", ["http://contoso.org", "myscript.sh"], "http://contoso.org/myscript.sh"),
    ("uri", ["https://a.com/b/c/d", "../e/./f"], "https://a.com/b/e/f"),
    ("uri", ["https://a.com/b/c/d", "../../../../e"], "https://a.com/e"),
    ("uri", ["https://a.com/b/c", ".."], "https://a.com/"),
    ("uri", ["https://a.com/b/c", "/x/y?z=1"], "https://a.com/x/y?z=1"),
    (
        "uri",
        ["https://a.com/b/", "x?sv=2020&sig=a%2Fb%3D"],
        "https://a.com/b/x?sv=2020&sig=a%2Fb%3D",
    ),
    ("uri", ["https://a.com/b?old=1", "c"], "https://a.com/c"),
    ("uri", ["https://a.com/b/", ""], "https://a.com/b/"),
    ("uri", ["https://a.com", ""], "https://a.com/"),
    ("uri", ["https://a.com/b/", "?x=1"], "https://a.com/b/?x=1"),
    ("uri", ["https://A.Com:443/b/", "c"], "https://a.com/b/c"),
    ("uri", ["http://a.com:80", "c"], "http://a.com/c"),
    ("uri", ["https://a.com:8080/b/", "c"], "https://a.com:8080/b/c"),
    ("uri", ["https://a.com/b/", "c d/e"], "https://a.com/b/c%20d/e"),
    ("uri", ["https://a.com/b/", "http://d.org/e"], "http://d.org/e"),
    ("uri", ["https://localhost/b/", "c"], "https://localhost/b/c"),
    ("uri", ["https://a.com/b//c", "d//e"], "https://a.com/b//d//e"),
    ("uri", ["", "x"], Refused(0)),
    ("uri", ["contoso.org/path", "x"], Refused(0)),
    ("uri", ["nested", "x"], Refused(0)),
    ("uri", ["/path", "x"], UNKNOWN),
    ("uri", ["ftp://a.com/", "x"], UNKNOWN),
    ("uri", ["HTTP://a.com/", "x"], UNKNOWN),
    ("uri", ["https://user@a.com/", "x"], UNKNOWN),
    ("uri", ["https://10.0.0.1/", "x"], UNKNOWN),
    ("uri", ["https://a.com:/", "x"], UNKNOWN),
    ("uri", ["https://-a.com/", "x"], UNKNOWN),
    ("uri", ["https://a.com/#f", "x"], UNKNOWN),
    ("uri", ["https://a.com/b", "?x=1"], UNKNOWN),
    ("uri", ["https://a.com/b?c", ""], UNKNOWN),
    ("uri", ["https://a.com/", "//b.com/x"], UNKNOWN),
    ("uri", ["https://a.com/", "mailto:x"], UNKNOWN),
    ("uri", ["https://a.com/", "a\\b"], UNKNOWN),
    ("uri", ["https://a.com/", " x"], UNKNOWN),
    ("uri", ["https://a.com/", "x#y"], UNKNOWN),
    ("uri", ["https://a.com/", "%41"], UNKNOWN),
    ("uri", ["https://a.com/", "%zz"], UNKNOWN),
    ("uri", ["https://a.com/%2e%2e/", "x"], UNKNOWN),
    ("uri", ["https://a.com/", "ü"], UNKNOWN),
    ("uri", ["https://a.com/", "x" * MAX_STRING], Refused()),
    # uriComponent
    (
        "uriComponent",
        ["http://contoso.com/resources/nested/azuredeploy.json"],
        "http%3A%2F%2Fcontoso.com%2Fresources%2Fnested%2Fazuredeploy.json",
    ),
    ("uriComponent", ["UB*8h 0+=_)9h9n"], "UB%2A8h%200%2B%3D_%299h9n"),
    ("uriComponent", ["-._~"], "-._~"),
    ("uriComponent", ["ü\U0001f600"], "%C3%BC%F0%9F%98%80"),
    ("uriComponent", [""], ""),
    ("uriComponent", ["%20"], "%2520"),
    ("uriComponent", ["\udc00"], UNKNOWN),
    ("uriComponent", ["x" * MAX_STRING], "x" * MAX_STRING),
    ("uriComponent", [" " * 43_691], Refused()),
    # uriComponentToString
    (
        "uriComponentToString",
        ["http%3A%2F%2Fcontoso.com%2Fresources"],
        "http://contoso.com/resources",
    ),
    ("uriComponentToString", ["a+b%2Bc"], "a b+c"),
    ("uriComponentToString", ["%c3%BC"], "ü"),
    ("uriComponentToString", ["100%"], "100%"),
    ("uriComponentToString", ["%zz%2"], "%zz%2"),
    ("uriComponentToString", ["ü%20"], "ü "),
    ("uriComponentToString", [""], ""),
    ("uriComponentToString", ["%C3"], UNKNOWN),
    ("uriComponentToString", ["%FF"], UNKNOWN),
    ("uriComponentToString", ["%u00fc"], UNKNOWN),
    # buildUri
    ("buildUri", [{"scheme": "https", "host": "a.com", "path": "/b"}], "https://a.com/b"),
    (
        "buildUri",
        [{"scheme": "https", "host": "a.com", "port": 8080, "path": "/b", "query": "c=d"}],
        "https://a.com:8080/b?c=d",
    ),
    ("buildUri", [{"host": "a.com", "path": "/b"}], Refused(0)),
    ("buildUri", [{"scheme": "https"}], Refused(0)),
    ("buildUri", [{}], Refused(0)),
    ("buildUri", [{"scheme": "https", "host": "a.com"}], UNKNOWN),
    ("buildUri", [{"scheme": "https", "host": "a.com", "path": "b"}], UNKNOWN),
    ("buildUri", [{"scheme": "https", "host": "a.com", "path": "/b", "query": "?c"}], UNKNOWN),
    ("buildUri", [{"scheme": "https", "host": "a.com", "path": "/b", "port": 443}], UNKNOWN),
    ("buildUri", [{"scheme": "https", "host": "a.com", "path": "/b", "port": True}], UNKNOWN),
    ("buildUri", [{"scheme": "https", "host": "a.com/x", "path": "/b"}], UNKNOWN),
    ("buildUri", [{"scheme": "https", "host": "A.com", "path": "/b"}], UNKNOWN),
    ("buildUri", [{"scheme": "https", "host": "a.com", "path": "/b", "fragment": "x"}], UNKNOWN),
    ("buildUri", [{"Scheme": "https", "host": "a.com", "path": "/b"}], UNKNOWN),
    # parseUri
    ("parseUri", ["https://a.com/b"], UNKNOWN),
    ("parseUri", ["a.com/b"], Refused(0)),
    ("parseUri", [""], Refused(0)),
]


@table(ROWS)
def test_a_call_gives_its_result(name: str, arguments: list[Data], expected: object) -> None:
    check(FUNCTIONS, (name, arguments, expected))


def test_every_function_has_rows() -> None:
    assert {name.lower() for name, _, _ in ROWS} == FUNCTIONS.keys()


@given(st.text())
def test_components_are_encoded_as_rfc_3986_says_and_decoded_back(text: str) -> None:
    encoded = call(FUNCTIONS, "uriComponent", text)
    assert encoded == quote(text, safe="-._~")
    assert call(FUNCTIONS, "uriComponentToString", encoded) == text


PATHS = st.text("ab./", max_size=8).filter(lambda path: "//" not in f"/{path}")


@given(PATHS, st.text("ab./", max_size=8).filter(lambda path: "//" not in path))
def test_references_are_resolved_as_rfc_3986_says(path: str, reference: str) -> None:
    base = "https://a.com/" + path
    normal = urljoin(base, base.removeprefix("https://a.com"))
    assert call(FUNCTIONS, "uri", base, reference) == urljoin(normal, reference)


def test_hostile_uris_take_linear_time() -> None:
    started = time.perf_counter()
    hostile = ["a" * 60_000, "?" * 60_000, "%20" * 20_000, "../" * 20_000, "-" * 60_000]
    for text in hostile:
        for base in ("https://a.com/", "https://a.com/" + text + "^", "https://" + text[:253]):
            try:
                call(FUNCTIONS, "uri", base, text + "^")
            except (ArgumentError, UnknownResult):
                continue
    assert time.perf_counter() - started < 2
