"""`throughline demo`: the seed story from files to pages, in one command that ends everything it began.

Repeating it changes nothing: a story that is there is not loaded again, and the demo's password and key are kept in the home.
"""

from __future__ import annotations

import hashlib
import os
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click
import yaml

from app.errors import BadInput, Conflict
from app.runtime import places, server
from app.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.graph import Graph
    from loaders.outcomes import Outcome

ROOT = Path(__file__).parents[2]
STORY = ROOT / "seeds" / "story"
MAPPINGS = ROOT / "loaders" / "mappings"
ACCOUNT = "demo"
_PASSWORD, _KEY = "demo-password", "demo-key"


@dataclass(frozen=True, slots=True)
class Access:
    """Who the visitor is: the account of the pages and the key of the API."""

    password: str
    key: str


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), help="The port of the pages (default: THROUGHLINE_PORT, else 8000, else a free one).")
def demo(*, port: int | None) -> None:
    """Loads the seed story, unifies it, serves API and pages, and says where to look. Ctrl-C ends all of it.

    \b
    Example:
      throughline demo
    """  # noqa: D301 - click
    settings = Settings.from_environment()
    if not STORY.is_dir():
        raise BadInput("The seed story comes with the repository, not with this installation; run `make demo` in a clone.")
    with _database(settings):
        from app.cli.session import open_graph

        with open_graph(settings) as graph:
            tell(graph, settings)
            access = admit(graph, settings)
            summary = list(findings(graph))
            person = graph.read("demo/worth_opening")
        for line in summary:
            click.echo(line)
        _serve(settings, access, port=port, person=person[0]["person"] if person else None)


def tell(graph: Graph, settings: Settings) -> None:
    """Loads the story, unless it is there already, and derives persons and journeys.

    Raises Conflict where the graph holds other data.
    """
    from app.derivation import derive
    from app.graph import schema

    schema.apply(graph)
    [place] = graph.read("demo/place")
    if place["sources"] and not place["demo"]:
        raise Conflict(
            "This graph holds other data, and the story would be mixed into it; choose another THROUGHLINE_HOME, or `throughline reset --yes`."
        )
    begun = time.monotonic()
    if place["story"] != digest():
        _load(graph, settings)
    click.echo("Unifying")
    for line in derive(graph, settings).lines():
        click.echo(f"  {line}")
    click.echo(f"Ready after {time.monotonic() - begun:.1f} s.")


def _load(graph: Graph, settings: Settings) -> None:
    from app.cli.tables import outcome_table

    # Killed half-way, it is the demo's graph all the same, and the next run loads the story again.
    graph.write("demo/mark", story=None)
    click.echo(outcome_table(load_story(graph, settings)))
    graph.write("demo/mark", story=digest())


def digest() -> str:
    """What the story says: a hash of its mappings and files."""
    found = hashlib.sha256()
    for delivery in story():
        for path in delivery:
            found.update(hashlib.sha256(path.read_bytes()).digest())
    return found.hexdigest()


def load_story(graph: Graph, settings: Settings) -> list[Outcome]:
    """Loads every file of the story; one outcome a source, by name."""
    from loaders.load import load
    from loaders.mapping import read_mapping
    from loaders.outcomes import Outcome

    found: dict[str, Outcome] = {}
    for mapping, file in story():
        click.echo(f"Loading {file.relative_to(ROOT)}")
        for outcome in load(graph, read_mapping(mapping), [file], key=settings.secret().encode()):
            found.setdefault(outcome.source, Outcome(outcome.source)).add(outcome)
    return [found[source] for source in sorted(found)]


def story() -> list[tuple[Path, Path]]:
    """Mapping and file of each delivery, in the order of arrival."""
    deliveries = yaml.safe_load((STORY / "manifest.yaml").read_text(encoding="utf-8"))
    return [(MAPPINGS / each["mapping"], STORY / each["file"]) for each in deliveries]


def admit(graph: Graph, settings: Settings) -> Access:
    """The demo's account and API key: made on the first run, the same ever after."""
    from app.api import keys
    from app.web import accounts

    password = places.kept_secret(settings.home, _PASSWORD)
    if accounts.find(graph, ACCOUNT) is None:
        accounts.add(graph, ACCOUNT, password, "steward")
    elif accounts.check(graph, ACCOUNT, password) is None:
        accounts.reset(graph, ACCOUNT, password)
    kept = places.prepared(settings.home) / _KEY
    key = kept.read_text(encoding="utf-8").strip() if kept.exists() else ""
    if not keys.owner(graph, key):
        key = keys.issue(graph, ACCOUNT)
        places.write_private(kept, key)
    return Access(password, key)


def findings(graph: Graph) -> Iterator[str]:
    """What was found, a line for each figure a newcomer asks for."""
    [found] = graph.read("demo/found")
    yield ""
    yield f"{found['records']} records and {found['touchpoints']} touchpoints from {found['sources']} sources"
    yield f"are {found['persons']} persons ({found['anonymous']} of them anonymous) and {found['journeys']} journeys;"
    yield f"{found['contested']} touchpoints are contested between two persons, {found['rejected']} rows were rejected."


def directions(url: str, access: Access, person: str | None, settings: Settings) -> Iterator[str]:
    """Where to look, with what is needed to get in."""
    yield ""
    yield f"Pages              {url}/   user {ACCOUNT}, password {access.password}"
    if person:
        yield f"A person to open   {url}/people/{person}"
    yield f"API documentation  {url}/docs   key {access.key}"
    if running := server.running(settings.home) if settings.is_embedded else None:
        yield f"Neo4j Browser      {running.browser}   user neo4j, password {running.password}, connect to {running.uri}"
    yield ""
    yield "Ctrl-C ends it; the data stay for the next time."


@contextmanager
def _database(settings: Settings) -> Iterator[None]:
    """The database, for as long as the demo lasts: one that ran before is left running."""
    if not settings.is_embedded or server.running(settings.home):
        yield
        return
    click.echo(f"Starting Neo4j in {settings.home} …")
    server.start(settings.home, click.echo)
    owner = os.getpid()
    try:
        yield
    finally:
        # gunicorn's workers are forks of this process and leave through here too; only the one that started it stops it.
        if os.getpid() == owner:
            click.echo("Stopping Neo4j …")
            server.stop(settings.home)


def _serve(settings: Settings, access: Access, *, port: int | None, person: str | None) -> None:
    import logging

    from app import create_app
    from app.cli.serve import listening_port
    from app.server import run

    chosen = listening_port(settings.host, port or settings.port, named=port is not None)
    url = f"http://{settings.host}:{chosen}"

    def ready() -> None:
        for line in directions(url, access, person, settings):
            click.echo(line)

    logging.getLogger("throughline.access").setLevel(logging.WARNING)
    run(f"{settings.host}:{chosen}", create_app, ready)
