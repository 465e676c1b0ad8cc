"""What somebody meant who wrote a name that does not exist; where nothing is like it, nothing."""

from __future__ import annotations

import pytest

from armlens.analysis.spelling import nearest, nearest_name
from armlens.rules.catalogue import RULES


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Azure.AKS.ManagedIdentiy", "Azure.AKS.ManagedIdentity"),
        ("azure.aks.managed-identity", "Azure.AKS.ManagedIdentity"),
        ("ManagedIdentity", "Azure.AKS.ManagedIdentity"),
        ("AKS.UptimeSLO", "Azure.AKS.UptimeSLA"),
        ("Azur.AKS.UptimeSLA", "Azure.AKS.UptimeSLA"),
        ("AZR-0000025", "AZR-000025"),
        ("jsonc.trailing-coma", "jsonc.trailing-comma"),
        ("duplicate-names", "jsonc.duplicate-name"),
        ("json.trailing-comma", "jsonc.trailing-comma"),
    ],
)
def test_a_misspelt_name_leads_to_the_right_one(written: str, meant: str) -> None:
    assert nearest_name(written, RULES) == meant


@pytest.mark.parametrize("written", ["Azure.AKS.Foo", "AZR-1", "Azure.AKS.PrivateCluster"])
def test_a_beginning_that_many_share_is_no_likeness(written: str) -> None:
    assert nearest_name(written, RULES) is None


def test_words_without_parts_are_compared_as_a_whole() -> None:
    assert nearest("eror", ("off", "error", "warning")) == "error"
    assert nearest("loud", ("off", "error", "warning")) is None
