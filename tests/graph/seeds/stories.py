"""The story told to a graph, and what the graph then says, in the words of `seeds/story/expected.yaml`."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, TypedDict, cast

import yaml

from app import derivation
from app.settings import Settings
from loaders.load import load
from loaders.mapping import read_mapping
from seeds.pack import STORY
from seeds.world import MAPPINGS

if TYPE_CHECKING:
    from pathlib import Path

    from app.graph import Graph, Row


class Entry(TypedDict):
    """One line of a manifest."""

    mapping: str
    file: str


class PersonExpected(TypedDict, total=False):
    """One person as the story expects it."""

    records: list[str]
    identifiers: list[str]
    touchpoints: str


class JourneyExpected(TypedDict):
    """One journey: its worth in euros, its conversions, and its touchpoints' types stage after stage."""

    value: float
    conversions: int
    stages: list[dict[str, str]]


class Rest(TypedDict):
    """What belongs to nobody, and the verdicts that the story is about."""

    contested: dict[str, str]
    unowned: dict[str, str]
    standing: dict[str, str]
    refused: list[list[str]]
    others: list[list[str]]
    set_aside: list[list[str]]
    rejects: list[list[str]]
    households: dict[str, list[str]]
    accounts: dict[str, list[str]]


class Expected(TypedDict):
    """`expected.yaml`."""

    loads: dict[str, dict[str, int]]
    persons: dict[str, PersonExpected]
    journeys: dict[str, list[JourneyExpected]]
    rest: Rest


EXPECTED = cast("Expected", yaml.safe_load((STORY / "expected.yaml").read_text(encoding="utf-8")))

_MEMBERS = """
MATCH (m)-[:BELONGS_TO]->(p:Person)
RETURN p.id AS person, CASE
  WHEN m:Record THEN m.id
  WHEN m:Use THEN [(m)-[:OF]->(i) | i.key][0] + ' from ' + toString(date(m.from)) + ' to ' + toString(date(m.to))
  ELSE m.key END AS member
"""


def manifest(folder: Path = STORY) -> list[Entry]:
    """The files of a world in the order of their arrival."""
    return cast("list[Entry]", yaml.safe_load((folder / "manifest.yaml").read_text(encoding="utf-8")))


def tell(graph: Graph, entries: list[Entry], folder: Path = STORY) -> dict[str, dict[str, int]]:
    """Loads files one by one and returns the counts of each."""
    counts = {}
    for entry in entries:
        own = folder / "mappings" / entry["mapping"]
        mapping = read_mapping(own if own.exists() else MAPPINGS / entry["mapping"])
        (outcome,) = load(graph, mapping, [folder / entry["file"]], key=b"a test")
        counts[entry["file"]] = outcome.counts()
    return counts


def derive(graph: Graph) -> None:
    """Derives persons and journeys, by the policy and the rules that Throughline ships with."""
    derivation.derive(graph, Settings.from_environment())


def members(graph: Graph) -> set[frozenset[str]]:
    """The members of every person; a use is `identifier from … to …`."""
    found = defaultdict(set)
    for row in rows(graph, _MEMBERS):
        found[row["person"]].add(row["member"])
    return {frozenset(group) for group in found.values()}


def rows(graph: Graph, query: str) -> list[Row]:
    """The rows of a query of a test."""
    return [record.data() for record in graph.driver.execute_query(query).records]
