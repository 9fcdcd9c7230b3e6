"""Blocking keys: records that share one are candidates. Several families, so that no single slip hides a pair.

However long the name that a record states, its keys can be indexed and are few: a long key is cut, with a hash of all of it at its end, and only the
first words of a name of many words make keys.
"""

from __future__ import annotations

import hashlib
from itertools import islice, product
from typing import TYPE_CHECKING

from app.identity.scoring.words import sound

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.identity.scoring.features import Features
    from app.identity.scoring.names import Name
    from app.identity.scoring.places import Place

_LAST = 7
"""Digits at the end of a telephone number that stay however it is written."""
LONGEST = 1_000
"""Characters of a key; all that can come of ordinary names are far shorter. An index of the database takes 8,000 bytes."""
_HASH = 32
_WORDS = 12
"""Words of a name, a firm or an address that make keys: the first ones, or the smallest where they have no order."""


def keys(record: Features) -> set[str]:
    """The blocking keys of a record, each with its family before the first colon. A key depends on the record alone."""
    found = {*_numbers(record), *_places(record), *_firms(record)}
    if record.name:
        found.update(_names(record, record.name))
    return {bounded(key) for key in found}


def bounded(key: str) -> str:
    """The key itself, or one of at most LONGEST characters that no other key has: its beginning, and a hash of all of it."""
    if len(key) <= LONGEST:
        return key
    digest = hashlib.sha256(key.encode(errors="surrogatepass")).hexdigest()[:_HASH]
    return f"{key[: LONGEST - _HASH - 1]}#{digest}"


def _numbers(record: Features) -> Iterator[str]:
    for number in record.phones:
        yield f"phone:{number[-_LAST:]}"
    for address in record.emails:
        local, _, domain = address.partition("@")
        yield f"local:{local}"
        yield f"host:{domain}"
        yield f"mail:{''.join(sorted(local))[:12]}:{sound(domain.replace('.', ''))[:6]}"
    for number in record.ssns:
        yield f"ssn:{''.join(sorted(number))}"


def _names(record: Features, name: Name) -> Iterator[str]:
    given = {*name.given[:1], "".join(name.given)} - {""}
    family = {"".join(name.family), *name.family[:_WORDS]} - {""}
    heard = {sound(part)[:4] for part in given | family}
    if record.birth:
        yield from _births(heard, *record.birth)
    for first, last in product(given, family):
        yield "name:" + ":".join(sorted((first, last)))
        yield "sound:" + ":".join(sorted((sound(first)[:5], sound(last)[:5])))
    for last, word in product(family, record.employer[:_WORDS]):
        yield f"works:{last}:{word}"
    if record.place:
        yield from _near(heard, record.place)


def _near(heard: set[str], place: Place) -> Iterator[str]:
    spots = {place.postal, place.city[:6].replace(" ", "")} - {None, ""}
    for part, spot in product(heard, spots):
        yield f"near:{part}:{spot}"
    for part, number in product(heard, _few(place)):
        yield f"house:{part}:{number}"


def _few(place: Place) -> list[str]:
    return list(islice(sorted(place.numbers), _WORDS))


def _births(heard: set[str], year: int, month: int | None, day: int | None) -> Iterator[str]:
    for part in heard:
        yield f"born:{part}:{year}"
        if month:
            yield f"unit:{part}:{year % 10}:{month}"
        if month and day:
            low, high = sorted((month, day))
            yield f"day:{part}:{low}:{high}"
    if month and day:
        low, high = sorted((month, day))
        yield f"date:{year}:{low}:{high}"


def _places(record: Features) -> Iterator[str]:
    place = record.place
    if place is None:
        return
    longest = max(place.street.split(), key=lambda word: (len(word), word), default="")
    for number in _few(place):
        if longest:
            yield f"street:{number}:{sound(longest)[:5]}"
        if place.postal:
            yield f"post:{number}:{place.postal}"


def _firms(record: Features) -> Iterator[str]:
    if not record.organisation:
        return
    for word in record.firm[:_WORDS]:
        yield f"firm:{sound(word)[:6]}"
        if record.place and record.place.postal:
            yield f"firm:{sound(word)[:6]}:{record.place.postal}"
