"""Latent classes fitted to records of whom nobody says who is who: what they find is what is true, and too little data is refused."""

from __future__ import annotations

import random
import warnings
from collections import defaultdict
from copy import deepcopy
from functools import cache
from typing import TYPE_CHECKING

import pytest

from app.errors import BadInput
from app.identity.scoring import two_classes
from app.identity.scoring.features import Features, features
from app.identity.scoring.fitting import COMMON, FEWEST_RECORDS, Fitted, Pairs, fit, terms_of
from app.identity.scoring.model import model_of, read_model
from app.identity.scoring.score import score
from seeds.register import MANY, RARE, ROADS
from tests.unit.identity.scoring.registers import Register, candidates, counted, doubled

if TYPE_CHECKING:
    from pathlib import Path

    from app.identity.scoring.model import Model

SHIPPED = read_model()


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Register:
    """Eight thousand persons, most of them written down twice, one in twelve with kin at the same address."""
    path: Path = tmp_path_factory.mktemp("register")
    return doubled(path, seed=12, persons=8_000)


@pytest.fixture(scope="module")
def fitted(register: Register) -> Fitted:
    """What they teach."""
    return fit(counted(register, SHIPPED), len(register.records))


def error(register: Register, model: Model) -> tuple[float, int]:
    """The expected calibration error of pairs scored .05 to .95 in ten equal bins, and how many they are."""
    bins: defaultdict[int, list[tuple[float, bool]]] = defaultdict(list)
    for a, b in candidates(register.records.values(), SHIPPED.cap):
        told = score(a, b, model).probability
        if 0.05 <= told <= 0.95:
            bins[min(int((told - 0.05) / 0.09), 9)].append((told, register.truth[a.id] == register.truth[b.id]))
    total = sum(map(len, bins.values()))
    return sum(abs(sum(told - same for told, same in each)) for each in bins.values()) / total, total


def test_scores_are_told_as_often_as_they_are_true(register: Register, fitted: Fitted) -> None:
    """Of pairs scored .3, three in ten are of one person: within .07 among some five hundred, where the written-down model is off by more than .2."""
    trained, pairs = error(register, fitted.model)
    assert pairs > 400
    assert trained < 0.07
    assert error(register, SHIPPED)[0] > 0.2


def test_as_many_pairs_of_one_person_as_there_are(register: Register, fitted: Fitted) -> None:
    """The share of one person's pairs is found to a twentieth, and so are kin, none of whom are taken for one person."""
    pairs = candidates(register.records.values(), SHIPPED.cap)
    true = sum(register.truth[a.id] == register.truth[b.id] for a, b in pairs)
    assert sum(fitted.classes[name] for name in ("same", "moved")) == pytest.approx(true, rel=0.05)
    kin = [(a, b) for a, b in pairs if register.truth[a.id] != register.truth[b.id] and _at_home(a, b)]
    assert len(kin) > 150
    assert fitted.classes["kin"] == pytest.approx(len(kin), rel=0.2)
    assert sum(score(a, b, fitted.model).probability >= SHIPPED.threshold for a, b in kin) < 0.02 * len(kin)
    assert fitted.model.generations


def _at_home(a: Features, b: Features) -> bool:
    """Another given name and one family name in one house."""
    if a.name is None or b.name is None or a.place is None or b.place is None:
        return False
    house = a.place.street == b.place.street and a.place.numbers == b.place.numbers
    return house and a.name.family == b.name.family and a.name.given != b.name.given


def test_the_model_is_one_of_the_pairs_alone(register: Register, fitted: Fitted) -> None:
    """Neither the order of the pairs nor which record comes first shows, and what is fitted reads as any model does."""
    pairs = Pairs(terms_of(list(register.records.values())[::-1], SHIPPED))
    shuffled = candidates(register.records.values(), SHIPPED.cap)
    random.Random(5).shuffle(shuffled)
    for a, b in shuffled:
        pairs.add(b, a)
    again = fit(pairs, len(register.records)).model
    assert again.hash == fitted.model.hash
    assert model_of(again.document, "again").hash == again.hash
    assert (again.version, again.threshold, again.comparisons) == (SHIPPED.version + 1, SHIPPED.threshold, SHIPPED.comparisons)


