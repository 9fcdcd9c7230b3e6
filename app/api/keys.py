"""API keys: made once, shown once, kept as a SHA-256 hash with the name of their owner.

A plain hash is enough because a key is 256 random bits, not a password: there is nothing to guess. Keys come as
`Authorization: Bearer …` or `X-API-Key: …`, never in a query string, which proxies log.
"""

from __future__ import annotations

import hashlib
import secrets
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, cast

from flask import Flask, current_app, g, request

from app.api.problems import UnauthorizedError
from app.api.serving import graph as current_graph
from app.errors import Forbidden

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.graph import Graph

READ, JUDGE = "read", "judge"
SCOPES = (READ, JUDGE)
"""What a key may do; whoever may judge may read."""

_PREFIX = "tl_"
_REMEMBERED_SECONDS = 30.0
_REMEMBERED_KEYS = 1_000
_RING = "throughline.keys"
_ONLY_READING = frozenset({"persons.look_up"})
"""Endpoints that take a body and change nothing."""


@dataclass(frozen=True, slots=True)
class Caller:
    """Who answers for the key of this request, and what it may do."""

    owner: str
    scopes: tuple[str, ...]


def issue(graph: Graph, owner: str, scopes: Sequence[str] = (READ,)) -> str:
    """Makes a key for `owner` and returns it; only its hash is kept, so this is the one chance to read it. `scopes` are of SCOPES."""
    key = _PREFIX + secrets.token_urlsafe(32)
    graph.write("api/key_add", hash=_hash(key), owner=owner, scopes=sorted({READ, *scopes}), at=datetime.now(UTC))
    return key


def owner(graph: Graph, key: str) -> str | None:
    """Who answers for this key, or None when it is not (or no longer) one."""
    rows = graph.read("api/key_owner", hash=_hash(key))
    return str(rows[0]["owner"]) if rows else None


def judge(graph: Graph, key: str) -> str:
    """Who judges with this key. Raises Forbidden when it is not one we issued, or may only read."""
    rows = graph.read("api/key_owner", hash=_hash(key))
    if not rows or JUDGE not in (rows[0]["scopes"] or ()):
        raise Forbidden("This key may not judge; make one that may with `throughline user add NAME --api-key --scope judge`.")
    return str(rows[0]["owner"])


class KeyRing:
    """Remembers good keys for half a minute, so that a request costs no second round trip.

    A withdrawn key works no longer than that. Unknown keys are not remembered: a flood of them must not grow memory or
    push good ones out.
    """

    def __init__(self) -> None:
        self._known: dict[str, tuple[float, Caller]] = {}

    def caller(self, key: str) -> Caller | None:
        """Who owns this key, or None."""
        hashed = _hash(key)
        known = self._known.get(hashed)
        if known and known[0] > time.monotonic():
            return known[1]
        rows = current_graph().read("api/key_owner", hash=hashed)
        if not rows:
            return None
        if len(self._known) >= _REMEMBERED_KEYS:
            self._known.clear()
        caller = Caller(rows[0]["owner"], tuple(rows[0]["scopes"] or ()))
        self._known[hashed] = (time.monotonic() + _REMEMBERED_SECONDS, caller)
        return caller


def install(app: Flask) -> None:
    """Gives the application its key ring."""
    app.extensions[_RING] = KeyRing()


def require() -> None:
    """Lets the request through if it carries a key that we issued. Raises UnauthorizedError otherwise."""
    key = _presented()
    if not key:
        raise UnauthorizedError("This needs an API key: send `Authorization: Bearer KEY` or `X-API-Key: KEY`.")
    caller = cast("KeyRing", current_app.extensions[_RING]).caller(key)
    if caller is None:
        raise UnauthorizedError("This API key is not one we issued; make one with `throughline user add NAME --api-key`.")
    g.caller = caller
    need(JUDGE if request.method == "POST" and request.endpoint not in _ONLY_READING else READ)


def need(scope: str) -> None:
    """Lets the request through if its key has this scope. Raises Forbidden otherwise."""
    if scope not in caller().scopes:
        raise Forbidden(f"This key may not {scope}; make one that may with `throughline user add NAME --api-key --scope {scope}`.")


def caller() -> Caller:
    """Who answers for the key of this request."""
    return cast("Caller", g.caller)


def _presented() -> str | None:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() == "bearer" and token.strip():
        return token.strip()
    return request.headers.get("X-API-Key") or None


def _hash(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
