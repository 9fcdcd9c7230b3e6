"""Latent classes: beside one other class a weight is Splink's, beside several it is the odds of all; and documents are checked."""

from __future__ import annotations

import random
import warnings
from copy import deepcopy
from itertools import combinations
from math import log2, prod

import pytest

from app.errors import BadInput
from app.identity.scoring.anchors import ANCHORS, compared
from app.identity.scoring.features import features
from app.identity.scoring.latent import Mixture
from app.identity.scoring.levels import agreements
from app.identity.scoring.model import Model, model_of, read_model
from app.identity.scoring.pairs import compare
from app.identity.scoring.score import contradiction, rarity, score
from tests.unit.identity.scoring.test_splink import people

SHIPPED = read_model()


def with_classes(count: int = len(ANCHORS), seed: int = 3) -> Model:
    """The shipped model with classes of random numbers, the first of them of one person."""
    rng = random.Random(seed)
    shares = [rng.random() for _ in range(count)]
    classes = []
    for k, anchor in enumerate(ANCHORS[:1] + ANCHORS[-1:] if count == 2 else ANCHORS):
        levels = {}
        for each in compared(SHIPPED):
            drawn = {level: rng.random() ** 3 + 1e-4 for level in each.levels}
            if each.tf and not anchor.same:
                drawn["exact"] = 1e-3
            levels[each.name] = {level: value / sum(drawn.values()) for level, value in drawn.items()}
        classes.append(
            {
                "name": anchor.name,
                "same": anchor.same,
                "share": shares[k] / sum(shares),
                "inherits": list(anchor.inherits),
                "needs": list(anchor.needs),
                "levels": levels,
            }
        )
    return model_of({**SHIPPED.document, "latent": classes}, "drawn")


def test_beside_one_other_class_a_weight_is_splinks() -> None:
    """One person or one kind of two: that is Fellegi and Sunter's model, m and u are what the classes say, and Splink agrees to nine decimals."""
    from app.identity.scoring.splinked import linker

    model = with_classes(2)
    assert model.latent
    same, other = model.latent.classes
    document = deepcopy(SHIPPED.document)
    for name, comparison in document["comparisons"].items():  # type: ignore[attr-defined]
        for level in comparison["levels"]:
            comparison["levels"][level] = [each.levels[name][level] if name in each.levels else 1 / 6 for each in (same, other)]
    for name, terms in document["terms"].items():  # type: ignore[attr-defined]
        # Splink measures a name's frequency by the class's own chance of agreeing, the classes by that of two draws.
        scale = other.levels[name]["exact"] / model.terms[name].usual
        terms["known"] = {term: share * scale for term, share in terms["known"].items()}
        terms["unseen"] *= scale
    document["prior"] = same.share
    records = people(40)
    by_id = {record.id: record for record in records}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        rows = linker(records, model_of(document, "two classes")).inference.predict().as_record_list()
    seen = 0
    for row in rows:
        a, b = by_id[row["unique_id_l"]], by_id[row["unique_id_r"]]
        if not a.organisation and not b.organisation and {"given", "family"} & agreements(a, b).keys():
            found = score(a, b, model)
            assert found.weight == pytest.approx(row["match_weight"], abs=1e-9)
            assert log2(same.share / other.share) + sum(bits for _, bits in found.parts.values()) == pytest.approx(found.weight)
            seen += 1
    assert seen > 400


def test_a_weight_is_the_odds_of_all_classes() -> None:
    """Multiplied out in plain Python: what one person says over what all others say, each by its share."""
    model = with_classes()
    assert model.latent
    for a, b in combinations([each for each in people(25, seed=8) if not each.organisation], 2):
        levels = agreements(a, b)
        rare = rarity(a, b, levels, model)
        odds = {True: 0.0, False: 0.0}
        for each in model.latent.classes:
            told = prod(each.levels[name][level] for name, level in levels.items() if name in each.levels)
            factor = prod(2**bits for name, bits in rare.items() if each.same or name in each.inherits)
            odds[each.same] += each.share * told * factor if each.needs <= levels.keys() else 0.0
        assert score(a, b, model).weight == pytest.approx(log2(odds[True] / odds[False]))
        assert score(a, b, model) == score(b, a, model)


