"""A page of one person's timeline: touchpoints in order, each with the stage it was in.

A cursor is a moment and how many touchpoints of that moment were seen, not a position: a late event that lands in an
earlier page neither repeats nor skips what follows.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.errors import NotFound
from app.graph import Graph, Row, statement
from app.profiles.cursors import place, token
from app.profiles.person import MadeBy, moment

STATEMENT = "profiles/timeline"
_EVER = 2**62
_KNOWN = (
    *("id", "source", "at", "type", "channel", "sequence", "session", "campaign", "product", "order", "contract"),
    *("location", "agent", "value", "currency", "text"),
)
_EMPTY: Row = dict.fromkeys(_KNOWN)
_HIDDEN = frozenset({"key", "receivedAt", "hash", "version"})


@dataclass(frozen=True, slots=True)
class Page:
    """Touchpoints of one person; `next` is the cursor of the page after this one, None on the last."""

    id: str
    asked: str
    touchpoints: list[Row]
    total: int
    next: str | None
    revision: int
    made_by: MadeBy


def timeline(graph: Graph, asked: str, *, cursor: str | None = None, limit: int = 100, newest: bool = False) -> Page:
    """The touchpoints, a page at a time, oldest first unless `newest`. Raises NotFound; BadInput for a bad cursor."""
    start, skip = place(cursor, (_EVER if newest else -_EVER, 0))
    params = {"id": asked, "newest": newest, "start": start, "skip": skip, "limit": limit + 1}
    rows = graph.read(STATEMENT, **params)
    if not rows:
        raise NotFound(f"No person was ever issued the id {asked!r}; look one up by an identifier instead.")
    row = rows[0]
    shown = row["touchpoints"][:limit]
    return Page(
        id=row["id"],
        asked=asked,
        touchpoints=[_touchpoint(each) for each in shown],
        total=row["total"],
        next=_after(shown, start, skip) if len(row["touchpoints"]) > limit else None,
        revision=row["revision"],
        made_by=MadeBy(statement(STATEMENT).file, params),
    )


def _touchpoint(row: Row) -> Row:
    stored = row["properties"]
    found, free = _EMPTY.copy(), {}
    for name, value in stored.items():
        if name in _EMPTY:
            found[name] = value
        elif name not in _HIDDEN:
            free[name] = value
    found["at"], found["received_at"] = moment(stored["at"]), moment(stored["receivedAt"])
    found["stage"], found["journey"], found["properties"] = row["stage"], row["journey"], free
    return found


def _after(shown: list[Row], start: int, skip: int) -> str:
    moments = [each["properties"]["at"] for each in shown]
    seen = moments.count(moments[-1])
    return token(moments[-1], seen + skip if moments[-1] == start else seen)
