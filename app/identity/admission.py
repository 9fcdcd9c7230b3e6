"""Admission: which evidence joins and which is refused, as a pure function of evidence and policy.

A value and its hashes are one value from the start, and so are two members that a human has judged the same. Values are judged stratum by
stratum, from the highest priority down: first which values of the stratum are generic, counted by the groups that stronger evidence has formed;
then its links, class by class (resemblances in bands of their score; one that is not certain joins no two groups of several records, see `lone`).
Where rules keep groups apart they grow at equal pace, see `contest`.
Nothing depends on arrival or key order. `tests/unit/identity/oracle.py` states the same rule another way.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.identity.contest import Contest
from app.identity.evidence import Standing, doubtful, neighbours, strength
from app.identity.groups import Groups, parts
from app.identity.lone import Lone
from app.identity.rules import Reason, Rules

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.identity.evidence import Apart, Link, Member, Ruling
    from app.identity.policy import Policy


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a link does not join: the rule, and the values or sides that speak against it."""

    rule: str
    because: str


@dataclass(slots=True)
class Admission:
    """The outcome: a refusal for each link that does not join, the generic values, and the partition.

    `generic` gives the users of a value, `spare` how many of those may change before it must be counted again: so many are past its cap.
    """

    refused: dict[Link, Refusal] = field(default_factory=dict)
    generic: dict[int, int] = field(default_factory=dict)
    spare: dict[int, int] = field(default_factory=dict)
    groups: list[list[int]] = field(default_factory=list)


def admit(
    members: Iterable[Member], links: Sequence[Link], policy: Policy, *, apart: Iterable[Apart] = (), rulings: Sequence[Ruling] = ()
) -> Admission:
    """Decides every link of a closed set of members (no link leaves it; junk and never-joining values are left out before).

    `apart` are records whose traits contradict, `rulings` what humans judged. Cost is linear in members and links, times the number of waves
    where groups are kept apart.
    """
    known = {member.node: member for member in members}
    aliases = [link for link in links if link.relation == "ALIAS"]
    evidence = [link for link in links if link.relation != "ALIAS"]
    state = _State(known, policy, aliases, Rules(known, policy, apart, rulings))
    state.force(rulings)
    classes: dict[tuple[int, int], list[Link]] = defaultdict(list)
    for link in evidence:
        classes[strength(link, known, policy)].append(link)
    valued: dict[int, list[Member]] = defaultdict(list)
    for member in known.values():
        if member.namespace is not None:
            valued[policy.namespaces[member.namespace].priority].append(member)
    around = neighbours(evidence)
    lone = Lone(known, evidence)
    for stratum in sorted({*(priority for priority, _ in classes), *valued}, reverse=True):
        state.judge_values(valued.get(stratum, []), around)
        for each in sorted((each for each in classes if each[0] == stratum), reverse=True):
            state.admit_class(classes[each], lone=lone if doubtful(each) else None)
    state.admit_class(aliases)
    generic = set(state.outcome.generic)
    state.outcome.groups = [group for group in state.groups.sets() if not generic.issuperset(group)]
    return state.outcome