def test_what_else_it_may_be_is_said() -> None:
    """The parts speak against the likeliest other class, by name; what contradicts is still what is written down, and firms are compared by it."""
    model = with_classes()
    a = features("a", {"kind": "person", "givenName": "Ada", "familyName": "Lovelace", "birthDate": "1980-01-01"}, [("email", "x@work.example")])
    b = features("b", {"kind": "person", "givenName": "Bob", "familyName": "Lovelace", "birthDate": "1951-07-23"}, [("email", "x@work.example")])
    found = score(a, b, model)
    assert model.latent
    assert found.beside in {each.name for each in model.latent.classes if not each.same}
    assert found.because.startswith(f"beside {found.beside}: ")
    assert "corroboration" not in found.parts
    assert contradiction(a, b, model) == contradiction(a, b, SHIPPED)
    assert [each.because for each in compare(a, b, model) if each.type == "CONTRADICTS"] == ["birth apart -4.9, given different -4.8"]
    one, other = (features(id_, {"kind": "organisation", "organisation": "Universal Exports"}) for id_ in "fg")
    assert score(one, other, model) == score(one, other, SHIPPED)
    nameless = [features(id_, {"kind": "person", "birthDate": "1980-01-01"}, [("phone", "+4915112345678")]) for id_ in "xy"]
    assert score(nameless[0], nameless[1], model) == score(nameless[0], nameless[1], SHIPPED)


def test_a_class_that_is_told_by_dates_needs_one() -> None:
    """Where one of the two has no date of birth, a pair is not of the class that needs it; where both have, it may be."""
    model = with_classes()
    assert model.latent
    child = Mixture([each for each in model.latent.classes if each.same or each.name == "parent and child"])
    levels = {"given": "exact", "family": "exact"}
    assert child.weigh(levels, {}).weight > 40
    assert child.weigh({**levels, "birth": "apart"}, {}).weight < 40


def test_a_rare_name_tells_nothing_of_kin() -> None:
    """That a name is rare speaks for one person against strangers, not against those who have it from their parents."""
    model = with_classes()
    assert model.latent
    strangers = Mixture([each for each in model.latent.classes if each.same or each.name.startswith("strangers")])
    kin = Mixture([each for each in model.latent.classes if each.same or each.name == "kin"])
    levels = {"given": "different", "family": "exact"}
    assert strangers.weigh(levels, {"family": 3.0}).weight == pytest.approx(strangers.weigh(levels, {"family": 0.0}).weight + 3.0)
    assert kin.weigh(levels, {"family": 3.0}).weight == pytest.approx(kin.weigh(levels, {"family": 0.0}).weight)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda latent: latent.clear(), "needs a class of one person and one of two"),
        (lambda latent: latent[0].pop("share"), "`latent` is a list of classes, each with inherits, levels, name, needs, same, share"),
        (lambda latent: latent[3].update(needs=["age"]), "class 'parent and child': `needs` lists some of given, family, middle"),
        (lambda latent: latent[2].update(inherits=[["given"]]), r"`inherits` lists some of given, family, not \[\['given'\]\]"),
        (lambda latent: latent[1].update(name="same"), "each with a name of its own"),
        (lambda latent: latent[0].update(same="yes"), "class 'same' has a name, and `same` is true or false"),
        (lambda latent: latent[0].update(share=0), "class 'same': its share is between 0 and 1, not 0"),
        (lambda latent: latent[2].update(inherits=["town"]), r"class 'kin': `inherits` lists some of given, family, not \['town'\]"),
        (lambda latent: latent[0]["levels"].pop("birth"), "class 'same': `levels` has given, family, middle"),
        (lambda latent: latent[0]["levels"]["gender"].pop("exact"), "class 'same': gender has exact, different"),
        (lambda latent: latent[0]["levels"]["gender"].update(exact=True), "class 'same': gender exact is between 0 and 1, not True"),
        (lambda latent: latent[0]["levels"].update(gender={"exact": 0.9, "different": 0.2}), "gender: all levels add up to 1.100000, and must to 1"),
        (lambda latent: latent[0].update(share=0.999), "the shares of all classes add up to "),
    ],
)
def test_what_is_wrong_with_a_class_is_said(change: object, said: str) -> None:
    """A document that cannot be read names the class, the place and what would be right."""
    document = deepcopy(with_classes().document)
    change(document["latent"])  # type: ignore[operator]
    with pytest.raises(BadInput, match=said):
        model_of(document, "drawn")
