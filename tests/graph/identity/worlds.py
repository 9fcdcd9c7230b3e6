"""Small worlds of evidence, written as text.

`login:a-cookie:1` is a link, `r:1` a record, `o:1` an organisation's; `~30` after a link gives the day it was seen; `email:x-email:x#` says that the
second is the hash of the first; what stands before a stroke, as in `user:shop/42`, is the scope of a value. `alike` and `contradict` write what a
scoring model would, `judge` what a steward would.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import LiteralString

    from app.graph import Graph

_RECORDS = ("r:", "o:")
DAY_0 = datetime(2026, 1, 1, tzinfo=UTC)

_RECORD = """
UNWIND $rows AS row
MERGE (r:Record {id: row.id})
  ON CREATE SET r.source = 'test', r.key = row.id, r.fullName = row.id, r:Touched,
    r.kind = CASE WHEN row.id STARTS WITH 'o:' THEN 'organisation' ELSE 'person' END
"""
_IDENTIFIER = """
UNWIND $rows AS row
MERGE (i:Identifier {key: row.key})
  ON CREATE SET i.namespace = row.namespace, i.value = row.value, i.scope = row.scope, i:Touched
SET i.first = CASE WHEN i.first < row.at THEN i.first ELSE row.at END,
  i.last = CASE WHEN i.last > row.at THEN i.last ELSE row.at END
"""
_STATES = """
UNWIND $rows AS row
MATCH (a:Record {id: row.a}), (b:Identifier {key: row.b})
SET a:Touched, b:Touched
MERGE (a)-[e:STATES]->(b)
SET e.first = CASE WHEN e.first < row.at THEN e.first ELSE row.at END, e.last = CASE WHEN e.last > row.at THEN e.last ELSE row.at END
"""
_SEEN_WITH = """
UNWIND $rows AS row
MATCH (a:Identifier {key: row.a}), (b:Identifier {key: row.b})
SET a:Touched, b:Touched
MERGE (a)-[e:SEEN_WITH]->(b)
SET e.first = CASE WHEN e.first < row.at THEN e.first ELSE row.at END, e.last = CASE WHEN e.last > row.at THEN e.last ELSE row.at END
CREATE (t:Touchpoint {id: randomUUID(), at: row.at, source: 'test', type: 'seen', channel: 'web'})
CREATE (t)-[:CARRIED {role: 'actor'}]->(a), (t)-[:CARRIED {role: 'actor'}]->(b)
"""
_ALIAS = """
UNWIND $rows AS row
MATCH (a:Identifier {key: row.a}), (b:Identifier {key: row.b})
SET a:Touched, b:Touched, b.twin = a.key
MERGE (a)-[:ALIAS]->(b)
"""
_WITHDRAW = """
UNWIND $rows AS row
MATCH (a:Record {id: row.a})-[e:STATES]->(b:Identifier {key: row.b})
SET a:Touched
DELETE e
"""
_ALIKE = """
UNWIND $rows AS row
MATCH (a:Record {id: row.a}), (b:Record {id: row.b})
SET a:Touched, b:Touched
MERGE (a)-[e:RESEMBLES]->(b)
SET e.score = row.score, e.model = 'test', e.weight = 1.0, e.because = 'fullName'
"""
_CONTRADICT = """
UNWIND $rows AS row
MATCH (a:Record {id: row.a}), (b:Record {id: row.b})
SET a:Touched, b:Touched
MERGE (a)-[e:CONTRADICTS]->(b)
SET e.model = 'test', e.weight = -9.0, e.because = 'birthDate'
"""
_JUDGE = """
CREATE (j:Judgement {id: $id, verdict: $verdict, state: 'stands', number: $number})
WITH j
UNWIND $on AS on
MATCH (m:Record|Identifier|Use)
WHERE coalesce(m.id, m.key) = on.key
SET m:Touched
CREATE (j)-[:ON {side: on.side, pair: on.pair}]->(m)
"""
_UNDO = """
MATCH (j:Judgement {id: $id})
SET j.state = 'undone'
WITH j
MATCH (j)-[:ON]->(m)
SET m:Touched
"""
_PERSONS = """
MATCH (m)-[:BELONGS_TO]->(p:Person)
RETURN p.id AS person, p.members AS size, collect(coalesce(m.id, m.key)) AS members
"""
_VERDICTS = """
MATCH (a)-[v:ADMITTED|REFUSED]->(b)
RETURN coalesce(a.id, a.key) AS a, coalesce(b.id, b.key) AS b, type(v) AS type, v.rule AS rule, v.because AS because
"""
_MARKS = "MATCH (n:Touched|Judged|Queued|Fresh) RETURN count(n) AS marks"


def add(graph: Graph, text: str) -> None:
    """Adds the evidence of a text to the graph, as a load would."""
    links = [_link(word) for word in text.split()]
    names = {(name, at) for a, b, at in links for name in (a, b) if name}
    records = [{"id": name} for name, _ in names if name.startswith(_RECORDS)]
    values = [_identifier(name, at) for name, at in names if not name.startswith(_RECORDS)]
    stated = [{"a": a, "b": b, "at": at} for a, b, at in links if b and a.startswith(_RECORDS)]
    alias = [{"a": a, "b": b} for a, b, _ in links if b == f"{a}#"]
    seen = [{"a": min(a, b), "b": max(a, b), "at": at} for a, b, at in links if b and not a.startswith(_RECORDS) and b != f"{a}#"]
    _write(graph, (_RECORD, records), (_IDENTIFIER, values), (_STATES, stated), (_SEEN_WITH, seen), (_ALIAS, alias))


def withdraw(graph: Graph, text: str) -> None:
    """Takes back what records stated, as a new version of a record does."""
    rows = [{"a": a, "b": b} for a, b, _ in map(_link, text.split())]
    graph.driver.execute_query(_WITHDRAW, rows=rows)


def alike(graph: Graph, text: str) -> None:
    """Records that resemble each other, as `r:1-r:2@.97`."""
    rows = [{"a": min(a, b), "b": max(a, b), "score": float(score)} for a, b, score in map(_pair, text.split())]
    _write(graph, (_RECORD, [{"id": row[end]} for row in rows for end in ("a", "b")]), (_ALIKE, rows))


def contradict(graph: Graph, text: str) -> None:
    """Records whose traits contradict, as `r:1-r:2`."""
    rows = [{"a": min(a, b), "b": max(a, b)} for a, b, _ in map(_pair, text.split())]
    _write(graph, (_RECORD, [{"id": row[end]} for row in rows for end in ("a", "b")]), (_CONTRADICT, rows))


def judge(graph: Graph, verdict: str, left: str, right: str) -> str:
    """Judges the first member of each side, `same` or `different`; the others stood with it. Gives the id of the judgement."""
    number = len(graph.driver.execute_query("MATCH (j:Judgement) RETURN j").records)
    on = [{"key": key, "side": side, "pair": key == text.split()[0]} for side, text in (("a", left), ("b", right)) for key in text.split()]
    graph.driver.execute_query(_JUDGE, id=f"J-{number}", verdict=verdict, number=number, on=on)
    return f"J-{number}"


def undo(graph: Graph, id_: str) -> None:
    """Takes a judgement back."""
    graph.driver.execute_query(_UNDO, id=id_)


def persons(graph: Graph) -> dict[str, set[str]]:
    """Every person's members; a person whose stored size is wrong fails here."""
    found = {}
    for row in graph.driver.execute_query(_PERSONS).records:
        assert row["size"] == len(row["members"]), row
        found[row["person"]] = set(row["members"])
    return found


