"""Fitting: what the latent classes say and how large they are, by expectation maximisation over candidate pairs, from anchors (`anchors.py`).

Nobody says which pairs are of one person. What is said are the classes; a pair counts in each by how likely it is of it (Dempster, Laird and Rubin
1977), and the next round takes these counts for its probabilities. Of one person's records two things are held: what is written down counts as some
pairs of its own, and a date of birth that was replaced is anybody's, so that how many such dates are a generation apart follows from the others, and
what is beyond it are parents and children.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from copy import deepcopy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from app.errors import BadInput
from app.identity.scoring.anchors import ANCHORS, AT_MOST, CHILD, FLOOR, KIN, NAMED_AFTER, NEIGHBOURS, PLACES, compared
from app.identity.scoring.latent import NAMES, NEVER
from app.identity.scoring.levels import agreements
from app.identity.scoring.model import model_of
from app.identity.scoring.score import rarity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from app.identity.scoring.features import Features
    from app.identity.scoring.model import Model

FEWEST_RECORDS, FEWEST_PAIRS = 1_000, 200
"""Fewer records, or fewer pairs of one person, and the written-down numbers tell more than the data."""
FEWEST_APART = 5
"""Fewer pairs of one name and a generation apart do not tell whether there are parents and children."""
COMMON = 5
"""Persons from which on a name they bear has a frequency of its own in the model; a rarer one might tell who is meant."""
_HELD_SAME, _HELD_SHARE, _HELD = 100, 0.1, 20
"""How many pairs the written-down numbers of one person and of others count for; and which share of what is found, of one person."""
_FROZEN, _ROUNDS, _STILL = 40, 500, 1e-3
"""Rounds in which one person stays as written down, rounds at most, and the change of a probability that ends them."""
_DIGITS = 8
_NONE = 1e-300
"""The share of a class that is absent: its logarithm is a number, and its odds are none."""
_FAMILY = (KIN, CHILD)
_RARE = 1e-4
"""Where parents and children start: they grow if there are too many of them for dates that were replaced, and would shrink but slowly."""


@dataclass(slots=True)
class Pairs:
    """Candidate pairs of persons, counted by what their comparison gives: levels in the order of the model, and the rarity of names in half bits."""

    model: Model
    counts: Counter[tuple[int, ...]] = field(default_factory=Counter)
    _numbers: list[dict[str, int]] = field(init=False)

    def __post_init__(self) -> None:
        """Numbers the levels once."""
        self._numbers = [{level: number for number, level in enumerate(each.levels)} for each in compared(self.model)]

    def add(self, a: Features, b: Features) -> None:
        """Counts one pair, if the classes will score it: of two persons, some of whose names can be compared."""
        levels = {} if a.organisation or b.organisation else agreements(a, b)
        if levels.keys().isdisjoint(NAMES):
            return
        rare = rarity(a, b, levels, self.model)
        named = zip(compared(self.model), self._numbers, strict=True)
        self.counts[
            (*(numbers.get(levels.get(each.name, ""), -1) for each, numbers in named), *(round(2 * rare.get(name, 0.0)) for name in NAMES))
        ] += 1


@dataclass(frozen=True, slots=True)
class Fitted:
    """A trained model, how many pairs it was fitted to, and how many of these are of each class, the likeliest first."""

    model: Model
    pairs: int
    classes: dict[str, float]


def terms_of(records: Iterable[Features], base: Model, persons: Mapping[str, str] | None = None) -> Model:
    """The base model with the frequencies of names among these records; a name that few bear counts as they do on average.

    `persons` says whose each record is, for one person's records are one bearer; who is not in it is a person of their own.
    """
    document = deepcopy(base.document)
    terms = document["terms"]
    assert isinstance(terms, dict)  # noqa: S101 - model_of has looked
    every = list(records)
    for name in NAMES:
        bearers: dict[str, list[str]] = defaultdict(list)
        for each in every:
            if term := each.term(name):
                bearers[term].append((persons or {}).get(each.id, each.id))
        total = sum(map(len, bearers.values()))
        if total:
            few = [len(each) for each in bearers.values() if len(set(each)) < COMMON]
            unseen = sum(count * count for count in few) / sum(few) if few else 1
            common = {term: len(each) for term, each in sorted(bearers.items()) if len(set(each)) >= COMMON and len(each) < total}
            known = {term: round(count / total, _DIGITS) for term, count in common.items()}
            terms[name] = {"unseen": round(min(unseen / total, 0.5), _DIGITS), "known": known}
    return model_of(document, "the model with the names of these records")


def fit(pairs: Pairs, records: int) -> Fitted:
    """The next version of the model of these pairs, with latent classes fitted to them. Raises BadInput where they do not suffice."""
    base = pairs.model
    if records < FEWEST_RECORDS:
        message = f"The model cannot be trained by {records:,} records: it takes {FEWEST_RECORDS:,} persons. The numbers written down stay in force."
        raise BadInput(message)
    maximised = _chosen(pairs) if pairs.counts else None
    same = maximised.found_same() if maximised else 0.0
    if maximised is None or same < FEWEST_PAIRS:
        message = (
            f"The model cannot be trained: of {pairs.counts.total():,} pairs that were compared about {same:,.0f} are of one person, and it takes "
            f"{FEWEST_PAIRS}. Load more records, of whom some are the same person; the numbers written down stay in force."
        )
        raise BadInput(message)
    document = deepcopy(base.document)
    document["latent"] = maximised.document()
    document["generations"] = maximised.generations(default=base.generations, threshold=base.threshold)
    document["version"] = base.version + 1
    document["reason"] = f"Latent classes fitted to {pairs.counts.total():,} candidate pairs of {records:,} records."
    masses = [(ANCHORS[k].name, float(maximised.mass[k])) for k in maximised.kept]
    classes = dict(sorted(masses, key=lambda each: -each[1]))
    return Fitted(model_of(document, "the trained model"), pairs.counts.total(), classes)


def _chosen(pairs: Pairs) -> _Maximised:
    """The classes fitted, without kin and children where nothing speaks for there being any.

    A given name and a date that were both replaced look like kin. A class of kin explains the few such pairs of data in which nobody is kin as
    well as chance does, and would keep them apart. So both are fitted, and each of the two classes has to pay for its share (Schwarz, "Estimating
    the dimension of a model", Annals of Statistics 6, 1978). Where addresses are lacking kin are not seen, and that none are seen means nothing.
    """
    full = _Maximised(pairs)
    full.run()
    if not full.housed():
        return full
    none = _Maximised(pairs, absent=_FAMILY)
    none.run()
    return full if full.bits - none.bits > len(_FAMILY) / 2 * np.log2(full.weights.sum()) else none


class _Maximised:
    """Expectation maximisation over counted pairs: `theta[k][j]` is how likely class k has each level of comparison j; some may be `absent`."""

    def __init__(self, pairs: Pairs, absent: tuple[int, ...] = ()) -> None:
        self.kept = [k for k in range(len(ANCHORS)) if k not in absent]
        self.absent = list(absent)
        self.comparisons = compared(pairs.model)
        ordered = sorted(pairs.counts.items())
        table = np.array([key for key, _ in ordered], dtype=np.int32).reshape(len(ordered), -1)
        width = len(self.comparisons)
        self.levels, rare = table[:, :width], table[:, width:] / 2
        self.weights = np.array([count for _, count in ordered], dtype=float)
        self.same = np.array([each.same for each in ANCHORS])
        told = np.array([[each.same or name in each.inherits for name in NAMES] for each in ANCHORS], dtype=float)
        silent = {each.name: self.levels[:, j] < 0 for j, each in enumerate(self.comparisons)}
        lacking = [sum((silent[name] for name in each.needs), np.zeros(len(ordered), dtype=bool)) for each in ANCHORS]
        self.beside_levels = rare @ told.T - NEVER * np.column_stack(lacking)
        self.start = [[each.start(comparison) for comparison in self.comparisons] for each in ANCHORS]
        self.theta = [[each.copy() for each in row] for row in self.start]
        self.shares = np.where(self.same, 0.02 / self.same.sum(), 0.98 / (~self.same).sum())
        self.shares[CHILD] = _RARE
        self.shares[self.absent] = _NONE
        self.mass = self.shares * self.weights.sum()
        self.found = np.zeros((len(ordered), len(ANCHORS)))
        self.bits = 0.0

    def run(self) -> None:
        """Rounds until no pair's probability of being one person moves."""
        before = np.full(len(self.weights), -1.0)
        for number in range(_ROUNDS):
            self._expect()
            now = self.found[:, self.same].sum(axis=1)
            if number > _FROZEN + 3 and np.abs(now - before).max(initial=0.0) < _STILL:
                break
            before = now
            self._maximise(frozen=number < _FROZEN)

    def found_same(self) -> float:
        """How many pairs are of one person, as far as can be told."""
        return float((self.found[:, self.same].sum(axis=1) * self.weights).sum())

    def _expect(self) -> None:
        totals = self.beside_levels + np.log2(self.shares)
        for j in range(len(self.comparisons)):
            bits = np.log2(np.array([[*row[j], 1.0] for row in self.theta]))
            totals += bits[:, self.levels[:, j]].T
        most = totals.max(axis=1, keepdims=True, initial=-np.inf)
        odds = np.exp2(totals - most)
        likely = odds.sum(axis=1, keepdims=True)
        self.found = odds / likely
        self.bits = float(((most + np.log2(likely))[:, 0] * self.weights).sum())

    def _maximise(self, *, frozen: bool) -> None:
        counted = self.found * self.weights[:, None]
        self.mass = counted.sum(axis=0)
        shares = self.mass + 1.0
        shares[CHILD] = min(shares[CHILD] + NAMED_AFTER * self.mass[KIN], AT_MOST * shares[KIN])
        shares[self.absent] = _NONE
        self.shares = shares / shares.sum()
        together = counted[:, self.same].sum(axis=1)
        for k, anchor in enumerate(ANCHORS):
            if anchor.same and frozen:
                continue
            for j, comparison in enumerate(self.comparisons):
                by = together if anchor.same and comparison.name not in PLACES else counted[:, k]
                self.theta[k][j] = self._levels(k, j, by)

    def _levels(self, k: int, j: int, by: np.ndarray) -> np.ndarray:
        anchor, comparison = ANCHORS[k], self.comparisons[j]
        said = self.levels[:, j] >= 0
        counts = np.bincount(self.levels[said, j], by[said], len(comparison.levels))
        held = _HELD_SAME + _HELD_SHARE * counts.sum() if anchor.same else _HELD
        counts = counts + held * self.start[k][j]
        found = counts / counts.sum()
        inside = anchor.inside(comparison)
        if anchor.bound(comparison.name) and not inside.all():
            found = np.where(inside, found / found[inside].sum() * (1 - anchor.slack), found / found[~inside].sum() * anchor.slack)
        if anchor.same and comparison.name == "birth":
            found = self._replaced(found, j, self.mass[CHILD] / counts.sum())
        floored: np.ndarray = np.maximum(found, FLOOR)
        return floored

    def _replaced(self, found: np.ndarray, j: int, children: float) -> np.ndarray:
        """Ties dates a generation apart to those that differ by less: a date that was replaced is anybody's.

        For each that is nearer, as many are apart as among neighbours, or as many as there are with those that pass for `children`, a share of them.
        """
        labels = list(self.comparisons[j].levels)
        near, apart = [labels.index("year"), labels.index("different")], labels.index("apart")
        of_two = np.average([self.theta[k][j] for k in NEIGHBOURS], axis=0, weights=self.shares[NEIGHBOURS])
        tied = found.copy()
        tied[near] = found[near].sum() * of_two[near] / of_two[near].sum()
        tied[apart] = min(found[apart] + children, found[near].sum() * of_two[apart] / of_two[near].sum())
        result: np.ndarray = tied / tied.sum()
        return result

    def generations(self, *, default: bool, threshold: float) -> bool:
        """Whether one name and dates a generation apart mean parent and child: unless nearly all such pairs, strangers aside, are one person's."""
        column = {each.name: self.levels[:, j] for j, each in enumerate(self.comparisons)}
        labels = {each.name: list(each.levels) for each in self.comparisons}
        apart = column["birth"] == labels["birth"].index("apart")
        for name in NAMES:
            others = [labels[name].index(each) for each in ("different", "similar", "crossed")]
            apart &= (column[name] >= 0) & ~np.isin(column[name], others)
        counted = (self.found * self.weights[:, None])[apart].sum(axis=0)
        same, child = counted[self.same].sum(), counted[CHILD]
        if same + child < FEWEST_APART or not self.housed():
            return default
        return bool(same / (same + child + NAMED_AFTER * self.mass[KIN]) < threshold)

    def housed(self) -> bool:
        """Whether most pairs of one person have two addresses: without, kin are not seen, and that none are seen means nothing."""
        addresses = self.levels[:, next(j for j, each in enumerate(self.comparisons) if each.name == "address")]
        same = self.found[:, self.same].sum(axis=1) * self.weights
        return bool(same[addresses >= 0].sum() > same.sum() / 2)

    def document(self) -> list[dict[str, object]]:
        """The classes as a model's document has them."""
        shares = dict(zip(self.kept, _rounded(self.shares[self.kept]), strict=True))
        return [
            {
                "name": anchor.name,
                "same": anchor.same,
                "share": shares[k],
                "inherits": list(anchor.inherits),
                "needs": list(anchor.needs),
                "levels": {each.name: dict(zip(each.levels, _rounded(self.theta[k][j]), strict=True)) for j, each in enumerate(self.comparisons)},
            }
            for k, anchor in enumerate(ANCHORS)
            if k in shares
        ]


def _rounded(values: np.ndarray) -> list[float]:
    """To eight significant digits and adding up to 1, none of them nought or 1, so that a document reads, and reads the same everywhere."""
    return [float(f"{min(max(each, FLOOR), 1 - FLOOR):.{_DIGITS}g}") for each in values / values.sum()]
