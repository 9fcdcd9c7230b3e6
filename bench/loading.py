"""What loading idempotently costs over creating blindly: the same world, the same rows, the same database, one after the other.

Ours reads, parses, asks what is known, and writes, in a process of its own whose peak memory is measured. The peer is the bare driver: rows parsed
beforehand (not in its time), identifiers and evidence gathered beforehand, plain CREATE in batches of the same size, times as integers as ours.
The database must be empty and is emptied again.

    python -m bench.loading --uri bolt://127.0.0.1:7687 [--touchpoints 1000000]
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from app.errors import Conflict
from app.graph import Graph, schema
from bench.lines import Line
from loaders.gather import Evidence
from loaders.load import BATCH, load
from loaders.mapping import Mapping, read_mapping
from loaders.parsing import Chunk, chunks_of
from loaders.readers import read_file
from loaders.rows import RowReader
from loaders.stamps import stamp, stamp_or_none

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loaders.facts import RecordFacts, TouchpointFacts

ROOT = Path(__file__).parent.parent
HERE = Path(__file__).parent / "loading_cypher"
SECRET = b"a secret for benchmarks"
WARMING = 20_000
_MEGABYTE = 1024
_TENTH = 10


def main() -> int:
    """Prints one line a figure; exits with 1 if a bound is missed."""
    options = _options()
    if options.only_ours:
        return _ours(options.uri, options.only_ours)
    with Graph(options.uri, _auth()) as graph, tempfile.TemporaryDirectory() as folder:
        schema.apply(graph)
        if graph.read("runtime/count_nodes")[0]["nodes"]:
            raise Conflict(f"{options.uri} holds nodes, and a benchmark would wipe them; give it an empty database.")
        world, small = Path(folder, "world"), Path(folder, "small")
        _generate(world, options.touchpoints)
        _generate(small, min(WARMING, options.touchpoints))
        _both(graph, options.uri, small)
        ours, peer = _both(graph, options.uri, world)
        if not options.keep:
            graph.write("runtime/wipe")
    for name, seconds in peer.parts.items():
        print(f"# peer {name}: {seconds:.1f} s", file=sys.stderr)
    lines = [
        Line("load, touchpoints a second", ours["rate"], "blind CREATE", peer.rate, 0.5, "/s", more=True),
        Line("load, peak memory", ours["memory"], "limit", 500, 1, "MB"),
        Line("load, rate of the last tenth", ours["last"], "first tenth", ours["first"], 0.8, "/s", more=True),
    ]
    for line in lines:
        print(line)
    return 0 if all(line.ok for line in lines) else 1


def _both(graph: Graph, uri: str, folder: Path) -> tuple[dict[str, float], Peer]:
    """The peer, then ours, each into an empty database; ours stays. The small world only warms both up."""
    graph.write("runtime/wipe")
    peer = _peer(graph, folder)
    graph.write("runtime/wipe")
    return _measured(uri, folder), peer


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.loading", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--uri", required=True, help="a throwaway database, empty")
    parser.add_argument("--touchpoints", type=int, default=1_000_000)
    parser.add_argument("--keep", action="store_true", help="leave what ours has loaded")
    parser.add_argument("--only-ours", type=Path, help=argparse.SUPPRESS)
    return parser.parse_args()


def _auth() -> tuple[str, str] | None:
    password = os.environ.get("NEO4J_PASSWORD")
    return ("neo4j", password) if password else None


def _generate(folder: Path, touchpoints: int) -> None:
    arguments = [sys.executable, "-m", "seeds.generate", "--touchpoints", str(touchpoints), "--seed", "1", "--out", str(folder)]
    subprocess.run(arguments, check=True, cwd=ROOT, stdout=subprocess.DEVNULL)


def _files(folder: Path) -> Iterator[tuple[Mapping, Path]]:
    for entry in yaml.safe_load((folder / "manifest.yaml").read_text(encoding="utf-8")):
        own = folder / "mappings" / entry["mapping"]
        yield read_mapping(own if own.exists() else ROOT / "loaders" / "mappings" / entry["mapping"]), folder / entry["file"]


def _measured(uri: str, folder: Path) -> dict[str, float]:
    arguments = [sys.executable, "-m", "bench.loading", "--uri", uri, "--only-ours", str(folder)]
    done = subprocess.run(arguments, check=True, cwd=ROOT, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(ROOT)})
    found: dict[str, float] = json.loads(done.stdout)
    return found


def _ours(uri: str, folder: Path) -> int:
    """Loads the world, and prints rate, rates of the first and last tenth of its largest file, and peak memory."""
    largest = max((file for _, file in _files(folder)), key=lambda file: file.stat().st_size)
    ticks: list[tuple[int, float]] = []
    with Graph(uri, _auth()) as graph:
        begun = time.perf_counter()
        for mapping, file in _files(folder):
            started = time.perf_counter()
            seen: list[tuple[int, float]] = [(0, started)]
            load(graph, mapping, [file], key=SECRET, progress=lambda rows, seen=seen: seen.append((rows, time.perf_counter())))  # type: ignore[misc]
            ticks = seen if file == largest else ticks
            print(f"# {file.parent.name}/{file.name}: {seen[-1][0]:,} rows, {time.perf_counter() - started:.1f} s", file=sys.stderr)
        seconds = time.perf_counter() - begun
    summary = json.loads((folder / "summary.json").read_text(encoding="utf-8"))
    total = ticks[-1][0]
    first, last = _rate(ticks, 0, total / _TENTH), _rate(ticks, total - total / _TENTH, total)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _MEGABYTE
    print(json.dumps({"rate": summary["touchpoints"] / seconds, "memory": memory, "first": first, "last": last}))
    return 0


def _rate(ticks: list[tuple[int, float]], since: float, until: float) -> float:
    """Rows a second between two row numbers, to whole batches."""
    begin = max(tick for tick in ticks if tick[0] <= since)
    end = min(tick for tick in ticks if tick[0] >= until)
    return (end[0] - begin[0]) / (end[1] - begin[1])


@dataclass
class Peer:
    """What the bare driver needed."""

    touchpoints: int = 0
    parts: dict[str, float] = field(default_factory=dict)

    @property
    def rate(self) -> float:
        """Touchpoints a second."""
        return self.touchpoints / sum(self.parts.values())


def _peer(graph: Graph, folder: Path) -> Peer:
    found, evidence, known = Peer(), Evidence(), set[str]()
    _spans(folder, evidence)
    made: set[str] = set()
    for mapping, file in _files(folder):
        for chunk in chunks_of(read_file(mapping, file), RowReader(mapping, secret=SECRET), BATCH):
            touchpoints, records = _fresh(chunk, known)
            found.touchpoints += len(touchpoints)
            keys = {i.key: i for t in touchpoints for i, _ in t.carried} | {i.key: i for r in records for i in r.identifiers}
            fresh = [_identifier(evidence, key) for key in keys if key not in made]
            made.update(keys)
            _create(graph, found, "identifiers", rows=fresh)
            _create(graph, found, "names", **_names(touchpoints))
            _create(graph, found, "touchpoints", rows=[_touchpoint(each) for each in touchpoints])
            for plural, name in (("campaigns", "campaign"), ("products", "product")):
                _create(graph, found, plural, rows=[(one.id, one.properties[name]) for one in touchpoints if name in one.properties])
            _create(graph, found, "records", rows=[_record(each) for each in records])
    pairs = [(*key, each.count, stamp(each.first), stamp(each.last)) for key, each in evidence.meetings.items()]
    for start in range(0, len(pairs), BATCH):
        _create(graph, found, "pairs", rows=pairs[start : start + BATCH])
    return found


def _spans(folder: Path, evidence: Evidence) -> None:
    known: set[str] = set()
    for mapping, file in _files(folder):
        for chunk in chunks_of(read_file(mapping, file), RowReader(mapping, secret=SECRET), BATCH):
            touchpoints, records = _fresh(chunk, known)
            evidence.add_touchpoints(touchpoints)
            evidence.add_records(records)


def _fresh(chunk: Chunk, known: set[str]) -> tuple[list[TouchpointFacts], list[RecordFacts]]:
    touchpoints = {each.touchpoint.id: each.touchpoint for each in chunk.facts if each.touchpoint}
    records = {each.record.id: each.record for each in chunk.facts if each.record and each.record.id not in known}
    known.update(records)
    return list(touchpoints.values()), list(records.values())


def _create(graph: Graph, found: Peer, name: str, **params: object) -> None:
    if not any(params.values()):
        return
    query = (HERE / f"{name}.cypher").read_text(encoding="utf-8")
    begun = time.perf_counter()
    with graph.driver.session() as session:
        session.execute_write(lambda transaction: transaction.run(query, params).consume())
    found.parts[name] = found.parts.get(name, 0) + time.perf_counter() - begun


def _identifier(evidence: Evidence, key: str) -> dict[str, object]:
    span = evidence.spans[key]
    one = span.identifier
    times = {"first": stamp_or_none(span.first), "last": stamp_or_none(span.last)}
    return {"key": key, "namespace": one.namespace, "value": one.value, "scope": one.scope, "hashed": one.hashed, **times, **dict(one.digests)}


def _touchpoint(one: TouchpointFacts) -> dict[str, object]:
    properties = {"id": one.id, "hash": one.hash, **one.properties}
    carried = [(identifier.key, role) for identifier, role in one.carried]
    return {"properties": properties, "at": stamp(one.at), "received": stamp_or_none(one.received), "carried": carried}


def _record(one: RecordFacts) -> dict[str, object]:
    properties = {"id": one.id, "source": one.source, "key": one.key, "kind": one.kind, "hash": one.hash, **one.traits}
    return {"properties": properties, "at": stamp_or_none(one.at), "states": [each.key for each in one.identifiers]}


def _names(touchpoints: list[TouchpointFacts]) -> dict[str, list[object]]:
    names = (("channels", "channel"), ("campaigns", "campaign"), ("products", "product"))
    return {plural: list({each.properties[name] for each in touchpoints if name in each.properties}) for plural, name in names}


if __name__ == "__main__":
    sys.exit(main())
