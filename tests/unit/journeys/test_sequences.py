from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from app.graph.statements import statement
from app.journeys.changes import Change, compare
from app.journeys.conversions import Conversion, Conversions
from app.journeys.ownership import Claim, owner
from app.journeys.pages import DAY, FIRST_DAY, LAST_DAY, MOST_PAIRS, MOST_TYPES, OTHER, RANKS, Alphabet, Journey, exact, page, place
from app.journeys.sequences import Rules, journeys
from app.journeys.stages import read_stages
from app.journeys.steps import Step

RULES = Rules(read_stages(), Conversions("EUR", (Conversion("purchase", frozenset({"purchase"})),), begins=frozenset({"renewal"})))
PRIORITIES = {"login": 90, "email": 60, "cookie": 20}


def test_of_equal_claims_one_person_is_no_contest() -> None:
    """The highest priority decides; two log-ins of one person agree; without a priority a namespace comes last."""
    assert owner([Claim("cookie", "a"), Claim("email", "b")], PRIORITIES) == "b"
    assert owner([Claim("login", "a"), Claim("login", "a"), Claim("cookie", "b")], PRIORITIES) == "a"
    assert owner([Claim("login", "a"), Claim("login", "b")], PRIORITIES) is None
    assert owner([Claim("unheard", "a"), Claim("cookie", "b")], PRIORITIES) == "b"


@given(st.lists(st.tuples(st.sampled_from([*PRIORITIES, "other"]), st.sampled_from("abc")), min_size=1))
def test_the_order_of_claims_does_not_matter(claims: list[tuple[str, str]]) -> None:
    """Ownership is a function of the set of claims."""
    given_ = [Claim(*each) for each in claims]
    assert owner(given_, PRIORITIES) == owner(sorted(given_), PRIORITIES) == owner(given_[::-1], PRIORITIES)


def test_a_step_that_begins_anew_opens_the_next_journey() -> None:
    """With its own number, and stages that start again."""
    steps = [Step(i, 0, str(i), kind, "web") for i, kind in enumerate(["purchase", "page_view", "renewal", "page_view"])]
    first, second = journeys("P-1", steps, RULES)
    assert (first["id"], first["steps"], first["stages"]) == ("P-1/0/0", ["purchase", "page_view"], ["conversion", "retention"])
    assert (second["id"], second["number"], second["stage"]) == ("P-1/1/0", 1, "awareness")


def test_what_has_no_rate_is_kept_by_itself_and_the_journey_stands() -> None:
    """No value is guessed, and what has a rate beside it counts; all that has none is told at once."""
    bought = [(1.0, "SEK"), (2.0, "EUR"), (3.0, None), (4.0, "DKK")]
    steps = [Step(i * 86_400_000_000, 0, str(i), "purchase", "web", *each) for i, each in enumerate(bought)]
    (row,) = journeys("P-1", steps, RULES)
    assert (row["conversions"], row["value"], row["creditAt"], row["creditValue"]) == (4, 5.0, [1, 2], [2.0, 3.0])
    assert (row["unratedAt"], row["unratedValue"], row["unratedCurrency"]) == ([0, 3], [1.0, 4.0], ["SEK", "DKK"])
    change = Change()
    compare("P-1", steps, [row], [], change)
    assert change.unrated.rows() == [("DKK", 1, 0, 4.0, 0.0), ("SEK", 1, 0, 1.0, 0.0)]
    assert change.unrated.sentence() == (
        "Left out: 1 conversion worth 4.00 in DKK, which has no rate on 1970-01-04; 1 conversion worth 1.00 in SEK, which has no rate on "
        "1970-01-01. Add rates under `rates` in the conversions file."
    )


def test_parts_of_a_long_journey_keep_their_own() -> None:
    """Places are told within a part, and no part lends another its outcomes."""
    steps = [Step(i, 0, str(i), "purchase" if i in (3, 1_004) else "view", "web", 1.0, "SEK" if i == 3 else "EUR") for i in range(1_010)]
    first, second = journeys("P-1", steps, RULES)
    assert (first["unratedAt"], "creditAt" in first, first["value"]) == ([3], False, 0.0)
    assert (second["creditAt"], "unratedAt" in second, second["value"]) == ([4], False, 1.0)


