"""Random worlds and random drafts, and whether what was forecast is what then happens, told by looking at the whole graph before and after."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.attribution.report import Report, report
from app.derivation import derive
from app.errors import BadInput, Conflict, NotFound
from app.identity import judging, policies
from app.identity.assembly import held, sides
from app.identity.judged import Said, at_revision
from app.identity.judgements import Kind, Verdict
from app.identity.policies import current
from app.identity.policy import parse, read_policy
from app.identity.scoring import models
from app.journeys.conversions import read_conversions
from app.whatif.credit import WISH, asked
from app.whatif.drafts import AUTHOR, ExclusionDraft, ModelDraft, PairDraft, PartDraft, PolicyDraft, UndoDraft
from app.whatif.figures import Figures
from app.whatif.forecast import forecast
from app.whatif.moves import Fate
from tests.graph.identity.worlds import add

if TYPE_CHECKING:
    import random
    from collections.abc import Mapping

    from app.graph import Graph
    from app.settings import Settings
    from app.whatif.drafts import Draft
    from app.whatif.forecast import Forecast

REFUSALS = (BadInput, Conflict, NotFound)
_NODES = "MATCH (n) WHERE NOT n:Lock RETURN elementId(n) AS id, labels(n) AS labels, properties(n) AS properties ORDER BY id"
_LINKS = (
    "MATCH (a)-[r]->(b) RETURN elementId(r) AS id, type(r) AS type, elementId(a) AS a, elementId(b) AS b, properties(r) AS properties ORDER BY id"
)
_PERSONS = (
    "MATCH (m)-[:BELONGS_TO]->(p:Person) RETURN p.id AS id, collect(CASE WHEN m:Record THEN 'record/' + m.id ELSE 'identifier/' + m.key END) AS m"
)
_JOURNEYS = "MATCH (p)-[:TOOK]->(j:Journey) RETURN p.id AS person, collect(properties(j)) AS parts"
_REVISION = "MATCH (s:State {name: 'graph'}) RETURN s.revision AS revision"
_SAYS = "UNWIND $rows AS row MATCH (r:Record {id: row.id}) SET r += row.traits, r.fullName = null"
# What was done becomes worth something: by the names of who did it, so that the same world is always worth the same.
_WORTH = """
MATCH (t:Touchpoint)-[:CARRIED]->(i)
WITH t, sum(size(i.key)) AS sum
WITH t, sum, sum % 5 AS kind
SET t.type = ['page_view', 'purchase', 'signup', 'purchase', 'refund'][kind],
  t.channel = ['web', 'ads', 'email', 'social'][sum % 4],
  t.value = CASE WHEN kind IN [1, 3, 4] THEN 10.1 + kind END
"""


@dataclass(frozen=True, slots=True)
class Seen:
    """All of a graph that a forecast speaks of: the member sets of persons, the figures of all journeys, and the attribution report."""

    persons: Counter[frozenset[str]]
    figures: Figures
    credit: Report


def everything(graph: Graph) -> list[object]:
    """Every node and relationship with all it has, down to the database's own ids, but for locks."""
    return [[sorted(row.data().items(), key=str) for row in graph.driver.execute_query(query).records] for query in (_NODES, _LINKS)]


def seen(graph: Graph) -> Seen:
    """What stands now."""
    figures = Figures()
    for row in graph.driver.execute_query(_JOURNEYS).records:
        figures.add(row["parts"])
    conversions = read_conversions()
    credit = report(graph, asked(conversions), WISH, conversions)
    return Seen(Counter(frozenset(row["m"]) for row in graph.driver.execute_query(_PERSONS).records), figures, credit)


def revision(graph: Graph) -> int:
    """The graph's revision."""
    return int(graph.driver.execute_query(_REVISION).records[0]["revision"])


def misses(found: Forecast, before: Seen, after: Seen) -> list[str]:
    """Everything in which a forecast made on `before` differs from `after`: empty when it came true."""
    due = before.persons.copy()
    due.subtract(Counter(members for family in found.families for members in family.before.values()))
    due.update(Counter(members for family in found.families for members in family.after.values()))
    wrong = [f"{found.persons} persons"] if found.persons != (before.persons.total(), after.persons.total()) else []
    if +due != after.persons or any(count < 0 for count in due.values()):
        wrong.append(f"member sets: {set(+due) ^ set(after.persons)}")
    if found.credit is None or [dealt(found.credit.before), dealt(found.credit.after)] != [dealt(before.credit), dealt(after.credit)]:
        wrong.append(f"credit {found.credit}, not {before.credit} and {after.credit}")
    if sum(found.fates.values()) != before.persons.total():
        wrong.append(f"fates {found.fates} of {before.persons.total()}")
    if found.fates[Fate.UNCHANGED] != (before.persons & after.persons).total():
        wrong.append(f"{found.fates[Fate.UNCHANGED]} unchanged, not {(before.persons & after.persons).total()}")
    return wrong + [
        f"{name}: {_moved(found.figures.before, found.figures.after, name)}, not {_moved(before.figures, after.figures, name)}"
        for name in ("persons", "journeys", "steps", "conversions", "value", "stages", "types", "credits", "worth")
        if _moved(found.figures.before, found.figures.after, name) != _moved(before.figures, after.figures, name)
    ]


def dealt(found: Report | None) -> object:
    """All that a report deals out, to the last bit."""
    return found and (found.rows, found.total, found.unattributed, found.counted)


