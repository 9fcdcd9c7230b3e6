"""Febrl by Splink, as its own guide would have it, at each of six thresholds: what a rival finds on the data of `bench/accuracy.py`.

    python -m bench.accuracy_splink

Comparisons and blocking rules are Splink's usual ones for such columns; u is drawn at random, m estimated by expectation maximisation. The threshold
that turns out best is chosen with the truth at hand, which no user has: ours is one, declared before.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import duckdb

from bench.accuracy import counted
from bench.accuracy_worlds import ACROSS, FEBRL, World

if TYPE_CHECKING:
    from collections.abc import Iterable

    from splink.internals.blocking_rule_creator import BlockingRuleCreator
    from splink.internals.comparison_creator import ComparisonCreator

THRESHOLDS = (0.5, 0.7, 0.9, 0.95, 0.99, 0.999)
_BLOCKS = (
    ("given_name", "surname"),
    ("given_name", "date_of_birth"),
    ("surname", "date_of_birth"),
    ("postcode", "street_number"),
    ("date_of_birth",),
    ("surname", "suburb"),
    ("address_1",),
    ("surname", "postcode"),
    ("given_name", "postcode"),
)
_TRAINING = (("given_name", "surname"), ("date_of_birth",), ("postcode", "suburb"))


def main() -> None:
    """Prints a line for each data set: pairwise F1, false and missed pairs at every threshold, the best first."""
    print("# data set | best F1 (threshold) | F1, false, missed at " + ", ".join(map(str, THRESHOLDS)))
    for number in range(1, 5):
        for ssn in (True, False):
            found = [(*graded(clusters, across=number == ACROSS), threshold) for threshold, clusters in _clustered(number, ssn=ssn)]
            best = max(found)
            told = "; ".join(f"{f1:.4f} {false} {missed}" for f1, false, missed, _ in found)
            print(f"febrl{number}{'' if ssn else ' without ssn'} | {best[0]:.4f} ({best[3]}) | {told}", flush=True)


def graded(clusters: dict[str, str], *, across: bool) -> tuple[float, int, int]:
    """Pairwise F1, false and missed pairs of clusters by record; `across`: only pairs of an original and a duplicate count."""
    named = {f"{'a' if id_.endswith('org') else 'b'}:{id_}": (id_.split("-")[1], cluster) for id_, cluster in clusters.items()}
    world = World("febrl", {}, {id_: person for id_, (person, _) in named.items()}, across=across)
    hit, found, true = counted(world, {id_: cluster for id_, (_, cluster) in named.items()})
    return 2 * hit / (found + true), found - hit, true - hit


def _clustered(number: int, *, ssn: bool) -> Iterable[tuple[float, dict[str, str]]]:
    """Each threshold with the cluster of each record."""
    import splink.comparison_library as cl
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    connection = duckdb.connect()
    files = [str(path) for path in sorted(FEBRL.glob("dataset*.csv")) if re.fullmatch(rf"dataset{number}[ab]?", path.stem)]
    connection.execute(
        "CREATE TABLE febrl AS SELECT trim(rec_id) AS unique_id, * EXCLUDE rec_id FROM read_csv(?, all_varchar = true, delim = ',')", [files]
    )
    for column in connection.sql("SELECT * FROM febrl").columns:
        connection.execute(f'UPDATE febrl SET "{column}" = nullif(trim("{column}"), \'\')')
    comparisons: list[ComparisonCreator | dict[str, Any]] = [
        cl.NameComparison("given_name"),
        cl.NameComparison("surname"),
        cl.DateOfBirthComparison("date_of_birth", input_is_string=True, datetime_format="%Y%m%d", invalid_dates_as_null=True),
        cl.JaroWinklerAtThresholds("address_1", [0.9, 0.7]),
        cl.ExactMatch("street_number"),
        cl.LevenshteinAtThresholds("postcode", [1, 2]),
        cl.JaroWinklerAtThresholds("suburb", [0.9]),
        *([cl.LevenshteinAtThresholds("soc_sec_id", [1, 2])] if ssn else []),
    ]
    blocks = [*_BLOCKS, *([("soc_sec_id",)] if ssn else [])]
    settings = SettingsCreator(
        link_type="dedupe_only", comparisons=comparisons, blocking_rules_to_generate_predictions=[block_on(*each) for each in blocks]
    )
    linker = Linker(DuckDBAPI(connection).register("febrl"), settings, log_level="ERROR")
    certain: list[str | BlockingRuleCreator] = [block_on("given_name", "surname", "date_of_birth"), block_on("surname", "date_of_birth", "postcode")]
    linker.training.estimate_probability_two_random_records_match(certain, recall=0.7)
    linker.training.estimate_u_using_random_sampling(2e6, seed=1)
    for each in _TRAINING:
        linker.training.estimate_parameters_using_expectation_maximisation(block_on(*each))
    predicted = linker.inference.predict(threshold_match_probability=min(THRESHOLDS) / 2)
    for threshold in THRESHOLDS:
        found = linker.clustering.cluster_pairwise_predictions_at_threshold(predicted, threshold)
        yield threshold, {row["unique_id"]: str(row["cluster_id"]) for row in found.as_record_list()}


if __name__ == "__main__":
    main()
