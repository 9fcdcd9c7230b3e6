"""What persons do with a browser, the app and on advertisements."""

from __future__ import annotations

from typing import NamedTuple

from seeds import clock
from seeds.clock import SECOND
from seeds.layouts import TYPES
from seeds.people import Device, Person
from seeds.scene import CAMPAIGNS, PRODUCTS, Event, Scene
from seeds.shape import DAY

PAGES = ("/", "/touring", "/tents", "/trail-running", "/bike-cover", "/care", "/events/rope-course", "/stores", "/help")
SCREENS = ("home", "loyalty", "orders", "map")
NETWORKS = ("paid_search", "paid_social", "display")
FILLERS = (("null", "anonymous"), ("00000000-0000-0000-0000-000000000000", ""), ("undefined", "null"))


class Visit(NamedTuple):
    """One session in a browser."""

    cookie: str
    session: str
    login: str
    campaign: str


def browse(scene: Scene, person: Person, at: int, events: list[Event]) -> bool:
    """A session that begins by itself. Browsers forget their cookie now and then."""
    number = scene.between(0, len(person.browsers) - 1)
    browser = person.browsers[number]
    if scene.chance(scene.shape.rotation):
        browser = Device(scene.key(), browser.logs_in)
        person.browsers[number] = browser
    visit(scene, person, at, events, browser=browser)
    return True


def visit(scene: Scene, person: Person, at: int, events: list[Event], *, browser: Device, campaign: str = "") -> None:
    """A session in this browser, perhaps with a log-in first."""
    login = person.login if browser.logs_in and scene.chance(scene.shape.logged_in) else ""
    here = Visit(browser.id, f"{browser.id[:6]}-{at // DAY}", login, campaign)
    if login:
        events.append(_web(scene, at, here, "login"))
    for _ in range(1 + int(scene.rng.expovariate(1.5))):
        at = _look(scene, at, here, events)


def _look(scene: Scene, at: int, here: Visit, events: list[Event]) -> int:
    at += scene.between(5, 90) * SECOND
    if scene.chance(scene.shape.junk):
        cookie, login = scene.pick(FILLERS)
        events.append(_web(scene, at, here._replace(cookie=cookie, login=login), "page_view"))
        return at
    events.append(_web(scene, at, here, "search" if scene.chance(0.08) else "page_view"))
    for kind, product in _interest(scene):
        at += scene.between(5, 120) * SECOND
        events.append(_web(scene, at, here, kind, product))
    return at


def _interest(scene: Scene) -> list[tuple[str, str]]:
    """How far a look goes: a product seen, put in the basket, bought."""
    shape = scene.shape
    if not scene.chance(shape.product):
        return []
    product = scene.pick(PRODUCTS)
    steps = [("product_view", product)]
    if scene.chance(shape.cart):
        steps.append(("add_to_cart", product))
        if scene.chance(shape.buy):
            steps.append(("purchase", product))
    return steps


def _web(scene: Scene, at: int, here: Visit, kind: str, product: str = "") -> Event:
    key, when = scene.key(), clock.utc(at)
    page = f"/p/{product}" if product else scene.pick(PAGES)
    value, order = scene.sale(product if kind == "purchase" else "", key)
    called = TYPES["web/events"][kind][0]
    cells = (key, called, when, when, here.session, here.cookie, here.login, page, product, *order, here.campaign)
    return Event(at, "web/events", key, kind, value, cells)


def use_app(scene: Scene, person: Person, at: int, events: list[Event]) -> bool:
    """A session in the app; False for a person without one. On a shared tablet most sessions have a log-in."""
    if not person.apps:
        return False
    device = scene.pick(person.apps)
    chance = 0.9 if device.shared else scene.shape.logged_in
    login = person.login if device.logs_in and scene.chance(chance) else ""
    events.append(_app(scene, at, (device.id, login), "push_open" if scene.chance(0.2) else "app_open"))
    for _ in range(1 + int(scene.rng.expovariate(0.9))):
        for kind, product in _interest(scene) or [("app_screen", "")]:
            at += scene.between(3, 60) * SECOND
            events.append(_app(scene, at, (device.id, login), kind, product))
    return True


def _app(scene: Scene, at: int, here: tuple[str, str], kind: str, product: str = "") -> Event:
    key = scene.key()
    value, order = scene.sale(product if kind == "purchase" else "", key)
    screen = scene.pick(SCREENS) if kind == "app_screen" else ""
    cells = (key, TYPES["app/events"][kind][0], str(at), *here, screen, product, *order)
    return Event(at, "app/events", key, kind, value, cells)


def see_ad(scene: Scene, person: Person, at: int, events: list[Event]) -> bool:
    """An advertisement seen, perhaps clicked, perhaps followed by a visit."""
    browser, network, campaign = scene.pick(person.browsers), scene.pick(NETWORKS), scene.pick(CAMPAIGNS)
    creative = f"banner-{scene.between(1, 8)}"
    for kind in ("ad_impression", "ad_click"):
        key = scene.key()
        cells = (key, clock.utc(at), TYPES["ads/events"][kind][0], network, campaign, creative, browser.id)
        events.append(Event(at, "ads/events", key, kind, 0.0, cells))
        at += scene.between(2, 40) * SECOND
        if not scene.chance(0.4):
            return True
    visit(scene, person, at, events, browser=browser, campaign=campaign)
    return True
