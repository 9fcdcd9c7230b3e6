"""Planning: whether rows are persons, events or spend, and which of the guessed columns take which place."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from app.errors import BadInput
from loaders.drafting.guessing import IDENTIFIERS, Guess, guess
from loaders.drafting.names import words_of
from loaders.namespaces import default_namespaces

if TYPE_CHECKING:
    from loaders.drafting.sampling import Sample

PERSON, EVENT, SPEND = "person", "event", "spend"
_NAMES = ("givenName", "familyName", "fullName", "birthDate", "gender", "street")
_SIGNS = ("type", "channel", "session", "value", "order", "eventId", "campaign", "product")
_WHEN = ("time", "created", "when", "received", "updated")
_KEYS = ("number", "id", "loyalty", "login", "contract", "email", "ssn", "eventId", "phone", "cookie")


@dataclass(slots=True)
class Plan:
    """What a draft will say. A column stands in one place only: `used` names those that have theirs."""

    sample: Sample
    source: str
    kind: str
    guesses: tuple[Guess, ...]
    key: Guess | None = None
    """Of a record."""
    event: Guess | None = None
    """The id of a touchpoint; None: rows are told apart by all their columns."""
    customer: Guess | None = None
    """The key of the record that an event states beside itself; None where its rows name nobody."""
    time: Guess | None = None
    lines_of: Guess | None = None
    """The order of which several rows are lines."""
    used: set[str] = field(default_factory=set)
    times: list[Guess] = field(default_factory=list)
    """Columns that the draft reads as times, for which a zone may be needed."""

    def all(self, *roles: str) -> list[Guess]:
        """The columns of these roles, in the order of the file."""
        return [each for each in self.guesses if each.role in roles]

    def first(self, role: str) -> Guess | None:
        """The likeliest column of a role that has no place yet: the best filled one, then the first."""
        free = [each for each in self.all(role) if each.sure and each.column.name not in self.used]
        return max(free, key=lambda each: len(each.column.filled), default=None)

    def take(self, found: Guess | None) -> Guess | None:
        """Marks a column as having its place."""
        if found:
            self.used.add(found.column.name)
        return found

    def namespace(self, found: Guess) -> str:
        """The namespace of numbers that this source gives itself: its own name, and for a second such column that with the column's."""
        own = self.source if self.source not in default_namespaces() else f"{self.source}_number"
        first = next((each for each in [self.key, *self.all("number")] if each and each.role in ("number", "id", "eventId")), found)
        return own if found.column.name == first.column.name else f"{own}_{identifier_word(found.column.name)}"


def identifier_word(name: str) -> str:
    """A name as lower-case letters, digits and underscores, which begins with a letter."""
    found = words_of(name).replace(" ", "_")
    return found if found[:1].isalpha() else f"source_{found}".rstrip("_")


def plan(sample: Sample, source: str) -> Plan:
    """The plan of a draft. Raises BadInput with the one reason why there can be none."""
    if not sample.rows:
        raise BadInput(f"{sample.path} has no row that can be read: there is nothing to draft a mapping from; check the file.")
    found = Plan(sample, source, "", tuple(guess(each) for each in sample.columns))
    found.kind = _kind(found)
    if found.kind == PERSON:
        _plan_person(found)
    elif found.kind == EVENT:
        _plan_event(found)
    return found


def _kind(found: Plan) -> str:
    known = {each.role for each in found.guesses if each.sure}
    people = known & set(IDENTIFIERS)
    if {"cost", "campaign"} <= known and not people and known & {"from", "time"}:
        return SPEND
    names, signs = len(known & set(_NAMES)), len(known & set(_SIGNS))
    timed = any(each.role in _WHEN for each in found.guesses)
    alone = any(each.column.unique for each in found.all(*IDENTIFIERS))
    if timed and (signs > names or (not alone and any(each.column.unique for each in found.all("eventId")))):
        return EVENT
    if names or (people and alone):
        return PERSON
    if timed:
        return EVENT
    if people:
        return PERSON
    raise BadInput(
        f"{found.sample.path} gives no mapping: no column holds names, identifiers or times that could be told from "
        f"{len(found.guesses):,} columns; write one by hand (docs/mappings.md)."
    )


def _plan_person(found: Plan) -> None:
    candidates = [each for role in _KEYS for each in found.all(role) if each.sure and not each.column.listed]
    unique = [each for each in candidates if each.column.unique]
    numbered = [each for each in candidates if each.role in ("number", "id")]
    found.key = next(iter([*unique[:1], *numbered, *candidates]), None)
    if found.key is None:
        raise BadInput(
            f"{found.sample.path} gives no mapping: its rows look like persons, but no column tells one from another; add a number to each row."
        )


def _plan_event(found: Plan) -> None:
    times = [max(some, key=_usefulness) for role in _WHEN if (some := found.all(role))]
    found.time = found.take(times[0])
    found.customer = _named(found)
    found.lines_of = _lines(found)
    if found.lines_of:
        found.event = found.lines_of
        return
    ids = [each for each in found.all("eventId", "id", "order") if each.sure and len(each.column.filled) >= 0.9 * found.sample.rows]
    found.event = next((each for each in ids if each.column.unique), next((each for each in ids if each.role != "order"), None))
    if found.event and found.event.role != "order":
        found.take(found.event)


def _named(found: Plan) -> Guess | None:
    """What tells the customers of events apart, where the rows name them: a number, or else an address."""
    if not any(each.sure for each in found.all("givenName", "familyName", "fullName")):
        return None
    return next((each for each in _customers(found) if each.sure and not each.column.listed and not each.hashed), None)


def _customers(found: Plan) -> list[Guess]:
    return [each for role in ("number", "loyalty", "login", "email") for each in found.all(role)]


def _usefulness(found: Guess) -> tuple[int, bool]:
    """The better filled one, then the one that says the time of day."""
    return len(found.column.filled), bool(found.moment and found.moment.clock)


def _lines(found: Plan) -> Guess | None:
    """The column of order numbers, where rows with an equal one follow each other, and time and total of the order are said once or in each."""
    whole = [each for each in found.all("order") if len(each.column.filled) == found.sample.rows]
    if not found.all("product", "quantity"):
        return None
    for each in whole:
        values = each.column.values
        again = [number + 1 for number, (one, other) in enumerate(pairwise(values)) if one == other]
        if again and (any(_only_first(other, again) for other in found.guesses if other.role != "empty") or _alike(found, again)):
            return each
    return None


def _alike(found: Plan, again: list[int]) -> bool:
    """Whether every line repeats time and total of its order: as events of their own, lines would count the total once each."""
    whole = [each.column.values for each in (found.time, found.first("value")) if each]
    return len(whole) > 1 and all(values[each] == values[each - 1] for values in whole for each in again)


def _only_first(found: Guess, again: list[int]) -> bool:
    values = found.column.values
    return not any(values[each] for each in again) and all(values[each - 1] or each - 1 in again for each in again)
