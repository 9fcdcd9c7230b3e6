"""Guessing: what each column is, by its name and by what its values look like. A name alone decides nothing that its values contradict."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from loaders.drafting import shapes
from loaders.drafting.amounts import Amount, amount_of
from loaders.drafting.moments import Moment, moment_of
from loaders.drafting.names import roles_of, words_of
from loaders.drafting.shapes import MOST, Share, share

if TYPE_CHECKING:
    from collections.abc import Callable

    from loaders.drafting.sampling import Column

TIMES = ("time", "created", "updated", "received")
TRAITS = (
    "givenName", "familyName", "middleName", "fullName", "birthDate", "gender", "organisation", "employer", "address", "street", "city", "region",
    "postalCode", "country", "language",
)  # fmt: skip
DOCUMENTS = ("passport", "licence", "ssn", "national_id", "tax_id")
IDENTIFIERS = ("email", "phone", "cookie", "device", "login", "number", "loyalty", "card", "contract", "social", *DOCUMENTS)
_IDS = ("cookie", "device", "login", "number", "loyalty", "card", "contract", "social", *DOCUMENTS, "id", "eventId", "order", "session")
_SOME = 0.5
_FEW_WORDS = 60
_PLACES = (["country"], ["state"], ["type"])
_ORDER_MARK = re.compile(r"#\d+")


@dataclass(frozen=True, slots=True)
class Guess:
    """What a column is taken for, and why. `sure`: an unsure one is written as a comment."""

    column: Column
    role: str
    evidence: str
    sure: bool = True
    hashed: str | None = None
    split: str | None = None
    moment: Moment | None = None
    amount: Amount | None = None


def guess(column: Column) -> Guess:
    """What the column is; `rest` where nothing tells, `empty` where it has no value."""
    if not column.filled:
        return Guess(column, "empty", "no value in the sample")
    roles = roles_of(column.name)
    if roles[:1] == ("agent",):
        return Guess(column, "agent", f"{_filled(column)}; the name speaks of those who work here, who are no customers")
    if words_of(column.name).split()[-1:] in _PLACES and any(each in DOCUMENTS for each in roles):
        return Guess(column, "rest", f"{_filled(column)}; says where or what a document is", sure=False)
    found = _address(column, roles) or _hash(column, roles)
    if found:
        return found
    for role in roles:
        evidence = _CHECKS.get(role, _anything)(column)
        if evidence:
            return evidence if isinstance(evidence, Guess) else Guess(column, role, evidence)
    return _by_content(column, roles)


def _address(column: Column, roles: tuple[str, ...]) -> Guess | None:
    one, several = share(column.filled, shapes.is_email), share(column.filled, shapes.is_emails)
    if max(one.part, several.part) < (_SOME if "email" in roles else MOST):
        return None
    role = "recipient" if "recipient" in roles else "email"
    if several.count > one.count:
        return Guess(column, role, f"{several} look like e-mail addresses parted by semicolons", split=";")
    return Guess(column, role, f"{one} look like an e-mail address; {_repeats(column)}")


def _hash(column: Column, roles: tuple[str, ...]) -> Guess | None:
    kinds = {name: share(column.filled, lambda text, name=name: shapes.hash_of(text) == name) for name in ("sha256", "sha1", "md5")}  # type: ignore[misc]
    name, fits = max(kinds.items(), key=lambda each: each[1].part)
    if fits.part < MOST:
        return None
    of = next((each for each in ("email", "phone") if each in roles), None)
    if of:
        return Guess(column, of, f"{fits} look like a {name.upper()}; {_repeats(column)}", hashed=name)
    if any(each in roles for each in (*IDENTIFIERS, "id", "eventId", "session", "order", "ip")):
        return None
    return Guess(column, "email", f"{fits} look like a {name.upper()}: if of an e-mail address, uncomment", sure=False, hashed=name)


def _filled(column: Column) -> str:
    return f"{Share(len(column.filled), len(column.values))} filled"


def _repeats(column: Column) -> str:
    return "no value twice" if column.distinct == len(column.filled) else f"{column.distinct:,} different"


def _anything(column: Column) -> str:
    return f"{_filled(column)}, {_repeats(column)}"


def _phone(column: Column) -> str | None:
    fits = share(column.filled, shapes.is_phone)
    return f"{fits} look like a telephone number; {_repeats(column)}" if fits.part >= _SOME and moment_of(column.filled) is None else None


def _timed(role: str) -> Callable[[Column], Guess | None]:
    def check(column: Column) -> Guess | None:
        found = moment_of(column.filled)
        return Guess(column, role, f"{_filled(column)}; {found.evidence}", moment=found) if found else None

    return check


def _counted(role: str) -> Callable[[Column], Guess | None]:
    def check(column: Column) -> Guess | None:
        found = amount_of(column.filled)
        return Guess(column, role, f"{_filled(column)}; {found.evidence}", amount=found) if found else None

    return check


def _birth(column: Column) -> Guess | None:
    found = moment_of(column.filled)
    if found is None or found.unit:
        return Guess(column, "birthDate", f"{_filled(column)}, but no one format fits: what is no ISO date is set aside and kept for scoring")
    return Guess(column, "birthDate", f"{_filled(column)}; {found.evidence}", moment=found, sure=not found.either)


def _flag(column: Column) -> str | None:
    fits = share(column.filled, shapes.is_flag)
    return f"{fits} say yes or no" if fits.part >= MOST else None


def _country(column: Column) -> str | None:
    fits = share(column.filled, shapes.is_country)
    return f"{fits} name a country" if fits.part >= _SOME else None


def _currency(column: Column) -> str | None:
    fits = share(column.filled, lambda text: len(text) == 3 and text.isalpha())  # noqa: PLR2004 - ISO 4217
    return f"{fits} have three letters; {column.distinct:,} different" if fits.part >= MOST else None


def _named(column: Column) -> str | None:
    letters = share(column.filled, lambda text: any(map(str.isalpha, text)) and not text.lstrip("#").isdigit())
    return f"{_filled(column)}, {_repeats(column)}" if letters.part >= MOST else None


def _worded(column: Column) -> str | None:
    words = share(column.filled, shapes.is_word)
    few = column.distinct <= _FEW_WORDS and column.distinct <= max(3, len(column.filled) * 0.9)
    return f"{_filled(column)}; {column.distinct:,} different words" if words.part >= MOST and few else None


def _gender(column: Column) -> str | None:
    return f"{_filled(column)}; {column.distinct:,} different" if column.distinct <= 12 else None  # noqa: PLR2004 - words for it


def _identity(column: Column) -> str | None:
    """Ids are neither times nor whole sentences nor yes and no."""
    moment = moment_of(column.filled)
    two = column.distinct <= 2 and column.distinct < len(column.filled)  # noqa: PLR2004 - yes and no
    if (moment is not None and not moment.unit) or (two and share(column.filled, shapes.is_flag).part >= MOST):
        return None
    spoken = share(column.filled, lambda text: text.count(" ") > 2)  # noqa: PLR2004 - a sentence
    return None if spoken.part >= _SOME else f"{_filled(column)}, {_repeats(column)}"


_CHECKS: dict[str, Callable[[Column], Guess | str | None]] = {
    "email": lambda _column: None,
    "recipient": lambda _column: None,
    "phone": _phone,
    "birthDate": _birth,
    "optIn": _flag,
    "country": _country,
    "currency": _currency,
    "givenName": _named, "familyName": _named, "middleName": _named, "fullName": _named, "city": _named, "employer": _named, "organisation": _named,
    "gender": _gender,
    "type": _worded,
    "channel": _worded,
    "status": _worded,
    **{role: _timed(role) for role in (*TIMES, "from", "until")},
    **{role: _counted(role) for role in ("value", "cost", "quantity")},
    **dict.fromkeys(_IDS, _identity),
}  # fmt: skip


def _by_content(column: Column, roles: tuple[str, ...]) -> Guess:
    marked = share(column.filled, _ORDER_MARK.fullmatch)
    if marked.part >= MOST:
        return Guess(column, "order", f"{marked} are a number after #, as orders are called; {_repeats(column)}")
    plus = share(column.filled, lambda text: text.lstrip("'").startswith("+") and shapes.is_phone(text))
    if plus.part >= MOST:
        return Guess(column, "phone", f"{plus} look like a telephone number with +; {_repeats(column)}")
    moment = moment_of(column.filled)
    if moment and not moment.unit:
        return Guess(column, "when", f"{_filled(column)}; {moment.evidence}", moment=moment, sure=False)
    doubt = f"the name speaks of {words_of(roles[0])}, the values do not; " if roles else ""
    return Guess(column, "rest", f"{doubt}{_filled(column)}, {_repeats(column)}", sure=False)
