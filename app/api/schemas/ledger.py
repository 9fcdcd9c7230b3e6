"""The ledger as the API gives it."""

from __future__ import annotations

from marshmallow import Schema

from app.api.schemas.fields import many, moment, text, whole
from app.api.schemas.paging import following

_HASH = "9f2c5d0e7a1b4c3d8e6f0a1b2c3d4e5f60718293a4b5c6d7e8f9012345678900"


class Head(Schema):
    """The last entry, to be published: a tail that is cut later shows against it."""

    number = whole("The last entry's number, which is also the length; 0 before the first", 12)
    hash = text("Its hash; empty before the first", _HASH)


class Entry(Schema):
    """One thing that was done or decided."""

    number = whole("From 1, without a gap", 12)
    kind = text("run, judgement, undo, policy, model or load", "run")
    at = moment("When it was appended", "2026-03-14T09:26:53Z", nullable=False)
    author = text("Who did it", "throughline")
    subject = text("What it is about: how a run was done, the id of a judgement, a version", "touched", nullable=True)
    parts = whole("How many change sets it has", 1)
    digest = text("SHA-256 over the digests of its change sets", _HASH)
    previous = text("The hash of the entry before it; empty for the first", _HASH)
    hash = text("SHA-256 over all of the above", _HASH)


class Entries(Schema):
    """Entries, the newest first."""

    entries = many(Entry, "The entries, the newest first", [])
    next = following()
