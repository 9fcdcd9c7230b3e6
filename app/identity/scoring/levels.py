"""Levels: how much one trait of two records agrees, from exact to different, as a word.

These functions are the only definition of a level: Splink calls them when it trains and checks, `score` when it scores. None means that one of the
two says nothing, which is no evidence either way.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA, DamerauLevenshtein
from rapidfuzz.fuzz import ratio, token_set_ratio

from app.identity.scoring.alignment import aligned
from app.identity.scoring.births import birth
from app.identity.scoring.features import SAYS
from app.identity.scoring.words import edited

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from app.identity.scoring.features import Features
    from app.identity.scoring.places import Place

_DIGITS = re.compile(r"\d")
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
    """Senior and junior are two; where one of them is named so and the other not, there may be two."""
    one, other = (each.name.generation if each.name else None for each in (a, b))
    return _same(one, other) or ("one" if a.name and b.name and (one or other) else None)


def gender(a: Features, b: Features) -> str | None:
    """Whether the genders agree."""
    return _same(a.gender, b.gender)


def _same(one: str | None, other: str | None) -> str | None:
    if one is None or other is None:
        return None
    return "exact" if one == other else "different"


def address(a: Features, b: Features) -> str | None:
    """How the streets agree: house and street, nearly so, a slip in the number, the street in one town, or the number with one postal code."""
    if not a.place or not b.place or not (a.place.street and b.place.street):
        return None
    one, other = a.place, b.place
    house = not one.numbers.isdisjoint(other.numbers)
    streets = _streets(one.street, other.street)
    if house and streets >= ALIKE:
        return "house"
    if (house and streets >= CLOSE) or (streets >= ALIKE and not (one.numbers and other.numbers)):
        return "nearly"
    if streets >= ALIKE and _together(one, other):
        return "slip" if _misread(one.numbers, other.numbers) else "street"
    return "number" if house and one.postal == other.postal and one.postal else "different"


def _together(one: Place, other: Place) -> bool:
    """Whether two addresses are of one postal code or one town."""
    return bool((one.postal and one.postal == other.postal) or (one.city and other.city and _cities(one.city, other.city)))


@lru_cache(maxsize=65_536)
def _misread(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether a house number has a digit too much, or two turned round: 16 and 61, 49 and 9. Another digit is another house."""
    return any(sorted(x) == sorted(y) or (abs(len(x) - len(y)) == 1 and OSA.distance(x, y, score_cutoff=1) <= 1) for x in ours for y in theirs)


@lru_cache(maxsize=65_536)
def _streets(one: str, other: str) -> float:
    """Likeness in percent, with the words in any order, or with the blanks wherever they were typed."""
    return max(token_set_ratio(one, other), ratio(one.replace(" ", ""), other.replace(" ", "")))


@lru_cache(maxsize=65_536)
def _cities(one: str, other: str) -> bool:
    return ratio(one, other) >= NEAR


def town(a: Features, b: Features) -> str | None:
    """How the towns agree: postal code and town, or the one of the two that both know or spell alike."""
    if not a.place or not b.place:
        return None
    postal = _known(a.place.postal, b.place.postal) and a.place.postal == b.place.postal
    city = _known(a.place.city, b.place.city) and _cities(a.place.city, b.place.city)
    if postal and city:
        return "both"
    if postal or city:
        return "postal" if postal else "city"
    return None if postal is city is None else "different"


def _known(one: str | None, other: str | None) -> bool | None:
    return True if one and other else None


def phone(a: Features, b: Features) -> str | None:
    """Whether a number is the same, or one digit off."""
    return _nearest(a.phones, b.phones, 1)


