from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from app.errors import BadInput
from app.journeys.sessions import SessionRules
from app.journeys.stages import read_stages
from app.profiles.sessions import present, sessions
from app.profiles.stays import stays
from tests.graph.journeys.worlds import DAY, START, Event, build, moment, rows, run

if TYPE_CHECKING:
    from app.graph import Graph

KINDS = {"shop": "web", "blog": "web", "line": "phone"}
RULES = SessionRules({"web": 30 * 60 * 10**6, "phone": 2 * 3_600 * 10**6}, 60 * 10**6, (("buying", frozenset({"purchase"})),))
NAMES = list(read_stages().names)


def channels(graph: Graph) -> None:
    """The kinds of the channels; `fax` has none."""
    rows(graph, "UNWIND $rows AS row CREATE (:Channel {name: row[0], kind: row[1]})", rows=[list(each) for each in KINDS.items()])


def by_hand(events: list[Event]) -> list[list[str]]:
    """The sessions of one person, newest first: touchpoint by touchpoint into the last session of its kind, or a new one."""
    found: list[tuple[str, list[Event]]] = []
    for event in sorted(events, key=lambda each: (each.at, each.sequence, each.id)):
        kind = KINDS.get(event.channel, "other")
        last = next((steps for other, steps in reversed(found) if other == kind), None)
        if last is None or event.at - last[-1].at > RULES.gap(kind):
            found.append((kind, [event]))
        else:
            last.append(event)
    found.sort(key=lambda each: (each[1][0].at, each[0]), reverse=True)
    return [[event.id for event in steps] for _, steps in found]


def test_sessions_equal_those_made_by_hand(graph: Graph) -> None:
    """A gap for each kind of channel, also over channels of one kind; the reason is the strongest; pages join to the whole."""
    chance = random.Random(8)
    owned = {
        f"P-{number}": [
            Event(
                f"t:{number}-{i:02}",
                [f"cookie:{number}"],
                START + chance.randrange(4 * 60) * 3 * 60 * 10**6,
                chance.choice(["page_view", "purchase"]),
                chance.choice(["shop", "blog", "line", "fax"]),
            )
            for i in range(chance.randrange(1, 25))
        ]
        for number in range(8)
    }
    build(graph, {person: [f"cookie:{person[2:]}"] for person in owned}, [event for events in owned.values() for event in events])
    channels(graph)
    run(graph)
    for person, events in owned.items():
        found = sessions(graph, person, RULES)
        assert [each.touchpoints for each in found.sessions] == by_hand(events)
        assert all(each.reason == ("buying" if "purchase" in each.types else each.types[0]) for each in found.sessions)
        pages = [sessions(graph, person, RULES, limit=2)]
        while pages[-1].next:
            pages.append(sessions(graph, person, RULES, limit=2, cursor=pages[-1].next))
        assert [each for page in pages for each in page.sessions] == found.sessions


def test_a_session_of_the_source_decides(graph: Graph) -> None:
    """Same session: no silence ends it. Another: it ends at once. The present contact is the session open at a moment, as far as it was then."""
    minute = 60 * 10**6
    events = [Event(f"t:{i}", ["cookie:1"], START + i * 40 * minute, "page_view", "shop") for i in range(3)]
    events.append(Event("t:3", ["cookie:1"], START + 81 * minute, "purchase", "shop"))
    build(graph, {"P-1": ["cookie:1"]}, events)
    channels(graph)
    rows(graph, "MATCH (t:Touchpoint) SET t.session = CASE WHEN t.id IN ['t:0', 't:1'] THEN 'a' WHEN t.id = 't:3' THEN 'b' ELSE 'c' END")
    run(graph)
    assert [each.touchpoints for each in sessions(graph, "P-1", RULES).sessions] == [["t:3"], ["t:2"], ["t:0", "t:1"]]
    then = present(graph, "P-1", RULES, moment(START + minute))
    assert (then.channel, then.reason, then.session and then.session.touchpoints) == ("shop", "page_view", ["t:0"])
    assert present(graph, "P-1", RULES, moment(START + 90 * minute)).reason == "buying"
    assert present(graph, "P-1", RULES, moment(START + DAY)).session is None
    assert present(graph, "P-1", RULES, moment(START - DAY)).channel is None


def test_stays_lead_on_back_and_begin_anew(graph: Graph) -> None:
    """Entry and exit follow each other without a gap; going back and a new journey are told apart; times sum to the whole."""
    kinds = ["page_view", "product_view", "purchase", "page_view", "policy_cancelled"]
    events = [Event(f"t:{i}", ["cookie:1"], START + i * DAY, kind) for i, kind in enumerate(kinds)]
    events.append(Event("t:9", ["cookie:1"], START + 500 * DAY, "page_view"))
    build(graph, {"P-1": ["cookie:1"]}, events)
    run(graph)
    found = stays(graph, "P-1", NAMES)
    assert [(each.journey, each.stage, each.move) for each in found.stays] == [
        (0, "awareness", "begins"),
        (0, "consideration", "forward"),
        (0, "conversion", "forward"),
        (0, "retention", "forward"),
        (0, "awareness", "back"),
        (1, "awareness", "anew"),
    ]
    assert [each.left for each in found.stays] == [*(each.entered for each in found.stays[1:]), None]
    assert (found.current, found.since, found.journeys, found.back) == ("awareness", moment(START + 500 * DAY), 2, 1)
    assert sum(found.time.values()) == 500 * 86_400


def test_more_than_can_be_cut_is_told(graph: Graph) -> None:
    """Somebody with a million touchpoints is no customer; the answer says so, at once, and where the touchpoints are found."""
    rows(
        graph,
        """
        CREATE (p:Person {id: 'P-1'})
        WITH p UNWIND range(1, 20) AS n
        CREATE (p)-[:TOOK]->(:Journey {id: 'P-1/' + n, number: n, part: 1, at: range(n * 1000000, n * 1000000 + 49999), steps: [], channels: []})
        """,
    )
    for ask in (lambda: sessions(graph, "P-1", RULES), lambda: present(graph, "P-1", RULES, moment(START))):
        with pytest.raises(BadInput, match=r"P-1 has 1,000,000 touchpoints.*at most 50,000.*timeline"):
            ask()