def partition(graph: Graph) -> set[frozenset[str]]:
    """The members of every person, without ids."""
    return {frozenset(members) for members in persons(graph).values()}


def verdicts(graph: Graph) -> list[tuple[str, ...]]:
    """Every verdict, in order, repeated ones repeated."""
    return sorted(tuple(str(value) for value in row.values()) for row in graph.driver.execute_query(_VERDICTS).records)


def marks(graph: Graph) -> int:
    """How many nodes still wait to be dealt with by identity."""
    count: int = graph.driver.execute_query(_MARKS).records[0]["marks"]
    return count


def _write(graph: Graph, *queries: tuple[LiteralString, Sequence[Mapping[str, object]]]) -> None:
    """All in one transaction, and none for no rows: worlds are small, so that transactions are what they cost."""
    with graph.driver.session() as session, session.begin_transaction() as transaction:
        for query, rows in queries:
            if rows:
                transaction.run(query, rows=rows).consume()
        transaction.commit()


def _pair(word: str) -> tuple[str, str, str]:
    pair, _, score = word.partition("@")
    a, _, b = pair.partition("-")
    return a, b, score


def _link(word: str) -> tuple[str, str, datetime]:
    pair, _, day = word.partition("~")
    a, _, b = pair.partition("-")
    if b.startswith(_RECORDS):
        a, b = b, a
    return a, b, DAY_0 + timedelta(days=int(day or 0))


def _identifier(name: str, at: datetime) -> dict[str, object]:
    namespace, _, value = name.partition(":")
    scope, stroke, _ = value.partition("/")
    return {"key": name, "namespace": namespace, "value": value, "scope": scope if stroke else None, "at": at}
