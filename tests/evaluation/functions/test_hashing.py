"""Names made by hashing, checked against results recorded from the service."""

from __future__ import annotations

from uuid import UUID, uuid5

from hypothesis import given
from hypothesis import strategies as st

from armlens.evaluation.functions.hashing import FUNCTIONS
from armlens.evaluation.functions.signature import MAX_STRING, Availability
from armlens.evaluation.types import Data
from evaluation.functions.calls import UNKNOWN, Refused, Row, call, check, table

NO_SUBSCRIPTION = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/"

ROWS: list[Row] = [
    ("guid", ["foo", "bar", "baz"], "2ed86837-7c7c-5eaa-9864-dd077fd19b0d"),
    ("guid", ["foo-bar", "baz"], "2ed86837-7c7c-5eaa-9864-dd077fd19b0d"),
    ("guid", ["asdf"], "228d27cc-6fdb-5934-b7ac-1efccebade04"),
    ("guid", ["aks", "dev"], "bc64be88-bd99-545a-9358-498dd8f89c0c"),
    ("guid", ["\ud83d"], UNKNOWN),
    ("uniqueString", ["snap", "crackle", "pop"], "byghxckddilkc"),
    ("uniqueString", ["asd", "asdf", "asdf"], "iizpqit7ih3cc"),
    ("uniqueString", [NO_SUBSCRIPTION + "myRg"], "js26ofeqkqeve"),
    ("uniqueString", [NO_SUBSCRIPTION + "rg-demo"], "uqhahkpg5qbky"),
    ("uniqueString", ["tyeth"], "zcztcwvu6iyg6"),
    ("uniqueString", ["hello", "world"], "a7wkljktk6wne"),
    ("uniqueString", [""], "aaaaaaaaaaaaa"),
    ("uniqueString", ["test"], "rbgf3xv4ufgzg"),
    ("uniqueString", ["a"], "eveiun73364hy"),
    ("uniqueString", ["ab"], "twldla3s3qb3q"),
    ("uniqueString", ["abcd"], "2vkzoblxv4fya"),
    ("uniqueString", ["abcdefg"], "logmp4qgzfm46"),
    ("uniqueString", ["x" * (MAX_STRING + 1)], Refused()),
    ("uniqueString", ["x" * MAX_STRING, ""], Refused()),
    ("uniqueString", ["\udc00"], UNKNOWN),
]


@table(ROWS)
def test_a_call_gives_its_result(name: str, arguments: list[Data], expected: object) -> None:
    check(FUNCTIONS, (name, arguments, expected))


def test_a_new_guid_is_known_at_deployment_only() -> None:
    function = FUNCTIONS["newguid"]
    assert function.availability is Availability.RUNTIME
    assert function.compute is None
    assert function.most == 0


@given(st.lists(st.text(), min_size=1, max_size=4))
def test_guid_is_version_5_of_the_joined_texts(texts: list[str]) -> None:
    namespace = UUID("11fb06fb-712d-4ddd-98c7-e71bbd588830")
    assert call(FUNCTIONS, "guid", *texts) == str(uuid5(namespace, "-".join(texts)))


@given(st.lists(st.text(), min_size=1, max_size=4))
def test_unique_string_is_13_characters_of_the_joined_texts(texts: list[str]) -> None:
    result = call(FUNCTIONS, "uniqueString", *texts)
    assert isinstance(result, str)
    assert len(result) == 13
    assert set(result) <= set("abcdefghijklmnopqrstuvwxyz234567")
    assert result == call(FUNCTIONS, "uniqueString", "-".join(texts))


def test_the_longest_text_is_hashed() -> None:
    result = call(FUNCTIONS, "uniqueString", "ü" * MAX_STRING)
    assert isinstance(result, str)
    assert len(result) == 13
