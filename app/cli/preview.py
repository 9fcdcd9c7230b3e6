"""What `throughline load --dry-run` prints: counts, a few rows as what they would become, what is set aside or rejected, and who would be joined."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, TypeVar

from app.cli.session import open_graph
from app.cli.tables import outcome_table
from app.errors import Unavailable
from loaders.preview import Preview, preview, suspects
from loaders.times import moment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from app.graph import Graph
    from app.settings import Settings
    from loaders.facts import RecordFacts, RowFacts, TouchpointFacts
    from loaders.mapping import Mapping
    from loaders.preview import Sighting, Trouble

Item = TypeVar("Item")
_EXAMPLES = 3
_LISTED = 8
_TORN = "Rows whose identifiers belong to different persons; where one is the number of another system, give it a namespace of its own"
_LONGEST = 120
_FIRST = ("value", "currency", "channel", "product", "products")
_OWN = frozenset({"source", "key", "type", "sequence"})


def show(describe: Callable[[Graph | None], tuple[Mapping, Sequence[str | Path]]], settings: Settings, rows: int) -> str:
    """The whole text of a dry run; `describe` gives mapping and files, told which graph there is. Raises BadInput where either is wrong."""
    with _graph(settings) as (graph, why):
        mapping, files = describe(graph)
        found = preview(mapping, files, key=settings.secret().encode(), graph=graph, rows=rows)
    return "\n".join(_lines(found, why))


@contextmanager
def _graph(settings: Settings) -> Iterator[tuple[Graph | None, str]]:
    with ExitStack() as opened:
        graph, why = None, ""
        try:
            graph = opened.enter_context(open_graph(settings))
        except Unavailable as error:
            why = str(error)
        yield graph, why


def _lines(found: Preview, why: str) -> Iterator[str]:
    read = sum(each.read for each in found.outcomes)
    looked = "all rows" if found.whole else f"the first {read:,} rows (--rows looks at more)"
    yield f"Nothing is written. Looked at {looked}."
    yield from (f"{each}; a load keeps the rows before that." for each in found.damages)
    if not found.compared:
        yield f"Not compared with a graph: {why}"
        yield "So `new` means: not before in these files."
    yield ""
    yield outcome_table(found.outcomes)
    if read and all(each.read == each.rejected for each in found.outcomes):
        yield "Every row would be rejected: is this the file that the mapping describes?"
    yield from _part("What rows become", _examples(found))
    yield from _part("Rejected rows", (_trouble(each, "row") for each in found.rejected))
    yield from _part("Values set aside; their rows are accepted without them", (_trouble(each, "value") for each in found.aside))
    yield from _part("Identifiers that rows of these files share", _some(found.shared(), _shared))
    yield from _part("Likely shared by many: an office's address, a placeholder", (_suspect(each) for each in suspects(found)[:_LISTED]))
    if found.compared:
        yield from _part(_TORN, _some(found.torn(), _torn))
        yield from _part("Identifiers that the graph knows", _some(found.met(), _met))
    yield from _part("Identifiers by namespace", _namespaces(found))
    yield from _part("Namespaces that a load would declare", (f"{each.name}, like: {each.like}" for each in found.declares))


def _part(title: str, lines: Iterator[str]) -> Iterator[str]:
    some = list(lines)
    if some:
        yield from ("", f"{title}:", *(f"  {each}" for each in some))


def _examples(found: Preview) -> Iterator[str]:
    for line, facts, outcome in found.rows[:_EXAMPLES]:
        yield f"line {line} ({outcome})"
        yield from (f"  {each}" for each in _row(facts))


def _row(facts: RowFacts) -> Iterator[str]:
    if facts.record:
        yield from _record(facts.record)
    for touchpoint in facts.touchpoints:
        yield from _touchpoint(touchpoint)
    if facts.spend:
        spend = facts.spend
        yield f"spend {spend.cost:g} {spend.currency} for campaign {spend.campaign}, {spend.start} to {spend.end}"
    stated = facts.record.identifiers if facts.record else tuple(each for each, _ in facts.touchpoints[0].carried) if facts.touchpoints else ()
    for each in stated:
        yield f"identifier {each.key}"


def _record(found: RecordFacts) -> Iterator[str]:
    yield f"{found.kind} {found.id}" + (f", as of {moment(found.at):%Y-%m-%d %H:%M:%S}Z" if found.at is not None else "")
    if found.traits:
        yield _cut("traits " + ", ".join(f"{name}: {value}" for name, value in found.traits.items()))
    for each in found.memberships:
        yield f"member of {each.group} {each.key}"


def _touchpoint(found: TouchpointFacts) -> Iterator[str]:
    yield f"touchpoint {found.properties['type']} at {moment(found.at):%Y-%m-%d %H:%M:%S}Z, id {found.id}"
    first = {name: found.properties[name] for name in _FIRST if name in found.properties}
    others = {**first, **{name: value for name, value in found.properties.items() if name not in _OWN}}
    if others:
        yield _cut(", ".join(f"{name}: {value}" for name, value in others.items()))


def _trouble(each: Trouble, what: str) -> str:
    lines = ", ".join(f"{line:,}" for line in each.lines) + (", …" if each.count > len(each.lines) else "")
    place = f"{each.name}: " if each.name else ""
    return f"{each.count:,} {what}{'' if each.count == 1 else 's'}: {place}{each.reason}; line {lines}; e.g. {_cut(each.example.strip())}"


def _some(found: list[Item], tell: Callable[[Item], str]) -> Iterator[str]:
    for each in found[:_LISTED]:
        yield tell(each)
    if len(found) > _LISTED:
        yield f"… and {len(found) - _LISTED:,} more"


def _shared(each: Sighting) -> str:
    return f"{each.identifier.key} joins lines {', '.join(f'{line:,}' for line in each.lines)}{', …' if len(each.things) > len(each.lines) else ''}"


def _suspect(each: Sighting) -> str:
    return f"{each.identifier.key}: {each.holders:,} customers have it"


def _torn(found: tuple[int, list[Sighting]]) -> str:
    line, some = found
    return f"line {line:,}: " + "; ".join(f"{each.identifier.key} of {_persons(each)}" for each in some)


def _persons(each: Sighting) -> str:
    return " and ".join(f"{identity}{f' ({name})' if name else ''}" for identity, name in each.persons)


def _met(each: Sighting) -> str:
    if not each.persons:
        return f"{each.identifier.key} (line {each.lines[0]:,}) belongs to nobody yet"
    return f"{each.identifier.key} (line {each.lines[0]:,}) belongs to {_persons(each)}"


def _namespaces(found: Preview) -> Iterator[str]:
    counts: dict[str, int] = {}
    for each in found.sightings:
        counts[each.identifier.namespace] = counts.get(each.identifier.namespace, 0) + 1
    for name, count in sorted(counts.items(), key=lambda each: -each[1]):
        yield f"{name}: {count:,} different"


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
