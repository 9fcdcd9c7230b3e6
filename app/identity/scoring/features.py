"""Features: what a record says of whom it is about, in a normal form that two records can be compared by."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.identity.scoring.names import Name, name_of
from app.identity.scoring.places import Place, place_of
from app.identity.scoring.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

LONGEST = 1_000
"""Characters of a trait that are compared: a text that is longer is no name, and comparing two of them takes as long as its square."""

READING = 4
"""How records are read, counted up with every change to it: a graph whose records were read otherwise compares them all anew."""

_BIRTH = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
_CENTURIES = ("18", "19", "20")
_LEGAL = frozenset(
    [
        "inc",
        "incorporated",
        "ltd",
        "limited",
        "llc",
        "llp",
        "plc",
        "corp",
        "corporation",
        "co",
        "company",
        "gmbh",
        "ag",
        "kg",
        "sa",
        "sas",
        "srl",
        "spa",
        "bv",
        "nv",
        "oy",
        "ab",
        "as",
        "pte",
        "pty",
        "sdn",
        "bhd",
        "the",
        "and",
    ]
)
_ROLES = frozenset(
    [
        "info",
        "sales",
        "office",
        "contact",
        "admin",
        "support",
        "hello",
        "mail",
        "service",
        "team",
        "hr",
        "billing",
        "enquiries",
        "inquiries",
        "help",
        "webmaster",
        "marketing",
        "accounts",
        "noreply",
    ]
)
DOCUMENTS = ("licence", "national_id", "passport", "tax_id")
"""The namespaces of numbers that an authority gives to one person, one at a time."""

COMPARED = ("phone", "email", "ssn")
"""The namespaces whose values are compared for slips as well; all others either join or do not."""


SAYS = ("middle", "generation", "gender", "birth", "address", "town", "phone", "email", "ssn", "document", "employer", "firm")
"""The comparisons besides those of names, in the order of the model."""


@dataclass(frozen=True, slots=True)
class Features:
    """One record: `birth` is year, month, day, each None where unknown; `stated` are all its identifiers as (namespace, value).

    `says` has a bit for each comparison of `SAYS` to which it has something to say, so that what one of two leaves open costs nothing.
    """

    id: str
    organisation: bool
    name: Name | None
    firm: tuple[str, ...]
    birth: tuple[int, int | None, int | None] | None
    gender: str | None
    place: Place | None
    employer: tuple[str, ...]
    phones: frozenset[str]
    emails: frozenset[str]
    ssns: frozenset[str]
    documents: dict[str, frozenset[str]]
    stated: frozenset[tuple[str, str]]
    says: int = 0

    def term(self, comparison: str) -> str:
        """What a term frequency is looked up by: the first given name, or the whole family name; empty where unknown."""
        if self.name is None:
            return ""
        return "".join(self.name.given[:1] if comparison == "given" else self.name.family)


def features(
    id_: str, traits: Mapping[str, object], stated: Iterable[tuple[str, str]] = (), *, nobodys: Iterable[tuple[str, str]] = ()
) -> Features:
    """The features of a record by its id, its traits as the graph names them, and the identifiers it states as (namespace, value).

    What is `nobodys` makes no two records alike; but that both state it is reason enough to look whether they contradict each other.
    """
    every = frozenset(stated)
    telling = every.difference(nobodys)
    traits = {name: value[:LONGEST] if isinstance(value, str) else value for name, value in traits.items()}
    values: dict[str, set[str]] = {name: set() for name in COMPARED}
    for namespace, value in telling:
        if namespace in values and value:
            values[namespace].add(value)
    firm = _firm(traits.get("organisation"))
    found = Features(
        id=id_,
        organisation=traits.get("kind") == "organisation" or bool(firm and not traits.get("familyName")),
        name=name_of(traits),
        firm=firm,
        birth=_birth(traits.get("birthDate")) or _typed(traits.get("birthText")),
        gender=_gender(traits.get("gender")),
        place=place_of(traits),
        employer=_firm(traits.get("employer")),
        phones=frozenset(re.sub(r"\D", "", value) for value in values["phone"]),
        emails=frozenset(value for value in values["email"] if value.partition("@")[0] not in _ROLES),
        ssns=frozenset(values["ssn"]),
        documents=_documents(telling),
        stated=every,
    )
    return replace(found, says=_says(found))


def _documents(stated: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    """Numbers by what gives them: of an authority of one country a person has one, and that of another says nothing about it."""
    found: dict[str, set[str]] = {}
    for namespace, value in stated:
        if namespace in DOCUMENTS:
            found.setdefault(f"{namespace} {value.partition('/')[0] if '/' in value else ''}", set()).add(value)
    return {kind: frozenset(values) for kind, values in sorted(found.items())}


def _says(record: Features) -> int:
    name, place = record.name, record.place
    said = {
        "middle": name and name.middle,
        "generation": name and name.generation,
        "gender": record.gender,
        "birth": record.birth,
        "address": place and place.street,
        "town": place,
        "phone": record.phones,
        "email": record.emails,
        "ssn": record.ssns,
        "document": record.documents,
        "employer": record.employer,
        "firm": record.organisation and record.firm,
    }
    return sum(1 << number for number, each in enumerate(SAYS) if said[each])


def _birth(value: object) -> tuple[int, int | None, int | None] | None:
    match = _BIRTH.match(value) if isinstance(value, str) else None
    if not match:
        return None
    return int(match[1]), int(match[2]) if match[2] else None, int(match[3]) if match[3] else None


def _typed(value: object) -> tuple[int, int, int] | None:
    """The eight digits of what was typed for a date and is none, such as 1944-87-20: one of them is wrong, and the others tell."""
    digits = re.sub(r"\D", "", value) if isinstance(value, str) else ""
    if len(digits) != len("yyyymmdd"):
        return None
    parts = (digits[:4], digits[4:6], digits[6:]) if digits[:2] in _CENTURIES else (digits[4:], digits[2:4], digits[:2])
    return int(parts[0]), int(parts[1]), int(parts[2])


def _gender(value: object) -> str | None:
    return value if value in ("male", "female") else None


def _firm(value: object) -> tuple[str, ...]:
    found = words(value) if isinstance(value, str) else ()
    return tuple(word for word in found if word not in _LEGAL) or found
