"""One judgement on its way into the log: whom it is about, what it changes, what it contradicts. Runs inside the transaction of `judging`."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from app.errors import BadInput, Conflict, NotFound, Outdated
from app.identity.explain import seen
from app.identity.judgements import Entry, Kind, State, Verdict, contradiction, states, told
from app.ledger.book import Book

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.graph import Row, Work
    from app.identity.named import Named

_LONGEST_REASON = 1_000
_REVISION = "revision-"
_KNOWN = 5_000
"""Members that a judgement remembers to have been known of, so that what comes later can be told from it."""


@dataclass(frozen=True, slots=True)
class Said:
    """Who says something, and why; `tag` names what they saw, None where they look and decide in one step.

    That is a tag of `explain.seen` for somebody who saw the persons concerned, of `at_revision` for somebody who saw what would come of it.

    `book` is the ledger, which gets an entry for it in the same transaction.
    """

    author: str
    reason: str
    tag: str | None = None
    book: Book = Book()  # noqa: RUF009 - frozen

    def __post_init__(self) -> None:
        """Raises BadInput unless there is an author and a reason."""
        if not self.author.strip():
            raise BadInput("A judgement needs a signed-in author.")
        if not self.reason.strip() or len(self.reason) > _LONGEST_REASON:
            raise BadInput(f"A judgement needs a reason of 1 to {_LONGEST_REASON:,} characters: those who read it later will ask.")


@dataclass(slots=True)
class Draft:
    """A judgement that is about to be written; `stood` are the element ids of all that stand with each side, where they are not whole persons."""

    work: Work
    number: int
    said: Said
    above: int
    stood: tuple[list[str], list[str]] = field(default=([], []))

    def two(self, verdict: Verdict, a: Named, b: Named) -> str:
        """Writes a judgement on two members and returns its id."""
        if not self.stood[0]:
            whole = {row["node"]: row["with"] for row in self.work.run("identity/judgement_sides", nodes=[a.node, b.node])}
            apart = a.person is None or a.person != b.person
            self.stood = (whole[a.node], whole[b.node]) if apart else ([a.node], [b.node])
        left, right = self.stood
        waits = verdict is not Verdict.UNSURE and len(left) + len(right) > self.above
        new = Entry(f"J-{self.number}", self.number, verdict, (a.ref, b.ref), waits=waits, author=self.said.author)
        return self._write(new, [a.node, b.node])

    def one(self, kind: Kind, member: Named) -> str:
        """Writes that whoever holds a member is no customer, and returns its id."""
        self.stood = ([member.node], [])
        new = Entry(
            f"J-{self.number}", self.number, Verdict.NOT_A_CUSTOMER, (member.ref,), kind=kind, waits=member.size > self.above, author=self.said.author
        )
        return self._write(new, [member.node])

    def _write(self, new: Entry, nodes: Sequence[str]) -> str:
        rows = self.work.run("identity/judgement_log", nodes=list(nodes))
        log = [_entry(row) for row in rows]
        due = states([*log, new])
        left, right = self.stood
        others = _near(self.work, _acting(log, due), {*nodes, *left, *right})
        _effective(log, others, new)
        ends: dict[str, object] = {"a": nodes[0], "b": nodes[1] if right else None, "left": left, "right": right}
        before = next((old.id for old in reversed(log) if old.verdict is not Verdict.UNDO), None)
        kept = properties(new, self.said, due[new.id], len(left) + len(right), before)
        stood = self.work.run("identity/judgement_write", entry=kept, most=_KNOWN, **ends)[0]
        record(self.work, self.said, new)
        _consistent([*log, replace(new, left=frozenset(stood["left"]), right=frozenset(stood["right"]))], due, others)
        apply(self.work, _changed(rows, due))
        return new.id


def turn(work: Work) -> int:
    """The next number of the log; others wait for this transaction from here on."""
    return int(work.run("identity/judgement_turn")[0]["number"])


def at_revision(revision: int) -> str:
    """The tag of the whole graph at a revision: a forecast holds at that revision only."""
    return f"{_REVISION}{revision}"


def is_revision(tag: str | None) -> bool:
    """Whether this is a tag of `at_revision`."""
    return tag is not None and tag.startswith(_REVISION)


def current(work: Work, nodes: Sequence[str], said: Said) -> None:
    """Raises Outdated when the members with these element ids, their persons, or the judgements on them changed since the author looked.

    For who saw a forecast: when anything at all has changed.
    """
    if said.tag is None:
        return
    if is_revision(said.tag):
        still(work, said.tag)
    elif said.tag != seen(work.run, nodes):
        raise Outdated("The persons concerned, or what was judged of them, have changed since you looked; look again, then decide.")


def still(work: Work, tag: str) -> None:
    """Holds the graph at the revision of a tag until this transaction ends. Raises Outdated when it has another by now."""
    now = work.run("graph/hold")[0]["revision"]
    if at_revision(now) != tag:
        raise Outdated(f"The graph has changed since this was tried: it is at revision {now}, not {tag.removeprefix(_REVISION)}. Try it again.")


def known(work: Work, judgement: str) -> Row:
    """An entry, as judgement.cypher gives it. Raises NotFound."""
    rows = work.run("identity/judgement", id=judgement)
    if not rows:
        raise NotFound(f"There is no judgement {judgement!r}; list them with `throughline judge list`.")
    return rows[0]


def about(work: Work, found: Row) -> list[str]:
    """The element ids of the members that an entry is about, for an undoing those of what it undoes."""
    while found["undoes"]:
        found = known(work, found["undoes"])
    nodes: list[str] = found["nodes"]
    return nodes


def settled(work: Work, nodes: Sequence[str], undoing: Entry | None = None) -> dict[str, State]:
    """What changes in the states of all that was said of these members, `undoing` included. Raises Conflict with the chain of a contradiction."""
    rows = work.run("identity/judgement_log", nodes=list(nodes))
    log = [_entry(row) for row in rows]
    due = states([*log, undoing] if undoing else log)
    _consistent(log, due, _near(work, _acting(log, due), set(nodes)))
    return _changed(rows, due)


def _acting(log: Sequence[Entry], due: Mapping[str, State]) -> list[Entry]:
    """The *same* and *different* that stand."""
    return [each for each in log if due[each.id] is State.STANDS and each.verdict in {Verdict.SAME, Verdict.DIFFERENT}]


def _consistent(log: Sequence[Entry], due: Mapping[str, State], near: Sequence[Entry]) -> None:
    """Raises Conflict with the chain if what is to stand of a log contradicts itself, or what stands near it."""
    said = {each.id for each in log}
    chain = contradiction([*_acting(log, due), *(each for each in near if each.id not in said)])
    if chain:
        raise Conflict(f"This contradicts what was judged before: {told(chain)}. Undo one of these first.")


def _changed(rows: Sequence[Row], due: Mapping[str, State]) -> dict[str, State]:
    return {row["id"]: due[row["id"]] for row in rows if due[row["id"]] != row["state"]}


def apply(work: Work, changed: dict[str, State]) -> None:
    """Writes changed states; all they are about are dealt with again."""
    if changed:
        work.run("identity/judgement_states", rows=[{"id": id_, "state": str(state)} for id_, state in sorted(changed.items())])


def properties(new: Entry, said: Said, state: State, size: int, before: str | None) -> Row:
    """An entry as the graph keeps it."""
    return {
        "id": new.id,
        "number": new.number,
        "verdict": str(new.verdict),
        "kind": str(new.kind) if new.kind else None,
        "state": str(state),
        "waits": new.waits,
        "author": said.author,
        "reason": said.reason.strip(),
        "at": datetime.now(UTC),
        "size": size,
        "supersedes": before,
    }


def record(work: Work, said: Said, entry: Entry, *, kind: str = "judgement") -> None:
    """One entry of the ledger: who said what of whom, by keyed hashes; no reason, which may name somebody."""
    book = replace(said.book, author=said.author)
    pair = [book.member(ref.partition("/")[2], record=ref.startswith("record/")) for ref in entry.pair]
    line = {"judgement": entry.id, "verdict": str(entry.verdict), "on": pair, "not": entry.kind and str(entry.kind), "undoes": entry.target}
    book.append(work, kind, [line], subject=entry.id)


def _effective(log: Sequence[Entry], near: Sequence[Entry], new: Entry) -> None:
    """Raises Conflict for what has been said already, or follows from what stands near."""
    found = states(log)
    acting = (State.STANDS, State.PENDING)
    for old in log:
        if found[old.id] in acting and (old.verdict, old.kind) == (new.verdict, new.kind):
            raise Conflict(
                f"{' and '.join(new.pair)} are judged {new.verdict.replace('_', ' ')} already ({old.id}, {old.author}); this would change nothing."
            )
    if new.verdict in {Verdict.SAME, Verdict.DIFFERENT}:
        own = {old.id for old in log}
        _implied([each for each in near if each.id not in own], new)


def _implied(others: Sequence[Entry], new: Entry) -> None:
    a, b = new.pair
    apart = Entry("", 0, Verdict.DIFFERENT, (a, b), frozenset((a,)), frozenset((b,)))
    chain = contradiction([*(each for each in others if each.verdict is Verdict.SAME), apart])
    if new.verdict is Verdict.SAME and chain:
        raise Conflict(f"{a} and {b} are judged the same already, by way of {told(chain[:-1])}; this would change nothing.")
    for each in others:
        across = (a in each.left and b in each.right) or (b in each.left and a in each.right)
        if new.verdict is Verdict.DIFFERENT and each.verdict is Verdict.DIFFERENT and across:
            raise Conflict(f"{a} and {b} are kept apart already: {told([each])}; this would change nothing.")


def _near(work: Work, acting: Sequence[Entry], nodes: set[str]) -> list[Entry]:
    """Every judgement that stands and can be in a chain with these: along *same* from member to member, and every *different* on the way."""
    found: dict[str, Entry] = {}
    seen_nodes = set(nodes)
    for each in acting:
        seen_nodes |= {row["node"] for row in work.run("identity/judgement_ends", id=each.id)}
    frontier = set(seen_nodes)
    while frontier:
        rows = work.run("identity/judgement_near", nodes=sorted(frontier))
        found.update({row["id"]: _entry(row) for row in rows})
        reached = {end for row in rows if row["verdict"] == Verdict.SAME for end in row["ends"]}
        frontier = reached - seen_nodes
        seen_nodes |= frontier
    return list(found.values())


def _entry(row: Row) -> Entry:
    return Entry(
        row["id"],
        row["number"],
        Verdict(row["verdict"]),
        tuple(row["pair"]),
        frozenset(row["left"]),
        frozenset(row["right"]),
        kind=Kind(row["kind"]) if row.get("kind") else None,
        target=row.get("target"),
        waits=bool(row.get("waits")),
        author=row["author"],
    )
