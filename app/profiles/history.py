"""The history of a person: what stewards said of it and what became of it, from the ledger: since when a figure is what it is, and why."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.errors import NotFound
from app.graph import statement
from app.ledger.history import turns
from app.profiles.person import MadeBy

if TYPE_CHECKING:
    from datetime import datetime

    from app.graph import Graph, Row
    from app.ledger.history import Turn

STATEMENT = "profiles/judged"
_SAID = 200


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened to a person: `kind` is said (by a steward) or changed (by a run), `sentence` what, `author` who, `because` why.

    Of what changed, `entry` is the ledger's entry (None while its run has not ended) and `since` the judgements and versions of the
    policy that it acted on; of what was said, `judgement` is its id and `state` what became of it.
    """

    at: datetime
    kind: str
    sentence: str
    author: str
    because: str | None = None
    entry: int | None = None
    judgement: str | None = None
    state: str | None = None
    since: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class History:
    """The events of a person, the latest first."""

    id: str
    asked: str
    events: list[Event]
    made_by: MadeBy

    @property
    def latest(self) -> Event | None:
        """The last change of its members: its figures hold since then."""
        return next((event for event in self.events if event.kind == "changed"), None)


def history(graph: Graph, asked: str) -> History:
    """The history of the person who has, or once had, the id `asked`. Raises NotFound."""
    rows = graph.read("profiles/in_use", id=asked)
    if not rows:
        raise NotFound(f"No person was ever issued the id {asked!r}; look one up by an identifier instead.")
    id_ = rows[0]["id"]
    params: dict[str, object] = {"id": id_, "limit": _SAID}
    said = graph.read(STATEMENT, **params)
    happened = turns(graph, id_)
    entries = {row["number"]: row for row in graph.read("ledger/entries_of", numbers=[turn.entry for turn in happened if turn.entry])}
    known = {row["id"]: row for row in said}
    events = [_said(row) for row in said] + [_changed(turn, entries.get(turn.entry or 0), known) for turn in happened]
    # A run that follows a judgement may carry the same second.
    events.sort(key=lambda event: (event.at, event.kind != "said"), reverse=True)
    return History(id_, asked, events, MadeBy(statement(STATEMENT).file, params))


def _said(row: Row) -> Event:
    verdict = f"{row['verdict'].replace('_', ' ')}{': ' + row['kind'] if row['kind'] else ''}"
    of = " and ".join(ref.partition("/")[2] for ref in row["pair"])
    sentence = f"Took {row['undoes']} back." if row["undoes"] else f"Judged {of} {verdict}."
    if row["agreedBy"]:
        sentence += f" {row['agreedBy']} agreed."
    return Event(row["at"], "said", sentence, row["author"], row["reason"], judgement=row["id"], state=row["state"])


def _changed(turn: Turn, entry: Row | None, known: dict[str, Row]) -> Event:
    since = [each for each in (entry["since"] if entry else ()) if each["kind"] == "policy" or each["subject"] in known]
    told = [_cause(each, known) for each in since]
    because = "; ".join(dict.fromkeys(told)) if told else "New or changed evidence."
    named = list(dict.fromkeys(str(each["subject"]) for each in since))
    return Event(turn.at, "changed", _sentence(turn), entry["author"] if entry else "throughline", because, entry=turn.entry, since=named)


def _cause(decision: Row, known: dict[str, Row]) -> str:
    if decision["kind"] == "policy":
        return f"{decision['author']} put version {decision['subject']} of the policy in force."
    said = known[decision["subject"]]
    return f"{said['author']} said in {said['id']}: “{said['reason']}”"


def _sentence(turn: Turn) -> str:
    parts = [f"{', '.join(sorted(turn.absorbed))} merged into this person"] if turn.absorbed else []
    absorbed = set(turn.absorbed)
    for other, many in sorted(turn.came.items(), key=lambda each: str(each[0])):
        if other and other not in absorbed:
            parts.append(f"{_counted(many)} came from {other}")
        elif turn.issued and not turn.absorbed:
            parts.append(f"this id came into use with {_counted(many)}")
        elif many:
            parts.append(f"{_counted(many)} came")
    for other, many in sorted(turn.left.items(), key=lambda each: str(each[0])):
        parts.append(f"{_counted(many)} left to {other}" if other else f"{_counted(many)} left")
    sentence = "; ".join(parts)
    return f"{sentence[:1].upper()}{sentence[1:]}."


def _counted(many: int) -> str:
    return f"{many:,} member{'' if many == 1 else 's'}"
