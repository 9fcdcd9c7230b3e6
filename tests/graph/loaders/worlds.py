"""Small worlds for the loaders' tests: mappings as text, files as text, and the observed graph as one comparable value."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING

from loaders.load import load
from loaders.mapping import read_mapping

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.graph import Graph
    from loaders.outcomes import Outcome

SECRET = b"a secret for tests only"

CONTACTS = """
format: csv
source: {name: shop, kind: crm, owner: sales}
timezone: UTC
record:
  key: id
  version: version
  time: day
  traits: {givenName: name}
identifiers:
  - {column: id, namespace: crm}
  - {column: email, namespace: email}
  - {column: phone, namespace: phone, region: DE}
memberships:
  - {column: household, group: household}
"""

EVENTS = """
format: csv
source: {name: web, kind: web, owner: digital}
timezone: UTC
identifiers:
  - {column: cookie, namespace: cookie}
  - {column: login, namespace: login}
  - {column: to, namespace: email, role: recipient}
touchpoint:
  id: id
  version: version
  type: type
  time: at
  channel: {value: web}
  campaign: campaign
  value: value
channels: {web: {kind: web, owner: digital}}
"""

NEWSLETTER = """
format: csv
source: {name: letters, kind: email, owner: marketing}
timezone: UTC
identifiers:
  - {column: plain, namespace: email}
  - {column: sha256, namespace: email, hashed: sha256}
  - {column: md5, namespace: email, hashed: md5}
touchpoint: {id: id, type: {value: click}, time: at}
types: {click: {owner: marketing}}
"""

_OBSERVED = Path(__file__).with_name("queries")


def write(folder: Path, name: str, text: str | bytes) -> Path:
    """A file in a folder."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else dedent(text).lstrip("\n").encode())
    return path


def load_rows(graph: Graph, folder: Path, mapping: str, rows: Iterable[str], *, batch: int = 100) -> Outcome:
    """Loads separated rows, the first being the header, and returns the outcome of the only source."""
    described = write(folder, "world/mapping.yaml", mapping)
    file = write(folder, "rows.csv", "\n".join(rows) + "\n")
    (outcome,) = load(graph, read_mapping(described), [file], key=SECRET, batch=batch)
    assert outcome.balanced
    return outcome


def observed(graph: Graph) -> dict[str, list[tuple[object, ...]]]:
    """Everything observed, sorted, without clock times and internal ids: equal graphs give equal values."""
    found = {}
    with graph.driver.session() as session:
        for path in sorted(_OBSERVED.glob("*.cypher")):
            rows = session.run(path.read_text(encoding="utf-8"))
            found[path.stem] = sorted((tuple(map(_comparable, row.values())) for row in rows), key=repr)
    return found


def _comparable(value: object) -> object:
    if isinstance(value, dict):
        return tuple(sorted((name, _comparable(each)) for name, each in value.items()))
    if isinstance(value, list):
        return tuple(map(_comparable, value))
    return str(value) if type(value).__module__.startswith("neo4j") else value
