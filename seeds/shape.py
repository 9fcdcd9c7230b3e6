"""What a generated world is like: every distribution in one place, with its unit and why it has its value.

The values are not fitted to one company; they are of the order that shops report, and each trap of identity occurs
often enough to be met in a world of a thousand persons.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from datetime import UTC, datetime

DAY = 86_400_000
"""Milliseconds of a day; all times in the generator are epoch milliseconds."""


def _epoch(year: int, month: int, day: int) -> int:
    return int(datetime(year, month, day, tzinfo=UTC).timestamp()) * 1000


@dataclass(frozen=True, slots=True)
class Shape:
    """The distributions of a world. Shares are probabilities between 0 and 1."""

    begin: int = _epoch(2024, 9, 1)
    """The first instant, epoch milliseconds."""
    days: int = 365
    """The length of the window in days."""
    median: float = 6.0
    """Touchpoints of the median person."""
    sigma: float = 1.15
    """Spread of the log-normal number of touchpoints: mean about 11.6, one person in 2,000 beyond 250."""
    most: int = 5_000
    """No person has more touchpoints than this."""

    anonymous: float = 0.30
    """Persons known by nothing but cookies."""
    login_only: float = 0.10
    """Persons with a log-in who are not in the CRM; all others are CRM contacts."""
    contact_login: float = 0.75
    """Contacts who also have a log-in."""
    contact_email: float = 0.92
    contact_phone: float = 0.65
    birthday: float = 0.60
    contact_card: float = 0.30
    """Contacts with a loyalty card, a second record of the same person."""
    card_own_row: float = 0.80
    """Cards whose member row states the e-mail address or phone number that the CRM knows."""
    changed: float = 0.06
    """Contacts delivered a second time, changed (another street, a later version)."""
    handle: float = 0.15
    """Persons with a name on social networks; contacts gave their address there once."""

    browsers: tuple[float, ...] = (0.55, 0.33, 0.12)
    """Chances of one, two and three browsers, each with a cookie."""
    rotation: float = 0.04
    """Web sessions that begin with a new cookie (deleted, or private mode)."""
    app: float = 0.55
    """Persons with a log-in who have the app installed."""
    logs_in: float = 0.50
    """Browsers and installations on which their owner ever logs in."""
    logged_in: float = 0.80
    """Sessions with a log-in, where the owner logs in at all."""

    tablet: float = 0.03
    """Contacts with a log-in who share a household, and its tablet, with the next such contact."""
    info: float = 0.01
    """Contacts who give the team@ address of their company, which 8 to 20 colleagues give too."""
    recycled: float = 0.01
    """Contacts whose phone number was somebody else's, 13 to 24 months before."""
    junk: float = 0.004
    """Web page views whose cookie and log-in are fillers: null, anonymous, zeros."""

    sessions: tuple[tuple[str, float], ...] = (
        ("web", 0.24),
        ("app", 0.24),
        ("email", 0.22),
        ("ads", 0.13),
        ("store", 0.07),
        ("support", 0.035),
        ("phone", 0.02),
        ("survey", 0.02),
        ("social", 0.015),
        ("points", 0.01),
    )
    """What a session begins with; what a person cannot do (no app, no address) becomes a web session."""
    product: float = 0.55
    """Page views that lead to a product, ..."""
    cart: float = 0.12
    """... products that are put in the basket, ..."""
    buy: float = 0.25
    """... and baskets that are bought: about one visit in forty."""
    refund: float = 0.06
    """Sales in a store that are given back; one in ten of these in Swiss francs."""
    opened: float = 0.45
    clicked: float = 0.25
    """E-mails that are opened, and opened ones that are clicked; half the clicks are told by an agency as SHA-256."""
    forwarded: float = 0.02
    unsubscribed: float = 0.01

    dirt: float = 0.0
    """Rows that arrive twice; as many arrive up to 60 days late; a fifth as many lack their time and are rejected."""

    doubles: float = 0.0
    """Contacts of whom the shop has a record of its own (`seeds/doubles.py`); above nought, names and addresses are of `seeds/register.py`."""

    ladder: tuple[float, ...] = field(init=False, default=())

    def __post_init__(self) -> None:
        total, rungs = 0.0, []
        for _, weight in self.sessions:
            total += weight
            rungs.append(total)
        object.__setattr__(self, "ladder", tuple(rungs))

    @property
    def end(self) -> int:
        """The instant after the last, epoch milliseconds."""
        return self.begin + self.days * DAY

    @property
    def mean(self) -> float:
        """Expected touchpoints of a person: the mean of the log-normal, exp(mu + sigma^2 / 2)."""
        return self.median * math.exp(self.sigma**2 / 2)
