"""The part of a mapping that says what else happened by the same row: a payment that was also refunded, a ticket that was also solved.

A row of a wide table speaks of several moments of one thing. Each gets a touchpoint of its own, `also: {refund: {time: …, value: …}}`, whose id is
that of the row's touchpoint with the name after a `#`. The row states it where it has its time and,
if a value is named, a value other than 0. What it does not say (channel, order, currency, …) is what the touchpoint says; but not value, text,
properties and when it was received.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from loaders.cells import Cell, read_cell
from loaders.events import TouchpointReader
from loaders.touchpoints import TEXTS, read_properties
from loaders.values import Refused, text_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from loaders.facts import Identifier, TouchpointFacts
    from loaders.layout import Place
    from loaders.mapping import Mapping
    from loaders.touchpoints import TouchpointSpec
    from loaders.values import Row
    from loaders.vocabulary import Vocabularies

_KEYS = ("type", "time", "sequence", "channel", "value", *TEXTS, "properties")
_INHERITED = frozenset(TEXTS) - {"text"}


@dataclass(frozen=True, slots=True)
class AlsoSpec:
    """One more touchpoint that a row may state."""

    name: str
    touchpoint: TouchpointSpec


def read_also(place: Place | None, main: TouchpointSpec | None) -> tuple[AlsoSpec, ...]:
    """The section `also`. Raises MappingError."""
    if place is None:
        return ()
    if main is None:
        place.fail("`also` adds to a touchpoint; add `touchpoint` with its id, type and time")
    if main.id.occurrences:
        place.fail("`also` needs rows that can be told apart; give the touchpoint an `id` of a column or {hash: [columns]}")
    return tuple(_also(name, each, main) for name, each in place.section("also").items())


def _also(name: str, place: Place, main: TouchpointSpec) -> AlsoSpec:
    if not name.isidentifier():
        place.fail(f"{name!r} cannot name a further touchpoint; use letters, digits and _, as they are to stand in its id")
    found = place.section(f"also {name!r}", _KEYS)
    cells = {key: read_cell(each, _KINDS.get(key, "text")) for key, each in found.items() if key != "properties"}
    texts = {key: cell for key, cell in main.texts.items() if key in _INHERITED} | {key: cell for key, cell in cells.items() if key in TEXTS}
    spec = replace(
        main,
        type=cells.get("type") or Cell(line=place.line, value=name),
        time=cells.get("time") or main.time,
        sequence=cells.get("sequence"),
        channel=cells.get("channel") or main.channel,
        value=cells.get("value"),
        received=None,
        texts=texts,
        properties=read_properties(found.get("properties")),
        optional=True,
    )
    if not ("time" in cells or "value" in cells):
        place.fail("it needs a `time` or a `value` of its own, by which a row says that it happened, e.g. `time: solved_at`")
    return AlsoSpec(name, spec)


_KINDS = {"time": "time", "value": "number", "sequence": "integer"}


class AlsoReader:
    """Reads the further touchpoints of a row."""

    def __init__(self, mapping: Mapping, names: Vocabularies | None = None) -> None:
        self._readers = [(each, TouchpointReader(each.touchpoint, mapping, names, name=each.name)) for each in mapping.also]
        times = [(each.name, each.touchpoint.time.columns) for each in mapping.also]
        self._times = {name: text_of(Cell(line=0, columns=columns)) for name, columns in times if columns}

    def read(
        self,
        row: Row,
        source: str,
        carried: list[tuple[Identifier, str]],
        asides: list[tuple[str, str, str]],
        occurrence: Callable[[Row], str],
    ) -> tuple[TouchpointFacts, ...]:
        """Those that the row states. What cannot be read of one goes to `asides`; the row and its other touchpoints do without it."""
        stated = []
        for spec, reader in self._readers:
            more: list[tuple[str, str, str]] = []
            try:
                found = reader.read(row, source, carried, more, occurrence)
            except Refused as error:
                time = self._times.get(spec.name)
                more.append((spec.name, (time(row) if time else None) or "", str(error)))
                found = None
            if found and not (spec.touchpoint.value and not found.properties.get("value")):
                stated.append(found)
            asides.extend(each for each in more if each not in asides)
        return tuple(stated)
