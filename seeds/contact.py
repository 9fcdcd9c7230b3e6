"""What the company and persons tell each other: e-mails, support, calls, surveys, posts."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from seeds import clock
from seeds.clock import MINUTE, SECOND
from seeds.layouts import TYPES
from seeds.online import visit
from seeds.scene import CAMPAIGNS, PRODUCTS, Event, Scene

if TYPE_CHECKING:
    from seeds.people import Person

AGENTS = ("jan", "mira", "tilda", "yann")
TOPICS = ("delivery", "insurance", "return", "sizes", "warranty")


class Mailbox:
    """The mailing system; it knows whose address came last, because people forward to somebody."""

    def __init__(self) -> None:
        self._neighbour = ""

    def mail(self, scene: Scene, person: Person, at: int, events: list[Event]) -> bool:
        """An e-mail sent, perhaps opened, clicked, forwarded, unsubscribed; False for a person without address."""
        shape = scene.shape
        if not person.email:
            return False
        campaign = scene.pick(CAMPAIGNS)
        events.append(_mail(scene, at, person.email, "email_sent", campaign))
        if not scene.chance(shape.opened):
            return True
        at += scene.between(1, 600) * MINUTE
        events.append(_mail(scene, at, person.email, "email_open", campaign))
        if self._neighbour not in ("", person.email) and scene.chance(shape.forwarded):
            events.append(_mail(scene, at + MINUTE, person.email, "email_forward", campaign, self._neighbour))
        if scene.chance(shape.unsubscribed):
            events.append(_mail(scene, at + 2 * MINUTE, person.email, "email_unsubscribe", campaign))
        elif scene.chance(shape.clicked):
            _click(scene, person, at + 30 * SECOND, campaign, events)
        return True

    def remember(self, person: Person) -> None:
        """The next person may forward to this one."""
        if person.email and not person.generic_email:
            self._neighbour = person.email


def _mail(scene: Scene, at: int, email: str, kind: str, campaign: str, forwarded_to: str = "") -> Event:
    key = scene.key()
    cells = (key, clock.utc(at), TYPES["email/events"][kind][0], campaign, email, forwarded_to)
    return Event(at, "email/events", key, kind, 0.0, cells)


def _click(scene: Scene, person: Person, at: int, campaign: str, events: list[Event]) -> None:
    """A click is told by the mailing system, or by an agency that knows a hash of the address and the cookie."""
    browser = scene.pick(person.browsers)
    if scene.chance(0.5):
        events.append(_mail(scene, at, person.email, "email_click", campaign))
    else:
        key, digest = scene.key(), sha256(person.email.encode()).hexdigest()
        cells = (key, clock.utc(at), campaign, digest, browser.id)
        events.append(Event(at, "newsletter/clicks", key, "email_click", 0.0, cells))
    visit(scene, person, at + SECOND, events, browser=browser, campaign=campaign)


def ask(scene: Scene, person: Person, at: int, events: list[Event]) -> bool:
    """A ticket or a call to the service desk; False for persons who give nothing by which to know them."""
    phone = "" if person.phone_gone else person.phone
    calls = bool(phone) and (not person.email or scene.chance(0.4))
    if not calls and not person.email and not person.contact:
        return False
    kind = "support_call" if calls else "support_ticket"
    contact = person.contact if not calls and (not person.email or scene.chance(0.3)) else ""
    email = person.email if not calls and not contact else ""
    satisfaction = str(scene.between(1, 5)) if scene.chance(0.6) else ""
    key, minutes = scene.key(), str(scene.between(4, 40) if calls else scene.between(60, 6_000))
    told = (contact, email, phone if calls else "", scene.pick(AGENTS), scene.pick(TOPICS))
    cells = (key, clock.utc(at), TYPES["support/cases"][kind][0], *told, minutes, satisfaction)
    events.append(Event(at, "support/cases", key, kind, 0.0, cells))
    return True


def call(scene: Scene, person: Person, at: int, events: list[Event]) -> bool:
    """A call of the sales desk, known by the number only; False for persons without one."""
    if not person.phone or person.phone_gone:
        return False
    at, key = clock.daytime(at), scene.key()
    kind = "phone_call_in" if scene.chance(0.5) else "phone_call_out"
    seconds = str(scene.between(20, 900))
    cells = (key, clock.local(at), TYPES["phone/calls"][kind][0], person.phone, seconds, scene.pick(AGENTS))
    events.append(Event(at, "phone/calls", key, kind, 0.0, cells))
    return True


def answer(scene: Scene, person: Person, at: int, events: list[Event]) -> bool:
    """An answer to a survey that came by e-mail; False for persons without address."""
    if not person.email:
        return False
    at = clock.daytime(at)
    at, key = at - at % MINUTE, scene.key()
    kind = scene.pick(("survey_nps", "survey_csat", "survey_comment"))
    score = {"survey_nps": str(scene.between(0, 10)), "survey_csat": str(scene.between(1, 5))}.get(kind, "")
    comment = "" if score else "Fine, thank you."
    cells = (key, clock.german(at), TYPES["survey/answers"][kind][0], person.email, score, comment)
    events.append(Event(at, "survey/answers", key, kind, 0.0, cells))
    return True


def post(scene: Scene, person: Person, at: int, events: list[Event]) -> bool:
    """A mention or a review; False for persons without a name there. A review may name the address, too."""
    if not person.handle:
        return False
    key = scene.key()
    review = scene.chance(0.4)
    email = person.email if review and not person.generic_email else ""
    sentiment = f"{scene.between(-10, 10) / 10:.1f}"
    told = (scene.pick(PRODUCTS), str(scene.between(1, 5))) if review else ("", "")
    kind, network = ("review", "shop") if review else ("mention", "photogram")
    cells = (key, clock.utc(at), kind, network, person.handle, email, *told, sentiment, "")
    events.append(Event(at, "social/posts", key, kind, 0.0, cells))
    return True
