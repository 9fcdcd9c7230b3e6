"""What identity costs as the graph grows: the whole graph, one more record, one more judgement, and a value that far too many share.

    python -m bench.identity --uri bolt://127.0.0.1:7687 --links 1000000

The database must be a throwaway one. Two graphs are made, one of a tenth of the links, and asked the same: unify in full; then single records from
their file to the journeys, one by one, some of persons known, some new, some on values that many share; then judgements *same* on two ordinary
persons. On the smaller one a value is then stated by 10,000 records, and single records are loaded again.

Records of the generated evidence have names and blocking keys, but were never compared with each other: that is a benchmark of its own. The single
records are compared with them as any others are.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import random
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from app.derivation import derive, derive_touched
from app.graph import Graph
from app.identity.judged import Said
from app.identity.judgements import Verdict
from app.identity.judging import judge
from app.identity.policy import read_policy
from app.identity.scoring.features import features
from app.identity.scoring.keys import keys
from app.identity.scoring.model import read_model
from app.identity.unify import unify
from app.ledger.book import Book
from app.settings import Settings
from bench.evidence import batches, evidence, fill
from bench.lines import Line
from loaders.load import load
from loaders.mapping import read_mapping

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from loaders.mapping import Mapping

ROOT = Path(__file__).parent.parent
SINGLES = 50
WARMING = 15
MERGES, SETTLING = 100, 100
"""Judgements that are measured, and made before: while the log is young its counts multiply, and statements that read it are planned anew."""
CROWD = 10_000
CROWDED = "crowd@x.example"
GROWTH = 1.2
SINGLE_GROWTH = 1.3
MERGED_MS = 100
WITH_JOURNEYS = 3
"""Every so manieth person of the generated evidence has touchpoints."""

_TOUCHPOINTS = """
UNWIND $rows AS row
MATCH (i:Identifier {key: row[0]})
CREATE (:Touchpoint {id: 'web:' + row[1], source: 'web', key: row[1], at: datetime({epochSeconds: row[2]}), type: row[3], channel: 'web', sequence: 0,
  hash: row[1]})-[:CARRIED {role: 'actor'}]->(i)
