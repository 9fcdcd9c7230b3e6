"""Files of rules: which kind a file is, whether the product would take it, what it declares in plain words, and which names it speaks of."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.errors import BadInput
from app.identity.policy import read_policy
from app.identity.survivorship import read_survivorship
from app.journeys.conversions import read_conversions
from app.journeys.designs import read_design
from app.journeys.documents import MICROSECONDS, read_document
from app.journeys.sessions import read_sessions
from app.journeys.stages import read_stages
from app.journeys.vocabulary import near

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from app.graph import Graph
    from app.journeys.conversions import Conversion, Conversions

_DAY, _HOUR, _MINUTE = 86_400 * MICROSECONDS, 3_600 * MICROSECONDS, 60 * MICROSECONDS
_MARKS: Mapping[str, frozenset[str]] = {
    "conversions": frozenset({"currency", "rates", "lookback", "conversions", "journeys"}),
    "stages": frozenset({"start", "rules", "stages"}),
    "sessions": frozenset({"gaps", "otherwise", "reasons"}),
    "survivorship": frozenset({"default", "traits", "sources"}),
    "policy": frozenset({"namespaces", "resemblance", "contradictions", "apart", "junk"}),
    "design": frozenset({"title", "besides", "stages"}),
    "mapping": frozenset({"format", "source", "identifiers", "touchpoint", "record", "spend"}),
}
"""The names by which each kind of file is known."""
KINDS = tuple(kind for kind in _MARKS if kind != "mapping")


@dataclass(frozen=True, slots=True)
class Checked:
    """A file that the product would take: its kind, what it declares, the types and channels it names, and its conversions where it has them."""

    kind: str
    declares: list[str]
    types: frozenset[str] = frozenset()
    channels: frozenset[str] = frozenset()
    conversions: Conversions | None = field(default=None, repr=False)


def check(path: Path) -> Checked:
    """Reads a file as the product would. Raises BadInput with every mistake, a line for each."""
    return _READERS[kind_of(path)](path)


def kind_of(path: Path) -> str:
    """Which kind of rules a file holds, one of KINDS, by the names it has. Raises BadInput where they tell none."""
    found = read_document(path, "rules")
    if isinstance(stages := found.get("stages"), list) and any(isinstance(each, dict) for each in stages):
        return "design"
    hits = {kind: len(marks & found.keys()) for kind, marks in _MARKS.items()}
    kind = max(hits, key=lambda each: hits[each])
    if not hits[kind]:
        known = "; ".join(f"{kind}: {', '.join(sorted(_MARKS[kind]))}" for kind in KINDS)
        raise BadInput(f"{path} has {', '.join(found) or 'nothing'}, which tells no kind of rules. What each kind has: {known}.")
    if kind == "mapping":
        raise BadInput(f"{path} is a mapping of a source and holds no rules; try it with `throughline load {path} FILE --dry-run`.")
    return kind


def compare(graph: Graph, checked: Checked) -> Iterator[str]:
    """What a graph says to a file: types and channels that no touchpoint has, and currencies that have no rate."""
    [there] = graph.read("rules/names")
    for named, known, said in ((checked.types, there["types"], "has the type"), (checked.channels, there["channels"], "came by")):
        for name in sorted(named - set(known)):
            close = near(name, known)
            yield f"No touchpoint {said} {name}" + (f"; near it: {', '.join(close)}." if close else ".")
    if checked.conversions:
        yield from _unrated(graph, checked.conversions)


def _unrated(graph: Graph, conversions: Conversions) -> Iterator[str]:
    types = sorted(conversions.refunds.union(*(each.types for each in conversions.declared if each.fixed is None)))
    for row in graph.read("rules/currencies", types=types):
        if row["currency"] is None:
            counts = f"{row['count']:,} values have no currency, so they count in {conversions.currency}"
            yield f"{counts}; if that is wrong, name theirs in the mapping, e.g. currency: {{value: CHF}}."
        elif conversions.known_rate(row["currency"], row["first"]) is None:
            yield f"{row['currency']} has no rate from its first value on, so reports leave out some of its {row['count']:,}; add it under `rates`."


def _conversions(path: Path) -> Checked:
    found = read_conversions(path)
    rates = f"; rates for {', '.join(sorted(found.rates))}" if found.rates else ""
    begins = [f"with {_listed(found.begins)}"] * bool(found.begins) + [f"after {_lasting(found.silence)} of silence"] * bool(found.silence)
    return Checked(
        "conversions",
        [
            f"{_many(found.declared, 'conversion')}: {', '.join(_conversion(each, found.currency) for each in found.declared) or 'none'}",
            f"reported in {found.currency}{rates}; touchpoints share in a conversion for {_lasting(found.lookback)}",
            f"a new journey begins {' or '.join(begins)}" if begins else "a person has one journey",
        ],
        types=found.refunds.union(found.begins, *(each.types for each in found.declared)),
        conversions=found,
    )


def _conversion(each: Conversion, currency: str) -> str:
    worth = "its own value" if each.fixed is None else f"worth {each.fixed:g} {currency}"
    said = [_listed(each.types), worth, *["the first of a journey"] * each.once]
    said += [f"taken back by {_listed(each.refunds)}"] * bool(each.refunds)
    return f"{each.name} ({'; '.join(said)})"


def _stages(path: Path) -> Checked:
    found = read_stages(path)
    sets = [each for rule in found.rules for each in (rule.types, rule.seen) if each]
    channels = [rule.channels for rule in found.rules if rule.channels]
    said = f"{_many(found.names, 'stage')}: {', '.join(found.names)}; a journey begins in {found.start}, and {_many(found.rules, 'rule')} decide"
    return Checked("stages", [said], frozenset().union(*sets), frozenset().union(*channels))


def _sessions(path: Path) -> Checked:
    found = read_sessions(path)
    gaps = ", ".join(f"{kind} {_lasting(gap)}" for kind, gap in found.gaps.items())
    reasons = ", ".join(f"{name} ({_listed(types)})" for name, types in found.reasons)
    ends = f"a session ends after a silence: {gaps + ', ' if gaps else ''}otherwise {_lasting(found.otherwise)}"
    types = frozenset[str]().union(*(each for _, each in found.reasons))
    return Checked("sessions", [ends, f"{_many(found.reasons, 'reason')}: {reasons or 'none'}"], types)


def _survivorship(path: Path) -> Checked:
    found = read_survivorship(path)
    traits = ", ".join(f"{name} {each.rule}" for name, each in found.traits.items())
    return Checked("survivorship", [f"{_many(found.traits, 'trait')} with rules of their own: {traits or 'none'}; all others {found.default.rule}"])


def _policy(path: Path) -> Checked:
    found = read_policy(path)
    said = ", ".join(f"{each.name} ({each.rule})" for each in sorted(found.namespaces.values(), key=lambda each: -each.priority))
    return Checked("policy", [f"{_many(found.namespaces, 'namespace')}, the strongest first: {said}"])


def _design(path: Path) -> Checked:
    found = read_design(path)
    steps = ", ".join(f"{each.name}{' (may be left out)' if each.optional else ''}" for each in found.steps)
    channels = [each.channels for each in found.steps if each.channels]
    types = found.besides.union(*(each.types for each in found.steps))
    said = f"the journey {found.title!r} of {_many(found.steps, 'step')}: {steps}"
    return Checked("design", [said], types, frozenset().union(*channels))


_READERS: Mapping[str, Callable[[Path], Checked]] = {
    "conversions": _conversions,
    "stages": _stages,
    "sessions": _sessions,
    "survivorship": _survivorship,
    "policy": _policy,
    "design": _design,
}


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))


def _many(things: Mapping[str, object] | tuple[object, ...], word: str) -> str:
    return f"{len(things)} {word}{'' if len(things) == 1 else 's'}"


def _lasting(micros: int | None) -> str:
    """A duration in its largest whole unit."""
    for size, word in ((_DAY, "day"), (_HOUR, "hour"), (_MINUTE, "minute")):
        if micros and micros % size == 0:
            return f"{micros // size:,} {word}{'' if micros == size else 's'}"
    return f"{(micros or 0) / MICROSECONDS:g} seconds"
