"""Moments: microseconds since 1970, as the graph stores times in order, as times of the calendar."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_FIRST = (datetime.min.replace(tzinfo=UTC) - _EPOCH) // _MICROSECOND
_LAST = (datetime.max.replace(tzinfo=UTC) - _EPOCH) // _MICROSECOND


def moment(micros: int) -> datetime:
    """Returns microseconds since 1970 as an aware time in UTC; what lies beyond the calendar is its first or last moment.

    Loading lets no such time in. A graph that holds one all the same is shown with it, and stops nobody.
    """
    return _EPOCH + timedelta(microseconds=min(max(micros, _FIRST), _LAST))
