"""Judging: the log of judgements in the graph. Each call is one transaction, and takes its turn, so that two stewards never pass each other unseen.

Whoever is judged is marked `Judged`: the next derivation decides their components anew, and looks at no evidence for it.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from app.errors import BadInput, Conflict, NotFound, Outdated
from app.identity import named
from app.identity.judged import Draft, Said, about, apply, current, known, properties, record, settled, turn
from app.identity.judgements import Entry, Kind, State, Verdict
from app.limits import SHIPPED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.graph import Graph, Row, Work
    from app.identity.assembly import Held


def judge(graph: Graph, verdict: Verdict, pair: tuple[str, str], said: Said, *, above: int = SHIPPED.second) -> Row:
    """Says of two members that they are the same, different, or that it is unsure. Returns the entry as `entry` gives it.

    Raises BadInput or NotFound for members that cannot be judged, Conflict for what would have no effect or contradicts the closure of other
    judgements (with the chain), Outdated when the persons have changed since `said.tag`.

    With more than `above` members on both sides a second account must agree before it acts.
    """

    def action(work: Work) -> str:
        number = turn(work)
        a, b = named.find(work.run, pair)
        current(work, [a.node, b.node], said)
        if a == b:
            raise BadInput(f"{a.ref} cannot be judged against itself; name two members.")
        for each in (a, b):
            if each.standing:
                raise BadInput(f"{each.ref} is {each.standing} and joins nobody, so no judgement on it can take effect.")
        return Draft(work, number, said, above).two(verdict, a, b)

    return entry(graph, graph.transact(action))


def not_a_customer(graph: Graph, member: str, kind: Kind, said: Said, *, above: int = SHIPPED.second) -> Row:
    """Says that whoever holds a member is a bot, a test account or staff. Raises as `judge` does."""

    def action(work: Work) -> str:
        number = turn(work)
        (found,) = named.find(work.run, [member])
        current(work, [found.node], said)
        if found.person is None:
            raise BadInput(f"{found.ref} belongs to no person, so nothing would be left out; run `throughline unify`, or name a member of one.")
        return Draft(work, number, said, above).one(kind, found)

    return entry(graph, graph.transact(action))


def part(graph: Graph, found: Held, sides: Sequence[Sequence[str]], said: Said, *, above: int = SHIPPED.second) -> list[Row]:
    """Parts a person into the sides that remain when chosen links go (see `assembly.sides`): a *different* for every two of them.

    Raises Outdated when the person has changed since it was looked at, Conflict as `judge` does; then nothing is written.
    """

    def action(work: Work) -> list[str]:
        number = turn(work)
        nodes = {row["ref"]: row["node"] for row in work.run("identity/judgement_nodes", person=found.id, refs=sorted(found.members))}
        if nodes.keys() != found.members.keys():
            raise Outdated(f"{found.id} has changed since you looked; look again, then decide.")
        heads = [_head(side) for side in sides]
        written: list[str] = []
        for place, left in enumerate(sides):
            for far in range(place + 1, len(sides)):
                ends = named.find(work.run, [heads[place], heads[far]])
                if not written:
                    current(work, [each.node for each in ends], said)
                draft = Draft(work, turn(work) if written else number, said, above)
                draft.stood = ([nodes[ref] for ref in left], [nodes[ref] for ref in sides[far]])
                written.append(draft.two(Verdict.DIFFERENT, *ends))
        return written

    return [entry(graph, each) for each in graph.transact(action)]


def undo(graph: Graph, judgement: str, said: Said) -> Row:
    """Takes an entry back by an entry of its own; what it superseded stands again. Undoing an undoing brings the entry back.

    Raises NotFound, Conflict for an entry that acts no longer, and Conflict with the chain, counted, when what would stand contradicts itself.
    """
    refused: list[Conflict] = []

    def action(work: Work) -> str | None:
        number = turn(work)
        target = known(work, judgement)
        if target["state"] not in {State.STANDS, State.PENDING}:
            raise Conflict(f"{judgement} is {target['state']}, so undoing it would change nothing.")
        nodes = about(work, target)
        current(work, nodes, said)
        new = Entry(f"J-{number}", number, Verdict.UNDO, target=judgement, author=said.author)
        try:
            changed = settled(work, nodes, new)
        except Conflict as error:
            refused.append(error)
            work.run("identity/judgement_refused")
            return None
        work.run("identity/judgement_undo", entry=properties(new, said, State.STANDS, 0, None), target=judgement)
        record(work, said, new, kind="undo")
        apply(work, changed)
        return new.id

    done = graph.transact(action)
    if done is None:
        raise refused[-1]
    return entry(graph, done)


def agree(graph: Graph, judgement: str, said: Said) -> Row:
    """Lets a judgement act that waited for a second account. Raises Conflict when it does not wait, or when the author agrees with himself."""

    def action(work: Work) -> str:
        turn(work)
        found = known(work, judgement)
        if found["state"] != State.PENDING:
            raise Conflict(f"{judgement} is {found['state']} and waits for nobody.")
        if found["author"] == said.author:
            raise Conflict(f"{said.author} made {judgement}, so another account must agree to it.")
        current(work, found["nodes"], said)
        work.run("identity/judgement_agree", id=judgement, author=said.author, at=datetime.now(UTC))
        record(work, said, Entry(judgement, found["number"], Verdict(found["verdict"]), tuple(found["pair"])), kind="agreement")
        apply(work, settled(work, found["nodes"]))
        return judgement

    return entry(graph, graph.transact(action))


def entry(graph: Graph, judgement: str) -> Row:
    """One entry of the log, as judgement.cypher gives it. Raises NotFound."""
    rows = graph.read("identity/judgement", id=judgement)
    if not rows:
        raise NotFound(f"There is no judgement {judgement!r}; list them with `throughline judge list`.")
    return rows[0]


def entries(graph: Graph, *, state: str | None = None, verdict: str | None = None, author: str | None = None, before: int, limit: int) -> list[Row]:
    """The log, the latest first, from the number before `before` on."""
    return graph.read("identity/judgement_list", state=state, verdict=verdict, author=author, before=before, limit=limit)


def _head(side: Sequence[str]) -> str:
    """The member that speaks for a side: its first record, or its first value."""
    return min(side, key=lambda ref: (not ref.startswith("record/"), ref))
