"""Events: the touchpoint that a row states."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.amounts import AmountReader
from loaders.cells import Cell
from loaders.facts import TouchpointFacts, fingerprint, touchpoint_content, version_hash
from loaders.forms import LONGEST
from loaders.keys import identity
from loaders.naming import name_of
from loaders.values import BadValue, Refused, Row, parts_of, plain_text, text_of, time_of, value_of
from loaders.versions import version_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from loaders.facts import Identifier, Property
    from loaders.mapping import Mapping
    from loaders.touchpoints import EventId, TouchpointSpec
    from loaders.values import Text

_INDEXED = frozenset({"campaign", "channel", "type"})


class TouchpointReader:
    """Reads the touchpoint that a row states."""

    def __init__(self, spec: TouchpointSpec, mapping: Mapping, *, name: str = "") -> None:
        self._spec = spec
        zone = mapping.zone
        self._key = _of_name(_event_key(spec.id), name) if name else _event_key(spec.id)
        self._version = version_of(spec.version, zone)
        self._type, self._time = name_of(spec.type, "touchpoint type"), time_of(spec.time, zone)
        self._received = time_of(spec.received, zone) if spec.received else None
        self._rank = {name: each.order for name, each in mapping.types.items()}
        texts = {name: each for name, each in spec.texts.items() if name not in ("currency", "product")}
        cells = {"channel": spec.channel, "sequence": spec.sequence, **texts, **spec.properties}
        self._products = parts_of(spec.texts["product"]) if "product" in spec.texts else None
        self._optional = [(name, value_of(each, zone, mapping.decimal)) for name, each in cells.items() if each]
        currency = spec.texts.get("currency")
        self._amount = AmountReader(spec.value, currency, mapping.decimal) if spec.value or currency else None

    def read(
        self,
        row: Row,
        source: str,
        carried: list[tuple[Identifier, str]],
        asides: list[tuple[str, str, str]],
        occurrence: Callable[[Row], str],
    ) -> TouchpointFacts | None:
        """The touchpoint, or None where the mapping allows a row without one. Raises Refused."""
        key = self._key(row) if self._key else occurrence(row)
        kind, at = self._type(row), self._at(row)
        if self._spec.optional and (key is None or kind is None or at is None):
            return None
        if key is None or kind is None or at is None:
            missing = "event id" if key is None else "touchpoint type" if kind is None else "time"
            raise Refused(f"no {missing}")
        if len(key) > LONGEST or len(kind) > LONGEST:
            raise Refused(f"an event id or type longer than {LONGEST:,} characters")
        properties: dict[str, Property] = {"source": source, "key": key, "type": kind}
        self._fill(row, properties, asides)
        if self._products:
            _add_products(self._products(row), properties, asides)
        properties.setdefault("sequence", self._rank.get(kind, 0))
        pairs = tuple({(each.key, role): (each, role) for each, role in carried}.values())
        content = touchpoint_content(at, properties, [(each.key, role) for each, role in pairs])
        version = self._version(row)
        return TouchpointFacts(
            id=identity(source, key), source=source, at=at, received=self._received_at(row, asides), version=version,
            properties=properties, carried=pairs, content=content, hash=version_hash(version, content),
        )  # fmt: skip

    def _at(self, row: Row) -> int | None:
        try:
            return self._time(row)
        except BadValue as error:
            raise Refused(f"time {error.raw[:80]!r}: {error.reason}") from None

    def _received_at(self, row: Row, asides: list[tuple[str, str, str]]) -> int | None:
        try:
            return self._received(row) if self._received else None
        except BadValue as error:
            asides.append(("received", error.raw, error.reason))
            return None

    def _fill(self, row: Row, properties: dict[str, Property], asides: list[tuple[str, str, str]]) -> None:
        for name, read in self._optional:
            try:
                found = read(row)
            except BadValue as error:
                asides.append((name, error.raw, error.reason))
                continue
            if found is None:
                continue
            if name in _INDEXED and isinstance(found, str) and len(found) > LONGEST:
                asides.append((name, found, f"longer than {LONGEST} characters"))
            else:
                properties[name] = found
        if self._amount:
            value, currency = self._amount.read(row, asides)
            if value is not None:
                properties["value"] = value
            if currency is not None:
                properties["currency"] = currency


def _add_products(names: list[str], properties: dict[str, Property], asides: list[tuple[str, str, str]]) -> None:
    """The first product as `product`, and all of them as `products` where there are several."""
    fitting = list(dict.fromkeys(each for each in names if len(each) <= LONGEST))
    asides.extend(("product", each, f"longer than {LONGEST} characters") for each in names if len(each) > LONGEST)
    if fitting:
        properties["product"] = fitting[0]
    if len(fitting) > 1:
        properties["products"] = fitting


def row_fingerprint(row: Row) -> str:
    """The hash of a whole row."""
    return fingerprint([(name, plain_text(each)) for name, each in sorted(row.items())])


def _of_name(main: Text | None, name: str) -> Text | None:
    """The id of a further touchpoint of a row: that of the row's own, and its name."""
    return None if main is None else lambda row: f"{found}#{name}" if (found := main(row)) else None


def _event_key(spec: EventId) -> Text | None:
    """The function that gives an event's id; None where equal rows are counted one by one."""
    if spec.occurrences:
        return None
    if spec.cell:
        return name_of(spec.cell, "event id")
    if not spec.hashed:
        return row_fingerprint
    cells = [text_of(Cell(line=0, columns=(each,))) for each in spec.hashed]

    def hashed(row: Row) -> str | None:
        found = [each(row) for each in cells]
        return fingerprint(found) if any(found) else None

    return hashed