class _State:
    """What is decided so far, while strata are walked from the strongest down."""

    def __init__(self, known: dict[int, Member], policy: Policy, aliases: Sequence[Link], rules: Rules) -> None:
        self.known, self.policy, self.rules = known, policy, rules
        self.groups, self.outcome = Groups(rules.forbids), Admission()
        for node in known:
            self.groups.add(node, rules.holding(node))
        self.join(aliases)
        self.hashes: dict[int, frozenset[int]] = {}
        for part in parts((link, link.a, link.b) for link in aliases):
            one = frozenset(node for link in part for node in (link.a, link.b))
            self.hashes.update(dict.fromkeys(one, one))

    def force(self, rulings: Iterable[Ruling]) -> None:
        """Joins what humans have judged the same, before anything else is decided."""
        for ruling in rulings:
            if ruling.same and ruling.a in self.known and ruling.b in self.known:
                self.groups.join(ruling.a, ruling.b)

    def judge_values(self, values: Iterable[Member], around: dict[int, set[int]]) -> None:
        """Finds the values of a stratum that more groups use than their cap allows. A value and its hashes are one value, with the users of all."""
        stronger = set(self.outcome.generic)
        for value in values:
            assert value.namespace is not None  # noqa: S101 - records are no values
            rules = self.policy.namespaces[value.namespace]
            one = self.one(value.node)
            users = set().union(*(around.get(node, set()) for node in one)) - stronger - one
            if rules.cap is None or len(users) <= rules.cap:
                continue
            persons, loose = self._users(users)
            spare = max(persons - rules.cap, loose - rules.loose if rules.loose is not None else 0)
            if spare > 0:
                self.outcome.generic[value.node] = persons + loose
                self.outcome.spare[value.node] = spare

    def _users(self, users: Iterable[int]) -> tuple[int, int]:
        """Distinct groups and names, and identifiers in no group, that use a value."""
        groups: set[int] = set()
        names: set[str] = set()
        loose: set[int] = set()
        nameless = 0
        for user in users:
            root, member = self.groups.root(user), self.known[user]
            if self.groups.size(root) > len(self.one(user)):
                groups.add(root)
            elif not member.is_record:
                loose.add(root)
            elif member.name:
                names.add(member.name)
            else:
                nameless += 1
        return len(groups) + len(names) + nameless, len(loose)

    def one(self, node: int) -> frozenset[int]:
        """A value with all that are hashes of it."""
        return self.hashes.get(node) or frozenset((node,))

    def admit_class(self, links: Iterable[Link], lone: Lone | None = None) -> None:
        """Admits or refuses all links of one class. With `lone` they are doubtful, and do not join groups that it keeps apart."""
        pending = []
        for link in links:
            generic = [node for node in (link.a, link.b) if node in self.outcome.generic]
            if generic:
                self.refuse(link, Standing.GENERIC, ", ".join(sorted(self.known[node].key for node in generic)))
            else:
                pending.append(link)
        if lone:
            self.rules.bind(lone.part(self.groups, self.rules, {root for link in pending for root in self.ends(link)}))
        self._admit(pending)
        if lone:
            self.groups.release(Reason.LONE, {root for link in pending for root in self.ends(link)})

    def _admit(self, pending: Iterable[Link]) -> None:
        for part in self.parts(pending):
            clash = self.clash(part)
            if not clash:
                self.join(part)
                continue
            for batch in self._newest_first(part, clash):
                for near in self.parts(batch):
                    self._decide(near)

    def _decide(self, part: Sequence[Link]) -> None:
        if self.clash(part):
            Contest(self, part).run()
        else:
            self.join(part)

    def _newest_first(self, part: Sequence[Link], clash: Iterable[str]) -> list[list[Link]]:
        """Where more values of a limited numbering meet than a group may hold, the lone ones claim one after the other, the newest first."""
        limited = {name for name in clash if self.rules.limited(name)}
        if not limited:
            return [list(part)]
        turns: dict[tuple[bool, int], list[Link]] = defaultdict(list)
        for link in part:
            turns[min(self._turn(node, limited) for node in (link.a, link.b))].append(link)
        return [turns[turn] for turn in sorted(turns, reverse=True)]

    def _turn(self, node: int, limited: set[str]) -> tuple[bool, int]:
        """When a member claims, greatest first: a lone value of a limited numbering by its last event time, all others before those."""
        one = self.one(node)
        if self.rules.numbering(self.known[node]) not in limited or self.groups.size(self.groups.root(node)) > len(one):
            return True, 0
        return False, max((at for each in one if (at := self.known[each].at) is not None), default=-(10**18))

    def ends(self, link: Link) -> tuple[int, int]:
        """The groups at the two ends of a link now."""
        return self.groups.root(link.a), self.groups.root(link.b)

    def clash(self, links: Iterable[Link]) -> list[str]:
        """The names that forbid one group of all that these links touch."""
        return self.groups.clash({root for link in links for root in self.ends(link)})

    def parts(self, links: Iterable[Link]) -> list[list[Link]]:
        """Links by the components they form over the present groups."""
        return parts((link, *self.ends(link)) for link in links)

    def join(self, links: Iterable[Link]) -> None:
        """Admits links."""
        for link in links:
            self.groups.join(link.a, link.b)

    def refuse(self, link: Link, rule: str, because: str) -> None:
        """Refuses a link, with its rule and what speaks against it."""
        self.outcome.refused[link] = Refusal(rule, because)
