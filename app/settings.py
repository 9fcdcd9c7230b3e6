"""What the environment says, read once, checked, and frozen. Nothing else in the product reads environment variables of its own.

THROUGHLINE_HOME          where state lives (default: the platform's user data folder)
NEO4J_URI, _USERNAME, _PASSWORD, _DATABASE   a database to use instead of the embedded one
THROUGHLINE_HOST, _PORT   where API and pages listen (127.0.0.1, 8000)
THROUGHLINE_POLICY, _MODEL, _SURVIVORSHIP, _STAGES, _CONVERSIONS, _SESSIONS    files that replace the ones shipped (docs/rules.md)
THROUGHLINE_DESIGNS       a folder of designed journeys that replaces the one shipped
THROUGHLINE_LIMIT_OVERSIZE, _CANDIDATE, _SINGLE, _QUEUE, _PENDING, _SECOND, _TRIAL   limits for stewards (see app/limits.py)
THROUGHLINE_SECRET        signs sessions and keys the hashes of identifiers (default: made once, kept in the home)
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import BadInput, Unavailable
from app.limits import SHIPPED, Limits, read_limits
from app.runtime import places, server

if TYPE_CHECKING:
    from collections.abc import Mapping

_LAST_PORT = 65535
_SHORTEST_SECRET = 16


@dataclass(frozen=True, slots=True)
class Connection:
    """How to reach a database: what `app.graph.Graph` takes."""

    uri: str
    auth: tuple[str, str] | None = field(repr=False)
    database: str | None


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting of the product."""

    home: Path
    host: str = "127.0.0.1"
    port: int = 8000
    neo4j_uri: str | None = None
    neo4j_auth: tuple[str, str] | None = field(default=None, repr=False)
    neo4j_database: str | None = None
    policy: Path | None = None
    model: Path | None = None
    survivorship: Path | None = None
    stages: Path | None = None
    conversions: Path | None = None
    sessions: Path | None = None
    designs: Path | None = None
    limits: Limits = SHIPPED
    given_secret: str | None = field(default=None, repr=False)

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] = os.environ) -> Settings:
        """The settings of this process. Raises BadInput naming the variable that is wrong."""
        return cls(
            home=places.home(environ),
            host=environ.get("THROUGHLINE_HOST") or "127.0.0.1",
            port=_port(environ),
            neo4j_uri=environ.get("NEO4J_URI") or None,
            neo4j_auth=_auth(environ),
            neo4j_database=environ.get("NEO4J_DATABASE") or None,
            policy=_file(environ, "THROUGHLINE_POLICY"),
            model=_file(environ, "THROUGHLINE_MODEL"),
            survivorship=_file(environ, "THROUGHLINE_SURVIVORSHIP"),
            stages=_file(environ, "THROUGHLINE_STAGES"),
            conversions=_file(environ, "THROUGHLINE_CONVERSIONS"),
            sessions=_file(environ, "THROUGHLINE_SESSIONS"),
            designs=_folder(environ, "THROUGHLINE_DESIGNS"),
            limits=read_limits(environ),
            given_secret=_secret(environ),
        )

    @property
    def is_embedded(self) -> bool:
        """Whether the database is the embedded one of this home."""
        return self.neo4j_uri is None

    def database(self) -> Connection:
        """The database to use: NEO4J_URI if set, else the embedded one. Raises Unavailable when that is not running."""
        if self.neo4j_uri is not None:
            return Connection(self.neo4j_uri, self.neo4j_auth, self.neo4j_database)
        found = server.running(self.home)
        if found is None:
            raise Unavailable("The embedded database is not running; start it with `throughline up`, or set NEO4J_URI.")
        return Connection(found.uri, ("neo4j", found.password), "neo4j")

    def secret(self) -> str:
        """Signs sessions and keys the hashes of identifiers: THROUGHLINE_SECRET, else one made once and kept in the home."""
        return self.given_secret or places.kept_secret(self.home, places.SECRET)


def _port(environ: Mapping[str, str]) -> int:
    value = environ.get("THROUGHLINE_PORT") or "8000"
    if not value.isdecimal() or not 0 < int(value) <= _LAST_PORT:
        raise BadInput(f"THROUGHLINE_PORT={value} is no port; use a number from 1 to {_LAST_PORT}.")
    return int(value)


def _auth(environ: Mapping[str, str]) -> tuple[str, str] | None:
    password = environ.get("NEO4J_PASSWORD")
    return (environ.get("NEO4J_USERNAME") or "neo4j", password) if password else None


def _file(environ: Mapping[str, str], name: str) -> Path | None:
    value = environ.get(name)
    if not value:
        return None
    path = Path(value).expanduser()
    if not path.is_file():
        raise BadInput(f"{name}={value} is no file; give the path of an existing one, or unset {name}.")
    return path


def _folder(environ: Mapping[str, str], name: str) -> Path | None:
    value = environ.get(name)
    if not value:
        return None
    path = Path(value).expanduser()
    if not path.is_dir():
        raise BadInput(f"{name}={value} is no folder; give the path of an existing one, or unset {name}.")
    return path


def _secret(environ: Mapping[str, str]) -> str | None:
    value = environ.get("THROUGHLINE_SECRET") or None
    if value is not None and len(value) < _SHORTEST_SECRET:
        raise BadInput(f"THROUGHLINE_SECRET is shorter than {_SHORTEST_SECRET} characters; make a longer one, or unset it.")
    return value
