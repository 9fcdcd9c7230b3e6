"""The same person written down twice: what another clerk, years earlier or later, makes of somebody whom the CRM knows as well.

Each cause why two records of one person differ has a name and a rate. The rates are not those of one company; they are of the order that data
quality reports of customer files give: about every second pair of records differs in something besides what one of the two leaves open.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random
from typing import TYPE_CHECKING

from seeds import clock
from seeds.layouts import Kind, Layout
from seeds.register import Entry, Register

if TYPE_CHECKING:
    from seeds.people import Person

COLUMNS = "customer_no updated_at given_name family_name date_of_birth email phone street postal_code city country"
LAYOUT = Layout("shop", "shop/customers", "shop/customers.yaml", "csv", tuple((name, Kind.TEXT) for name in COLUMNS.split()))

_CALLED = {
    "Alexander": "Alex", "Angelika": "Geli", "Barbara": "Babs", "Benjamin": "Ben", "Christian": "Chris", "Christina": "Tina", "Christoph": "Chris",
    "Daniel": "Dani", "Elisabeth": "Lisa", "Franziska": "Franzi", "Friedrich": "Fritz", "Gabriele": "Gabi", "Heinrich": "Heinz", "Johannes": "Hans",
    "Johanna": "Hanna", "Jonathan": "Jon", "Josef": "Sepp", "Katharina": "Kathi", "Magdalena": "Lena", "Margarete": "Greta", "Matthias": "Matze",
    "Maximilian": "Max", "Michael": "Mike", "Michaela": "Michi", "Monika": "Moni", "Natalie": "Nat", "Nicole": "Nicki", "Niklas": "Nick",
    "Patrick": "Pat", "Philipp": "Phil", "Robert": "Rob", "Samir": "Sam", "Sebastian": "Basti", "Stefan": "Steff", "Stefanie": "Steffi",
    "Susanne": "Susi", "Theresa": "Resi", "Thomas": "Tom", "Tobias": "Tobi", "Ulrich": "Uli", "Ulrike": "Uli", "Ursula": "Uschi", "Valentin": "Val",
    "Viktor": "Vik", "Walter": "Walt", "Wilhelm": "Willi", "Wolfgang": "Wolf",
}  # fmt: skip
_KEYS = {
    "a": "sq", "b": "vn", "c": "xv", "d": "sf", "e": "wr", "f": "dg", "g": "fh", "h": "gj", "i": "uo", "j": "hk", "k": "jl", "l": "kö", "m": "n",
    "n": "bm", "o": "ip", "p": "o", "q": "wa", "r": "et", "s": "ad", "t": "rz", "u": "zi", "v": "cb", "w": "qe", "x": "yc", "y": "x", "z": "tu",
}  # fmt: skip
"""Neighbours on a German keyboard."""


@dataclass(frozen=True, slots=True)
class Slips:
    """How often each cause occurs in the second record of a person."""

    nickname: float = 0.25
    """Who has a short form of the name and is written by it."""
    given_typo: float = 0.06
    family_typo: float = 0.07
    """A letter too many, one missing, two turned round, or the neighbour on the keyboard."""
    swapped: float = 0.02
    """Given and family name in each other's column."""
    other_name: float = 0.015
    """Called by a second given name that the other record does not know."""
    married: float = 0.03
    """Another family name."""
    moved: float = 0.25
    """Another address: people move every eight to ten years."""
    street_typo: float = 0.06
    number_slip: float = 0.03
    no_address: float = 0.12
    no_birth: float = 0.15
    partial_birth: float = 0.04
    """The year only, or year and month."""
    birth_slip: float = 0.05
    """One digit wrong."""
    birth_swapped: float = 0.02
    """Day and month in each other's place."""
    other_birth: float = 0.02
    """A date that was made up, because the form asked for one."""
    no_email: float = 0.55
    other_email: float = 0.40
    no_phone: float = 0.55
    other_phone: float = 0.35


