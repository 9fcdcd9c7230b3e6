"""How much persons do, and in which way it begins."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Callable

from seeds import contact, online, store
from seeds.clock import SECOND
from seeds.people import Person
from seeds.scene import Event, Scene
from seeds.shape import DAY

Act = Callable[[Scene, Person, int, list[Event]], bool]


class Behaviour:
    """Lets persons act, one after another."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._mailbox = contact.Mailbox()
        acts: dict[str, Act] = {
            "web": online.browse,
            "app": online.use_app,
            "ads": online.see_ad,
            "email": self._mailbox.mail,
            "store": store.shop,
            "points": store.redeem,
            "support": contact.ask,
            "phone": contact.call,
            "survey": contact.answer,
            "social": contact.post,
        }
        self._acts = [acts[name] for name, _ in scene.shape.sessions]

    def quota(self) -> int:
        """How many touchpoints the next person has: log-normal, at least one."""
        shape = self._scene.shape
        drawn = shape.median * self._scene.rng.lognormvariate(0, shape.sigma)
        return max(1, min(shape.most, round(drawn)))

    def doings(self, person: Person, quota: int) -> list[Event]:
        """Exactly `quota` touchpoints of this person within the window, in no particular order."""
        scene, shape = self._scene, self._scene.shape
        random = scene.rng.random
        first = shape.begin + int(random() * shape.days * DAY)
        # A day before the end, so that what follows from a session still lies in the window.
        span = max(1, shape.end - first - DAY)
        events = [store.joined(scene, person, first)] if person.card else []
        last = len(self._acts) - 1
        while len(events) < quota:
            at = first + int(random() * span)
            at -= at % SECOND
            act = self._acts[min(bisect(shape.ladder, random()), last)]
            if not act(scene, person, at, events):
                online.browse(scene, person, at, events)
        del events[quota:]
        self._mailbox.remember(person)
        return events
