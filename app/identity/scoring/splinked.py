"""The model as Splink sees it: the same comparisons, whose levels Splink asks our own functions for, and the same numbers.

So Splink trains what `score` scores with, and a test holds the two equal. Splink and DuckDB import slowly: nothing here is imported at start.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from app.identity.scoring.levels import COMPARISONS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import pyarrow as pa
    from splink import Linker

    from app.identity.scoring.features import Features
    from app.identity.scoring.model import Comparison, Model, Terms

_NULL = -1
BLOCKED = ("birth", "given", "family")
"""The comparisons that have a column, by which training may block."""


def linker(records: Sequence[Features], model: Model, blocking: Sequence[str] = ("1=1",)) -> Linker:
    """A Splink linker over these records with the model's comparisons, prior and term frequencies, on a DuckDB of its own."""
    import duckdb
    from splink import DuckDBAPI, Linker

    connection = duckdb.connect()
    connection.create_function("agreement", _agreement(records, model), ["VARCHAR", "VARCHAR", "VARCHAR", "VARCHAR", "VARCHAR"], "INTEGER")
    api = DuckDBAPI(connection)
    settings = {
        "link_type": "dedupe_only",
        "unique_id_column_name": "unique_id",
        "probability_two_random_records_match": model.prior,
        "blocking_rules_to_generate_predictions": list(blocking),
        "comparisons": [_comparison(each) for each in model.comparisons.values()],
        "em_convergence": 0.005,
        "max_iterations": 10,
        "retain_intermediate_calculation_columns": True,
    }
    table = api.register(_table(records), table_name="records")
    found = Linker(table, settings, log_level="ERROR")
    for name, terms in model.terms.items():
        found.table_management.register_term_frequency_lookup(api.register(_frequencies(records, name, terms)), name)
    return found


def _agreement(records: Sequence[Features], model: Model) -> Callable[[str, str, str, str, str], int]:
    by_id = {record.id: record for record in records}
    numbers = {name: {level: number for number, level in enumerate(each.levels)} for name, each in model.comparisons.items()}

    @lru_cache(maxsize=1_000_000)
    def number(name: str, one: str, other: str) -> int:
        level = COMPARISONS[name](by_id[one], by_id[other])
        return _NULL if level is None else numbers[name][level]

    return lambda name, _a, _b, one, other: number(name, min(one, other), max(one, other))


def _comparison(comparison: Comparison) -> dict[str, object]:
    column = comparison.name if comparison.name in BLOCKED else "unique_id"
    call = f"agreement('{comparison.name}', coalesce({column}_l, ''), coalesce({column}_r, ''), unique_id_l, unique_id_r)"
    levels: list[dict[str, object]] = [{"sql_condition": f"{call} = {_NULL}", "label_for_charts": "null", "is_null_level": True}]
    for number, (label, (m, u)) in enumerate(comparison.levels.items()):
        level = {"sql_condition": f"{call} = {number}", "label_for_charts": label, "m_probability": m, "u_probability": u}
        if comparison.tf and label == "exact":
            level |= {"tf_adjustment_column": comparison.name, "tf_adjustment_weight": 1.0, "disable_tf_exact_match_detection": True}
        levels.append(level)
    return {"output_column_name": comparison.name, "comparison_levels": levels}


def _table(records: Sequence[Features]) -> pa.Table:
    import pyarrow as pa

    columns = {
        "unique_id": [record.id for record in records],
        "given": [record.term("given") for record in records],
        "family": [record.term("family") for record in records],
        "birth": ["-".join(map(str, record.birth)) if record.birth else None for record in records],
    }
    return pa.table({name: pa.array(values, pa.string()) for name, values in columns.items()})


def _frequencies(records: Sequence[Features], name: str, terms: Terms) -> pa.Table:
    import pyarrow as pa

    found = sorted({record.term(name) for record in records})
    return pa.table({name: found, f"tf_{name}": [terms.frequency(each) for each in found]})