class Doubles:
    """Writes second records; its chance is its own."""

    def __init__(self, seed: int, share: float, slips: Slips | None = None) -> None:
        self._rng, self._share, self._slips = Random(f"{seed} doubles"), share, slips or Slips()
        self._register = Register(f"{seed} elsewhere")
        self._count = 0

    def meet(self, person: Person, at: int) -> tuple[str, ...] | None:
        """The cells of a second record of this person, known since `at` (epoch milliseconds), or None for one of whom there is none."""
        if person.entry is None or self._rng.random() >= self._share:
            return None
        self._count += 1
        entry = self._named(self._housed(person.entry))
        street = entry.address if entry.street else ""
        place = (street, entry.postal, entry.city) if street else ("", "", "")
        return (
            f"S-{700_000 + self._count}",
            clock.local(at),
            entry.given,
            entry.family,
            self._birth(entry),
            self._email(person),
            self._phone(person),
            *place,
            "DE",
        )

    def _slip(self, rate: float) -> bool:
        return self._rng.random() < rate

    def _named(self, entry: Entry) -> Entry:
        given, family, slips = entry.given, entry.family, self._slips
        if given in _CALLED and self._slip(slips.nickname):
            given = _CALLED[given]
        if self._slip(slips.other_name):
            given = self._register.name()[0]
        if self._slip(slips.married):
            family = self._register.name()[1]
        given = self._typo(given) if self._slip(slips.given_typo) else given
        family = self._typo(family) if self._slip(slips.family_typo) else family
        if self._slip(slips.swapped):
            given, family = family, given
        return replace(entry, given=given, family=family)

    def _housed(self, entry: Entry) -> Entry:
        slips = self._slips
        if self._slip(slips.moved):
            street, number, postal, city = self._register.home()
            entry = replace(entry, street=street, number=number, postal=postal, city=city)
        if self._slip(slips.street_typo):
            entry = replace(entry, street=self._typo(entry.street))
        if self._slip(slips.number_slip):
            entry = replace(entry, number=self._rng.randint(1, 99))
        return replace(entry, street="") if self._slip(slips.no_address) else entry

    def _birth(self, entry: Entry) -> str:
        (year, month, day), slips, rng = entry.born, self._slips, self._rng
        if self._slip(slips.no_birth):
            return ""
        if self._slip(slips.partial_birth):
            return entry.birth[: rng.choice((4, 7))]
        if self._slip(slips.other_birth):
            return f"{rng.randint(1945, 2006)}-01-01"
        if self._slip(slips.birth_swapped) and day <= 12:  # noqa: PLR2004 - months
            month, day = day, month
        elif self._slip(slips.birth_slip):
            year, day = rng.choice(((year + rng.choice((-10, -1, 1, 10)), day), (year, max(1, day + rng.choice((-10, -1, 1, 10)) % 28))))
        return f"{year:04d}-{month:02d}-{day:02d}"

    def _email(self, person: Person) -> str:
        if not person.email or person.generic_email or self._slip(self._slips.no_email):
            return ""
        return f"{self._rng.getrandbits(24):06x}@mail.example" if self._slip(self._slips.other_email) else person.email

    def _phone(self, person: Person) -> str:
        if not person.phone or person.phone_gone or self._slip(self._slips.no_phone):
            return ""
        return f"+49761{self._rng.randint(100_000, 999_999)}" if self._slip(self._slips.other_phone) else person.phone

    def _typo(self, word: str) -> str:
        """One slip of the keyboard, behind the first letter."""
        rng = self._rng
        place, kind = rng.randint(1, len(word) - 1), rng.randrange(4)
        head, letter, tail = word[:place], word[place], word[place + 1 :]
        if kind == 0:
            return head + tail
        if kind == 1:
            return head + letter + letter + tail
        if kind == 2:  # noqa: PLR2004 - the third of four kinds
            return head + tail[:1] + letter + tail[1:]
        return head + rng.choice(_KEYS.get(letter, "e")) + tail