def test_no_rare_name_is_in_a_model(register: Register, fitted: Fitted) -> None:
    """A model may be shown to anybody: names that fewer than five persons bear are not in it, however many records these have."""
    records = register.records.values()
    fewer = 0
    for name in ("given", "family"):
        bearers: defaultdict[str, set[str]] = defaultdict(set)
        for each in records:
            bearers[each.term(name)].add(register.truth[each.id])
        known = terms_of(records, SHIPPED, register.truth).terms[name].known
        assert {term for term, persons in bearers.items() if term and len(persons) >= COMMON} == known.keys()
        # Who does not know whose a record is takes each for a person of its own.
        assert known.keys() <= fitted.model.terms[name].known.keys()
        fewer += len(fitted.model.terms[name].known.keys() - known.keys())
    assert fewer > 0


@cache
def _town(children: int, replaced: int, *, kin: int, housed: bool = True, dated: float = 1.0, renamed: int = 0) -> tuple[Features, ...]:
    """A thousand persons written down twice, some with a date or a given name that is anybody's; kin in some houses; children of a parent's name.

    Ten of the `renamed` have another date, too.
    """
    rng = random.Random(7)

    def born() -> str:
        return f"{rng.randint(1940, 1999)}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}"

    found = []

    def write(id_: str, given: str, family: str, date: str, street: str) -> None:
        traits = {"kind": "person", "givenName": given, "familyName": family} | ({"birthDate": date} if rng.random() < dated else {})
        found.append(features(id_, traits | ({"street": street, "postalCode": "79100"} if housed else {})))

    for number in range(1_000):
        given, family, date = rng.choice(MANY), rng.choice(RARE), born()
        street = f"{rng.choice(ROADS)} {number % 97 + 1}"
        write(f"a{number}", given, family, date, street)
        written = rng.choice(MANY) if 0 <= number - replaced + 10 < renamed else given
        write(f"b{number}", written, family, born() if number < replaced else date, street)
        if number % 4 == 0 and number < 4 * kin:
            write(f"k{number}", rng.choice(MANY), family, born(), street)
        if number >= 1_000 - children:
            write(f"c{number}", given, family, f"{int(date[:4]) + 28}-{rng.randint(1, 12):02d}-11", street)
    return tuple(found)


def _taught(records: tuple[Features, ...], base: Model = SHIPPED) -> Fitted:
    pairs = Pairs(terms_of(records, base))
    for a, b in candidates(records, base.cap):
        pairs.add(a, b)
    return fit(pairs, len(records))


@pytest.mark.parametrize("before", [True, False])
@pytest.mark.parametrize(
    ("children", "replaced", "kin", "housed", "two"),
    [(0, 100, 0, True, False), (60, 10, 250, True, True), (0, 0, 250, True, None), (0, 100, 0, False, None)],
)
def test_whether_there_are_parents_and_children_is_learned(
    children: int, replaced: int, *, kin: int, housed: bool, two: bool | None, before: bool
) -> None:
    """One name, dates a generation apart: one person where dates are replaced and nobody has kin; two where there are children.

    Where no two such dates are seen, or nothing shows kin, it stays as it was.
    """
    base = model_of({**SHIPPED.document, "generations": before}, "before")
    fitted = _taught(_town(children, replaced, kin=kin, housed=housed), base)
    assert fitted.model.generations is (before if two is None else two)
    if children:
        assert fitted.classes["parent and child"] > children / 2


