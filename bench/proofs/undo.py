"""Undo: taking a judgement back is as if it had never been made; what would contradict is refused; a *different* outlasts whatever comes."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.errors import BadInput, Conflict
from app.identity.judged import Said
from app.identity.judgements import Entry, State, Verdict, states
from app.identity.judging import judge, undo
from app.identity.policy import read_policy
from app.identity.unify import unify
from bench.proofs.canonical import asked, graph_hash
from bench.proofs.line import Line
from tests.graph.identity.worlds import add, partition, persons

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.graph import Graph, Row

POLICY = read_policy()
ADA, BOB = Said("ada", "They told us so."), Said("bob", "It was wrong.")
SEED = 23
WHOLE, TOUCHED = -1, 10_000
_KINDS = ("login", "email", "email", "cookie", "cookie", "device", "loyalty")

Sets = dict[frozenset[str], str]
"""Persons by their members."""


@dataclass(slots=True)
class Story:
    """One random history: what was loaded, who stood before each judgement, and what came of the undoings."""

    dice: random.Random
    loads: list[str] = field(default_factory=list)
    stood: dict[str, Sets] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)

    def load(self, graph: Graph) -> None:
        """A few links between records and values, or between values, and a run."""
        values = [f"{kind}:{number}" for number, kind in enumerate(_KINDS * 2)]
        records = [f"r:{number}" for number in range(7)]
        links = [f"{self.dice.choice([*records, *records, *values])}-{self.dice.choice(values)}~{self.dice.randrange(4)}" for _ in range(4)]
        kept = [each for each in links if each.partition("~")[0].split("-")[0] != each.partition("~")[0].split("-")[1]]
        self.loads.append(" ".join(kept))
        add(graph, self.loads[-1])
        unify(graph, POLICY, small=self.dice.choice((WHOLE, TOUCHED)))

    def judge(self, graph: Graph) -> None:
        """A judgement on two random members, as a steward would make it, and a run."""
        stood = _stood(graph)
        members = sorted(set().union(*stood))
        verdict = self.dice.choice((Verdict.SAME, Verdict.SAME, Verdict.DIFFERENT, Verdict.UNSURE))
        try:
            found = judge(graph, verdict, tuple(self.dice.sample(members, k=2)), ADA)  # type: ignore[arg-type] # two
        except (BadInput, Conflict):
            return
        self.stood[found["id"]] = stood
        unify(graph, POLICY, small=TOUCHED)

    def regret(self, graph: Graph, judgement: str) -> None:
        """One judgement is undone, and a run; whoever stood before it has the id of then."""
        before = graph_hash(graph), asked(graph, "refused")[0]["refused"]
        try:
            undo(graph, judgement, BOB)
        except Conflict as error:
            if "contradicts" not in str(error):
                return
            self.counts["refused"] += 1
            after = graph_hash(graph), asked(graph, "refused")[0]["refused"]
            self.counts["refused well"] += "≠" in str(error) and "=" in str(error) and after == (before[0], before[1] + 1)
            return
        unify(graph, POLICY, small=self.dice.choice((WHOLE, TOUCHED)))
        self.counts["undone"] += 1
        stood = self.stood[judgement]
        for members, id_ in _stood(graph).items():
            olds = [old for old in stood if old & members]
            if len(olds) == 1 and olds[0] <= members:
                self.counts["stood"] += 1
                self.counts["same id"] += stood[olds[0]] == id_


def prove(graph: Graph, *, small: bool) -> Iterator[Line]:
    """200 random histories with loads in between, undone in any order; then *different* under ten runs and new evidence."""
    total: Counter[str] = Counter()
    equal = tried = 0
    for seed in range(SEED, SEED + (8 if small else 200)):
        story = _told(graph, seed)
        here, log = graph_hash(graph), asked(graph, "log")
        tried += 1
        same = here == _replayed(graph, story, log)
        equal += same
        if not same:
            print(f"#   history {seed} is not its replay", flush=True)
        if story.counts["stood"] != story.counts["same id"]:
            print(f"#   history {seed} gives other ids", flush=True)
        total += story.counts
    note = f"{total['undone']:,} judgements undone, in any order"
    yield Line("undo: a random history with undoings is the replay of what was not undone", tried, equal, note=note)
    yield Line("undo: who stood before a judgement has that id after its undoing", total["stood"], total["same id"])
    total += _contradictions(graph, 2 if small else 20)
    yield Line(
        "undo: what would leave a contradiction is refused with the chain, counted, and changes nothing", total["refused"], total["refused well"]
    )
    times = 2 if small else 20
    yield Line("undo: a different survives ten full runs and new bridging evidence", times, sum(_outlasts(graph, seed) for seed in range(times)))


def _told(graph: Graph, seed: int) -> Story:
    graph.write("runtime/wipe")
    story = Story(random.Random(seed))
    for _ in range(3):
        story.load(graph)
    for _ in range(story.dice.randrange(1, 4)):
        story.judge(graph)
        if story.dice.random() < 0.7:
            story.load(graph)
    made = list(story.stood)
    for judgement in story.dice.sample(made, k=story.dice.randrange(1, len(made) + 1) if made else 0):
        story.regret(graph, judgement)
        if story.dice.random() < 0.3:
            story.load(graph)
    return story


def _replayed(graph: Graph, story: Story, log: list[Row]) -> str:
    """The hash of a graph into which the same was loaded, and only what was not undone was said, of the members it was said of."""
    gone = {row["undoes"] for row in log} | {row["id"] for row in log if row["undoes"]}
    left = [row for row in log if row["id"] not in gone]
    pairs = {row["id"]: tuple(on["key"] for on in row["on"] if on["pair"]) for row in left}
    due = states([Entry(row["id"], row["number"], Verdict(row["verdict"]), pairs[row["id"]]) for row in left])
    graph.write("runtime/wipe")
    for text in story.loads:
        add(graph, text)
    unify(graph, POLICY, small=WHOLE)
    for row in left:
        if due[row["id"]] is State.STANDS and row["verdict"] != Verdict.UNSURE:
            asked(graph, "said", **{name: row[name] for name in ("id", "number", "verdict", "on")})
    unify(graph, POLICY, full=True)
    return graph_hash(graph)


def _contradictions(graph: Graph, times: int) -> Counter[str]:
    """What was said first is outranked, its contrary is said elsewhere, and then the outranking is to be taken back."""
    counts: Counter[str] = Counter()
    for number in range(times):
        graph.write("runtime/wipe")
        story = Story(random.Random(number))
        add(graph, " ".join(f"r:{each}-email:x{each} r:{each}-cookie:x{each}" for each in range(4)))
        unify(graph, POLICY)
        a, b = story.dice.sample(range(4), k=2)
        judge(graph, Verdict.SAME, (f"r:{a}", f"r:{b}"), ADA)
        over = judge(graph, Verdict.UNSURE, (f"r:{a}", f"r:{b}"), BOB)["id"]
        unify(graph, POLICY)
        judge(graph, Verdict.DIFFERENT, (f"email:x{a}", f"{story.dice.choice(('email', 'cookie'))}:x{b}"), ADA)
        unify(graph, POLICY)
        story.regret(graph, over)
        counts += story.counts
    return Counter({name: counts[name] for name in ("refused", "refused well")})


def _outlasts(graph: Graph, seed: int) -> bool:
    """Two of one person are judged different; ten times new evidence bridges them and all is derived anew."""
    graph.write("runtime/wipe")
    dice = random.Random(seed)
    add(graph, "r:1-email:a r:2-email:a r:1-cookie:1 r:2-cookie:2")
    unify(graph, POLICY)
    judge(graph, Verdict.DIFFERENT, ("r:1", "r:2"), ADA)
    for number in range(10):
        kind = dice.choice(("cookie", "device", "phone", "login", "social"))
        add(graph, f"r:1-{kind}:x{number}~{number} r:2-{kind}:x{number}~{number}")
        unify(graph, POLICY, full=True)
        if any({"r:1", "r:2"} <= members for members in partition(graph)):
            return False
    return True


def _stood(graph: Graph) -> Sets:
    return {frozenset(members): id_ for id_, members in persons(graph).items()}
