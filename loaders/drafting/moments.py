"""Moments: how the times of a column are written, and whether they say their zone. Two orders of day and month that both fit are left open."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from loaders.drafting.shapes import MOST, Share, read_times

if TYPE_CHECKING:
    from collections.abc import Sequence

_TRIED = 500
"""Values tried for each format."""
_EPOCH = {
    "s": re.compile(r"(?:[89]\d{8}|[12]\d{9})(?:\.\d+)?"),
    "ms": re.compile(r"[89]\d{11}|[12]\d{12}"),
    "us": re.compile(r"[89]\d{14}|[12]\d{15}"),
}
_BARE = re.compile(r"\d+(?:\.\d+)?")
_DATES = (
    "%d.%m.%Y", "%d.%m.%y", "%Y/%m/%d", "%Y%m%d", "%d %b %Y", "%b %d, %Y", "%d-%b-%Y", "%d-%b-%y", "%d %B %Y", "%B %d, %Y", "%Y.%m.%d",
)  # fmt: skip
_EITHER = (("%d/%m/%Y", "%m/%d/%Y"), ("%d/%m/%y", "%m/%d/%y"), ("%d-%m-%Y", "%m-%d-%Y"), ("%d-%m-%y", "%m-%d-%y"))
"""Day first, month first."""
_CLOCKS = ("", " %H:%M", " %H:%M:%S", ", %H:%M", ", %H:%M:%S", " %I:%M %p", " %I:%M:%S %p", " %H:%M:%S.%f", " %H:%M:%S %z", " %H:%M %z")
_WHOLE = ("%Y-%m-%d %H:%M:%S %z", "%Y-%m-%d %H:%M %z", "%Y-%m-%d %H:%M:%S UTC", "%a, %d %b %Y %H:%M:%S %z", "%Y%m%d %H:%M:%S", "%Y%m%d%H%M%S")


@dataclass(frozen=True, slots=True)
class Moment:
    """How the times of a column are written. Exactly one reading in `formats`, ISO 8601 if empty; with `either`, two that both fit."""

    evidence: str
    formats: tuple[str, ...] = ()
    unit: str | None = None
    either: tuple[str, ...] = ()
    zoned: bool = True
    """Whether the values say their zone, or need none."""
    clock: bool = True
    """Whether they say the time of day."""


def moment_of(values: Sequence[str]) -> Moment | None:
    """The way these values are written as times, or None where they are none."""
    some = list(dict.fromkeys(values))[:_TRIED]
    if not some:
        return None
    return _number(some) or _iso(some) or _fixed(some) or _open(some)


def _number(some: Sequence[str]) -> Moment | None:
    for unit, shape in _EPOCH.items():
        fits = Share(sum(bool(shape.fullmatch(each)) for each in some), len(some))
        if fits.part >= MOST:
            return Moment(f"{fits} different values are numbers as of {_UNITS[unit]} since 1970", unit=unit)
    return None


_UNITS = {"s": "seconds", "ms": "milliseconds", "us": "microseconds"}


def _iso(some: Sequence[str]) -> Moment | None:
    dated = [each for each in some if not _BARE.fullmatch(each)]
    fits = read_times(dated)
    if fits.count < MOST * len(some):
        return None
    zoned = read_times(dated, zone=None)
    clock = any(":" in each for each in some)
    told = "with" if zoned.part >= MOST else "without"
    return Moment(f"{fits.count:,} of {len(some):,} different values are ISO 8601, {told} a zone", zoned=zoned.part >= MOST, clock=clock)


def _fixed(some: Sequence[str]) -> Moment | None:
    tried = (*_WHOLE, *(date + clock for date in _DATES for clock in _CLOCKS))
    best, fits = _best(some, tried)
    return _told(best, fits) if fits.part >= MOST else None


def _open(some: Sequence[str]) -> Moment | None:
    for first, second in _EITHER:
        one, fits = _best(some, [first + clock for clock in _CLOCKS])
        other, also = _best(some, [second + clock for clock in _CLOCKS])
        if max(fits.part, also.part) < MOST:
            continue
        if fits.count != also.count:
            better, known = (one, fits) if fits.count > also.count else (other, also)
            return _told(better, known, f"; the other order of day and month fits only {min(fits.count, also.count):,}")
        return Moment(f"{fits} different values fit both orders of day and month", either=(one, other), zoned="%z" in one, clock=_clock(one))
    return None


def _told(found: str, fits: Share, more: str = "") -> Moment:
    return Moment(f"{fits} different values are written so{more}", formats=(found,), zoned="%z" in found, clock=_clock(found))


def _clock(found: str) -> bool:
    return "%H" in found or "%I" in found


def _best(some: Sequence[str], formats: Sequence[str]) -> tuple[str, Share]:
    # A look at a few values first: most formats fit none.
    hopeful = [each for each in formats if read_times(some[:5], formats=(each,)).count] or formats[:1]
    tried = [(each, read_times(some, formats=(each,))) for each in hopeful]
    return max(tried, key=lambda each: each[1].count)
