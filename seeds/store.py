"""What persons do at a till, and with the card they show there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seeds import clock
from seeds.clock import HOUR
from seeds.layouts import TYPES
from seeds.scene import PRICES, PRODUCTS, Event, Scene
from seeds.shape import DAY

if TYPE_CHECKING:
    from seeds.people import Person

STORES = ("Freiburg", "Offenburg", "Lörrach")
FRANCS_A_EURO = 0.95


def shop(scene: Scene, person: Person, at: int, events: list[Event]) -> bool:
    """A sale, with points for a card, and now and then the return; False for persons whom no till would know."""
    email = "" if person.card else person.email
    if not person.card and not email:
        return False
    at = clock.daytime(at)
    product = scene.pick(PRODUCTS[:-1])
    receipt = _receipt(scene, at, (person.card, email), product)
    events.append(receipt)
    if person.card:
        events.append(_points(scene, at, person.card, ("points_earned", str(int(receipt.value)), receipt.id)))
    if scene.chance(scene.shape.refund):
        back = clock.daytime(at + scene.between(1, 20) * DAY)
        if back < scene.shape.end:
            events.append(_receipt(scene, back, (person.card, email), product, refund=True))
    return True


def _receipt(scene: Scene, at: int, known: tuple[str, str], product: str, *, refund: bool = False) -> Event:
    key, kind = scene.key(), "refund" if refund else "purchase"
    value, currency, store = PRICES[product], "EUR", scene.pick(STORES)
    if refund and scene.chance(0.1):
        value, currency, store = value * FRANCS_A_EURO, "CHF", "Basel"
    uploaded = clock.local(clock.daytime(at + 6 * HOUR))
    called = TYPES["store/receipts"][kind][0]
    cells = (key, clock.local(at), uploaded, called, store, "1", *known, product, f"{value:.2f}", currency)
    return Event(at, "store/receipts", key, kind, -value if refund else value, cells)


def _points(scene: Scene, at: int, card: str, told: tuple[str, str, str]) -> Event:
    kind, points, receipt = told
    key = scene.key()
    cells = (key, clock.utc(at), card, TYPES["loyalty/points"][kind][0], points, receipt)
    return Event(at, "loyalty/points", key, kind, 0.0, cells)


def redeem(scene: Scene, person: Person, at: int, events: list[Event]) -> bool:
    """Points turned into something; False for persons without a card."""
    if not person.card:
        return False
    events.append(_points(scene, at, person.card, ("points_redeemed", str(100 * scene.between(1, 5)), "")))
    return True


def joined(scene: Scene, person: Person, at: int) -> Event:
    """The touchpoint of joining the programme: told by the same row that states the member's record."""
    own = scene.chance(scene.shape.card_own_row)
    email = person.email if own and not person.generic_email else ""
    phone = person.phone if own and not person.phone_gone else ""
    at, key = clock.daytime(at), f"J-{person.card.removeprefix('L-')}"
    cells = (person.card, key, clock.date(at), person.given, person.family, email, phone)
    return Event(clock.midnight(at), "loyalty/members", key, "loyalty_joined", 0.0, cells)
