"""Postings: every touchpoint on its own, filed by type, channel and week, so that a question of few reads few.

Pages (`pages.py`) say what a person did in one stretch, and a filter has to cut away all that it leaves out. A posting list has, of
one type in one channel in one week, an entry for each touchpoint; a question reads the lists that pass its filter and puts their
entries in order, which gives the same text again (`docs/decisions/0032-postings.md` has measurements). Lists follow pages: what
a page had and has no longer is taken out, in the transaction that writes the page. Pure.

An entry is of eleven characters, so that it can be found and taken out by itself. In order of code points entries are in the
order of persons and of their time:

    KKKK  the person: two for the page, two for the place on it      tttt  day and time of day, as pages write them
    n     how many there were before it at the same moment           T     the type      !  the end
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from app.journeys.answers import Unit, micros
from app.journeys.pages import AT_ONCE, BETWEEN_JOURNEYS, BETWEEN_PERSONS, DAY, DAYS, FIRST_DAY, FORM, LAST_DAY, TIMES, key

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from datetime import datetime

    from app.graph import Row
    from app.journeys.answers import Filter
    from app.journeys.pages import Alphabet

SHELVES = 2
"""Lists lie on so many shelves, each with the pages of every other of theirs: as many as Throughline's smallest machine has cores."""
WEEK = 7
"""Days of one list: from a multiple of seven days after FIRST_DAY on."""
MOST = 60_000
"""Touchpoints up to which putting them in order takes no longer than cutting pages and counting what is left."""
_LONG = 14
"""Days of a window that is not worth trying where it is the only filter."""
_STEP = 5
"""Characters of a touchpoint in `exact`."""
Lists = dict[tuple[int, int, str], set[str]]
"""Entries by shelf, week and character of type and channel."""


def entries(page: Row, alphabet: Alphabet, only: Collection[str] | None = None) -> Lists:
    """The entries of a page, or of only some of its persons. A page that was never gathered has none."""
    types = {pair: alphabet.types[kind] for (kind, _), pair in alphabet.pairs.items()}
    found: Lists = defaultdict(set)
    texts = str(page["exact"]).split(BETWEEN_PERSONS) if "exact" in page else []
    for person, place, text in zip(page.get("persons", ()), page.get("places", ()), texts, strict=True):
        if only is None or person in only:
            whose = key(page["id"], place)
            for at, rank, pair in _ordered(text.replace(BETWEEN_JOURNEYS, "")):
                found[page["shelf"] % SHELVES, (ord(at[0]) - DAYS) // WEEK, pair].add(f"{whose}{at}{chr(TIMES + rank)}{types[pair]}!")
    return found


def _ordered(way: str) -> Iterator[tuple[str, int, str]]:
    """Of every touchpoint in a person's `exact` text, in order: its time, how many came before at that time, and its type and channel.

    Times do not go back: where days are beyond all there are, the one before is taken; and where there are too many at one time, one that is later.
    """
    before, rank = "", 0
    for start in range(0, len(way), _STEP):
        at = way[start : start + _STEP - 1]
        if at > before:
            before, rank = at, 0
        elif rank + 1 < AT_ONCE:
            rank += 1
        else:
            before, rank = before[:-1] + chr(ord(before[-1]) + 1), 0
        yield before, rank, way[start + _STEP - 1]


def changes(pages: Iterable[tuple[Lists, Lists]]) -> list[Row]:
    """What has to be taken out of which list, and what put in: of pages, each with its entries until now and from now on."""
    rows: dict[tuple[int, int, str], Row] = {}
    for before, after in pages:
        for place in before.keys() | after.keys():
            gone, came = before.get(place, set()) - after.get(place, set()), after.get(place, set()) - before.get(place, set())
            if gone or came:
                shelf, week, pair = place
                row = rows.setdefault(place, {"id": f"{shelf}/{week}/{pair}", "shelf": shelf, "week": week, "pair": pair, "gone": [], "came": ""})
                row["gone"] += sorted(gone)
                row["came"] += "".join(sorted(came))
    return [rows[place] for place in sorted(rows)]


def passing(filters: Filter, unit: Unit, most: int) -> Row | None:
    """The parameters by which statements read the lists that pass, if no more than `most` touchpoints do; None where they are better not asked.

    That is so for journeys one by one and for filters by person, which entries do not tell; for windows that begin or end within a day; and where
    nearly all would pass.
    """
    params = filters.params()
    if unit is not Unit.PERSONS or filters.narrowed:
        return None
    since = FIRST_DAY if filters.since is None else _day(filters.since)
    until = LAST_DAY + 1 if filters.until is None else _day(filters.until)
    if since is None or until is None or (filters.types is None and filters.channels is None and until - since > _LONG):
        return None
    begin, end = divmod(since - FIRST_DAY, WEEK), divmod(until - 1 - FIRST_DAY, WEEK)
    edges = {week for week, cut in ((begin[0], begin[1] > 0), (end[0], end[1] < WEEK - 1 and filters.until is not None)) if cut}
    return {
        "types": params["types"],
        "channels": params["channels"],
        "begin": begin[0],
        "end": end[0],
        "edges": sorted(edges),
        "days": f"{chr(DAYS + since - FIRST_DAY)}-{chr(DAYS + until - 1 - FIRST_DAY)}",
        "most": most,
        "form": FORM,
        "shelves": list(range(SHELVES)),
    }


def _day(moment: datetime) -> int | None:
    """The day that begins at a moment, if one does that pages have."""
    day, rest = divmod(micros(moment), DAY)
    return day if rest == 0 and FIRST_DAY < day <= LAST_DAY else None
