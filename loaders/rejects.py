"""Rejects: rows that could not be accepted, listed, and tried again with the present mapping."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import BadInput
from loaders.batches import Context
from loaders.load import Loading, utc_now
from loaders.mapping import read_mapping
from loaders.readers import Entry, read_again
from loaders.rows import RowReader

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from app.graph import Graph, Row, Work
    from loaders.load import Accepted, Clock
    from loaders.mapping import Mapping
    from loaders.namespaces import Namespaces
    from loaders.outcomes import Outcome

_FILE = "rejects"


@dataclass(frozen=True, slots=True)
class Reject:
    """A row that was not accepted. `state` is open or replayed."""

    id: str
    source: str
    mapping: str
    path: str
    file: str
    line: int
    reason: str
    state: str


def list_rejects(graph: Graph, *, source: str | None = None, state: str | None = None) -> list[Reject]:
    """Every reject, by source, file and line; of one source or state only, if given."""
    return [Reject(**row) for row in graph.read("load/rejects_list", source=source, state=state)]


def replay(
    graph: Graph,
    mappings: Sequence[Path] = (),
    *,
    key: bytes,
    namespaces: Namespaces | None = None,
    clock: Clock = utc_now,
) -> list[Outcome]:
    """Tries open rejects again, each with its mapping as it is now, and marks those that are accepted as replayed.

    `mappings` are files that take the place of the mappings of the same name, where those have moved. Raises BadInput where a mapping is
    gone, and MappingError where it is wrong.
    """
    given = {each.name: each for each in (read_mapping(path, namespaces) for path in mappings)}
    outcomes: list[Outcome] = []
    wanted = {(each.mapping, each.path) for each in list_rejects(graph, state="open")}
    for name, path in sorted(wanted):
        mapping = given.get(name) or _present(Path(path), name, namespaces)
        loading = Loading(graph, RowReader(mapping, secret=key), Context(mapping, clock(), revive=False))
        rows = graph.read("load/rejects_raw", mapping=name, path=path)
        loading.run(_FILE, _entries(mapping, rows), accepted=_marker(rows))
        loading.done()
        outcomes.extend(loading.outcomes())
    return outcomes


def _present(path: Path, name: str, namespaces: Namespaces | None) -> Mapping:
    if not path.is_file():
        raise BadInput(f"The mapping {name} is no longer at {path}; say where it is: throughline rejects replay MAPPING.yaml.")
    return read_mapping(path, namespaces)


def _entries(mapping: Mapping, rows: list[Row]) -> Iterator[Entry]:
    """The rejects as rows of a file; the line is the place in the list, so that what is accepted can be told."""
    for place, row in enumerate(rows):
        broken = bytes(row["broken"]) if row["broken"] is not None else None
        found = read_again(mapping, str(row["raw"]), broken, tuple(row["columns"] or ()))
        if len(found) != 1 or found[0].row is None:
            yield Entry(place, row["raw"], reason=_reason(found), columns=tuple(row["columns"] or ()), broken=row["broken"])
        else:
            yield Entry(place, row["raw"], found[0].row, columns=found[0].columns, broken=row["broken"])


def _reason(found: list[Entry]) -> str:
    return next((each.reason for each in found if each.reason), "several rows or none")


def _marker(rows: list[Row]) -> Accepted:
    def mark(work: Work, lines: list[int]) -> None:
        if lines:
            work.run("load/rejects_replayed", ids=[rows[each]["id"] for each in lines])

    return mark
