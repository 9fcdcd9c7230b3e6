"""Limits: from where on a steward should look, a second one should agree, or a trial is too long. Data of an installation; the settings read them."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from app.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Mapping

_PREFIX = "THROUGHLINE_LIMIT_"


@dataclass(frozen=True, slots=True)
class Limits:
    """A figure past its limit raises a flag.

    `oversize`: members of a person, past which it is in the queue, too. `candidate`: members of the largest set that evidence would make
    one were there no rules. `single`: share (0 to 1) of the joined persons that single links hold together. `queue`: items to review.
    `pending`: judgements that wait. `second`: members on both sides of a judgement, past which a second account must agree to it.
    `trial`: records, past which a draft scoring model is not tried, since all who write wait while they are compared.
    """

    oversize: int = 150
    candidate: int = 1_000
    single: float = 0.9
    queue: int = 1_000
    pending: int = 20
    second: int = 200
    trial: int = 20_000


SHIPPED = Limits()
"""The limits of an installation that says nothing."""


def read_limits(environ: Mapping[str, str]) -> Limits:
    """The limits that THROUGHLINE_LIMIT_OVERSIZE and its like give, the rest as shipped. Raises BadInput naming the variable that is wrong."""
    known = {f"{_PREFIX}{each.name.upper()}": each.name for each in fields(Limits)}
    unknown = sorted(name for name in environ if name.startswith(_PREFIX) and name not in known)
    if unknown:
        raise BadInput(f"There is no limit {unknown[0]}; use one of {', '.join(sorted(known))}.")
    given = {known[name]: environ[name] for name in known if environ.get(name)}
    counts = {name: _count(text, name) for name, text in given.items() if name != "single"}
    share = _share(given["single"], "single") if "single" in given else SHIPPED.single
    return Limits(**counts, single=share)


def _count(text: str, name: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise BadInput(f"{_PREFIX}{name.upper()}={text} is no limit; use a whole number from 1.")
    return int(text)


def _share(text: str, name: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1:
        raise BadInput(f"{_PREFIX}{name.upper()}={text} is no share; use a number from 0 to 1, such as 0.9.")
    return value
