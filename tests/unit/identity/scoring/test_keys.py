"""Blocking keys stay short, few and distinct, whatever a record states."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.identity.scoring.features import features
from app.identity.scoring.keys import LONGEST, bounded, keys

ANY = st.one_of(st.text(), st.integers(), st.floats(), st.booleans(), st.none(), st.lists(st.text(), max_size=3))
TRAITS = ("kind", "givenName", "middleName", "familyName", "fullName", "nativeName", "organisation", "employer", "birthDate", "birthText", "gender")
PLACES = ("street", "address", "postalCode", "city")
MANY = 4_000


@given(st.text(min_size=LONGEST - 3, max_size=LONGEST + 50), st.text(min_size=LONGEST - 3, max_size=LONGEST + 50))
def test_a_long_key_is_cut_and_stays_its_own(one: str, other: str) -> None:
    """No key is too long for an index, short ones stay as they are, and two that differ still differ, even only at their end."""
    assert len(bounded(one)) <= LONGEST
    assert bounded(one) == one or len(one) > LONGEST
    assert (bounded(one) == bounded(other)) == (one == other)
    assert bounded(f"{one}{'x' * LONGEST}1") != bounded(f"{one}{'x' * LONGEST}2")


STATED = st.tuples(st.sampled_from(["phone", "email", "ssn", "passport"]), st.text())


@given(st.dictionaries(st.sampled_from([*TRAITS, *PLACES]), ANY), st.lists(STATED))
def test_any_record_has_keys(traits: dict[str, object], stated: list[tuple[str, str]]) -> None:
    """Whatever types its properties have and whatever they say, a record can be read."""
    assert all(len(each) <= LONGEST for each in keys(features("r", traits, stated)))


def test_a_name_of_a_thousand_words_makes_few_keys() -> None:
    """The time that a record takes does not grow with the product of the words of its name, its employer and its address."""
    many = " ".join(f"word{number}" for number in range(MANY))
    traits = dict.fromkeys(("givenName", "familyName", "employer", "address"), many)
    assert len(keys(features("r", traits))) < MANY
    assert all(len(each) <= LONGEST for each in keys(features("r", {"givenName": "x" * 9_000, "familyName": "y" * 9_000})))
