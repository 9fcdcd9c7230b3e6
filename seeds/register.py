"""Who lives where, for worlds with doubles: names of a whole country, households of one name at one address, and strangers who share name and year.

The plain generator draws from seventy names of either kind, so that namesakes are far more common than among people; and it knows no kin. A world
in which scores are to be measured needs both to be as they are. The register has chance of its own: nothing else in a world depends on it.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, replace
from random import Random

from seeds.people import CITIES, FAMILY, GIVEN, STREETS

_MORE = """
Alexander Andrea Angelika Anja Annika Antonia Arne Astrid Barbara Beate Benedikt Benjamin Bernd Bettina Birgit Brigitte Britta Bruno Carsten Christian
Christina Christoph Claudia Cornelia Dagmar Dennis Detlef Dieter Dirk Doris Dorothea Edith Elena Elisabeth Elke Ellen Erika Ernst Esther Eugen Fabian
Ferdinand Florian Franziska Friederike Friedrich Gabriele Georg Gerda Gerhard Gertrud Gisela Günter Harald Hartmut Hedwig Heike Heinrich Helena
Helga Helmut Henning Herbert Holger Horst Ingeborg Ingrid Irene Iris Isabel Jana Jennifer Jens Joachim Jochen Johanna Johannes Jonathan Josef Judith
Julian Jutta Jürgen Karin Karl Katharina Kathrin Kerstin Klaus Konrad Kristina Kurt Lukas Magdalena Manfred Manuel Manuela Marcel Margarete
Marianne Marion Markus Marlene Marta Martin Mathilde Matthias Maximilian Melanie Michael Michaela Monika Moritz Nadine Natalie Nicole Niklas Norbert
Oliver Patrick Peter Petra Philipp Rainer Ralf Ramona Raphael Regina Reinhard Renate Robert Roland Rolf Rudolf Ruth Sabine Sandra Sebastian Silke
Silvia Simone Sophie Stefan Stefanie Susanne Sybille Tanja Theresa Thomas Thorsten Tobias Torben Udo Ulrich Ulrike Ursula Ute Uwe Valentin Vanessa
Verena Veronika Volker Walter Waltraud Werner Wilhelm Wolfgang Xaver Yvonne
"""
MANY = (*GIVEN, *_MORE.split())
_FRONT = """
Acker Ahorn Alten Amsel Auer Birken Blumen Bruch Brunnen Buchen Burg Distel Dorn Eber Edel Eichen Eisen Erlen Eschen Falken Felsen Fichten Franken
Frei Fuchs Gersten Gold Grün Habicht Hafer Hagen Hasel Hecken Heiden Hirsch Hohen Holz Hopfen Immen Kalten Kirch Klee Kranich Kupfer Lerchen Linden
Löwen Mohn Moor Mühlen Nieder Nuss Ober Otter Quell Raben Reb Rosen Sand Schilf Schwarzen Silber Sonnen Stein Storch Tannen Ulmen Unter Wachtel
Wald Wasser Weiden Weizen Wiesen Wolfs Ziegel Zander
"""
_BACK = """
acker au bach bauer baum beck berg born brink brück burger busch dorfer eder egger feld felder fels forst garten graf gruber hauer hauser heim hof
hofer holt horst huber kamp kötter lechner leitner loh mann mayr moser müller rath reuter ried rieder rode schmied stadler stein steiner thal
thaler wald weg wieser winkler wirth
"""
RARE = tuple(front + back for front in _FRONT.split() for back in _BACK.split())
_ROADS = """
Ahorn Amsel Bach Bahnhof Birken Blumen Brunnen Buchen Eichen Erlen Feld Flieder Friedhof Garten Goethe Hebel Heide Herder Hochrhein Jahn Kant Kirch
Kloster Lerchen Linden Markt Meisen Mozart Mühlen Nelken Post Rathaus Rosen Schiller Schloss Schwarzwald Sonnen Tannen Tulpen Uhland Wiesen
"""
ROADS = (*STREETS, *(name + kind for name in _ROADS.split() for kind in ("str.", "weg", "platz")))
_VILLAGES = """
79100 Freiburg,79102 Freiburg,79104 Freiburg,79110 Freiburg,79539 Lörrach,79540 Lörrach,79585 Steinen,79588 Efringen-Kirchen,79589 Binzen,79618
Rheinfelden,79639 Grenzach-Wyhlen,79664 Wehr,79669 Zell,79677 Schönau,79713 Bad Säckingen,79725 Laufenburg,79761 Waldshut-Tiengen,79822
Titisee-Neustadt,79843 Löffingen,77694 Kehl,77709 Wolfach,77716 Haslach,77723 Gengenbach,77740 Bad Peterstal,77815 Bühl,77855 Achern,77933 Lahr
"""
TOWNS = (*CITIES, *((each.split()[0], " ".join(each.split()[1:])) for each in _VILLAGES.split(",")))

RARELY = 0.6
"""Family names that few bear; the others are of the common ones."""
KIN = 0.08
"""Persons who live with the one before them and bear the same family name; ..."""
NAMED_AFTER = 0.04
"""... of these, the ones who bear the given name as well: a son who is named after his father."""
BORN = 0.85
"""Contacts whose date of birth the CRM knows."""
NAMESAKE = 0.015
"""Strangers who share name and year of birth with somebody, and nothing else."""
_GENERATION, _COUPLE = (22, 36), (-6, 6)


@dataclass(frozen=True, slots=True)
class Entry:
    """What is true of a person: the date of birth as year, month, day."""

    given: str
    family: str
    born: tuple[int, int, int]
    street: str
    number: int
    postal: str
    city: str

    @property
    def address(self) -> str:
        """Street and house."""
        return f"{self.street} {self.number}"

    @property
    def birth(self) -> str:
        """The date of birth as ISO 8601 writes it."""
        return "{:04d}-{:02d}-{:02d}".format(*self.born)


class Register:
    """Makes entries one after another; the same seed makes the same."""

    def __init__(self, seed: str) -> None:
        self._rng = Random(f"{seed} register")
        self._last: Entry | None = None
        self._before: deque[Entry] = deque(maxlen=1_000)

    def entry(self) -> Entry:
        """The next person's."""
        rng, drawn = self._rng, self._rng.random()
        given, family = self.name()
        born = self._date(rng.randint(1945, 2006))
        street, number, postal, city = self.home()
        found = Entry(given, family, born, street, number, postal, city)
        if self._last and drawn < KIN:
            found = self._kin(found, self._last)
        elif self._before and drawn > 1 - NAMESAKE:
            like = rng.choice(self._before)
            found = replace(found, given=like.given, family=like.family, born=self._date(like.born[0]))
        self._last = found
        self._before.append(found)
        return found

    def name(self) -> tuple[str, str]:
        """A given name and a family name."""
        return self._rng.choice(MANY), self._rng.choice(RARE if self._rng.random() < RARELY else FAMILY)

    def home(self) -> tuple[str, int, str, str]:
        """Street, house, postal code and town."""
        return self._rng.choice(ROADS), self._rng.randint(1, 99), *self._rng.choice(TOWNS)

    def _date(self, year: int) -> tuple[int, int, int]:
        return year, self._rng.randint(1, 12), self._rng.randint(1, 28)

    def _kin(self, found: Entry, other: Entry) -> Entry:
        """A partner, or a child who may be named after the parent."""
        child = self._rng.random() < 0.5  # noqa: PLR2004 - one half
        years = self._rng.randint(*(_GENERATION if child else _COUPLE))
        given = other.given if child and self._rng.random() < 2 * NAMED_AFTER else found.given
        return replace(other, given=given, born=self._date(other.born[0] + years))
