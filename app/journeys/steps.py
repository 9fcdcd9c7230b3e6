"""One step of a journey, as derivation reads it from the graph."""

from __future__ import annotations

from typing import NamedTuple


class Step(NamedTuple):
    """A touchpoint on its way into a journey. The order of the fields is the order of steps: `at`, `sequence`, `id`.

    `at` is in epoch microseconds; `node` is the database's own handle, good for one transaction only.
    """

    at: int
    sequence: int
    id: str
    type: str
    channel: str
    value: float | None = None
    currency: str | None = None
    node: str = ""
