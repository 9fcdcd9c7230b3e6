"""What two records are to each other: nicknames, scripts, swaps and slips resemble; kin, namesakes, Sr and Jr do not."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import BadInput
from app.identity.scoring.features import Features, features
from app.identity.scoring.keys import keys
from app.identity.scoring.levels import COMPARISONS, agreements
from app.identity.scoring.model import model_of, read_model
from app.identity.scoring.pairs import compare
from app.identity.scoring.score import contradiction, score

if TYPE_CHECKING:
    from pathlib import Path

MODEL = read_model()


def person(id_: str, name: str, born: str | None = None, street: str | None = None, email: str | None = None) -> Features:
    """A person called `given|family`."""
    first, _, last = name.partition("|")
    traits = {"kind": "person", "givenName": first, "familyName": last, "birthDate": born, "street": street}
    return features(id_, traits, [("email", email)] if email else [])


def typed(birth: str) -> Features:
    """Somebody whose date of birth is what was typed, and none."""
    return features("b", {"givenName": "Ada", "familyName": "Berg", "birthText": birth})


def place(street: str, city: str = "Millbrook") -> Features:
    """Somebody at an address."""
    return features(f"{street}, {city}", {"street": street, "city": city})


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (person("a", "Robert|Smith", "1978-12-11"), person("b", "Bob|Smith", "1978-12-11")),
        (person("a", "Robbie|Klein", "1978-12-11"), person("b", "Robert|Klein", "1978-11-12")),
        (person("a", "Mohamed|Antoun", "1980-01-07"), person("b", "Mhd|Antoun", "1980-01-07")),
        (person("a", "Lowri|Hannagan", "1977-05-01"), person("b", "Hannagan|Lowri", "1977-05-01")),
        (person("a", "Wei|Zhang", "2006-02-08"), features("b", {"nativeName": "张伟", "birthDate": "2006-08-02"})),
        (person("a", "Peggie|Charney", "1961"), features("b", {"fullName": "Charney, Margaret", "birthDate": "1961-04-02"})),
        (person("a", "Ada|Garski", street="445 Overpass Road"), person("b", "Ada|Garsky", street="445 Overpass Rd")),
    ],
)
def test_one_person_in_two_forms_is_evidence(one: Features, other: Features) -> None:
    """Nicknames, variants, swapped parts, native scripts, swapped and partial dates: each pair passes the threshold and shares a key."""
    assert score(one, other, MODEL).probability >= MODEL.threshold, score(one, other, MODEL)
    assert keys(one) & keys(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (person("a", "Darla|Anderson", "1980-01-07"), person("b", "Darlene|Anderson", "1980-01-07")),
        (person("a", "Morris I|Klein", "1982-04-12"), person("b", "Morris II|Klein", "1982-04-12")),
        (person("a", "John|Kowalski", street="12 High Street"), person("b", "Mary|Kowalski", street="12 High Street")),
        (person("a", "Jay|Jones", email="jjones@one.example"), person("b", "Jones|Jay", email="jjones@two.example")),
        (person("a", "Tom|Vogel", email="tom.vogel.24@x.example"), person("b", "Tom|Vogel", email="tom.vogel.31@x.example")),
        (person("a", "Andrew|Anderson", email="info@state.example"), person("b", "Andy|Anderson", email="info@state.example")),
    ],
)
def test_two_persons_are_no_evidence(one: Features, other: Features) -> None:
    """Like names on one date, generations, kin in one house, namesakes with numbered mailboxes and a role's mailbox stay below the threshold."""
    assert score(one, other, MODEL).probability < MODEL.threshold, score(one, other, MODEL)


@pytest.mark.parametrize(
    ("one", "other", "because"),
    [
        (person("a", "John|Kowalski", email="we@x.example"), person("b", "Mary|Kowalski", email="we@x.example"), "given different"),
        (
            person("a", "Paul|Kowalski", "1950-01-01", email="we@x.example"),
            person("b", "Paul|Kowalski", "1980-02-02", email="we@x.example"),
            "birth apart",
        ),
        (person("a", "Paul|Kowalski Sr", email="we@x.example"), person("b", "Paul|Kowalski Jr", email="we@x.example"), "generation different"),
    ],
)
def test_what_a_household_shares_excuses_no_contradiction(one: Features, other: Features, because: str) -> None:
    """John and Mary, father and son, Sr and Jr on one mailbox contradict, and the traits that say so are named."""
    found = contradiction(one, other, MODEL)
    assert found is not None
    assert because in found.because


