"""One person's sessions, and what the present contact is about."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.errors import BadInput, NotFound
from app.graph import Graph, Row, statement
from app.journeys.answers import micros
from app.profiles.cursors import place, token
from app.profiles.person import MadeBy, moment

if TYPE_CHECKING:
    from datetime import datetime

    from app.journeys.sessions import SessionRules

STATEMENT = "profiles/sessions"
_MICROSECONDS = 1_000_000
_MOST = 50_000
"""Touchpoints of one person that are cut into sessions within a second."""


@dataclass(frozen=True, slots=True)
class Session:
    """Touchpoints in channels of one kind without a longer silence; `seconds` from the first to the last."""

    kind: str
    channels: list[str]
    reason: str
    types: list[str]
    touchpoints: list[str]
    stages: list[str]
    campaigns: list[str]
    products: list[str]
    journey: int
    first: datetime | None
    last: datetime | None
    seconds: float


@dataclass(frozen=True, slots=True)
class Page:
    """Sessions of one person, the newest first; `next` is the cursor of the page after this one, None on the last."""

    id: str
    asked: str
    sessions: list[Session]
    total: int
    next: str | None
    revision: int
    made_by: MadeBy


@dataclass(frozen=True, slots=True)
class Present:
    """The session that a person is in at a moment: None when none is open then. `channel` is that of its latest touchpoint."""

    id: str
    asked: str
    at: datetime
    channel: str | None
    reason: str | None
    session: Session | None
    revision: int
    made_by: MadeBy


def sessions(graph: Graph, asked: str, rules: SessionRules, *, cursor: str | None = None, limit: int = 50) -> Page:
    """A page of the person's sessions. Raises NotFound, and BadInput for a bad cursor or more touchpoints than can be cut."""
    (skip,) = place(cursor, (0,))
    row, made_by = _row(graph, asked, rules)
    found = [_session(each, rules) for each in reversed(row["sessions"])]
    after = token(skip + limit) if skip + limit < len(found) else None
    return Page(row["id"], asked, found[skip : skip + limit], len(found), after, row["revision"], made_by)


def present(graph: Graph, asked: str, rules: SessionRules, at: datetime) -> Present:
    """What the person is in touch about at a moment (aware): the session begun by then of which the silence has not yet lasted too long.

    Touchpoints after that moment do not count. Raises as `sessions` does.
    """
    row, made_by = _row(graph, asked, rules)
    now = micros(at)
    begun = [_until(each, now) for each in row["sessions"] if each["at"][0] <= now]
    latest = max((each for each in begun if now - each["at"][-1] <= rules.gap(each["kind"])), key=lambda each: each["at"][-1], default=None)
    session = None if latest is None else _session(latest, rules)
    channel = None if latest is None else str(latest["channels"][-1])
    return Present(row["id"], asked, at, channel, None if session is None else session.reason, session, row["revision"], made_by)


def _row(graph: Graph, asked: str, rules: SessionRules) -> tuple[Row, MadeBy]:
    params = {"id": asked, "gaps": dict(rules.gaps), "otherwise": rules.otherwise, "most": _MOST}
    rows = graph.read(STATEMENT, **params)
    if not rows:
        raise NotFound(f"No person was ever issued the id {asked!r}; look one up by an identifier instead.")
    if rows[0]["touchpoints"] > _MOST:
        raise BadInput(
            f"{rows[0]['id']} has {rows[0]['touchpoints']:,} touchpoints, too many to be cut into sessions (at most {_MOST:,}); read the timeline, "
            "which comes in pages. So many are often a machine: a steward can judge that it is not a customer."
        )
    return rows[0], MadeBy(statement(STATEMENT).file, params)


def _until(row: Row, now: int) -> Row:
    """A session as it was at a moment."""
    length = bisect_right(row["at"], now)
    return {name: value[:length] if isinstance(value, list) else value for name, value in row.items()}


def _session(row: Row, rules: SessionRules) -> Session:
    first, last = row["at"][0], row["at"][-1]
    return Session(
        kind=row["kind"],
        channels=_different(row["channels"]),
        reason=rules.reason(row["types"]),
        types=row["types"],
        touchpoints=row["touchpoints"],
        stages=row["stages"],
        campaigns=_different(row["campaigns"]),
        products=_different(row["products"]),
        journey=row["journey"],
        first=moment(first),
        last=moment(last),
        seconds=(last - first) / _MICROSECONDS,
    )


def _different(values: list[str | None]) -> list[str]:
    """Each once, in order of first appearance."""
    return [each for each in dict.fromkeys(values) if each is not None]
