"""The same analyses as SQL, in the fastest forms found for DuckDB, over raw events and over lists gathered per person."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from app.journeys.answers import Filter

STEPS, LIMIT, MATRIX_STEPS = 10, 20, 10
FUNNEL = ["type00", "type01", "type02", "type03"]
WINDOW = 7 * 86_400_000_000


def where(each: Filter, kind: str = "type", channel: str = "channel", moment: str = "moment") -> str:
    """The filter as conditions on columns, or on elements of lists."""
    found = ["true"]
    params = each.params()
    if each.since:
        found.append(f"{moment} >= {params['since']}")
    if each.until:
        found.append(f"{moment} < {params['until']}")
    if each.types:
        found.append(f"{kind} IN ({_listed(each.types)})")
    if each.channels:
        found.append(f"{channel} IN ({_listed(each.channels)})")
    return " AND ".join(found)


def _listed(names: object) -> str:
    return ", ".join(f"'{name}'" for name in names)  # type: ignore[attr-defined] # a list of names


def _kept(each: Filter, folder: Path) -> str:
    condition = where(each, "x[1]", "x[2]", "x[3]")
    return (
        (
            f"SELECT list_transform(list_filter(list_zip(types, channels, moments), lambda x: {condition}), lambda x: x[1]) AS way "
            f"FROM '{folder}/gathered.parquet'"
        )
        if condition != "true"
        else f"SELECT types AS way FROM '{folder}/gathered.parquet'"
    )


def paths_raw(each: Filter, folder: Path) -> str:
    """Top paths from raw events."""
    return (
        f"WITH ways AS (SELECT list(type ORDER BY moment, place) AS way FROM '{folder}/raw.parquet' WHERE {where(each)} GROUP BY person) "
        f"SELECT way[1:{STEPS}] AS path, count(*) AS n FROM ways GROUP BY path ORDER BY n DESC, len(path), path LIMIT {LIMIT}"
    )


def paths_gathered(each: Filter, folder: Path) -> str:
    """Top paths from lists."""
    return (
        f"WITH ways AS ({_kept(each, folder)}) SELECT way[1:{STEPS}] AS path, count(*) AS n FROM ways WHERE len(way) > 0 "
        f"GROUP BY path ORDER BY n DESC, len(path), path LIMIT {LIMIT}"
    )


def funnel_raw(each: Filter, folder: Path) -> str:
    """Persons per step of an ordered funnel, best attempt within 7 days, from raw events: for every start the nearest next step."""
    return _funnel(f"SELECT person, moment, type FROM '{folder}/raw.parquet' WHERE {_funnel_where(each)}")


def funnel_gathered(each: Filter, folder: Path) -> str:
    """The same from lists."""
    rows = f"SELECT person, unnest(moments) AS moment, unnest(types) AS type, unnest(channels) AS channel FROM '{folder}/gathered.parquet'"
    return _funnel(f"SELECT person, moment, type FROM ({rows}) WHERE {_funnel_where(each)}")


def _funnel_where(each: Filter) -> str:
    return f"type IN ({_listed(FUNNEL)}) AND {where(replace(each, types=None))}"


def _funnel(events: str) -> str:
    steps = [f"events AS MATERIALIZED ({events})", f"s0 AS (SELECT person, moment AS s, moment AS m FROM events WHERE type = '{FUNNEL[0]}')"]
    steps += [
        f"s{i} AS (SELECT a.person, a.s, b.moment AS m FROM s{i - 1} a ASOF JOIN (FROM events WHERE type = '{kind}') b "
        f"ON a.person = b.person AND a.m < b.moment WHERE b.moment - a.s <= {WINDOW})"
        for i, kind in enumerate(FUNNEL)
        if i
    ]
    counts = ", ".join(f"(SELECT count(DISTINCT person) FROM s{i})" for i in range(len(FUNNEL)))
    return f"WITH {', '.join(steps)} SELECT {counts}"


def transitions_raw(each: Filter, folder: Path) -> str:
    """Transitions from raw events."""
    return (
        f"WITH pairs AS (SELECT type AS a, lead(type) OVER (PARTITION BY person ORDER BY moment, place) AS b "
        f"FROM '{folder}/raw.parquet' WHERE {where(each)}) "
        "SELECT a, b, count(*) AS n FROM pairs WHERE b IS NOT NULL GROUP BY a, b ORDER BY n DESC, a, b"
    )


def transitions_gathered(each: Filter, folder: Path) -> str:
    """Transitions from lists."""
    return (
        f"WITH ways AS ({_kept(each, folder)}), pairs AS (SELECT unnest(way[:-2]) AS a, unnest(way[2:]) AS b FROM ways WHERE len(way) > 1) "
        "SELECT a, b, count(*) AS n FROM pairs GROUP BY a, b ORDER BY n DESC, a, b"
    )


def matrix_raw(each: Filter, folder: Path) -> str:
    """The step matrix from raw events; who has stopped is left out."""
    return (
        "WITH steps AS (SELECT type, row_number() OVER (PARTITION BY person ORDER BY moment, place) AS step "
        f"FROM '{folder}/raw.parquet' WHERE {where(each)}) "
        f"SELECT step, type, count(*) AS n FROM steps WHERE step <= {MATRIX_STEPS} GROUP BY step, type ORDER BY step, n DESC, type"
    )


def matrix_gathered(each: Filter, folder: Path) -> str:
    """The step matrix from lists."""
    return (
        f"WITH ways AS ({_kept(each, folder)}), steps AS (SELECT unnest(way[1:{MATRIX_STEPS}]) AS type, "
        f"unnest(range(1, least(len(way), {MATRIX_STEPS}) + 1)) AS step FROM ways WHERE len(way) > 0) "
        "SELECT step, type, count(*) AS n FROM steps GROUP BY step, type ORDER BY step, n DESC, type"
    )