def _moved(before: Figures, after: Figures, name: str) -> object:
    old, new = getattr(before, name), getattr(after, name)
    if isinstance(old, Counter):
        return {key: round(new[key] - old[key], 6) for key in sorted(old.keys() | new.keys()) if round(new[key] - old[key], 6)}
    return round(new - old, 6)


def build(graph: Graph, settings: Settings, links: list[str], says: Mapping[str, Mapping[str, str]] | None = None) -> None:
    """A world of these links, derived; `says` gives records traits beside their name."""
    add(graph, " ".join(links))
    graph.driver.execute_query(_SAYS, rows=[{"id": id_, "traits": dict(traits)} for id_, traits in (says or {}).items()])
    graph.driver.execute_query(_WORTH)
    derive(graph, settings)


def draft(graph: Graph, chance: random.Random) -> Draft:
    """A draft that may make sense: a judgement, an undoing, a parting, or a policy with some rules of its own."""
    kind = chance.choice(("pair", "pair", "pair", "part", "undo", "exclusion", "policy", "policy", "policy"))
    members = sorted(ref for row in graph.driver.execute_query(_PERSONS).records for ref in row["m"])
    if kind == "policy":
        return _policy(graph, chance)
    if kind == "part":
        return _part(graph, chance)
    if kind == "undo":
        return UndoDraft(f"J-{chance.randint(1, 3)}")
    if kind == "exclusion":
        return ExclusionDraft(chance.choice(members), Kind.BOT)
    return PairDraft(chance.choice((Verdict.SAME, Verdict.SAME, Verdict.DIFFERENT)), *chance.sample(members, 2))


def _part(graph: Graph, chance: random.Random) -> Draft:
    rows = sorted((sorted(row["m"]), str(row["id"])) for row in graph.driver.execute_query(_PERSONS).records if len(row["m"]) > 2)
    found = held(graph, chance.choice(rows)[1])
    links = sorted((link["from"], link["to"]) for link in found.links)
    return PartDraft(found.id, chance.sample(links, min(len(links), chance.randint(1, 3))))


def _policy(graph: Graph, chance: random.Random) -> Draft:
    default = read_policy()
    document = json.loads(current(graph, default).document)
    spaces = document["namespaces"]
    for name in chance.sample(("login", "crm", "email", "phone", "device", "cookie"), chance.randint(1, 3)):
        spaces[name] = chance.choice(
            (
                {"rule": "joins", "priority": spaces[name]["priority"], "cap": chance.randint(1, 6)},
                {"rule": "joins", "priority": chance.randint(1, 99), "personal": True},
                {"rule": "unique", "priority": chance.randint(1, 99)},
                {"rule": "limited", "priority": 50, "most": chance.randint(1, 3)},
                {"rule": "joins", "priority": 50, "lifetime": f"P{chance.choice((1, 400, 900))}D"},
                {"rule": chance.choice(("shared", "evidence")), "priority": 5},
            )
        )
    document["contradictions"] = chance.random() < 0.5
    document["junk"]["words"] = chance.choice((["null"], [], ["null", "1", "2", "3"]))
    return PolicyDraft(parse(json.dumps(document), "a draft"), default)


def put(graph: Graph, one: Draft, found: Forecast | None, *, author: str = "ada") -> None:
    """Puts a draft in force for good, at the revision of its forecast where it has one."""
    tag = at_revision(found.revision) if found else None
    said = Said(author, "It was tried.", tag)
    revision = found.revision if found else None
    made: list[dict[str, object]] = []
    match one:
        case PolicyDraft():
            policies.apply(graph, one.policy, author=author, reason="It was tried.", default=one.default, revision=revision)
        case ModelDraft():
            models.apply(graph, one.model, author=author, reason="It was tried.", default=one.default, revision=revision)
        case PairDraft():
            made = [judging.judge(graph, one.verdict, (one.a, one.b), said)]
        case ExclusionDraft():
            made = [judging.not_a_customer(graph, one.member, one.kind, said)]
        case PartDraft():
            person = held(graph, one.person)
            made = judging.part(graph, person, sides(person, one.links), said)
        case UndoDraft():
            judging.undo(graph, one.judgement, said)
    for each in made:
        if each["state"] == "pending":
            judging.agree(graph, str(each["id"]), replace(said, author="bob", tag=None))


def tried(graph: Graph, settings: Settings, one: Draft, *, full: bool) -> tuple[list[str], bool]:
    """Tries a draft, applies it, derives (`full`: the whole graph), and gives what came otherwise, and whether it was refused.

    Who is refused must be refused with the same words both times: by the same account, which words may name, and of the same graph, as a trial first
    catches up with what waits.
    """
    untouched = everything(graph)
    try:
        found = forecast(graph, settings, one)
    except REFUSALS as refused:
        wrong = _untouched(graph, untouched)
        derive(graph, settings)
        try:
            put(graph, one, None, author=AUTHOR)
        except REFUSALS as again:
            return (wrong if str(again) == str(refused) else [*wrong, f"tried: {refused}; applied: {again}"]), True
        return [*wrong, f"refused ({refused}), and then not"], True
    wrong = _untouched(graph, untouched)
    if found.waited:
        derive(graph, settings)
    elif revision(graph) != found.revision:
        wrong.append(f"named revision {found.revision}, not {revision(graph)}")
    before = seen(graph)
    put(graph, one, found if found.waited == 0 else None)
    derive(graph, settings, full=full)
    return wrong + misses(found, before, seen(graph)), False


def _untouched(graph: Graph, before: list[object]) -> list[str]:
    return [] if everything(graph) == before else ["the trial changed the graph"]
