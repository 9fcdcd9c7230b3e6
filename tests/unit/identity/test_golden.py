"""The golden record as a function: of the person's own records and the rules, and of nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from app.identity.golden import golden
from app.identity.survivorship import NOT_TRAITS, Rule, Survival, Survivorship

if TYPE_CHECKING:
    import random

    from app.graph import Row

PERSONAL = ("email", "login")
SOURCES = ("crm", "shop", "web")
TRAITS = ("birthDate", "city", "givenName")
VALUES = st.sampled_from(["A", "a ", "Ada", "ADA", "Ada Byron", "1815", "1815-12-10", 7, True])
SURVIVALS = st.one_of(
    st.sampled_from([Survival(Rule.MOST_RECENT), Survival(Rule.MOST_FREQUENT), Survival(Rule.LONGEST)]),
    st.permutations(SOURCES).flatmap(lambda order: st.integers(1, 3).map(lambda n: Survival(Rule.MOST_TRUSTED, tuple(order[:n])))),
)
RULES = st.builds(lambda default, traits: Survivorship(default, traits, ""), SURVIVALS, st.dictionaries(st.sampled_from(TRAITS), SURVIVALS))


@st.composite
def people(draw: st.DrawFn) -> list[Row]:
    """Up to seven records with few values, few times and many ties."""
    found = []
    for number in range(draw(st.integers(0, 7))):
        source = draw(st.sampled_from(SOURCES))
        about = {"id": f"{source}:{number}", "source": source, "key": str(number), "kind": draw(st.sampled_from(["person", "organisation"]))}
        at = draw(st.one_of(st.none(), st.integers(-2, 2)))
        found.append({**about, "at": at, **draw(st.dictionaries(st.sampled_from(TRAITS), VALUES))})
    return found


def person(records: list[Row], identifiers: list[Row] | None = None) -> Row:
    """A person as the graph gives them."""
    return {"person": "P-1", "members": len(records), "records": records, "identifiers": identifiers or []}


@given(people(), RULES, st.randoms(use_true_random=False))
def test_arrival_never_decides(records: list[Row], rules: Survivorship, chance: random.Random) -> None:
    """Records and identifiers in any order, with their properties in any order, give one and the same golden record."""
    identifiers = [{"namespace": namespace, "value": value} for namespace in PERSONAL for value in ("b", "a", None)]
    first = golden(person(records, identifiers), rules, PERSONAL)
    for _ in range(5):
        again = [dict(chance.sample(list(each.items()), len(each))) for each in chance.sample(records, len(records))]
        assert golden(person(again, chance.sample(identifiers, len(identifiers))), rules, PERSONAL) == first


@given(people(), RULES)
def test_every_trait_has_its_record_and_rule(records: list[Row], rules: Survivorship) -> None:
    """A trait that any record states has one value: that of the record named, which no other record beats by the rule named."""
    found = golden(person(records), rules, PERSONAL)
    by_id = {each["id"]: each for each in records}
    named = {trait: (each["record"], rule) for each in found["given"] for trait, rule in zip(each["traits"], each["rules"], strict=True)}
    assert set(named) == {name for each in records for name in each if name not in NOT_TRAITS}
    for trait, (record, rule) in named.items():
        assert found["properties"][trait] == by_id[record][trait]
        assert rule == rules.of(trait).rule
        best = max((each for each in records if trait in each), key=lambda each: rank(each, trait, rules.of(trait), records))
        assert best["id"] == record


def rank(record: Row, trait: str, survival: Survival, records: list[Row]) -> tuple[float, ...] | tuple[object, ...]:
    """How a record stands for a trait, written down once more and plainly."""
    text = str(record[trait]).strip().lower()
    by_rule = {
        Rule.MOST_RECENT: 0,
        Rule.LONGEST: len(text),
        Rule.MOST_FREQUENT: sum(str(each[trait]).strip().lower() == text for each in records if trait in each),
        Rule.MOST_TRUSTED: -[*survival.sources, record["source"]].index(record["source"]),
    }[survival.rule]
    at = float("-inf") if record["at"] is None else record["at"]
    return (by_rule, at, record["id"])


@given(people(), people(), RULES)
def test_a_part_has_what_it_would_have_had_alone(ours: list[Row], theirs: list[Row], rules: Survivorship) -> None:
    """What a person was joined with for a while leaves no trace: after the split every value, giver and rule is that of the part's own records."""
    theirs = [each | {"id": f"{each['id']}x"} for each in theirs]
    alone = golden(person([dict(each) for each in ours]), rules, PERSONAL)
    golden(person(ours + theirs), rules, PERSONAL)
    assert golden(person(ours), rules, PERSONAL) == alone
    assert {each["record"] for each in alone["given"]} <= {each["id"] for each in ours}


def test_names_that_a_person_has_for_itself_are_no_traits() -> None:
    """A record that states a trait called name gives no golden trait of that name: a person's name is put together from its parts."""
    record = {"id": "crm:1", "source": "crm", "key": "1", "kind": "person", "at": None, "name": "A. L.", "givenName": "Ada"}
    found = golden(person([record]), Survivorship(Survival(Rule.MOST_RECENT), {}, ""), PERSONAL)
    assert found["properties"]["name"] == "Ada"
    assert found["given"] == [{"record": "crm:1", "traits": ["givenName"], "rules": ["most_recent"]}]
