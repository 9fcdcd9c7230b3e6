"""Anchors: what is written down of the latent classes before any record is seen, so that fitting cannot take kin for one person.

Names and addresses part the classes: kin share a family name and a house and not the given name, strangers share one thing by chance. What they do
not part is free, and learned: how often kin have one telephone, how many strangers a key brings together.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from app.identity.scoring.model import Comparison, Model

_FAR = ("different", "street", "number")
_OTHER = ("different", "similar")
_HOUSE = ("house", "nearly", "slip")
_TOGETHER = ("both", "postal", "city")
_NOT_BORN = ("apart", "different", "year", "partial", "parts", "near")
_ABOUT = ("exact", "swapped", "slip", "partial", "parts", "near", "year")
_GIVEN = ("exact", "nickname", "part", "typo", "transliterated", "sound", "initial", "swapped", "crossed")
_FAMILY = ("exact", "typo", "part", "transliterated", "sound", "swapped", "similar", "initial")
_INHERITED = ("exact", "typo", "part", "transliterated")
_NO_FAMILY = (*_OTHER, "crossed", "sound")
_NO_GIVEN = (*_OTHER, "crossed")
_EITHER = (*_FAMILY, "crossed")

PARTING = ("given", "family", "address")
"""The comparisons in which every class is held to what it may say."""
PLACES = ("address", "town")
"""What the classes of one person differ in: some have moved. All else they learn together."""
FLOOR = 1e-7
"""The least probability of a level: nothing is impossible, and nothing certain."""
_STRICT, _LOOSE = 0.001, 0.05


@dataclass(frozen=True, slots=True)
class Anchor:
    """One class before fitting: `may` are the levels it may have in some comparisons; the others together have `slack`.

    A `held` class is held to all of them, any other to those of `PARTING`, and only starts from the rest.
    What is `alike` in it starts as one person's; what it `needs` must be said, or else it would pass for whatever nobody dated.
    """

    name: str
    may: dict[str, tuple[str, ...]]
    same: bool = False
    held: bool = False
    slack: float = _STRICT
    inherits: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    alike: tuple[str, ...] = ()

    def start(self, comparison: Comparison) -> np.ndarray:
        """How likely each level is before fitting: as the base model says of one person or of two, within what the class may say."""
        found = np.array([m if self.same or comparison.name in self.alike else u for m, u in comparison.levels.values()])
        inside = self.inside(comparison)
        if not inside.all():
            found = np.where(inside, found / found[inside].sum() * (1 - self.slack), self.slack / (~inside).sum())
        found = np.maximum(found, FLOOR)
        started: np.ndarray = found / found.sum()
        return started

    def inside(self, comparison: Comparison) -> np.ndarray:
        """Which levels the class may have."""
        allowed = self.may.get(comparison.name)
        return np.array([allowed is None or level in allowed for level in comparison.levels])

    def bound(self, comparison: str) -> bool:
        """Whether fitting is held to `may` here."""
        return comparison in self.may and (self.held or comparison in PARTING)


def _strangers(name: str, **may: tuple[str, ...]) -> Anchor:
    return Anchor(f"strangers of one {name}", may)


ANCHORS = (
    Anchor("same", {"address": (*_HOUSE, "street", "number")}, same=True, slack=_LOOSE),
    Anchor("moved", {"address": ("different",)}, same=True, held=True, slack=_LOOSE),
    Anchor(
        "kin",
        {
            "given": _OTHER,
            "family": ("exact", "typo", "part", "transliterated", "sound", "swapped"),
            "address": _HOUSE,
            "town": _TOGETHER,
            "birth": _NOT_BORN,
        },
        held=True,
        inherits=("family",),
        alike=("family", *PLACES),
    ),
    Anchor(
        "parent and child",
        {
            "given": ("exact", "nickname", "typo", "part", "transliterated"),
            "family": _INHERITED,
            "address": _HOUSE,
            "town": _TOGETHER,
            "birth": ("apart",),
        },
        held=True,
        inherits=("given", "family"),
        needs=("birth",),
        alike=("given", "family", *PLACES),
    ),
    Anchor(
        "namesakes",
        {"given": _GIVEN, "family": _FAMILY, "address": _FAR, "birth": _NOT_BORN, "phone": ("different",), "email": ("different", "local")},
        held=True,
    ),
    _strangers("given name and age", given=_GIVEN, family=_NO_FAMILY, address=_FAR, birth=_ABOUT),
    _strangers("given name and town", given=_GIVEN, family=_NO_FAMILY, address=_FAR, town=_TOGETHER),
    _strangers("given name", given=_GIVEN, family=_NO_FAMILY, address=_FAR),
    _strangers("family name and age", given=_NO_GIVEN, family=_EITHER, address=_FAR, birth=_ABOUT),
    _strangers("family name and town", given=_NO_GIVEN, family=_EITHER, address=_FAR, town=_TOGETHER),
    _strangers("family name", given=_NO_GIVEN, family=_EITHER, address=_FAR),
    _strangers("address", given=_OTHER, family=_OTHER, address=(*_HOUSE, "number", "street")),
    _strangers("date of birth", given=_OTHER, family=_OTHER, address=_FAR, birth=("exact", "swapped")),
    _strangers("town", given=_OTHER, family=_OTHER, address=_FAR, town=_TOGETHER),
    _strangers("key", given=_OTHER, family=_OTHER, address=_FAR, town=("different",)),
)
KIN = next(k for k, each in enumerate(ANCHORS) if each.name == "kin")
CHILD = next(k for k, each in enumerate(ANCHORS) if each.name == "parent and child")
NEIGHBOURS = [k for k, each in enumerate(ANCHORS) if each.name.startswith("strangers") and each.name.rpartition(" ")[2] in PLACES]
"""Strangers whom a place brings together, and no date: how their ages differ is how any two differ."""
NAMED_AFTER, AT_MOST = 0.05, 0.25
"""Pairs who bear one given name, for a child is named after a parent, for each other pair of kin at one address: before any record is seen, and at
most. Where there are no kin, nobody is anybody's child."""


def compared(model: Model) -> list[Comparison]:
    """The comparisons that classes have a say in: all but those that only correct the others' being counted alone."""
    return [each for each in model.comparisons.values() if each.trait]
