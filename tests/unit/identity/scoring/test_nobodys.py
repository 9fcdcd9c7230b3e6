"""An identifier that is nobody's makes no two records alike, and hides no contradiction between two that state it."""

from __future__ import annotations

from app.identity.scoring.features import features
from app.identity.scoring.model import read_model
from app.identity.scoring.pairs import compare

MAILBOX = ("email", "mymail@firm.example")
HOUSE = {"familyName": "Orth", "street": "Gasse 12", "city": "Wels", "postalCode": "4600"}


def kinds(*people: dict[str, str], nobodys: bool) -> tuple[set[str], str]:
    """What two people who state the mailbox are to each other, and the reasons."""
    one, other = (features(str(i), HOUSE | each, [MAILBOX], nobodys=[MAILBOX] if nobodys else ()) for i, each in enumerate(people))
    found = list(compare(one, other, read_model()))
    return {each.type for each in found}, " ".join(each.because for each in found)


def test_nobodys_address_is_no_likeness_and_hides_no_contradiction() -> None:
    """The shared address adds nothing to the score; that two brothers have two names and two dates is told as it is of any shared address."""
    brothers = ({"givenName": "Jan", "birthDate": "1990-01-02"}, {"givenName": "Uwe", "birthDate": "1994-11-23"})
    seen, because = kinds(*brothers, nobodys=True)
    assert "CONTRADICTS" in seen
    assert "email" not in because
    assert "email" in kinds(*brothers, nobodys=False)[1]
