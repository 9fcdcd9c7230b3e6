"""Latent classes: what two records that are candidates may be to each other: one person, kin, a parent and a child, namesakes, or strangers.

Fellegi and Sunter know two classes, matched and unmatched. Among candidates the unmatched are of several kinds, each alike in its own way, and traits
are independent within a kind only (Larsen and Rubin, "Iterative automated record linkage using mixture models", JASA 96, 2001). A class says how
likely each level is in it, and what share of candidates it is; the weight of a pair is log2 of its odds of being one person against all else.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import fsum, log2
from typing import TYPE_CHECKING

from app.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

NAMES = ("given", "family")
_KEYS = frozenset({"name", "same", "share", "inherits", "needs", "levels"})
_SLACK = 1e-4
"""How far from 1 a rounded sum may be."""
NEVER = 60.0
"""The bits against a class that needs what nobody said."""


@dataclass(frozen=True, slots=True)
class Latent:
    """One class: `share` is its part of all candidates, `levels` the probability of each level by comparison, each comparison's adding up to 1.

    `same` says that both records are of one person. `inherits` are the names that are passed on in it: that such a name is rare tells nothing, while
    of strangers few share a rare one. It `needs` some comparisons: where one of the two is silent there, a pair is not of this class.
    """

    name: str
    same: bool
    share: float
    inherits: frozenset[str]
    needs: frozenset[str]
    levels: dict[str, dict[str, float]]


@dataclass(frozen=True, slots=True)
class Weighed:
    """The bits for one person against all else; `beside` is the likeliest other class, and `parts` what each comparison says against that one."""

    weight: float
    beside: str
    parts: dict[str, tuple[str, float]]


class Mixture:
    """The classes of a model, ready to weigh: logarithms are taken once."""

    def __init__(self, classes: Sequence[Latent]) -> None:
        self.classes = tuple(classes)
        self._counted = classes[0].levels.keys()
        self._shares = [log2(each.share) for each in classes]
        self._bits = {
            (comparison, level): tuple(log2(each.levels[comparison][level]) for each in classes)
            for comparison, levels in classes[0].levels.items()
            for level in levels
        }
        self._rare = {name: tuple(each.same or name in each.inherits for each in classes) for name in NAMES}
        self._same, self._others = ([k for k, each in enumerate(classes) if each.same is same] for same in (True, False))
        self._totals = lru_cache(maxsize=1 << 14)(self._all)

    def weigh(self, levels: Mapping[str, str], rarity: Mapping[str, float]) -> Weighed:
        """Two records by the level of each comparison, and by how many bits a name that agrees exactly is rarer than a usual one."""
        said = tuple((name, level) for name, level in levels.items() if name in self._counted)
        totals = list(self._totals(said))
        for name, bits in rarity.items():
            totals = [total + bits if rare else total for total, rare in zip(totals, self._rare[name], strict=True)]
        best, other = max(self._same, key=totals.__getitem__), max(self._others, key=totals.__getitem__)
        parts = {}
        for name, level in said:
            row = self._bits[name, level]
            told = rarity[name] if name in rarity and not self._rare[name][other] else 0.0
            parts[name] = (level, row[best] - row[other] + told)
        weight = _sum([totals[k] for k in self._same]) - _sum([totals[k] for k in self._others])
        return Weighed(weight, self.classes[other].name, parts)

    def _all(self, said: tuple[tuple[str, str], ...]) -> tuple[float, ...]:
        """Of each class, the bits of its share and of all levels. Among candidates few combinations are common."""
        named = {name for name, _ in said}
        lacking = [0.0 if each.needs <= named else -NEVER for each in self.classes]
        return tuple(map(sum, zip(self._shares, lacking, *(self._bits[each] for each in said), strict=True)))


def _sum(totals: list[float]) -> float:
    """log2 of a sum of powers of two, without under- or overflow."""
    most = max(totals)
    return most + log2(fsum(2.0 ** (each - most) for each in totals))


def classes_of(given: object, levels: Mapping[str, Sequence[str]], where: str) -> Mixture:
    """The classes in a model's document; `levels` names each comparison's. Raises BadInput naming the class and what is wrong with it."""
    if not isinstance(given, list) or not all(isinstance(each, dict) and set(each) == _KEYS for each in given):
        message = f"{where}: `latent` is a list of classes, each with {', '.join(sorted(_KEYS))}."
        raise BadInput(message)
    found = [_class(each, levels, f"{where}: class {each['name']!r}") for each in given]
    if {each.same for each in found} != {True, False} or len({each.name for each in found}) < len(found):
        message = f"{where}: `latent` needs a class of one person and one of two, each with a name of its own."
        raise BadInput(message)
    _adds_up([each.share for each in found], f"{where}: the shares of all classes")
    return Mixture(found)


def _class(given: dict[str, object], levels: Mapping[str, Sequence[str]], where: str) -> Latent:
    said = given["levels"]
    if not isinstance(given["name"], str) or not isinstance(given["same"], bool):
        message = f"{where} has a name, and `same` is true or false."
        raise BadInput(message)
    if not isinstance(said, dict) or set(said) != set(levels):
        message = f"{where}: `levels` has {', '.join(levels)}."
        raise BadInput(message)
    shares = {name: _levels(said[name], levels[name], f"{where}: {name}") for name in levels}
    inherits, needs = _some(given["inherits"], NAMES, f"{where}: `inherits`"), _some(given["needs"], levels, f"{where}: `needs`")
    return Latent(given["name"], given["same"], probability(given["share"], f"{where}: its share"), inherits, needs, shares)


def _some(given: object, of: Iterable[str], where: str) -> frozenset[str]:
    known = list(of)
    if not isinstance(given, list) or not all(each in known for each in given):
        message = f"{where} lists some of {', '.join(known)}, not {given!r}."
        raise BadInput(message)
    return frozenset(given)


def _levels(given: object, labels: Sequence[str], where: str) -> dict[str, float]:
    if not isinstance(given, dict) or set(given) != set(labels):
        message = f"{where} has {', '.join(labels)}."
        raise BadInput(message)
    found = {label: probability(given[label], f"{where} {label}") for label in labels}
    _adds_up(list(found.values()), f"{where}: all levels")
    return found


def probability(value: object, what: str) -> float:
    """A number between 0 and 1, neither of them. Raises BadInput, saying what it is of."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < 1:
        message = f"{what} is between 0 and 1, not {value!r}."
        raise BadInput(message)
    return float(value)


def _adds_up(values: list[float], what: str) -> None:
    if abs(fsum(values) - 1) > _SLACK:
        message = f"{what} add up to {fsum(values):.6f}, and must to 1."
        raise BadInput(message)
