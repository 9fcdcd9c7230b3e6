"""The analysts' guide says what the story gives: each of its blocks is run, and compared with the table under it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from app.graph import statement
from app.journeys.answers import ALL, Unit
from app.journeys.patterns import matching, parse
from app.journeys.quantified import shown
from app.journeys.vocabulary import known
from tests.graph.seeds.stories import rows

if TYPE_CHECKING:
    from app.graph import Graph, Row

GUIDE = (Path(__file__).parents[3] / "docs" / "analysts-guide.md").read_text(encoding="utf-8")
_BLOCK = re.compile(r"```cypher\n// (?P<file>cypher/\S+)\.cypher\n(?P<params>:param .*)\n```\n\n(?P<table>(?:\|.*\n)+)")
_PATH = re.compile(r"```cypher\n(?P<text>// (?P<pattern>[^\n]+)\nMATCH.*?)\n```", re.DOTALL)
_SAMPLE = re.compile(r"\| `(?P<file>cypher/\S+)\.cypher` \| (?P<count>\d+) ")


class Block(NamedTuple):
    """A file to paste, its parameters as they are pasted, and the table that is promised: a header and cells."""

    file: str
    params: str
    header: list[str]
    cells: list[list[str]]


def blocks() -> list[Block]:
    """The blocks of the guide, in order."""
    found = []
    for match in _BLOCK.finditer(GUIDE):
        header, _, *cells = ([cell.strip() for cell in line.strip("|").split("|")] for line in match["table"].splitlines())
        found.append(Block(match["file"].removeprefix("cypher/"), match["params"], header, cells))
    return found


def asked(graph: Graph, file: str, params: str) -> list[Row]:
    """What a file gives with parameters that are written as for Neo4j Browser."""
    pairs = (each.split(" => ", 1) for each in params.removeprefix(":param ").split("; :param "))
    given = rows(graph, f"RETURN {{{', '.join(f'{name}: {value}' for name, value in pairs)}}} AS params")[0]["params"]
    return [record.data() for record in graph.driver.execute_query(statement(file).text, given).records]


def cell(value: object) -> str:
    """A value as the guide writes it."""
    if isinstance(value, list):
        if value and isinstance(value[0], bool):
            return f"[{', '.join(str(each).lower() for each in value)}]"
        return f"{['no', 'one', 'two', 'three', 'four', 'five'][len(value)]} ids" if str(value[0]).startswith("P-") else ", ".join(value)
    return "" if value is None else str(value)


def table(found: list[Row], header: list[str]) -> list[list[str]]:
    """The columns of a header."""
    return [[cell(row[name]) for name in header] for row in found]


def test_from_the_figure_to_its_persons(story: Graph) -> None:
    """Each file gives the table under it, and the ids of one step are the parameters of the next."""
    figure, listed, named, journeys = blocks()
    for block in (figure, listed):
        assert sorted(table(asked(story, block.file, block.params), block.header)) == block.cells
    assert figure.params == statement(figure.file).browser
    first = next(row for row in asked(story, listed.file, listed.params) if row["reached"] == [True, False])
    placeholders = named.params.count("'P-…'")
    people = asked(story, named.file, f":param persons => {first['persons']}")
    assert (len(people), table(people, named.header)) == (placeholders, named.cells)
    ben = asked(story, journeys.file, journeys.params.replace("P-…", next(row["person"] for row in people if row["name"] == "Ben Okafor")))
    assert table(ben, journeys.header) == journeys.cells
    assert [row["way"] is not None for row in ben] == [True]


def test_the_pattern_as_a_path(story: Graph) -> None:
    """The text in the guide is the one that the service shows, and it finds Ben alone, as the automaton does."""
    match = _PATH.search(GUIDE)
    assert match
    text = match["pattern"]
    assert f"'pattern={text}'" in GUIDE
    assert shown(text, parse(text), known(story), ALL, unit=Unit.JOURNEYS, negated=False).cypher == match["text"]
    found = rows(story, match["text"])
    assert [each.id for each in matching(story, parse(text), unit=Unit.JOURNEYS)[0].rows] == [row["person"] for row in found]
    assert [row["name"] for row in asked(story, "analysts/named", f":param persons => {[row['person'] for row in found]}")] == ["Ben Okafor"]


@pytest.mark.parametrize(("file", "count"), _SAMPLE.findall(GUIDE))
def test_samples_give_what_is_said(story: Graph, file: str, count: str) -> None:
    """A file with the sample parameters of its header gives as many rows as the guide says."""
    name = file.removeprefix("cypher/")
    assert len(asked(story, name, str(statement(name).browser))) == int(count)


def test_every_file_it_names_is_there() -> None:
    """Whatever the guide sends its reader to exists."""
    root = Path(__file__).parents[3]
    named = set(re.findall(r"`((?:cypher|app)/[\w/]+\.\w+)`", GUIDE)) | {f"docs/{name}" for name in re.findall(r"\]\((\S+?)\)", GUIDE)}
    assert len(named) > 10
    assert [name for name in named if not (root / name).is_file()] == []
