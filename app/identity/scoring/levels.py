"""Levels: how much one trait of two records agrees, from exact to different, as a word.

These functions are the only definition of a level: Splink calls them when it trains and checks, `score` when it scores. None means that one of the
two says nothing, which is no evidence either way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz.distance import DamerauLevenshtein
from rapidfuzz.fuzz import ratio, token_set_ratio

from app.identity.scoring.alignment import aligned
from app.identity.scoring.births import birth
from app.identity.scoring.words import edited

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.identity.scoring.features import Features
    from app.identity.scoring.places import Place

ALIKE, CLOSE, NEAR = 90, 70, 75
"""Similarity of streets, and of towns, in percent."""


def given(a: Features, b: Features) -> str | None:
    """How the given names agree, after the names are laid beside each other the way they fit best."""
    return aligned(a.name, b.name)[0] if a.name and b.name else None


def family(a: Features, b: Features) -> str | None:
    """How the family names agree, in the same alignment."""
    return aligned(a.name, b.name)[1] if a.name and b.name else None


def middle(a: Features, b: Features) -> str | None:
    """How the middle names agree; an initial agrees with a name that begins with it."""
    if not a.name or not b.name or not a.name.middle or not b.name.middle:
        return None
    one, other = a.name.middle[0], b.name.middle[0]
    if one == other:
        return "exact"
    return "initial" if one[0] == other[0] and 1 in (len(one), len(other)) else "different"


def generation(a: Features, b: Features) -> str | None:
    """Senior and junior are two."""
    if not a.name or not b.name:
        return None
    return _same(a.name.generation, b.name.generation)


def gender(a: Features, b: Features) -> str | None:
    """Whether the genders agree."""
    return _same(a.gender, b.gender)


def _same(one: str | None, other: str | None) -> str | None:
    if one is None or other is None:
        return None
    return "exact" if one == other else "different"


def address(a: Features, b: Features) -> str | None:
    """How the addresses agree: house and street, street or house with the town, postal code, town."""
    if not a.place or not b.place:
        return None
    return _streets(a.place, b.place) or _towns(a.place, b.place)


def _streets(a: Place, b: Place) -> str | None:
    if not (a.street and b.street):
        return None
    streets = token_set_ratio(a.street, b.street)
    house = a.number == b.number and a.number is not None
    postal = a.postal == b.postal and a.postal is not None
    if house and streets >= ALIKE:
        return "house"
    if (house and (streets >= CLOSE or postal)) or (streets >= ALIKE and (postal or None in (a.number, b.number))):
        return "nearly"
    return "different" if _towns(a, b) is None else None


def _towns(a: Place, b: Place) -> str | None:
    if a.postal and a.postal == b.postal:
        return "postal"
    if a.city and b.city:
        return "city" if ratio(a.city, b.city) >= NEAR else "different"
    return "different" if a.postal and b.postal else None


def phone(a: Features, b: Features) -> str | None:
    """Whether a number is the same, or one digit off."""
    return _nearest(a.phones, b.phones, 1)


def email(a: Features, b: Features) -> str | None:
    """Whether an address is the same or a slip away, or what stands before the @ is the same."""
    found = _nearest(a.emails, b.emails, 3)
    if found == "different" and {x.partition("@")[0] for x in a.emails} & {x.partition("@")[0] for x in b.emails}:
        return "local"
    return found


def ssn(a: Features, b: Features) -> str | None:
    """Whether a social security number is the same, or a slip away."""
    return _nearest(a.ssns, b.ssns, 2)


def _nearest(ours: frozenset[str], theirs: frozenset[str], most: int) -> str | None:
    if not ours or not theirs:
        return None
    if ours & theirs:
        return "exact"
    near = any(DamerauLevenshtein.distance(x, y, score_cutoff=most) <= most for x in ours for y in theirs)
    return "typo" if near else "different"


def employer(a: Features, b: Features) -> str | None:
    """Whether both work for the same, as far as the words tell."""
    return _firms(a.employer, b.employer)


def firm(a: Features, b: Features) -> str | None:
    """How the names of two organisations agree, without their legal forms."""
    return _firms(a.firm, b.firm) if a.organisation and b.organisation else None


def _firms(one: tuple[str, ...], other: tuple[str, ...]) -> str | None:
    if not one or not other:
        return None
    if one == other:
        return "exact"
    if ratio(" ".join(one), " ".join(other)) >= ALIKE or edited("".join(one), "".join(other)):
        return "typo"
    shorter, longer = sorted((one, other), key=lambda words: (len(words), words))
    shared = sum(any(x == y or edited(x, y) for y in longer) for x in shorter)
    if shared == len(shorter) > 1:
        return "within"
    return "part" if shared else "different"


COMPARISONS: dict[str, Callable[[Features, Features], str | None]] = {
    "given": given,
    "family": family,
    "middle": middle,
    "generation": generation,
    "gender": gender,
    "birth": birth,
    "address": address,
    "phone": phone,
    "email": email,
    "ssn": ssn,
    "employer": employer,
    "firm": firm,
}
"""Every comparison by its name in the model, in the order in which an explanation lists them."""
