"""Every Cypher file is one statement, keeps its header's promises, and compiles."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from app.graph.statements import Mode, Statement, StatementError, all_statements, parse, root

if TYPE_CHECKING:
    from app.graph import Graph

FILES = list(all_statements())
_COMMENT = re.compile(r"//[^\n]*|/\*.*?\*/", re.DOTALL)
_STRING = re.compile(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"|`[^`]*`", re.DOTALL)
_PARAM = re.compile(r"\$(\w+)")
_WRITES = re.compile(r"\b(CREATE|MERGE|SET|DELETE|REMOVE|DROP|FOREACH|LOAD\s+CSV)\b", re.IGNORECASE)


def body(statement: Statement) -> str:
    """The statement without its comments and the insides of its strings."""
    return _STRING.sub("''", _COMMENT.sub("", statement.text))


def name(statement: Statement) -> str:
    """How pytest calls the case."""
    return statement.name


@pytest.mark.parametrize("statement", FILES, ids=name)
def test_header_and_body_agree(statement: Statement) -> None:
    """A file holds one statement without a semicolon, and its header names exactly the parameters it uses."""
    text = body(statement)
    assert ";" not in text
    assert set(_PARAM.findall(text)) == {field.name for field in statement.params}
    assert statement.purpose.endswith(".")


@pytest.mark.parametrize("statement", [each for each in FILES if each.browser], ids=name)
def test_samples_are_set_one_by_one(statement: Statement) -> None:
    """Neo4j Browser makes a fraction of every whole number in `:params {…}`, which is no place in a list; `:param name => value` keeps it."""
    names = [re.fullmatch(r":param (\w+) => .+", each) for each in re.split(r"; (?=:param )|\n", str(statement.browser))]
    assert all(names), statement.browser
    assert {each[1] for each in names if each} <= {field.name for field in statement.params}


@pytest.mark.parametrize("statement", FILES, ids=name)
def test_mode_says_what_it_does(statement: Statement) -> None:
    """What calls itself a read writes nothing."""
    if statement.mode is Mode.READ:
        assert not _WRITES.search(body(statement))


@pytest.mark.parametrize("statement", FILES, ids=name)
def test_it_compiles_and_returns_what_it_says(statement: Statement, graph_with_schema: Graph) -> None:
    """The database plans it, and its columns are those of the header, in order."""
    params = dict.fromkeys(field.name for field in statement.params)
    with graph_with_schema.driver.session() as session:
        result = session.run(f"EXPLAIN {statement.text}", params)
        columns = list(result.keys())
        result.consume()
    assert columns == [field.name for field in statement.returns]


def test_a_header_that_breaks_the_contract_is_named() -> None:
    """The message says which line and what would be right."""
    with pytest.raises(StatementError, match=r"cypher/x/y.cypher line 2: a header line begins with one of"):
        parse("x/y", "// purpose  Something.\n// what ever\nRETURN 1")


SHOWN = root().parent / "app" / "journeys" / "quantified.py"
"""Writes a text for people to read and paste. Its own test holds that it reaches no database."""


def test_no_query_text_lives_in_python() -> None:
    """Cypher that is run is found in cypher/ only."""
    clause = re.compile(r"[\"'](?:MATCH|MERGE|UNWIND|OPTIONAL MATCH|CALL gds|CREATE \(|DETACH)\b")
    sources = [path for folder in ("app", "loaders") for path in (root().parent / folder).rglob("*.py") if path != SHOWN]
    guilty = [str(path) for path in sources if clause.search(path.read_text(encoding="utf-8"))]
    assert guilty == []
