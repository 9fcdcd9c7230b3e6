"""Order: whatever order, batches and repetition a world arrives in, one graph hash; and the touched components are what the whole graph gives."""

from __future__ import annotations

import random
import tempfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import orjson

from app.derivation import derive
from app.settings import Settings
from bench.proofs import worlds
from bench.proofs.canonical import asked, graph_hash
from bench.proofs.line import Line
from seeds.shape import Shape

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from app.graph import Graph
    from bench.proofs.worlds import Row, World

BATCH = 10
SEED = 11
ONE_VERSION = replace(Shape(), changed=0.0, tablet=0.2, info=0.05, recycled=0.05)
"""Many traps; no contact is delivered twice, because a cut does not bring back what a record said before its current version."""


def prove(graph: Graph, *, small: bool) -> Iterator[Line]:
    """Senzing, fake1000 and a generated world: 50 permutations in batches and at once, 3 row by row; then cuts by event time."""
    with tempfile.TemporaryDirectory(prefix="throughline-proofs-") as home:
        settings = Settings(home=Path(home))
        made = worlds.generated(Path(home) / "world", SEED, 6 if small else 25, ONE_VERSION)
        yield _cuts(graph, settings, made, times=3 if small else 20)
        public = {"senzing": worlds.senzing} if small else {"senzing": worlds.senzing, "fake1000": worlds.fake1000}
        for name, world in [*((name, read()) for name, read in public.items()), (made.name, made)]:
            if world is None:
                print(f"# {name} is not here and was left out; set THROUGHLINE_SHARED_DATA", flush=True)
            else:
                yield from _permuted(graph, settings, world, times=2 if small else 50, singly=0 if small else 3)


def _permuted(graph: Graph, settings: Settings, world: World, *, times: int, singly: int) -> Iterator[Line]:
    wanted = _told(graph, settings, world, world.rows, len(world.rows))
    dice = random.Random(SEED)
    for size, count, name in ((BATCH, times, "in batches of 10"), (len(world.rows), times, "at once"), (1, singly, "row by row")):
        held = again = 0
        for _ in range(count):
            rows = dice.sample(world.rows, k=len(world.rows))
            rows += dice.sample(rows, k=len(rows) // 10)
            held += _told(graph, settings, world, rows, size) == wanted
            derive(graph, settings, full=True)
            again += graph_hash(graph) == wanted
        if count:
            yield Line(f"order: {world.name}, {len(world.rows):,} rows {name}, a tenth repeated: one hash", count, held)
            yield Line(f"order: {world.name} {name}: touched components equal the whole graph by GDS", count, again)


def _told(graph: Graph, settings: Settings, world: World, rows: Sequence[Row], size: int) -> str:
    """The hash after rows have arrived so many at a time, each time derived."""
    graph.write("runtime/wipe")
    for start in range(0, len(rows), size):
        world.arrive(graph, rows[start : start + size])
        derive(graph, settings, prepare=False)
    return graph_hash(graph)


def _cuts(graph: Graph, settings: Settings, world: World, *, times: int) -> Line:
    """Cut at an instant, moved on and back again, the graph is that of what happened by then; uncut, that of all."""
    graph.write("runtime/wipe")
    world.arrive(graph, world.rows)
    derive(graph, settings, prepare=False)
    whole = graph_hash(graph)
    times_of = _times(graph, world)
    dice, held, found = random.Random(SEED), 0, {}
    instants = dice.sample(sorted(times_of)[1:-1], k=times)
    for number, instant in enumerate(instants):
        derive(graph, settings, prepare=False, until=datetime.fromtimestamp(instant / 1000, UTC), full=number % 3 == 1)
        found[instant] = graph_hash(graph)
    derive(graph, settings, prepare=False)
    back = graph_hash(graph) == whole
    for instant in instants:
        by_then = [row for at, rows in times_of.items() if at <= instant for row in rows]
        held += _told(graph, settings, world, by_then, len(by_then)) == found[instant]
    note = f"uncut again it is {'' if back else 'NOT '}the graph of all"
    return Line(f"order: {world.name} cut at random instants: the graph of what had happened by then", times + 1, held + back, note=note)


def _times(graph: Graph, world: World) -> dict[int, list[Row]]:
    """The rows of a loaded world by their event times, in epoch milliseconds."""
    known: dict[bool, dict[str, int]] = {True: {}, False: {}}
    for each in asked(graph, "times"):
        known[each["touchpoint"]][each["key"]] = each["at"]
    found: dict[int, list[Row]] = {}
    for row in world.rows:
        values = [str(value) for value in orjson.loads(row.text).values()]
        at = next(known[kind][value] for kind in (True, False) for value in values if value in known[kind])
        found.setdefault(at, []).append(row)
    return found
