"""Persons: one by id, some by identifier, many by words."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from app.api.nouns import Noun
from app.api.schemas.persons import Person
from app.api.serving import answer, graph
from app.profiles.person import profile

if TYPE_CHECKING:
    from flask import Response

persons = Noun("persons", "Who is who, and why")


@persons.get("/persons/<string:person_id>", gives=Person, fails=(HTTPStatus.NOT_FOUND,))
def person(person_id: str) -> Response:
    """One person by any id that was ever issued.

    An id that is no longer in use is answered with the person who has it now: `asked` says which id you had,
    `id` which one to keep.
    """
    return answer(profile(graph(), person_id))
