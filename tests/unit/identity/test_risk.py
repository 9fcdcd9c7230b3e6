"""Risk: a link that alone holds strangers together is told from one between two ways to write one name."""

from __future__ import annotations

import itertools

import pytest

from app.identity.risk import bridges

Member = dict[str, object]


def record(name: str) -> Member:
    """A record with a name."""
    given, family = name.split()
    return {"ref": f"record/{name}", "namespace": None, "value": None, "name": [given, family]}


def value(namespace: str, text: str) -> Member:
    """An identifier."""
    return {"ref": f"identifier/{namespace}:{text}", "namespace": namespace, "value": text}


def risk(*members: Member) -> float:
    """The risk of the riskiest bridge of members that hang together in this order, each with the next by one link."""
    refs = [str(member["ref"]) for member in members]
    found = bridges(list(members), [(a, b, "1") for a, b in itertools.pairwise(refs)])
    return max((each.risk for each in found), default=0.0)


@pytest.mark.parametrize("spelt", ["zoe.oeztuerk", "zoe.ozturk.12", "z.ozturk"])
def test_a_log_in_made_of_the_name_is_no_risk(spelt: str) -> None:
    """A log-in is spelt with what a keyboard has: accents and the number behind it say nothing against it."""
    assert risk(record("Zoé Öztürk"), value("cookie", "1"), value("login", spelt)) < 0.3


def test_a_log_in_of_somebody_else_is_a_risk() -> None:
    """A log-in made of another name, behind a single link, stands high; one that is no name says nothing."""
    assert risk(record("Zoé Öztürk"), value("cookie", "1"), value("login", "ben.haas.7")) > 0.6
    assert risk(record("Zoé Öztürk"), value("cookie", "1"), value("login", "x7731")) == 0.0
