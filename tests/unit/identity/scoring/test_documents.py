"""Numbers that authorities give: those of one country are compared, those of two countries say nothing of each other."""

from __future__ import annotations

import pytest

from app.identity.scoring.features import features
from app.identity.scoring.levels import document

PAIRS = [
    ("passport", "DE/C01", "DE/C01", "exact"),
    ("passport", "DE/C01", "DE/C02", "different"),
    ("passport", "DE/C01", "FR/C02", None),
    ("tax_id", "C01", "FR/C02", None),
    ("licence", "B1", "B2", "different"),
]


@pytest.mark.parametrize(("namespace", "one", "other", "level"), PAIRS)
def test_documents(namespace: str, one: str, other: str, level: str | None) -> None:
    """A person has one passport of each country."""
    assert document(features("a", {}, [(namespace, one)]), features("b", {}, [(namespace, other)])) == level
