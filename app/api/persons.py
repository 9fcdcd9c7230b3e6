"""Persons: one by id, some by identifier, many by words."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, NotRequired, TypedDict

from app.api.nouns import Noun
from app.api.schemas.persons import Person
from app.api.schemas.search import Lookup, LookupBody, Persons, PersonsQuery
from app.api.schemas.then import AsOf, PersonThen
from app.api.serving import answer, currency, graph, secret
from app.ledger.book import Book
from app.profiles.lookup import lookup
from app.profiles.person import profile
from app.profiles.search import search
from app.profiles.then import lookup_then, person_then

if TYPE_CHECKING:
    from datetime import datetime

    from flask import Response

persons = Noun("persons", "Who is who, and why")
_ON_A_PAGE = 20


class LookUp(TypedDict):
    """The validated body of a look-up."""

    identifiers: list[str]
    as_of: NotRequired[datetime]


@persons.get("/persons", gives=Persons, query=PersonsQuery, fails=(HTTPStatus.UNPROCESSABLE_ENTITY,))
def find(query: dict[str, str | int | None]) -> Response:
    """Persons by words, best first, or the owner of one identifier.

    `q` looks for words, whole or as a beginning, in names, identifiers and places, and wants all of them. `identifier`
    is `namespace:value`, brought to its normal form first: `email:Ada@Example.com` finds `ada@example.com`.
    """
    if "identifier" in query:
        owners = lookup(graph(), [str(query["identifier"])], secret=secret())
        return answer({"answers": owners.answers, "next": None, "made_by": owners.made_by})
    cursor = query["cursor"]
    limit = int(query["limit"] or _ON_A_PAGE)
    return answer(search(graph(), str(query["q"]), cursor=str(cursor) if cursor else None, limit=limit))


@persons.post("/persons/lookup", takes=LookupBody, gives=Lookup, fails=(HTTPStatus.UNPROCESSABLE_ENTITY,))
def look_up(body: LookUp) -> Response:
    """Whose identifiers these are, 100 at most in one request; identifiers stay out of addresses and logs.

    With `as_of` the answers are in `then`: whose they were at that moment, by the ledger; `answers` is empty.
    """
    if "as_of" not in body:
        return answer(lookup(graph(), body["identifiers"], secret=secret()))
    found = lookup_then(graph(), Book(secret()), body["identifiers"], body["as_of"])
    return answer({"answers": [], "then": found.then, "as_of": found.as_of, "entry": found.entry, "made_by": found.made_by})


@persons.get("/persons/<string:person_id>", gives=(Person, PersonThen), query=AsOf, fails=(HTTPStatus.NOT_FOUND, HTTPStatus.UNPROCESSABLE_ENTITY))
def person(query: dict[str, datetime], person_id: str) -> Response:
    """One person by any id that was ever issued.

    An id that is no longer in use is answered with the person who has it now: `asked` says which id you had,
    `id` which one to keep. With `as_of` the answer is what the service would have said then: id and members, without traits.
    """
    if "as_of" in query:
        return answer(person_then(graph(), Book(secret()), person_id, query["as_of"]))
    return answer(profile(graph(), person_id, currency=currency()))