@pytest.mark.parametrize(("kin", "housed", "known"), [(0, True, False), (15, True, True), (250, True, True), (0, False, True)])
def test_kin_are_in_a_model_unless_nothing_speaks_for_them(kin: int, *, housed: bool, known: bool) -> None:
    """One family name in one house, given name and date another: kin where there are kin, and one person's errors where there are none.

    Where addresses are lacking kin are not seen, and stay in the model.
    """
    records = _town(0, 100, kin=kin, housed=housed, renamed=60)
    fitted = _taught(records)
    assert ("kin" in fitted.classes) is known
    assert ("parent and child" in fitted.classes) is known
    by_id = {each.id: each for each in records}
    told = [score(by_id[f"a{number}"], by_id[f"b{number}"], fitted.model).probability for number in range(90, 100)]
    assert (min(told) >= SHIPPED.threshold) is not known
    theirs = [score(by_id[f"a{number}"], each, fitted.model).probability for each in records if each.id[0] == "k" and (number := each.id[1:])]
    assert sum(each >= SHIPPED.threshold for each in theirs) <= 0.02 * kin


@pytest.mark.parametrize("dated", [0.0, 0.1, 1.0])
def test_who_has_no_date_of_birth_is_nobodys_child(dated: float) -> None:
    """A class that is told by dates does not take pairs that have none: all thousand are found, and joined."""
    records = _town(0, 20, kin=250, dated=dated)
    fitted = _taught(records)
    assert fitted.classes["same"] + fitted.classes["moved"] == pytest.approx(1_000, rel=0.05)
    assert fitted.classes["parent and child"] < 20
    by_id = {each.id: each for each in records}
    undated = [number for number in range(1_000) if by_id[f"a{number}"].birth is by_id[f"b{number}"].birth is None]
    joined = sum(score(by_id[f"a{number}"], by_id[f"b{number}"], fitted.model).probability >= SHIPPED.threshold for number in undated)
    assert joined >= 0.95 * len(undated)


def test_probabilities_that_are_nearly_one_are_written_so_that_they_read() -> None:
    """Numbers of documents hardly ever agree by chance; what is left for the other level is still less than 1."""
    document = deepcopy(SHIPPED.document)
    document["comparisons"]["document"]["levels"] = {"exact": [0.97, 1e-7], "different": [0.03, 1 - 1e-7]}  # type: ignore[index]
    assert _taught(_town(0, 20, kin=True), model_of(document, "strong")).model.latent


def test_a_trained_model_is_trained_anew() -> None:
    """By classes it is the same again; by Splink's two there are no classes left."""
    records = _town(0, 20, kin=True)
    once = _taught(records).model
    twice = _taught(records, once).model
    assert twice.document["latent"] == once.document["latent"]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert two_classes.train(records[:300], once).latent is None


def test_few_records_are_refused() -> None:
    """A thousand persons at least."""
    with pytest.raises(BadInput, match=r"trained by 999 records: it takes 1,000 persons\. The numbers written down stay in force"):
        fit(Pairs(SHIPPED), FEWEST_RECORDS - 1)


def test_strangers_alone_teach_nothing() -> None:
    """Records of whom no two are the same person are no school, and the message says what is missing."""
    records = [each for each in _town(0, 0, kin=True) if each.id[0] in "ak"]
    pairs = Pairs(terms_of(records, SHIPPED))
    for a, b in candidates(records, SHIPPED.cap):
        pairs.add(a, b)
    with pytest.raises(BadInput, match=r"about \d+ are of one person, and it takes 200\. Load more records"):
        fit(pairs, 1_250)


def test_no_pairs_at_all_teach_nothing() -> None:
    """Nor does a graph in which nobody resembles anybody."""
    with pytest.raises(BadInput, match="of 0 pairs that were compared about 0 are of one person"):
        fit(Pairs(SHIPPED), 5_000)


def test_organisations_and_who_has_no_name_are_no_part_of_it() -> None:
    """Firms, and records without names, are compared by the numbers that are written down, for names part the classes."""
    pairs = Pairs(SHIPPED)
    pairs.add(*(features(f"p{number}", {"kind": "person", "birthDate": "1980-01-01"}, [("phone", "+4915112345678")]) for number in range(2)))
    pairs.add(features("g", {"kind": "person", "givenName": "Ada"}), features("h", {"kind": "person", "familyName": "Byron"}))
    firms = [features(f"f{number}", {"kind": "organisation", "organisation": "Universal Exports"}) for number in range(2)]
    pairs.add(*firms)
    assert not pairs.counts
