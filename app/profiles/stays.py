"""One person's stays in stages: when each was entered and left, how long it took, and whether the way led on, back or began anew."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from app.errors import NotFound
from app.graph import Graph, Row, statement
from app.profiles.person import MadeBy, moment

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

STATEMENT = "profiles/stays"
_MICROSECONDS = 1_000_000


class Move(StrEnum):
    """How a stage was entered: as the first of all, from an earlier stage, from a later one, or with a new journey."""

    BEGINS = "begins"
    FORWARD = "forward"
    BACK = "back"
    ANEW = "anew"


@dataclass(frozen=True, slots=True)
class Stay:
    """One stay. `left` is None where the person still is; `seconds` is from entry to exit, or to the latest touchpoint."""

    journey: int
    stage: str
    move: Move
    touchpoints: int
    entered: datetime | None
    left: datetime | None
    seconds: float


@dataclass(frozen=True, slots=True)
class Stays:
    """All stays in order, the current stage, and the time in each stage over all stays (seconds)."""

    id: str
    asked: str
    current: str | None
    since: datetime | None
    journeys: int
    back: int
    stays: list[Stay]
    time: dict[str, float]
    revision: int
    made_by: MadeBy


def stays(graph: Graph, asked: str, names: Sequence[str]) -> Stays:
    """The person's stays; `names` are the stages in their usual order, which says what is forward and what back. Raises NotFound."""
    params: dict[str, object] = {"id": asked}
    rows = graph.read(STATEMENT, **params)
    if not rows:
        raise NotFound(f"No person was ever issued the id {asked!r}; look one up by an identifier instead.")
    row, found = rows[0], list[Stay]()
    for before, each in zip([None, *row["stays"]], row["stays"], strict=False):
        found.append(_stay(each, _move(before, each, names)))
    time = {name: round(sum(stay.seconds for stay in found if stay.stage == name), 6) for name in names}
    return Stays(
        id=row["id"],
        asked=asked,
        current=found[-1].stage if found else None,
        since=found[-1].entered if found else None,
        journeys=len({stay.journey for stay in found}),
        back=sum(stay.move is Move.BACK for stay in found),
        stays=found,
        time=time,
        revision=row["revision"],
        made_by=MadeBy(statement(STATEMENT).file, params),
    )


def _move(before: Row | None, row: Row, names: Sequence[str]) -> Move:
    if before is None:
        return Move.BEGINS
    if before["journey"] != row["journey"]:
        return Move.ANEW
    order = {name: place for place, name in enumerate(names)}
    return Move.BACK if order.get(row["stage"], 0) < order.get(before["stage"], 0) else Move.FORWARD


def _stay(row: Row, move: Move) -> Stay:
    left = row["left"]
    until = row["last"] if left is None else left
    return Stay(
        journey=row["journey"],
        stage=row["stage"],
        move=move,
        touchpoints=row["touchpoints"],
        entered=moment(row["entered"]),
        left=None if left is None else moment(left),
        seconds=(until - row["entered"]) / _MICROSECONDS,
    )
