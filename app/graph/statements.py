"""Cypher files: found, read, and their headers parsed into contracts.

A statement file opens with `// key  value` lines, which run unchanged in Neo4j Browser:

    // purpose  Every touchpoint of one person, oldest first.
    // mode     read
    // param    person   STRING     the person, e.g. 'P-1042'
    // return   at       DATETIME   when it happened
    // browser  :param person => 'P-1042'

Modes: `read`, `write`, `schema` (an index or constraint), and `auto` (needs an implicit transaction: `CALL … IN TRANSACTIONS`).

A statement that begins with `CYPHER replan=skip` is planned once (decision 31).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import ThroughlineError

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEADER = re.compile(r"^//\s*(\w+)\s+(.*?)\s*$")
_IN_PIECES = re.compile(r"\bIN (?:\d+ CONCURRENT )?TRANSACTIONS OF \d+ ROWS?\b")
_KEPT = "\nCYPHER replan=skip\n"
_KEYS = frozenset({"purpose", "mode", "param", "return", "browser", "note"})


class Mode(StrEnum):
    """How a statement is run."""

    READ = "read"
    WRITE = "write"
    SCHEMA = "schema"
    AUTO = "auto"


@dataclass(frozen=True, slots=True)
class Field:
    """One parameter or one returned column of a statement."""

    name: str
    type: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Statement:
    """One Cypher file: its name (`room/file`), its text as stored, and its contract."""

    name: str
    text: str
    purpose: str
    mode: Mode
    params: tuple[Field, ...]
    returns: tuple[Field, ...]
    browser: str | None

    @property
    def whole(self) -> str:
        """The text for a transaction that is open already, in which a statement of mode `auto` cannot commit piece by piece."""
        return _IN_PIECES.sub("", self.text)

    @property
    def planned_once(self) -> bool:
        """Its plan is made once and kept however the graph grows: it begins at what it is given, or at few marks, whatever the graph holds."""
        return _KEPT in self.text

    @property
    def file(self) -> str:
        """The path a reader opens, relative to the repository."""
        return f"cypher/{self.name}.cypher"


class StatementError(ThroughlineError):
    """A Cypher file is missing, or its header breaks the contract."""


@cache
def root() -> Path:
    """The folder of Cypher files: packed into `app/cypher` in a wheel, else the checkout's `cypher/`."""
    packed = Path(str(files("app") / "cypher"))
    return packed if packed.is_dir() else Path(str(files("app"))).parent / "cypher"


@cache
def statement(name: str) -> Statement:
    """The statement called `room/file`. Raises StatementError when there is none or its header is broken."""
    path = root() / f"{name}.cypher"
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        message = f"There is no Cypher file cypher/{name}.cypher; check the name or reinstall Throughline."
        raise StatementError(message) from None
    return parse(name, text)


def all_statements() -> Iterator[Statement]:
    """Every statement file, by name."""
    for path in sorted(root().rglob("*.cypher")):
        yield statement(path.relative_to(root()).with_suffix("").as_posix())


def parse(name: str, text: str) -> Statement:
    """Reads the header of a statement file. Raises StatementError naming the line that breaks the contract."""
    found = _header(name, text)
    if "purpose" not in found or "mode" not in found:
        message = f"cypher/{name}.cypher needs a `// purpose` and a `// mode` line."
        raise StatementError(message)
    mode = found["mode"][0]
    if mode not in set(Mode):
        message = f"cypher/{name}.cypher has mode {mode!r}; use one of {', '.join(Mode)}."
        raise StatementError(message)
    return Statement(
        name=name,
        text=text,
        purpose=" ".join(found["purpose"]),
        mode=Mode(mode),
        params=tuple(_field(name, line) for line in found.get("param", [])),
        returns=tuple(_field(name, line) for line in found.get("return", [])),
        browser="\n".join(found["browser"]) if "browser" in found else None,
    )


def _header(name: str, text: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.startswith("//"):
            break
        match = _HEADER.match(line)
        if not match or match[1] not in _KEYS:
            message = f"cypher/{name}.cypher line {number}: a header line begins with one of {', '.join(sorted(_KEYS))}."
            raise StatementError(message)
        found.setdefault(match[1], []).append(match[2])
    return found


def _field(name: str, line: str) -> Field:
    parts = line.split(None, 2)
    if len(parts) != 3:  # noqa: PLR2004 - name, type, meaning
        message = f"cypher/{name}.cypher: `{line}` needs a name, a type and a meaning."
        raise StatementError(message)
    return Field(*parts)