def test_a_changed_family_name_is_no_contradiction() -> None:
    """Who marries keeps given name and date of birth."""
    one, other = person("a", "Amanda|Jones", "1987-03-12", email="am@x.example"), person("b", "Amanda|Vogel", "1987-03-12", email="am@x.example")
    assert contradiction(one, other, MODEL) is None


def test_kin_of_one_name_contradict_when_born_a_generation_apart() -> None:
    """Father and son of one name at one address, with nothing that links them, are apart by dates of birth; a wrong day parts nobody."""
    father, son = person("a", "Paul|Kowalski", "1950-01-01", "12 High Street"), person("b", "Paul|Kowalski", "1980-02-02", "12 High Street")
    assert "CONTRADICTS" in {each.type for each in compare(father, son, MODEL)}
    again = person("c", "Paul|Kowalski", "1950-01-11", "12 High Street")
    assert [each.type for each in compare(father, again, MODEL)] == ["RESEMBLES"]
    lenient = model_of({**MODEL.document, "generations": False})
    assert [each.type for each in compare(father, son, lenient)] == ["RESEMBLES"]


@pytest.mark.parametrize(
    ("one", "other", "comparison", "level"),
    [
        (person("a", "Ada|Berg", "1940-05-29"), typed("1940-00-29"), "birth", "slip"),
        (person("a", "Ada|Berg", "1979-08-21"), typed("21.80.1979"), "birth", "slip"),
        (person("a", "Ada|Berg", "1979-08-21"), typed("87"), "birth", None),
        (person("a", "Paul|Pascoe"), person("b", "Pascoe|Samantha"), "given", "crossed"),
        (place("61 Carnegie Crescent"), place("16 Carnegiecrescent"), "address", "slip"),
        (place("61 Carnegie Crescent"), place("7 Carnegie Cres"), "address", "street"),
        (place("61 Ely Gcrescent"), place("7 Ely Crescent"), "address", "street"),
        (place("61 Lumber"), place("7 Lumber"), "address", "street"),
        (place("61 Ely Boulevrad"), place("7 Ely Crescent"), "address", "different"),
        (place("61 Carnegie Crescent"), place("61 Carnegie Crescent", "Perth"), "address", "house"),
        (place("61 Carnegie Crescent"), place("7 Carnegie Crescent", "Perth"), "address", "different"),
    ],
)
def test_what_was_mistyped_keeps_its_level(one: Features, other: Features, comparison: str, level: str | None) -> None:
    """No date, half-turned names, a blank in the wrong place, digits turned round: each is a level of its own; another town is another street."""
    assert COMPARISONS[comparison](one, other) == level


names = st.sampled_from(["Ada|Berg", "Bob|Smith", "Robert|Smith Jr", "Smith|Robert", "|Berg", "王杰|"])
born = st.sampled_from([None, "1978", "1978-12-11", "1978-11-12", "1950-01-01"])
records = st.builds(
    person, st.sampled_from(["a", "b", "c"]), names, born, st.sampled_from([None, "1 Main St"]), st.sampled_from([None, "x@y.example"])
)


@given(records, records)
def test_a_score_is_a_function_of_two_records_in_either_order(one: Features, other: Features) -> None:
    """Levels, scores and what the graph keeps are the same whichever comes first, and say what they are made of."""
    if one.id == other.id:
        return
    for compare_one in COMPARISONS.values():
        assert compare_one(one, other) == compare_one(other, one)
    assert agreements(one, other) == {name: level for name, each in COMPARISONS.items() if (level := each(one, other)) is not None}
    found = score(one, other, MODEL)
    assert found == score(other, one, MODEL)
    assert found.weight == pytest.approx(MODEL.prior_bits + sum(bits for _, bits in found.parts.values()))
    assert list(compare(one, other, MODEL)) == list(compare(other, one, MODEL))


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"prior": 0}, "prior is between 0 and 1"),
        ({"threshold": 0.01}, "must not be above the threshold"),
        ({"generations": 1}, "generations is true or false"),
        ({"cap": "many"}, "cap is a whole number"),
        ({"comparisons": {}}, "`comparisons` are"),
        ({"terms": {}}, "`terms` has"),
        ({"surprise": 1}, "look at surprise"),
    ],
)
def test_a_broken_model_is_refused(tmp_path: Path, change: dict[str, object], sentence: str) -> None:
    """Each mistake is refused with the file and what would be right."""
    path = tmp_path / "model.json"
    path.write_text(json.dumps({**MODEL.document, **change}), encoding="utf-8")
    with pytest.raises(BadInput, match=sentence) as caught:
        read_model(path)
    assert str(path) in str(caught.value)
