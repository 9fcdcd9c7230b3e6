"""Named accounts that may open the pages: argon2id hashes, checked at the same pace for unknown names."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from app.errors import BadInput, Conflict, NotFound

if TYPE_CHECKING:
    from app.graph import Graph

READER, STEWARD = "reader", "steward"
ROLES = (READER, STEWARD)
"""What an account may do: read, or judge as well."""

SHORTEST_PASSWORD = 10
LONGEST_PASSWORD = 200
LONGEST_NAME = 100
_HASHER = PasswordHasher()


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who may sign in; `seal` changes with the password, and ends the sessions of the old one."""

    name: str
    role: str
    seal: str

    @property
    def judges(self) -> bool:
        """Whether this account may judge."""
        return self.role == STEWARD


def add(graph: Graph, name: str, password: str, role: str = READER) -> None:
    """Makes an account; `role` is one of ROLES. Raises BadInput for a bad name or password, Conflict when the name is taken."""
    name = _checked_name(name)
    hashed = _hashed(password)
    rows = graph.write("web/user_add", name=name, password=hashed, role=role, at=datetime.now(UTC))
    if not rows[0]["made"]:
        raise Conflict(f"There is a user {name} already; give a new password with --reset, or choose another name.")


def reset(graph: Graph, name: str, password: str) -> None:
    """Gives an account a new password. Raises NotFound, or BadInput for a bad password."""
    if not graph.write("web/user_password", name=_checked_name(name), password=_hashed(password)):
        raise NotFound(f"There is no user {name}; add one with `throughline user add {name}`.")


def find(graph: Graph, name: str) -> Account | None:
    """The account of this name, or None."""
    rows = graph.read("web/user", name=name)
    return Account(name, rows[0]["role"], _seal(rows[0]["password"])) if rows else None


def check(graph: Graph, name: str, password: str) -> Account | None:
    """The account, if the password is its own; None otherwise, after the same work whether or not the name is known."""
    rows = graph.read("web/user", name=name[:LONGEST_NAME])
    stored = rows[0]["password"] if rows else _nobody()
    try:
        _HASHER.verify(stored, password[:LONGEST_PASSWORD])
    except (VerificationError, InvalidHashError):
        return None
    return Account(name, rows[0]["role"], _seal(stored)) if rows else None


@cache
def _nobody() -> str:
    return _HASHER.hash("nobody has this password")


def _seal(hashed: str) -> str:
    return hashlib.sha256(hashed.encode()).hexdigest()[:16]


def _hashed(password: str) -> str:
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise BadInput(f"A password has {SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters; choose another.")
    return _HASHER.hash(password)


def _checked_name(name: str) -> str:
    name = name.strip()
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise BadInput(f"{name!r} cannot name a user; use 1 to {LONGEST_NAME} visible characters.")
    return name
