"""Blocking keys: records that share one are candidates. Several families, so that no single slip hides a pair."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from app.identity.scoring.words import sound

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.identity.scoring.features import Features
    from app.identity.scoring.names import Name
    from app.identity.scoring.places import Place

_LAST = 7
"""Digits at the end of a telephone number that stay however it is written."""


def keys(record: Features) -> set[str]:
    """The blocking keys of a record, each with its family before the first colon. A key depends on the record alone."""
    found = {*_numbers(record), *_places(record), *_firms(record)}
    if record.name:
        found.update(_names(record, record.name))
    return found


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
    family = {"".join(name.family), *name.family} - {""}
    heard = {sound(part)[:4] for part in given | family}
    if record.birth:
        yield from _births(heard, *record.birth)
    for first, last in product(given, family):
        yield "name:" + ":".join(sorted((first, last)))
        yield "sound:" + ":".join(sorted((sound(first)[:5], sound(last)[:5])))
    for last, word in product(family, record.employer):
        yield f"works:{last}:{word}"
    if record.place:
        yield from _near(heard, record.place)


def _near(heard: set[str], place: Place) -> Iterator[str]:
    spots = {place.postal, place.city[:6].replace(" ", "")} - {None, ""}
    for part, spot in product(heard, spots):
        yield f"near:{part}:{spot}"
    for part, number in product(heard, place.numbers):
        yield f"house:{part}:{number}"


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
    for number in place.numbers:
        if longest:
            yield f"street:{number}:{sound(longest)[:5]}"
        if place.postal:
            yield f"post:{number}:{place.postal}"


def _firms(record: Features) -> Iterator[str]:
    if not record.organisation:
        return
    for word in record.firm:
        yield f"firm:{sound(word)[:6]}"
        if record.place and record.place.postal:
            yield f"firm:{sound(word)[:6]}:{record.place.postal}"