def email(a: Features, b: Features) -> str | None:
    """Whether an address is the same or a slip away, or what stands before the @ is the same. Another number after a like name is no slip."""
    if not a.emails or not b.emails:
        return None
    found = _nearest(a.emails, b.emails, min(3, min(map(len, a.emails)) // 7, min(map(len, b.emails)) // 7))
    if found == "typo" and {_DIGITS.sub("", x) for x in a.emails} & {_DIGITS.sub("", x) for x in b.emails}:
        return "different"
    if found == "different" and {x.partition("@")[0] for x in a.emails} & {x.partition("@")[0] for x in b.emails}:
        return "local"
    return found


def ssn(a: Features, b: Features) -> str | None:
    """Whether a social security number is the same, or a slip away."""
    return _nearest(a.ssns, b.ssns, 2)


def _nearest(ours: frozenset[str], theirs: frozenset[str], most: int) -> str | None:
    if not ours or not theirs:
        return None
    if not ours.isdisjoint(theirs):
        return "exact"
    for one in ours:
        for other in theirs:
            if DamerauLevenshtein.distance(one, other, score_cutoff=most) <= most:
                return "typo"
    return "different"


def document(a: Features, b: Features) -> str | None:
    """Whether a number of a passport, licence or the like is the same; of each kind most have one."""
    kinds = a.documents.keys() & b.documents.keys()
    if not kinds:
        return None
    return "exact" if any(a.documents[kind] & b.documents[kind] for kind in kinds) else "different"


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


def corroboration(a: Features, b: Features) -> str | None:
    """What agrees besides names: nothing, for namesakes are many; only a street; what kin share; a date of birth, or about one; or what tells.

    These combinations mislead when each trait is counted by itself, so they are a comparison of their own.
    """
    return _corroborated({name: compare(a, b) for name, compare in _SINGLE.items()}) if a.name and b.name else None


def _corroborated(levels: Mapping[str, str | None]) -> str:
    own = levels.get("ssn") not in _NOTHING or levels.get("document") not in _NOTHING
    born = levels.get("birth") not in _NOTHING
    street = levels.get("address") == "street"
    shared = any(levels.get(name) not in _NOTHING for name in _SHARED)
    if levels.get("given") in _OTHERS and not own and (shared or street) != born:
        return "birth only" if born else "kin"
    if not (own or born or shared):
        return "street" if street else "name only"
    return "some" if own or shared or street or levels.get("birth") not in _ABOUT else "about"


_NOTHING = frozenset({None, "different", "apart", "year", "local", "street"})
"""Levels at which a trait says no more than its absence."""

_SHARED = ("address", "phone", "email", "employer")
_OTHERS = ("different", "similar")
_ABOUT = ("near", "parts")
"""Dates that are alike and not the same: of two namesakes one in some hundred has such."""

_SINGLE: dict[str, Callable[[Features, Features], str | None]] = {
    "given": given,
    "family": family,
    "middle": middle,
    "generation": generation,
    "gender": gender,
    "birth": birth,
    "address": address,
    "town": town,
    "phone": phone,
    "email": email,
    "ssn": ssn,
    "document": document,
    "employer": employer,
    "firm": firm,
}

COMPARISONS: dict[str, Callable[[Features, Features], str | None]] = {**_SINGLE, "corroboration": corroboration}
"""Every comparison by its name in the model, in the order in which an explanation lists them."""

_ONE = 1 << SAYS.index("generation")
"""The bit of what is compared when one of two says it."""


@lru_cache(maxsize=1 << len(SAYS))
def _asked(says: int) -> tuple[tuple[str, Callable[[Features, Features], str | None]], ...]:
    return tuple((name, _SINGLE[name]) for number, name in enumerate(SAYS) if says >> number & 1)


def agreements(a: Features, b: Features) -> dict[str, str]:
    """The level of every comparison to which both say something, each found once: what `COMPARISONS` says one by one."""
    found: dict[str, str | None] = {}
    if a.name and b.name:
        found["given"], found["family"] = aligned(a.name, b.name)
    for name, compare in _asked(a.says & b.says | (a.says | b.says) & _ONE):
        found[name] = compare(a, b)
    if a.name and b.name:
        found["corroboration"] = _corroborated(found)
    return {name: level for name, level in found.items() if level is not None}
