"""Training: the next scoring model from the graph's own records, that nobody has labelled; it is a document to look at, to try and to apply.

Which records are looked at is a function of their ids, so the same graph gives the same model. A pair counts if one of its two records is among
them: so each pair of the graph is as likely to count as any other.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

from app.errors import BadInput
from app.identity.scoring import two_classes
from app.identity.scoring.fitting import Fitted, Pairs, fit, terms_of
from app.identity.scoring.resemblance import AT_ONCE, Known

if TYPE_CHECKING:
    from app.graph import Graph
    from app.identity.scoring.features import Features
    from app.identity.scoring.model import Model

MOST_RECORDS, MOST_PAIRS = 20_000, 400_000
"""Records that are looked at, at most, and pairs after which no more are."""


def train(graph: Graph, base: Model) -> Fitted:
    """Latent classes fitted to what the graph's records say. Raises BadInput where they do not suffice, or were never compared."""
    persons = _drawn(graph)
    ids, known = list(persons), Known(graph)
    records = _read(known, ids)
    pairs = Pairs(terms_of(records, base, persons))
    seen: set[tuple[str, str]] = set()
    for start in range(0, len(ids), AT_ONCE):
        _count(graph, known, ids[start : start + AT_ONCE], pairs, seen)
        if pairs.counts.total() >= MOST_PAIRS:
            break
    if ids and not seen:
        raise BadInput("No two records have a key in common, or none was ever compared; run `throughline unify`, then train.")
    return fit(pairs, len(records))


def train_by_splink(graph: Graph, base: Model) -> Model:
    """Splink's two classes: m and u of each comparison. Raises BadInput where the records do not suffice."""
    return two_classes.train(_read(Known(graph), list(_drawn(graph))), base)


def _drawn(graph: Graph) -> dict[str, str]:
    """Records in the order of the hashes of their ids, which has nothing to do with who they are of or when they came, and the person of each."""
    every = {row["id"]: row["person"] or row["id"] for row in graph.stream("identity/scoring_persons")}
    return {id_: every[id_] for id_ in sorted(every, key=lambda id_: blake2b(id_.encode(), digest_size=8).digest())[:MOST_RECORDS]}


def _read(known: Known, ids: list[str]) -> list[Features]:
    return [each for _, each in sorted(known.read(set(ids)).items()) if not each.organisation]


def _count(graph: Graph, known: Known, ids: list[str], pairs: Pairs, seen: set[tuple[str, str]]) -> None:
    rows = graph.read("identity/scoring_candidates", ids=ids)
    new = {(min(row["id"], other), max(row["id"], other)) for row in rows for other in row["others"]} - seen
    read = known.read({id_ for pair in new for id_ in pair})
    for a, b in sorted(new):
        pairs.add(read[a], read[b])
    seen |= new
