"""Resemblance: what the graph keeps of scores, for the records that changed: blocking keys, RESEMBLES and CONTRADICTS.

Keys first, for all of them, because a key that passes or leaves its cap touches its other users; then candidates, scores, and only the differences.
What stands afterwards is a function of the records and the model: no order, batch size or repetition shows. A killed run leaves its marks (`Touched`)
and is run again.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from app.graph.failures import Failures, Subject
from app.identity.scoring.features import features
from app.identity.scoring.keys import keys
from app.identity.scoring.pairs import Pair, compare

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from app.graph import Graph, Row
    from app.identity.scoring.features import Features
    from app.identity.scoring.model import Model

AT_ONCE = 1_000
"""Records in one transaction."""
MOST = 200_000
"""Records whose features are kept in memory, at about 2 kB each."""


@dataclass(slots=True)
class Resembled:
    """What a run compared and changed: records looked at, pairs scored, relationships written and taken back."""

    records: int = 0
    pairs: int = 0
    written: int = 0
    dropped: int = 0


class Known:
    """The features of records, each read and put into normal form once a run: a record is a candidate of many.

    Past `most`, the oldest are read again.

    A record that a loader changes meanwhile is marked `Touched` by it, and the next run compares it anew.
    """

    def __init__(self, graph: Graph, most: int = MOST, failures: Failures | None = None) -> None:
        self._graph, self._most, self._failures = graph, most, failures or Failures(graph)
        self._features: dict[str, Features] = {}

    def note(self, row: Row) -> Features | None:
        """The features of a record by its row of `identity/scoring_records`; None where it cannot be read."""
        try:
            found = features(row["id"], row["traits"], map(tuple, row["stated"]), nobodys=map(tuple, row["nobodys"]))
        except Exception as error:  # noqa: BLE001 - one record stops no other
            self._aside(row["id"], error)
            return None
        self._features[found.id] = found
        return found

    def keys(self, row: Row) -> set[str]:
        """The blocking keys of a record by its row; none where it waits, or cannot be read."""
        found = None if row["waits"] else self.note(row)
        try:
            return keys(found) if found else set()
        except Exception as error:  # noqa: BLE001 - the same
            self._aside(row["id"], error)
            return set()

    def compare(self, a: Features | None, b: Features | None, model: Model) -> list[Pair]:
        """What two records are to each other; nothing where either cannot be read."""
        if not a or not b:
            return []
        try:
            return list(compare(a, b, model))
        except Exception as error:  # noqa: BLE001 - the same
            self._aside(min(a.id, b.id), error)
            return []

    def _aside(self, id_: str, error: Exception) -> None:
        self._failures.note("records", Subject(record=id_), error)

    def read(self, ids: set[str]) -> dict[str, Features]:
        """The features of these records, from the graph where they are not known."""
        found = {id_: self._features[id_] for id_ in ids if id_ in self._features}
        for batch in _batches(sorted(ids - found.keys()), AT_ONCE):
            rows = self._graph.read("identity/scoring_records", ids=batch)
            found |= {row["id"]: read for row in rows if (read := self.note(row))}
        while len(self._features) > self._most:
            del self._features[next(iter(self._features))]
        return found


def derive(
    graph: Graph,
    model: Model,
    *,
    at_once: int = AT_ONCE,
    waiting: bool = False,
    unchanged: str | None = None,
    failures: Failures | None = None,
) -> Resembled:
    """Brings keys, resemblances and contradictions of the touched records up to date; of all records when the model is another one.

    With `waiting` some records may wait for a later instant; they have no keys and are like nobody. `unchanged` is the model by which all were
    compared, where it is known that nothing has changed since. A record that cannot be read is left to `failures`, and like nobody.
    """
    if unchanged == model.name:
        return Resembled()
    state = graph.read("identity/scoring_state")[0]
    changed = state["model"] != model.name
    if not changed and not state["touched"]:
        return Resembled()
    if changed:
        graph.write("identity/scoring_touch_all")
        graph.write("identity/scoring_crowded_all", cap=model.cap, waiting=waiting)
    graph.write("identity/scoring_crowded", cap=model.cap, waiting=waiting)
    known = Known(graph, failures=failures)
    for ids in _batches(_touched(graph), at_once):
        _key(graph, ids, model, known)
    touched = _touched(graph)
    total = Resembled(records=len(touched))
    every = frozenset(touched)
    for ids in _batches(touched, at_once):
        _compare(graph, ids, every, model, known, total)
    if changed:
        graph.write("identity/scoring_state_write", model=model.name)
    return total


def _touched(graph: Graph) -> list[str]:
    return sorted(row["id"] for row in graph.stream("identity/scoring_touched"))


def _key(graph: Graph, ids: list[str], model: Model, known: Known) -> None:
    """Writes the keys that records gained and lost, and judges those keys, in one transaction."""
    add, drop = [], []
    for row in graph.read("identity/scoring_records", ids=ids):
        now, before = known.keys(row), set(row["keys"])
        add += [{"id": row["id"], "key": key} for key in sorted(now - before)]
        drop += [{"id": row["id"], "key": key} for key in sorted(before - now)]
    changed = sorted({row["key"] for row in (*add, *drop)})
    if changed:
        with graph.work() as work:
            if add:
                work.run("identity/scoring_keys_add", rows=add)
            if drop:
                work.run("identity/scoring_keys_drop", rows=drop)
            work.run("identity/scoring_keys_count", keys=changed, cap=model.cap)


def _compare(graph: Graph, ids: list[str], every: frozenset[str], model: Model, known: Known, total: Resembled) -> None:
    """Scores the candidates of a batch. A pair of two touched records is looked at once, from the smaller."""
    rows = graph.read("identity/scoring_candidates", ids=ids)
    pairs = {(min(row["id"], other), max(row["id"], other)) for row in rows for other in row["others"] if other not in every or row["id"] < other}
    read = known.read({id_ for pair in pairs for id_ in pair})
    desired = {(each.type, each.a, each.b): each for a, b in sorted(pairs) for each in known.compare(read.get(a), read.get(b), model)}
    held = {
        (old["type"], *sorted((row["id"], old["other"]))): old
        for row in rows
        for old in row["held"]
        if old["other"] not in every or row["id"] < old["other"]
    }
    written = [each for key, each in desired.items() if key not in held or each.differs(held[key], model.name)]
    dropped = [{"type": type_, "a": a, "b": b} for type_, a, b in sorted(held.keys() - desired.keys())]
    _write(graph, written, dropped, model)
    total.pairs += len(pairs)
    total.written += len(written)
    total.dropped += len(dropped)


def _write(graph: Graph, written: list[Pair], dropped: list[Row], model: Model) -> None:
    if not written and not dropped:
        return
    with graph.work() as work:
        if dropped:
            work.run("identity/scoring_drop", rows=dropped)
        for type_ in ("resembles", "contradicts"):
            if rows := [each.row() for each in written if each.type == type_.upper()]:
                work.run(f"identity/scoring_{type_}_write", rows=rows, model=model.name)


def _batches(ids: Iterable[str], size: int) -> Iterator[list[str]]:
    left = iter(ids)
    while batch := list(islice(left, size)):
        yield batch
