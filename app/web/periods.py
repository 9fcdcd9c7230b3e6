"""What changed between two periods, on a page: shares of the one beside the other's, with what chance can do; each figure opens its persons."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from flask import request

from app.errors import BadInput
from app.journeys.answers import Filter
from app.journeys.names import joined
from app.journeys.periods import Comparison, Kind, Period, changes, having
from app.web.asking import Asked, address, day, facets, figure, number, of, text, whose
from app.web.figures import Figures
from app.web.serving import conversions, graph, page

if TYPE_CHECKING:
    from app.journeys.counted import Counted
    from app.journeys.periods import Change, Changes
    from app.web.figures import Table

_STEPS, _MOST_STEPS = 5, 10
_KEPT, _MOST_KEPT = 10, 50
_USUAL = timedelta(days=30)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """The two periods and how paths are told apart, as they stand in the address; by default the last days there are beside those before."""

    since: str
    until: str
    compare_since: str
    compare_until: str
    steps: int
    kept: int
    collapse: bool

    @classmethod
    def read(cls) -> _Wanted:
        given = [text(name) for name in ("since", "until", "compare_since", "compare_until")]
        since, until, compare_since, compare_until = given if any(given) else _usual()
        steps, kept = number("steps", _STEPS, least=2, most=_MOST_STEPS), number("most", _KEPT, least=1, most=_MOST_KEPT)
        return cls(since, until, compare_since, compare_until, steps, kept, bool(text("collapse")))

    def comparison(self) -> Comparison:
        """As the question it asks; the other period, where it is not given, ends where the first begins and is as long. Raises BadInput."""
        since, until = _required("From", self.since), _required("Until", self.until)
        compare_until = day("Compared until", self.compare_until) or since
        compare_since = day("Compared from", self.compare_since) or compare_until - (until - since)
        declared = {each.name: sorted(each.types) for each in conversions().declared}
        return Comparison(Period(since, until), Period(compare_since, compare_until), declared, self.steps, self.collapse, self.kept)


def _show() -> str:
    asked, wanted = Asked.read(), _Wanted.read()
    values: dict[str, object] = {"asked": asked, "wanted": wanted, "given": request.args, "facets": facets(), "found": None}
    try:
        values |= _analysed(asked, wanted)
    except BadInput as error:
        values["refused"] = str(error)
    return page("periods.html", section="web.journeys", most_steps=_MOST_STEPS, **values)


def _table() -> Table:
    found = changes(graph(), _Wanted.read().comparison(), _touches(Asked.read()))
    header = ("kind", "name", "count", "of", "other_count", "other_of", "difference", "low", "high", "probability")
    return header, [
        (*head, each.count, found.total, each.other_count, found.other_total, *_difference(each), each.probability)
        for each in found.rows
        for head in [(each.kind.value, joined(each.name, " > "))]
    ]


def _behind() -> tuple[str, Counted]:
    kind, other = of("kind"), bool(of("other"))
    if kind not in set(Kind):
        raise BadInput(f"What changed is one of {', '.join(Kind)}, not {kind!r}.")
    name, comparison = request.args.getlist("of_name"), _Wanted.read().comparison()
    what = f"had the {kind} {' > '.join(name)}" if name else "did anything"
    found = having(graph(), comparison, (Kind(kind), name, other), _touches(Asked.read()))
    return f"Who {what}, {_days(comparison.other if other else comparison.period)}", found


FIGURES = Figures("changes", _show, _table, _behind)
"""Under /changes."""


def _usual() -> tuple[str, str, str, str]:
    """The last 30 days of which anything is known, or the later half where that is less, and as many days before; empty where nothing is."""
    found = graph().read("web/days")[0]
    if found["first"] is None:
        return "", "", "", ""
    end = min(found["last"].date(), date.max - _DAY) + _DAY  # the calendar has no day after its last
    length = max(min(_USUAL, (end - found["first"].date()) // 2 // _DAY * _DAY), _DAY)
    return f"{end - length}", f"{end}", f"{end - 2 * length}", f"{end - length}"


def _required(name: str, written: str) -> datetime:
    found = day(name, written)
    if found is None:
        raise BadInput(f"“{name}” is missing; both ends of the period are needed.")
    return found


def _touches(asked: Asked) -> Filter:
    return whose(Filter(types=asked.types or None, channels=asked.channels or None))


def _analysed(asked: Asked, wanted: _Wanted) -> dict[str, object]:
    if not (wanted.since or wanted.until or wanted.compare_since):
        return {}
    comparison = wanted.comparison()
    found = changes(graph(), comparison, _touches(asked))

    def persons(count: int, kind: Kind, name: tuple[str, ...] = (), *, other: bool = False) -> dict[str, object]:
        which = {"kind": kind.value, "name": list(name), "other": "1" if other else None}
        return {"count": count, "persons": figure("web.changes_persons", revision=found.revision, count=count, **which)}

    return {
        "found": found,
        "all": (persons(found.total, Kind.ALL), persons(found.other_total, Kind.ALL, other=True)),
        "rows": [
            (each, _name(each), persons(each.count, each.kind, each.name), persons(each.other_count, each.kind, each.name, other=True))
            for each in found.rows
        ],
        "sentence": _sentence(found, comparison),
        "file": address("web.changes_file"),
    }


def _sentence(found: Changes, comparison: Comparison) -> str:
    if not found.total and not found.other_total:
        return ""
    both = f"; {found.both:,} of them in both" if found.both else ""
    many = f"{found.total:,} person{'' if found.total == 1 else 's'}"
    return f"{many} {_days(comparison.period)}, beside {found.other_total:,} {_days(comparison.other)}{both}."


def _days(period: Period) -> str:
    last, many = period.until - _DAY, (period.until - period.since).days
    return f"from {period.since.day} {period.since:%b %Y} to {last.day} {last:%b %Y}, {many:,} day{'' if many == 1 else 's'}"


def _name(each: Change) -> str:
    return " > ".join(each.name)


def _difference(each: Change) -> tuple[float, float, float]:
    return each.difference, each.low, each.high
