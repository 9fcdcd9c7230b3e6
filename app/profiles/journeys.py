"""One person's journeys: each part with its whole sequence of steps, channels, stages and times."""

from __future__ import annotations

from dataclasses import dataclass

from app.errors import NotFound
from app.graph import Graph, Row, statement
from app.profiles.cursors import place, token
from app.profiles.person import MadeBy, moment

STATEMENT = "profiles/journeys"


@dataclass(frozen=True, slots=True)
class Page:
    """Journey parts of one person, in order; `next` is the cursor of the page after this one, None on the last."""

    id: str
    asked: str
    journeys: list[Row]
    next: str | None
    revision: int
    made_by: MadeBy


def journeys(graph: Graph, asked: str, *, cursor: str | None = None, limit: int = 20) -> Page:
    """A page of the person's journey parts. Raises NotFound, or BadInput for a bad cursor."""
    number, part = place(cursor, (-1, -1))
    params = {"id": asked, "number": number, "part": part, "limit": limit + 1}
    rows = graph.read(STATEMENT, **params)
    if not rows:
        raise NotFound(f"No person was ever issued the id {asked!r}; look one up by an identifier instead.")
    row = rows[0]
    shown = row["journeys"][:limit]
    more = len(row["journeys"]) > limit
    return Page(
        id=row["id"],
        asked=asked,
        journeys=[_journey(each) for each in shown],
        next=token(shown[-1]["number"], shown[-1]["part"]) if more else None,
        revision=row["revision"],
        made_by=MadeBy(statement(STATEMENT).file, params),
    )


def _journey(stored: Row) -> Row:
    steps = zip(stored["touchpoints"], stored["steps"], stored["at"], stored["channels"], stored["stages"], strict=True)
    return {
        **{name: stored.get(name) for name in ("id", "number", "part", "stage", "value", "conversions")},
        "first": moment(stored["first"]),
        "last": moment(stored["last"]),
        "steps": [
            {"touchpoint": touchpoint, "type": step, "at": moment(at), "channel": channel, "stage": stage}
            for touchpoint, step, at, channel, stage in steps
        ],
    }
