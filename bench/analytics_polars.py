"""The same analyses in polars, lazily from Parquet, over raw events and over lists gathered per person. Each returns what its DuckDB twin does."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import polars as pl

from bench.analytics_peer import FUNNEL, LIMIT, MATRIX_STEPS, STEPS, WINDOW

if TYPE_CHECKING:
    from pathlib import Path

    from app.journeys.answers import Filter

Rows = list[tuple[object, ...]]


def raw(folder: Path) -> pl.LazyFrame:
    """One row a touchpoint, in order of time."""
    return pl.scan_parquet(folder / "raw.parquet").select("person", "type", "channel", "moment")


def gathered(folder: Path) -> pl.LazyFrame:
    """The same from one row a person, lists in order."""
    lists = pl.scan_parquet(folder / "gathered.parquet")
    return lists.rename({"types": "type", "channels": "channel", "moments": "moment"}).explode("type", "channel", "moment")


def paths(events: pl.LazyFrame, each: Filter) -> Rows:
    """Top paths."""
    ways = _kept(events, each).group_by("person", maintain_order=True).agg(pl.col("type").head(STEPS)).select(pl.col("type").list.join("\n"))
    found = ways.group_by("type").len().sort("len", descending=True).head(LIMIT)
    return found.collect().rows()


def transitions(events: pl.LazyFrame, each: Filter) -> Rows:
    """Transitions."""
    pairs = _kept(events, each).select(a="type", b=pl.col("type").shift(-1).over("person")).drop_nulls()
    return pairs.group_by("a", "b").len().sort(["len", "a", "b"], descending=[True, False, False]).collect().rows()


def matrix(events: pl.LazyFrame, each: Filter) -> Rows:
    """The step matrix: how many have each type as their step of each number; who has stopped is left out."""
    steps = _kept(events, each).select("type", step=pl.int_range(1, pl.len() + 1).over("person")).filter(pl.col("step") <= MATRIX_STEPS)
    return steps.group_by("step", "type").len().sort(["step", "len", "type"], descending=[False, True, False]).collect().rows()


def funnel(events: pl.LazyFrame, each: Filter) -> Rows:
    """Persons per step of an ordered funnel, best attempt within the window: for every start the nearest next step."""
    kept = _kept(events, replace(each, types=FUNNEL)).sort("moment").collect()
    reached = kept.filter(pl.col("type") == FUNNEL[0]).select("person", "moment", start="moment")
    counts = [reached["person"].n_unique()]
    for kind in FUNNEL[1:]:
        after = kept.filter(pl.col("type") == kind).select("person", "moment", at="moment")
        joined = reached.sort("moment").join_asof(
            after, on="moment", by="person", strategy="forward", allow_exact_matches=False, check_sortedness=False
        )
        reached = joined.filter(pl.col("at") - pl.col("start") <= WINDOW).select("person", "start", moment="at")
        counts.append(reached["person"].n_unique())
    return [tuple(counts)]


def _kept(events: pl.LazyFrame, each: Filter) -> pl.LazyFrame:
    params = each.params()
    if each.since:
        events = events.filter(pl.col("moment") >= params["since"])
    if each.until:
        events = events.filter(pl.col("moment") < params["until"])
    if each.types:
        events = events.filter(pl.col("type").is_in(each.types))
    if each.channels:
        events = events.filter(pl.col("channel").is_in(each.channels))
    return events