"""
_SIZES = """
MATCH (p:Person)
RETURN count(*) AS persons, percentileDisc(p.members, 0.99) AS p99, max(p.members) AS most
"""
_SAME = """
MATCH (a:Identifier {key: $a})-[:BELONGS_TO]->(p:Person)<-[:BELONGS_TO]-(b:Identifier {key: $b})
WHERE NOT p:Stale
RETURN COUNT { (p)-[:TOOK]->() } AS journeys
"""
_CROWD = """
MATCH (:Identifier {key: 'email:' + $value})<-[:STATES]-(r:Record)-[:BELONGS_TO]->(p:Person)
RETURN count(r) AS records, count(DISTINCT p) AS persons
"""


def main() -> int:
    """Prints a line for each figure, and returns 1 if a bound is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--uri", required=True)
    parser.add_argument("--links", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    password = os.environ.get("NEO4J_PASSWORD")
    with Graph(arguments.uri, ("neo4j", password) if password else None) as graph, tempfile.TemporaryDirectory() as home:
        lines = list(run(graph, Path(home), arguments.links, arguments.seed))
    return int(not all(line.ok for line in lines))


def run(graph: Graph, home: Path, links: int, seed: int) -> Iterator[Line]:
    """Measures on both graphs and yields a line for each figure, which it prints."""
    desk = Desk(graph, home, random.Random(seed))
    desk.build(links // 100, seed)  # only warms the database up
    desk.singles(WARMING)
    small = _measure(desk, links // 10, seed)
    yield from _printed([_crowd(desk, small)])
    large = _measure(desk, links, seed)
    each = [found.unify / found.identifiers * 1e6 for found in (large, small)]
    yield from _printed(
        [
            Line(f"unify in full, an identifier of {large.identifiers:,}", each[0], f"of {small.identifiers:,}", each[1], GROWTH, unit="us"),
            Line("one more record end to end, p95", p95(large.singles), f"at {small.identifiers:,}", p95(small.singles), SINGLE_GROWTH),
            Line("judgement to journeys, p95", p95(large.merges), "limit", MERGED_MS, 1),
        ]
    )


@dataclass(slots=True)
class Measured:
    """Figures of one graph: seconds for the whole, milliseconds for each single record and each merge."""

    identifiers: int
    unify: float
    singles: list[float] = field(default_factory=list)
    merges: list[float] = field(default_factory=list)


def _measure(desk: Desk, links: int, seed: int) -> Measured:
    found = desk.build(links, seed)
    desk.singles(WARMING)
    found.singles = desk.singles(SINGLES)
    desk.merges(SETTLING)
    found.merges = desk.merges(MERGES)
    _note(f"one more record: {told(found.singles)}; judgement to journeys: {told(found.merges)}")
    return found


def _crowd(desk: Desk, before: Measured) -> Line:
    """Has 10,000 records state one value, checks that their persons stay apart, and loads single records again, some of which state it too."""
    begun = time.perf_counter()
    desk.crowd(CROWD)
    found = desk.graph.driver.execute_query(_CROWD, value=CROWDED).records[0].data()
    _note(f"{CROWD:,} records on one value: {found['persons']:,} persons of {found['records']:,} records, in {time.perf_counter() - begun:.0f} s")
    if not found["persons"] == found["records"] == CROWD:
        sys.exit("A value that 10,000 records share has joined some of them.")
    desk.crowded = True
    desk.singles(WARMING)
    after = desk.singles(SINGLES)
    desk.crowded = False
    _note(f"one more record beside them: {told(after)}")
    return Line("one more record beside a value of 10,000, p95", p95(after), "before", p95(before.singles), SINGLE_GROWTH)


class Desk:
    """A graph under measurement, and somebody who loads and judges: everything that is drawn comes from one source of chance."""

    def __init__(self, graph: Graph, home: Path, source: random.Random) -> None:
        self.graph, self.home, self.source = graph, home, source
        self.settings = Settings(home=home)
        self.contacts = read_mapping(ROOT / "loaders/mappings/crm/contacts.yaml")
        self.events = read_mapping(ROOT / "loaders/mappings/web/events.yaml")
        self.names = [_word(source) for _ in range(400)], [_word(source, 3) for _ in range(20_000)]
        self.persons = 0
        self.known: set[str] = set()
        self.number = 10_000_000
        self.crowded = False

    def build(self, links: int, seed: int) -> Measured:
        """Fills the graph anew with evidence, keys and touchpoints, and derives it in full."""
        begun = time.perf_counter()
        identifiers, records, seen, states = evidence(links, seed)
        records = [(id_, f"{self.source.choice(self.names[0])} {self.source.choice(self.names[1])}") for id_, _ in records]
        fill(self.graph, (identifiers, records, seen, states))
        self._key(records)
        self.known = {key for key, _, _ in identifiers}
        self.persons = max(int(key.removeprefix("cookie:c").partition("_")[0]) for key in self.known if key.startswith("cookie:"))
        self._touch()
        filled = time.perf_counter()
        model = read_model()
        self.graph.write("identity/scoring_state_write", model=model.name)
        policy = read_policy().scored(model.threshold)
        found = unify(self.graph, policy, book=Book(self.settings.secret().encode()))
        unified = time.perf_counter()
        derive(self.graph, self.settings)
        sizes = self.graph.driver.execute_query(_SIZES).records[0].data()
        _note(
            f"{len(seen) + len(states):,} links, {len(identifiers):,} identifiers, {len(records):,} records, filled in {filled - begun:.0f} s; "
            f"unified in {unified - filled:.1f} s ({', '.join(f'{step} {each:.1f}' for step, each in found.seconds.items())}), "
            f"journeys in {time.perf_counter() - unified:.0f} s; {sizes['persons']:,} persons, p99 {sizes['p99']} members, largest {sizes['most']}"
        )
        return Measured(len(identifiers), unified - filled)

    def singles(self, count: int) -> list[float]:
        """Loads so many single rows, each from a file of its own to the journeys; milliseconds of each."""
        times = []
        for _ in range(count):
            mapping, path = self._row()
            before = time.perf_counter()
            load(self.graph, mapping, [path], key=self.settings.secret().encode())
            derive(self.graph, self.settings)
            times.append((time.perf_counter() - before) * 1e3)
        return times

    def merges(self, count: int) -> list[float]:
        """Judges so many pairs of ordinary persons the same; milliseconds of each from the judgement to the journeys."""
        times = []
        for a, b in self._pairs(count):
            before = time.perf_counter()
            judge(self.graph, Verdict.SAME, (f"identifier/{a}", f"identifier/{b}"), Said("bench", "one and the same"))
            derive_touched(self.graph, self.settings)
            times.append((time.perf_counter() - before) * 1e3)
            if not self.graph.driver.execute_query(_SAME, a=a, b=b).records:
                sys.exit(f"{a} and {b} were judged the same, and are not one person with journeys.")
        return times

    def crowd(self, count: int) -> None:
        """Loads so many contacts that all state one address, and derives."""
        load(self.graph, self.contacts, [self._contacts([self._contact(CROWDED) for _ in range(count)])], key=self.settings.secret().encode())
        derive(self.graph, self.settings)

    def _key(self, records: Sequence[tuple[str, str]]) -> None:
        rows = [{"id": id_, "key": key} for id_, name in records for key in keys(features(id_, {"fullName": name, "kind": "person"}, []))]
        for part in batches(rows):
            self.graph.write("identity/scoring_keys_add", rows=part)
        for some in batches(sorted({row["key"] for row in rows})):
            self.graph.write("identity/scoring_keys_count", keys=some, cap=read_model().cap)

    def _touch(self) -> None:
        kinds = ("page_view", "product_view", "add_to_cart", "purchase")
        rows = []
        for person in range(WITH_JOURNEYS, self.persons + 1, WITH_JOURNEYS):
            first = 1_704_067_200 + self.source.randrange(700 * 86_400)
            rows += [
                (f"cookie:c{person}_0", f"{person}-{place}", first + self.source.randrange(30 * 86_400), kind)
                for place, kind in enumerate(self.source.choices(kinds, k=self.source.randint(1, 5)))
            ]
        for part in batches(rows):
            self.graph.driver.execute_query(_TOUCHPOINTS, rows=part)

    def _row(self) -> tuple[Mapping, Path]:
        """A contact or an event, of somebody who is known, of somebody new, or on a value that many share."""
        self.number += 1
        who = self.source.choice(("known", "new", "shared"))
        if self.source.random() < 0.5:
            address = {"known": self._some("email:p{}@x.example"), "new": f"n{self.number}@x.example", "shared": self._shared()}[who]
            return self.contacts, self._contacts([self._contact(address)])
        cookie = self._some("cookie:c{}_0") if who == "known" else f"n{self.number}"
        login = self._some("login:u{}") if who == "shared" or self.source.random() < 0.3 else None
        return self.events, self._event(cookie, login)

    def _shared(self) -> str:
        return CROWDED if self.crowded else f"info{self.source.randrange(self.persons // 1000 + 1)}@x.example"

    def _some(self, pattern: str) -> str:
        """The value of an identifier that is in the graph."""
        while True:
            key = pattern.format(self.source.randint(1, self.persons))
            if key in self.known:
                return key.partition(":")[2]

    def _pairs(self, count: int) -> Iterator[tuple[str, str]]:
        for _ in range(count):
            a, b = (WITH_JOURNEYS * each for each in self.source.sample(range(1, self.persons // WITH_JOURNEYS + 1), 2))
            yield f"cookie:c{a}_0", f"cookie:c{b}_0"

    def _contact(self, address: str) -> dict[str, object]:
        self.number += 1
        given, family = (self.source.choice(names) for names in self.names)
        born = f"{self.source.randint(1940, 2005)}-{self.source.randint(1, 12):02}-{self.source.randint(1, 28):02}"
        row = {"contact_id": self.number, "updated_at": "2026-02-01T10:00:00Z", "given_name": given, "family_name": family, "date_of_birth": born}
        return row | {"email": address}

    def _contacts(self, rows: Sequence[dict[str, object]]) -> Path:
        path = self.home / "contacts.csv"
        columns = ("contact_id", "updated_at", "given_name", "family_name", "date_of_birth", "street", "postal_code", "city", "country")
        columns += ("shop_login", "email", "phone", "household_id", "account_id")
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns)
            writer.writeheader()
            writer.writerows(rows)
        return path

    def _event(self, cookie: str, login: str | None) -> Path:
        at = f"2026-02-0{self.source.randint(1, 9)}T10:00:00Z"
        row = {"event_id": f"e{self.number}", "event": "pv", "occurred_at": at, "received_at": at, "user": {"cookie": cookie, "login": login}}
        path = self.home / "events.jsonl"
        path.write_text(json.dumps(row) + "\n", encoding="utf-8")
        return path


def p95(times: Sequence[float]) -> float:
    """The time that 95 in 100 do not exceed."""
    return sorted(times)[-(-95 * len(times) // 100) - 1]


def told(times: Sequence[float]) -> str:
    """Median and p95 in words."""
    return f"median {sorted(times)[len(times) // 2]:.0f} ms, p95 {p95(times):.0f} ms of {len(times)}"


def _word(source: random.Random, syllables: int = 2) -> str:
    return "".join(source.choice("bdfgklmnprstvw") + source.choice("aeiou") for _ in range(syllables)).capitalize() + source.choice(
        ("", "n", "r", "s")
    )


def _printed(lines: list[Line]) -> list[Line]:
    for line in lines:
        print(line, flush=True)
    return lines


def _note(text: str) -> None:
    print(f"# {text}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
