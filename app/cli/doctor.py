"""`throughline doctor`: what is installed, whether the rules that are named can be used, what is reachable, and whether the graph is consistent.

Consistency is a set of statement files, `cypher/doctor/*.cypher`: each returns a sentence for every problem, and nothing when all is well.
"""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import click

from app.errors import ThroughlineError, Unavailable
from app.runtime import jars
from app.runtime.launch import PROCEDURES
from app.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.graph import Graph

_ROOM = "doctor/"
_LEAST_DISK = 1 << 30


class Unwell(ThroughlineError):
    """At least one check found something."""


@click.command()
def doctor() -> None:
    """Checks what is installed, the files of rules that are named, whether the database answers, and whether the graph is consistent.

    \b
    Example:
      throughline doctor
    """  # noqa: D301 - click
    from app.cli.environment import broken, mistaken
    from app.cli.session import open_graph
    from app.ledger.book import verify

    settings = Settings.from_environment()
    problems = [*_report("installed", installed(settings)), *_report("rules", [*mistaken(os.environ), *broken(settings)])]
    try:
        with open_graph(settings) as graph:
            _versions(graph)
            click.echo(f"scored by   {scored_by(graph, settings)}")
            problems += _report("functions", functions(graph))
            problems += _report("consistent", inconsistencies(graph))
            problems += _report("ledger", verify(graph))
    except Unavailable as error:
        problems += _report("reachable", [str(error)])
    if problems:
        raise Unwell(f"{len(problems)} problem{'s' if len(problems) > 1 else ''} found; each line above says what to do.")


def installed(settings: Settings) -> Iterator[str]:
    """A sentence for everything that is missing or damaged on this machine."""
    if settings.is_embedded:
        if absent := jars.missing():
            yield f"{len(absent)} jars of Neo4j are missing; run `make setup` or `throughline up --fetch`."
        for jar in jars.broken():
            yield f"{jar.path.name} in the cache is damaged; run `make setup` or `throughline up --fetch`."
    folder = next(each for each in (settings.home, *settings.home.parents) if each.exists())
    if (free := shutil.disk_usage(folder).free) < _LEAST_DISK:
        yield f"Only {free >> 20} MB are free for {settings.home}; make room for at least {_LEAST_DISK >> 20} MB."


def functions(graph: Graph) -> Iterator[str]:
    """A sentence if the text functions that analyses need are missing or not allowed."""
    if not graph.read("runtime/functions")[0]["found"]:
        yield f"APOC core is missing, or not allowed: put it among the plugins and set dbms.security.procedures.allowlist={PROCEDURES}."


def scored_by(graph: Graph, settings: Settings) -> str:
    """Which scoring model is in force, and whether the graph's own records could teach a better one."""
    from app.identity.scoring.model import read_model
    from app.identity.scoring.models import current, teachable

    model = current(graph, read_model(settings.model))
    if model.latent:
        return f"model {model.name}, trained: {model.document['reason']}"
    hint = teachable(graph, model)
    return f"model {model.name}, whose numbers were written down{f'; {hint}' if hint else ''}"


def inconsistencies(graph: Graph) -> Iterator[str]:
    """A sentence for everything in the graph that contradicts its model."""
    from app.graph import all_statements
    from app.graph.connection import GraphError

    for each in all_statements():
        if each.name.startswith(_ROOM):
            try:
                yield from (row["problem"] for row in graph.read(each.name))
            except GraphError as error:  # such as a value of a type that cannot be compared; the others may say which
                yield f"A check could not be made: {error}"


def _versions(graph: Graph) -> None:
    [found] = graph.read("runtime/versions")
    click.echo(f"reachable   Neo4j {found['neo4j']} {found['edition']}, Graph Data Science {found['gds']}")


def _report(name: str, problems: Iterator[str] | list[str]) -> list[str]:
    found = list(problems)
    for problem in found or ["ok"]:
        click.echo(f"{name:<11} {problem}")
    return found
