"""Scores: the match weight of two records by a frozen model, with its parts, and whether their traits contradict.

Two persons are scored by the model's latent classes where it has any (`latent.py`) and a name can be compared, for names part the classes; all
others by its comparisons.
Fellegi and Sunter, "A theory for record linkage", 1969: each comparison adds log2(m/u) bits, where a name that agrees exactly takes its own
frequency for u; the prior adds its log odds. `tests/unit/identity/scoring` holds it equal to Splink on the same model.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log2
from typing import TYPE_CHECKING

from app.identity.scoring.latent import NAMES
from app.identity.scoring.levels import agreements

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.identity.scoring.features import Features
    from app.identity.scoring.model import Comparison, Model

_CERTAIN = 60.0
"""Bits past which a probability is one, or nought, for every purpose."""


@dataclass(frozen=True, slots=True)
class Score:
    """Two records, the smaller id first: bits with the prior, probability to .01, and each comparison's level and bits.

    `beside` is what else the two may be, against which the parts speak; by a model without classes it is anybody.
    """

    a: str
    b: str
    weight: float
    probability: float
    parts: dict[str, tuple[str, float]]
    beside: str = ""

    @property
    def because(self) -> str:
        """The parts from the strongest down, as `family exact +11.2, birth slip +5.7`, or `beside kin: given different -5.1`."""
        return (f"beside {self.beside}: " if self.beside else "") + _told({name: (level, bits) for name, (level, bits) in self.parts.items()})


@dataclass(frozen=True, slots=True)
class Contradiction:
    """What speaks for two persons rather than one: bits below the model's negative threshold, and why."""

    weight: float
    because: str


def score(a: Features, b: Features, model: Model) -> Score:
    """How much two records resemble each other; the same in either order. An organisation and a person never do."""
    a, b = (a, b) if a.id <= b.id else (b, a)
    if a.organisation != b.organisation:
        return Score(a.id, b.id, -_CERTAIN, 0.0, {})
    levels = agreements(a, b)
    if model.latent and not a.organisation and not levels.keys().isdisjoint(NAMES):
        found = model.latent.weigh(levels, rarity(a, b, levels, model))
        return Score(a.id, b.id, found.weight, round(_probability(found.weight), 2), found.parts, found.beside)
    parts = {name: (level, _bits(name, level, a, b, model)) for name, level in levels.items()}
    weight = model.prior_bits + sum(bits for _, bits in parts.values())
    return Score(a.id, b.id, weight, round(_probability(weight), 2), parts)


def contradiction(a: Features, b: Features, model: Model, scored: Score | None = None) -> Contradiction | None:
    """Whether the traits that both have contradict: without prior, and without what a household shares.

    What kin or colleagues have in common (family name, address, telephone, mailbox) says nothing against two persons and counts only where it
    differs; so does a given name, for fathers give it to their sons. The model's `most` says how much an agreement may count.
    """
    if a.organisation != b.organisation:
        return Contradiction(-_CERTAIN, "one is an organisation, the other a person")
    found = scored or score(a, b, model)
    parts = {name: (level, model.comparisons[name].weights[level]) for name, (level, _) in found.parts.items()} if found.beside else found.parts
    held = {name: (level, _limited(model.comparisons[name], bits)) for name, (level, bits) in parts.items() if model.comparisons[name].trait}
    weight = sum(bits for _, bits in held.values())
    if weight >= model.negative:
        return None
    return Contradiction(weight, _told({name: part for name, part in held.items() if part[1] < 0}))


def _limited(comparison: Comparison, bits: float) -> float:
    return bits if comparison.most is None else min(bits, comparison.most)


def rarity(a: Features, b: Features, levels: Mapping[str, str], model: Model) -> dict[str, float]:
    """By how many bits each name that agrees exactly is rarer than a usual one."""
    found = {}
    for name in NAMES:
        if levels.get(name) == "exact":
            terms = model.terms[name]
            found[name] = log2(terms.usual / max(terms.frequency(a.term(name)), terms.frequency(b.term(name))))
    return found


def _bits(name: str, level: str, a: Features, b: Features, model: Model) -> float:
    comparison = model.comparisons[name]
    if comparison.tf and level == "exact":
        terms = model.terms[name]
        return comparison.weights[level] + log2(comparison.levels[level][1] / max(terms.frequency(a.term(name)), terms.frequency(b.term(name))))
    return comparison.weights[level]


def _probability(weight: float) -> float:
    if weight > _CERTAIN:
        return 1.0
    return 0.0 if weight < -_CERTAIN else 2.0**weight / (1 + 2.0**weight)


def _told(parts: dict[str, tuple[str, float]]) -> str:
    ordered = sorted(parts.items(), key=lambda part: (-abs(part[1][1]), part[0]))
    return ", ".join(f"{name} {level} {bits:+.1f}" for name, (level, bits) in ordered)
