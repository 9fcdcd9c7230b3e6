"""A forecast: a draft tried on the live graph, and what came of it. Applied at the revision that it names, it comes true."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.derivation import derive_by, newer, read_rules
from app.errors import Conflict
from app.graph.locks import lock
from app.graph.trial import attempt
from app.identity import unify
from app.journeys.conversions import read_conversions
from app.whatif import moves
from app.whatif.credit import credited, gathered
from app.whatif.diary import Diary
from app.whatif.figures import Moved

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from app.graph import Graph
    from app.journeys.conversions import Conversions
    from app.settings import Settings
    from app.whatif.credit import Credited, Gathered
    from app.whatif.drafts import Draft
    from app.whatif.moves import Family, Fate

_ALL = 10**8
"""More members than there are: a trial derives the touched components, however many; Graph Data Science would not see it."""

_AT_ONCE = 5_000


@dataclass(frozen=True, slots=True)
class Forecast:
    """What a draft would do at a revision of the graph.

    `persons` is how many there are before and after, `fates` how many of those before have which, `excluded` how many are no customers any more or
    are again; `families` are all that changed, the one in which most members move first; `figures` of journeys are of those whose journeys change.
    `verdicts` is how many links are decided another way. `second`: another account must agree first. `waited` is how many records and identifiers
    had changed since the last unify; what they change is derived first and no part of the forecast. `credit` is the attribution report before and
    after, None where it was not asked for.
    """

    revision: int
    persons: tuple[int, int]
    fates: dict[Fate, int]
    families: list[Family]
    figures: Moved
    verdicts: int
    excluded: int
    second: bool
    waited: int
    credit: Credited | None = None


@dataclass(frozen=True, slots=True)
class _Tried:
    """A forecast without its reports, and what those are made of."""

    forecast: Forecast
    credit: tuple[Gathered | str, Gathered | str] | None


def forecast(graph: Graph, settings: Settings, draft: Draft, *, credit: bool = True) -> Forecast:
    """Tries a draft; nothing of it stays. With `credit` the journeys of all persons are read twice, for the attribution report before and after.

    Raises what applying it would raise (BadInput, NotFound, Conflict); Conflict also when another derivation is under way, when so much has changed
    since the last unify that it should run first, or when the draft changes more than one transaction can hold.
    """
    conversions = read_conversions(settings.conversions)
    with lock(graph, unify.LOCK) as alive:
        tried = attempt(graph, lambda trial: _try(trial, settings, draft, alive, conversions if credit else None))
    # Only once nobody waits any more: what is gathered is enough to make reports of.
    return tried.forecast if tried.credit is None else replace(tried.forecast, credit=credited(*tried.credit, conversions))


def _until(trial: Graph) -> datetime | None:
    """The instant up to which things count; a draft is tried as the graph was last unified."""
    until: datetime | None = trial.read("identity/state")[0]["until"]
    return until


def _try(trial: Graph, settings: Settings, draft: Draft, alive: Callable[[], None], credit: Conversions | None) -> _Tried:
    revision = trial.write("whatif/hold")[0]["revision"]
    waited = _catch_up(trial, settings, alive)
    diary, figures = Diary(settings.secret().encode()), Moved()
    persons = _persons(trial)
    before = gathered(trial, credit) if credit else None
    second = draft.put(trial, diary)
    outcome = derive_by(trial, read_rules(trial, settings, _until(trial)), alive, diary, small=_ALL, watch=figures.watch)
    alive()
    now = _members(trial, moves.named(diary.lines))
    families = moves.families(moves.before(now, diary.lines), now)
    found = Forecast(
        revision=revision,
        persons=(persons, _persons(trial)),
        fates=moves.count(families, persons),
        families=families,
        figures=figures,
        verdicts=outcome.identity.changed.verdicts,
        excluded=outcome.identity.excluded,
        second=second,
        waited=waited,
    )
    if credit is None or before is None:
        return _Tried(found, None)
    return _Tried(found, (before, gathered(trial, credit) if outcome.journeys.changed else before))


def _catch_up(trial: Graph, settings: Settings, alive: Callable[[], None]) -> int:
    """Derives what waits for the next unify, so that the forecast is of the draft alone; returns how much that was. Raises Conflict for much."""
    rules = read_rules(trial, settings, _until(trial))
    state = unify.begin(trial)
    trial.write("identity/touch_withdrawn")
    waits: int = trial.read("identity/touched_count")[0]["touched"]
    due = newer(rules, state) or (f"{waits:,} records and identifiers wait to be unified" if waits > unify.SMALL else None)
    if due:
        raise Conflict(f"{due}; run `throughline unify`, then try the draft.")
    if waits or trial.read("journeys/stale_count")[0]["count"]:
        derive_by(trial, rules, alive, Diary(settings.secret().encode()), small=_ALL)
    return waits


def _persons(trial: Graph) -> int:
    return int(trial.read("identity/persons_count")[0]["persons"])


def _members(trial: Graph, ids: set[str]) -> dict[str, list[str]]:
    every = sorted(ids)
    some = (every[start : start + _AT_ONCE] for start in range(0, len(every), _AT_ONCE))
    return {row["person"]: row["members"] for each in some for row in trial.read("whatif/members", ids=each)}
