"""A pattern of touchpoints as Cypher with quantified paths: for analysts to read, and to paste into Neo4j Browser.

The text is only shown: the service answers by the automaton of `patterns.py`, and this room knows no graph to run anything on. A test runs
it, and finds the persons that the automaton finds.

    (t1 WHERE t1.type = 'page_view')-[:NEXT]->+(t2 WHERE t2.type = 'add_to_cart')(()-[:NEXT]->(more3 WHERE …))*(end3)

What it cannot say, it says why. `NEXT` ends where a journey ends, so what follows at once over all journeys of a person is no path; and
quantified paths do not nest, so neither is a repetition that skips what filters leave out. A touchpoint that may be left out before a `>>` is
written as two paths, one with it and one without.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from app.journeys.answers import Filter, Unit, micros
from app.journeys.names import plain, read
from app.journeys.patterns import expand

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.journeys.patterns import Element, Pattern
    from app.journeys.vocabulary import Known

MOST_WAYS = 8
"""Paths side by side that can still be read."""
_ACROSS = (
    "NEXT ends with a journey, and persons are asked over all their journeys, so what comes at once or several times in a row is no path "
    "for them; ask with unit=journeys."
)
_NESTED = "A repetition that skips the touchpoints which the filters leave out would be a quantified path in another, and these do not nest."
_MANY = f"So many touchpoints may be left out that more than {MOST_WAYS} paths would have to be written side by side."
_WHOSE = "Segments and stages choose persons and not touchpoints, so they are no part of a path and are not written out; ask without them."
_BACKSLASH = "A name has a backslash, which would not be safe to paste."


@dataclass(frozen=True, slots=True)
class Shown:
    """The text, or None and a sentence that says why there is none."""

    cypher: str | None
    why_not: str | None = None


def shown(text: str, pattern: Pattern, known: Known, filters: Filter, *, unit: Unit, negated: bool) -> Shown:
    """What `patterns.matching` answers by the automaton, written out; `text` is the pattern as it was asked for. Filters as valid as there."""
    ways = _ways(pattern.elements)
    why_not = _why_not(ways, filters, unit)
    if why_not:
        return Shown(None, why_not)
    question = _Question(pattern, known, filters, unit)
    fits = " OR ".join(question.path(way) for way in ways)
    if negated:
        fits = f"NOT ({fits})" + question.anything()
    elif len(ways) > 1:
        fits = f"({fits})"
    journeys = unit is Unit.JOURNEYS
    lines = [
        *_comment(text),
        f"MATCH (p:Person){'-[:TOOK]->(j:Journey {part: 0})' if journeys else ''}",
        f"WHERE NOT p:Excluded AND {fits}",
        f"RETURN p.id AS person, {'count(*)' if journeys else '1'} AS times",
        "ORDER BY person",
    ]
    return Shown("\n".join(lines))


def _why_not(ways: Sequence[Sequence[Element]], filters: Filter, unit: Unit) -> str | None:
    repeated = any((each.least, each.most) != (1, 1) for way in ways for each in way)
    at_once = any(not each.gap.later for way in ways for each in way[1:])
    asked = [name for way in ways for each in way for name in (*(each.types or ()), *(each.channels or ())) if plain(name, "%")]
    if "\\" in "".join([*map(read, asked), *(filters.types or ()), *(filters.channels or ())]):
        return _BACKSLASH
    if filters.narrowed:
        return _WHOSE
    if unit is Unit.PERSONS and (repeated or at_once):
        return _ACROSS
    if repeated and (filters.types is not None or filters.channels is not None):
        return _NESTED
    return _MANY if len(ways) > MOST_WAYS else None


def _comment(text: str) -> list[str]:
    """The pattern as it was asked for; left out where it has a backslash, of which Neo4j Browser would make a character, even in a comment."""
    return [] if "\\" in text else [f"// {' '.join(text.split())}"]


def _ways(elements: Sequence[Element]) -> list[list[Element]]:
    """With and without each element that may be left out, where a quantifier from 0 on would not do; one more than `MOST_WAYS` at most."""
    ways: list[list[Element]] = [[]]
    for element in elements:
        grown: list[list[Element]] = []
        for way in ways:
            from_none = way and not (element.gap.later or element.gap.least or element.gap.most is not None)
            grown += [[*way, element]] if element.least or from_none else [[*way, replace(element, least=1)], way]
        ways = grown[: MOST_WAYS + 1]
    return ways


@dataclass(slots=True)
class _Way:
    """What has been written of a path: its MATCH clauses, what must hold, and the first and the latest touchpoint."""

    clauses: list[str] = field(default_factory=list)
    holds: list[str] = field(default_factory=list)
    first: str = ""
    last: str = ""
    journey: int = 0


@dataclass(frozen=True, slots=True)
class _Question:
    pattern: Pattern
    known: Known
    filters: Filter
    unit: Unit

    def path(self, elements: Sequence[Element]) -> str:
        """EXISTS of one way to fit."""
        way = _Way()
        for number, element in enumerate(elements, 1):
            self._element(way, number, element)
        if self.pattern.window is not None and way.first != way.last:
            way.holds.append(f"{way.last}.at <= {way.first}.at + {_duration(self.pattern.window)}")
        way.holds += self._bounds(way) + self._anchors(way)
        return "EXISTS {\n  " + "\n  ".join([*way.clauses, *_where(way.holds)]) + "\n}"

    def anything(self) -> str:
        """That there is a touchpoint at all, which those who do not fit must have, too."""
        if self.unit is Unit.PERSONS:
            return " AND EXISTS {\n  MATCH (p)-[:TOOK]->(j:Journey {part: 0})\n  " + self._kept_in("j") + "\n}"
        return " AND EXISTS {\n  " + self._kept_in("j") + "\n}" if self.filters != Filter() else ""

    def _kept_in(self, journey: str) -> str:
        return f"MATCH {_begin(journey)}-[:NEXT]->*{_node('other', self._kept('other', both=True))}"

    def _element(self, way: _Way, number: int, element: Element) -> None:
        here, before = f"t{number}", way.last
        if element.least:
            self._hop(way, number, element)
            way.last = here
            way.first = way.first or here
            if before:
                way.holds += _between(before, here, element)
        done = min(element.least, 1)
        if element.most != done:
            most = None if element.most is None else element.most - done
            again = _node(f"more{number}", self._takes(f"more{number}", element))
            way.clauses[-1] += f"\n    (()-[:NEXT]->{again}){_quantifier(element.least - done, most)}(end{number})"
            way.last = f"end{number}"

    def _hop(self, way: _Way, number: int, element: Element) -> None:
        """From what was written to the first touchpoint of an element."""
        node = _node(f"t{number}", self._takes(f"t{number}", element) + self._kept(f"t{number}"))
        if way.last and self.unit is Unit.JOURNEYS:
            way.clauses[-1] += f"\n    {self._step(number, later=element.gap.later)}{node}"
        elif self.unit is Unit.JOURNEYS:
            way.clauses.append(f"MATCH {_begin('j')}-[:NEXT]->*\n    {node}")
        else:
            way.journey = number
            way.clauses += [f"MATCH (p)-[:TOOK]->(j{number}:Journey {{part: 0}})", f"MATCH {_begin(f'j{number}')}-[:NEXT]->*{node}"]

    def _step(self, number: int, *, later: bool) -> str:
        if later:
            return "-[:NEXT]->+"
        skipped = self._kept(f"skip{number}")
        if not skipped:
            return "-[:NEXT]->"
        return f"(()-[:NEXT]->{_node(f'skip{number}', [_not(skipped)])})*()-[:NEXT]->"

    def _takes(self, name: str, element: Element) -> list[str]:
        """That a touchpoint is of the kind of an element."""
        found = []
        if element.types is not None:
            found.append(_is(f"{name}.type", _written(element.types, self.known.types)))
        if element.channels is not None:
            found.append(_is(f"{name}.channel", _written(element.channels, self.known.channels)))
        return [_not(found)] if element.negated else found

    def _kept(self, name: str, *, both: bool = False) -> list[str]:
        """That the filters keep a touchpoint; its time only with `both`, since that of the first and the last bounds all."""
        found = [] if self.filters.types is None else [_is(f"{name}.type", list(self.filters.types))]
        found += [] if self.filters.channels is None else [_is(f"{name}.channel", list(self.filters.channels))]
        return found + (self._since(name) + self._until(name) if both else [])

    def _since(self, name: str) -> list[str]:
        return [] if self.filters.since is None else [f"{name}.at >= {_moment(self.filters.since)}"]

    def _until(self, name: str) -> list[str]:
        return [] if self.filters.until is None else [f"{name}.at < {_moment(self.filters.until)}"]

    def _bounds(self, way: _Way) -> list[str]:
        return self._since(way.first) + self._until(way.last)

    def _anchors(self, way: _Way) -> list[str]:
        """Nothing that the filters keep comes before, nor after: in the journey, and in those before and after it."""
        found = list[str]()
        kept = self._kept("other", both=True)
        other, step = (_node("other", kept), "-[:NEXT]->+") if kept else ("()", "-[:NEXT]->")
        for wanted, inside, sign in (
            (self.pattern.begins, f"{other}{step}({way.first})", "<"),
            (self.pattern.ends, f"({way.last}){step}{other}", ">"),
        ):
            if not wanted:
                continue
            found.append(f"NOT EXISTS {{ {inside} }}")
            if self.unit is Unit.PERSONS:
                here = "j1" if sign == "<" else f"j{way.journey}"
                found.append(
                    f"NOT EXISTS {{\n      MATCH (p)-[:TOOK]->(k:Journey {{part: 0}}) WHERE k.number {sign} {here}.number\n"
                    f"      {self._kept_in('k')}\n    }}"
                )
        return found


def _between(before: str, here: str, element: Element) -> list[str]:
    """What must hold of the times of two touchpoints."""
    found = [f"[{before}.at, {before}.sequence] < [{here}.at, {here}.sequence]"] if element.gap.later else []
    if element.gap.least:
        found.append(f"{here}.at >= {before}.at + {_duration(element.gap.least)}")
    if element.gap.most is not None:
        found.append(f"{here}.at <= {before}.at + {_duration(element.gap.most)}")
    return found


def _begin(journey: str) -> str:
    return f"(:Touchpoint {{id: {journey}.touchpoints[0]}})"


def _node(name: str, holds: Sequence[str]) -> str:
    return f"({name} WHERE {' AND '.join(holds)})" if holds else f"({name})"


def _where(holds: Sequence[str]) -> list[str]:
    return ["WHERE " + "\n    AND ".join(holds)] if holds else []


def _quantifier(least: int, most: int | None) -> str:
    if most is None:
        return {0: "*", 1: "+"}.get(least, f"{{{least},}}")
    return f"{{{least}}}" if least == most else f"{{{least},{most}}}"


def _written(wanted: Sequence[str], known: Sequence[str]) -> list[str]:
    """Names as they were asked for; where one holds `%`, those there are that fit."""
    return [read(each) for each in wanted] if all(plain(each, "%") for each in wanted) else expand(wanted, known)


def _is(property_: str, names: Sequence[str]) -> str:
    # A journey knows no absence: what has no channel is in the channel ''.
    value = f"coalesce({property_}, '')" if "" in names else property_
    return f"{value} = {_literal(names[0])}" if len(names) == 1 else f"{value} IN [{', '.join(_literal(each) for each in names)}]"


def _not(holds: Sequence[str]) -> str:
    """The contrary, true also where a channel is absent: every touchpoint has a type, not every one has a channel."""
    if not holds:
        return "false"
    return f"NOT coalesce({' AND '.join(holds)}, false)" if ".channel" in " ".join(holds) else f"NOT {holds[0]}"


def _literal(name: str) -> str:
    return "'" + name.replace("'", "\\'") + "'"


def _moment(at: dt.datetime) -> str:
    micros(at)  # a moment without a zone is refused, as everywhere
    return f"datetime('{at.astimezone(dt.UTC).isoformat().replace('+00:00', 'Z')}')"


def _duration(span: int) -> str:
    days, rest = divmod(span, 86_400_000_000)
    return f"duration('P{days}D')" if not rest else f"duration('P{days}DT{rest // 1_000_000}S')"
