"""Scores equal Splink's on the same model, and training gives a model that is checked like any other."""

from __future__ import annotations

import random
import warnings
from types import SimpleNamespace

import pytest

from app.errors import BadInput
from app.identity.scoring.features import Features, features
from app.identity.scoring.model import Comparison, read_model
from app.identity.scoring.score import score
from app.identity.scoring.two_classes import HELD, levels_of, train

GIVEN = ("Robert", "Bob", "Rob", "Maria", "Muhammed", "Mohamed", "Jane", "J", "王杰")
FAMILY = ("Smith", "Smyth", "Kowalski", "Medina Sentosa", "Sentosa", "Smith Jr", "Wang")
DATES = ("1978-12-11", "1978-11-12", "1954-03-31", "1979", "1978-12-12", None)


def people(count: int, seed: int = 1) -> list[Features]:
    """Random records that often agree."""
    rng = random.Random(seed)
    found = []
    for number in range(count):
        traits: dict[str, object] = {"kind": rng.choice(("person",) * 9 + ("organisation",))}
        if rng.random() < 0.9:
            traits |= {"givenName": rng.choice(GIVEN), "familyName": rng.choice(FAMILY)}
        else:
            traits |= {"organisation": rng.choice(("Universal Exports Ltd", "Universal Exports India"))}
        traits |= {"birthDate": rng.choice(DATES), "gender": rng.choice(("male", "female", None))}
        traits |= {"street": f"{rng.randint(1, 3)} Main St", "postalCode": rng.choice(("89132", "89111", None))}
        stated = [("email", rng.choice(("bob@work.example", "bobs@work.example", "info@work.example")))] if rng.random() < 0.6 else []
        found.append(features(f"r{number:03d}", traits, stated))
    return found


def test_scores_equal_splinks_on_the_same_model() -> None:
    """Every pair of a random world has Splink's match weight to nine decimals."""
    from app.identity.scoring.splinked import linker

    records, model = people(40), read_model()
    by_id = {record.id: record for record in records}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        rows = linker(records, model).inference.predict().as_record_list()
    assert len(rows) == 40 * 39 / 2
    for row in rows:
        a, b = by_id[row["unique_id_l"]], by_id[row["unique_id_r"]]
        if a.organisation == b.organisation:
            assert score(a, b, model).weight == pytest.approx(row["match_weight"], abs=1e-9)


def test_training_gives_a_new_version_that_still_reads() -> None:
    """A trained model is the next version, with other numbers than its base, and passes the same checks."""
    base = read_model()
    rng = random.Random(3)
    records = []
    for number in range(300):
        given, family, date = rng.choice(GIVEN[:8]), rng.choice(FAMILY) + str(rng.randrange(40)), f"19{rng.randint(40, 99)}-0{rng.randint(1, 9)}-17"
        for copy in range(2):
            name = family if rng.random() < 0.8 else family[1:]
            records.append(features(f"r{number}-{copy}", {"kind": "person", "givenName": given, "familyName": name, "birthDate": date}))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        trained = train(records, base)
    assert trained.version == base.version + 1
    assert trained.hash != base.hash
    assert trained.threshold == base.threshold
    assert trained.comparisons["family"].levels["typo"] != base.comparisons["family"].levels["typo"]


@pytest.mark.parametrize("records", [0, 10, 1_000_000])
def test_few_records_leave_the_written_numbers_in_place(records: int) -> None:
    """What was written down counts as much as 500 records: of ten records little is believed, of a million nearly all; all levels add up to one."""
    written = Comparison("c", {"same": (0.9, 0.01), "different": (0.1, 0.99)})
    found = [SimpleNamespace(label_for_charts=name, m_probability=m, u_probability=None) for name, m in (("same", 0.5), ("different", 0.5))]
    levels = levels_of(written, found, records)
    assert levels["same"][0] == pytest.approx(0.9 - 0.4 * records / (records + HELD))
    assert levels["same"][1] == pytest.approx(0.01)
    assert sum(m for m, _ in levels.values()) == pytest.approx(1.0)


def test_a_model_that_cannot_be_trained_is_refused() -> None:
    """Records that agree in nothing teach nothing, and the message says so."""
    with pytest.raises(BadInput, match="cannot be trained"):
        train([features("a", {"givenName": "Ada"}), features("b", {"givenName": "Bob"})], read_model())