def test_what_is_stored_already_is_not_written() -> None:
    """The difference of journeys to themselves is nothing."""
    steps = [Step(i, 0, str(i), "page_view", "web", node=str(i)) for i in range(3)]
    first = Change()
    compare("P-1", steps, journeys("P-1", steps, RULES), [], first)
    assert [each[:2] for each in first.linked] == [("0", "1"), ("1", "2")]
    again = Change()
    compare("P-1", steps, journeys("P-1", steps, RULES), [row["properties"] for row in first.written], again)
    assert again == Change()


@given(st.lists(st.integers(-(2**60), 2**60), min_size=1, max_size=12), st.integers(1, 5))
def test_every_text_of_a_page_tells_the_same_steps(moments: list[int], size: int) -> None:
    """Whatever the times and journeys of a person: without days, times and channels all texts are the types; exact times keep their order."""
    times = sorted(moments)
    given_ = [Journey(["a"] * len(at), ["web"] * len(at), at, [0] * len(at)) for i in range(0, len(times), size) for at in [times[i : i + size]]]
    row = page(place("P-1", min(times), max(times)), [("P-1", given_), ("P-2", given_)], Alphabet())
    days, clocks = r"[\u3000-\ud7ff]", r"[\u0800-\u27ff]"
    for name in ("pairs", "days", "dayPairs", "exact"):
        assert re.sub(f"{days}|{clocks}", "", row[name]).replace("\x80", "0") == row["types"]
    assert row["types"].split("!") == ['"'.join("0" * len(each.at) for each in given_)] * 2
    ranked = [(at, rank) for at in sorted(set(times)) if FIRST_DAY <= at // DAY < LAST_DAY for rank in range(RANKS)]
    assert [exact(*each) for each in ranked] == sorted(exact(*each) for each in ranked)
    assert len({exact(*each) for each in ranked}) == len(set(ranked))


def test_alphabets_never_use_a_mark() -> None:
    """Many types and channels have characters of their own, none a mark of the text, of a day, or of an expression."""
    alphabet = Alphabet()
    types = [alphabet.type(f"t{i}") for i in range(2_000)]
    pairs = [alphabet.pair(f"t{i % 2_000}", f"c{i // 2_000}") for i in range(8_000)]
    assert len({*types, *pairs}) == 10_000
    assert all(each.isalnum() or ord(each) >= 0x80 for each in (*types, *pairs))
    assert not any(0x3000 <= ord(each) <= 0xD7FF or 0x800 <= ord(each) <= 0x2800 for each in (*types, *pairs))
    assert Alphabet.of(alphabet.row()).pairs == alphabet.pairs


def test_a_type_that_a_source_calls_so_too() -> None:
    """Exports have values such as (other): an alphabet that holds one and has room is not full, and doctor counts by the same bounds."""
    alphabet = Alphabet()
    alphabet.pair(OTHER, OTHER)
    assert not alphabet.full
    said = statement("doctor/alphabet_full").text
    assert (f"size(a.types) >= {MOST_TYPES} " in said, f"size(a.pairTypes) >= {MOST_PAIRS - 1})" in said) == (True, True)


def test_what_a_full_alphabet_cannot_tell_apart_is_one() -> None:
    """No number of types stops anybody: those that came first keep their characters, and all that come when it is full share one."""
    alphabet = Alphabet()
    pairs = [alphabet.pair(f"t{i}", f"c{i % 7}") for i in range(2_000)]
    more = [alphabet.pair("t1", f"many{i}") for i in range(MOST_PAIRS)]
    types = [alphabet.type(f"new{i}") for i in range(MOST_TYPES)]
    assert alphabet.full
    assert len({*pairs, *more}) == len(alphabet.pairs) == MOST_PAIRS
    assert len(set(types)) + 2_000 == len(alphabet.types) == MOST_TYPES  # OTHER among them
    assert types[-1] == alphabet.types[OTHER] == alphabet.type("one more")
    assert more[-1] == alphabet.pairs[OTHER, OTHER] == alphabet.pair("one more", "web")
    assert [alphabet.pair(f"t{i}", f"c{i % 7}") for i in range(2_000)] == pairs
    assert Alphabet.of(alphabet.row()).pairs == alphabet.pairs
