"""Who lives in a generated world: persons with log-ins, addresses, cards and devices, and traps between neighbours."""

from __future__ import annotations

import unicodedata
from collections import deque
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from seeds.shape import DAY, Shape

if TYPE_CHECKING:
    from random import Random

    from seeds.register import Entry, Register

_GIVEN = """
Ada Anna Aylin Ben Björn Carla Chiara Clara Daniel David Deniz Ebba Elif Emil Emma Erik Eva Farid Felix Finn Frida
Greta Hana Hanna Hugo Ida Igor Ines Jakob Jan Jonas Julia Kai Karim Lars Lea Leon Lina Lotte Lucía Luis Maja Marek
Maria Mats Mehmet Mia Mila Nils Noor Nora Olga Oskar Paul Paula Pia Rafael Rosa Samir Sara Sofia Sven Tara Theo
Tilda Tom Vera Viktor Yusuf Zoé
"""
GIVEN = tuple(_GIVEN.split())
_FAMILY = """
Abadi Andersen Bauer Becker Berg Bianchi Brandt Braun Costa Diallo Dubois Engel Fischer Frank Fuchs García Graf Haas
Haddad Hahn Hansen Hartmann Hoffmann Horn Huber Jansen Kaiser Keller Klein Koch König Kowalski Krause Kühn Lang
Lehmann Lindqvist Lorenz Maier Marín Martin Meyer Müller Nguyen Novák Okafor Öztürk Petrov Pohl Richter Rossi Roth
Sauer Schäfer Schmidt Schneider Schulz Simon Sommer Stein Suzuki Tran Vogel Wagner Weber Weiß Winter Wolf Yılmaz
Ziegler
"""
FAMILY = tuple(_FAMILY.split())
STREETS = (
    "Bergstr.",
    "Dorfstr.",
    "Gartenweg",
    "Hauptstr.",
    "Lindenallee",
    "Mühlweg",
    "Schulstr.",
    "Talstr.",
    "Uferweg",
    "Waldstr.",
)
CITIES = (
    ("79098", "Freiburg"),
    ("79576", "Weil am Rhein"),
    ("79650", "Schopfheim"),
    ("77652", "Offenburg"),
    ("79868", "Feldberg"),
)


@dataclass(slots=True)
class Device:
    """A browser (its cookie) or an installation of the app; `logs_in` when its owner ever does there."""

    id: str
    logs_in: bool
    shared: bool = False


@dataclass(slots=True)
class Person:
    """One true person: what they are known by, empty where they are not."""

    id: str
    given: str
    family: str
    contact: str = ""
    login: str = ""
    email: str = ""
    phone: str = ""
    phone_gone: bool = False
    card: str = ""
    handle: str = ""
    household: str = ""
    account: str = ""
    generic_email: bool = False
    entry: Entry | None = None
    """What else is true of them, in worlds with a register."""
    browsers: list[Device] = field(default_factory=list)
    apps: list[Device] = field(default_factory=list)


class Population:
    """Makes persons one after another. Only neighbours share something, so the memory it needs does not grow."""

    def __init__(self, rng: Random, shape: Shape, register: Register | None = None) -> None:
        self._rng, self._shape, self._register = rng, shape, register
        self._count = 0
        self._given_up: deque[str] = deque(maxlen=1_000)
        self._tablet: tuple[str, str] | None = None
        self._company, self._seats = "", 0

    def person(self) -> Person:
        """The next person."""
        rng, shape = self._rng, self._shape
        self._count += 1
        person = Person(f"p{self._count}", rng.choice(GIVEN), rng.choice(FAMILY))
        if self._register:
            person.entry = self._register.entry()
            person.given, person.family = person.entry.given, person.entry.family
        drawn = rng.random()
        if drawn >= shape.anonymous:
            if drawn >= shape.anonymous + shape.login_only:
                self._contact(person)
            else:
                person.login = self._login(person)
            self._apps(person)
        self._browsers(person)
        if rng.random() < shape.handle:
            person.handle = f"{_ascii(person.given)}.{self._count}.outdoors"
        return person

    def _login(self, person: Person) -> str:
        return f"{_ascii(person.given)}.{_ascii(person.family)}.{self._count}"

    def _contact(self, person: Person) -> None:
        rng, shape = self._rng, self._shape
        person.contact = f"C-{100_000 + self._count}"
        if rng.random() < shape.contact_login:
            person.login = self._login(person)
        if rng.random() < shape.info:
            self._company_address(person)
        elif rng.random() < shape.contact_email:
            domain = ("example.com", "example.org", "example.net")[self._count % 3]
            person.email = f"{_ascii(person.given)}.{_ascii(person.family)}.{self._count}@{domain}"
        if rng.random() < shape.contact_phone:
            self._phone(person)
        if rng.random() < shape.contact_card:
            person.card = f"L-{500_000 + self._count}"

    def _company_address(self, person: Person) -> None:
        if self._seats == 0:
            self._company, self._seats = f"company-{self._count}", self._rng.randint(8, 20)
        self._seats -= 1
        person.email, person.generic_email = f"team@{self._company}.example", True
        person.account = f"A-{self._company.removeprefix('company-')}"

    def _phone(self, person: Person) -> None:
        """A number of one's own, or one that its holder gave up, who is then known by it in the past only."""
        rng, shape = self._rng, self._shape
        if self._given_up and rng.random() < 2 * shape.recycled:
            person.phone = self._given_up.popleft()
            return
        # 7919 and 10 million have no common factor: every person has another number.
        person.phone = f"+49151{1 + self._count // 10_000_000}{self._count * 7919 % 10_000_000:07d}"
        if rng.random() < shape.recycled:
            person.phone_gone = True
            self._given_up.append(person.phone)

    def _browsers(self, person: Person) -> None:
        rng, shape = self._rng, self._shape
        drawn, count = rng.random(), 1
        for chance in shape.browsers[:-1]:
            if drawn < chance:
                break
            drawn -= chance
            count += 1
        for _ in range(count):
            person.browsers.append(Device(self.token(), bool(person.login) and rng.random() < shape.logs_in))

    def _apps(self, person: Person) -> None:
        rng, shape = self._rng, self._shape
        if not person.login:
            return
        if rng.random() < shape.app:
            person.apps.append(Device(self.token() + self.token(), rng.random() < shape.logs_in))
        if not person.contact:
            return
        if self._tablet:
            tablet, person.household = self._tablet
            person.apps.append(Device(tablet, logs_in=True, shared=True))
            self._tablet = None
        elif rng.random() < shape.tablet:
            person.household = f"HH-{self._count}"
            self._tablet = (self.token() + self.token(), person.household)
            person.apps.append(Device(self._tablet[0], logs_in=True, shared=True))

    def token(self) -> str:
        """A fresh random id of sixteen hexadecimal digits."""
        return f"{self._rng.getrandbits(64):016x}"

    def known_since(self, person: Person) -> int:
        """When the CRM last heard of this person: before the window for numbers that were given up, else within it."""
        rng, shape = self._rng, self._shape
        if person.phone_gone:
            return _noon(shape.begin - rng.randint(400, 700) * DAY)
        return _noon(shape.begin + rng.randrange(shape.days) * DAY)


def _noon(instant: int) -> int:
    # Local times are written by day only: the hour that occurs twice in October says nothing to a reader.
    return instant - instant % DAY + DAY // 2


@cache
def _ascii(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.lower().replace("ı", "i").replace("ß", "ss"))
    return plain.encode("ascii", "ignore").decode()
