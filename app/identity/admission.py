"""Admission: which evidence joins and which is refused, as a pure function of evidence and policy.

A value and its hashes are one value from the start. Values are judged stratum by stratum, from the highest priority down: first which
values of the stratum are generic, counted by the groups
that stronger evidence has formed; then its links, class by class. Where a unique namespace keeps groups apart they grow at equal pace,
one link a wave: what only one of them claims is admitted; what several claim is contested and joins none of them. So the nearer claim wins,
equal claims cancel, and nothing depends on arrival or key order. `tests/unit/identity/oracle.py` states the same rule another way.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.identity.evidence import Standing, neighbours, priority
from app.identity.groups import Groups, Holding, parts
from app.identity.policy import Rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.identity.evidence import Link, Member
    from app.identity.policy import Policy


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a link does not join: the rule, and the values or sides that speak against it."""

    rule: str
    because: str


@dataclass(slots=True)
class Admission:
    """The outcome: a refusal for each link that does not join, the generic values with their users, and the partition."""

    refused: dict[Link, Refusal] = field(default_factory=dict)
    generic: dict[int, int] = field(default_factory=dict)
    groups: list[list[int]] = field(default_factory=list)


def admit(members: Iterable[Member], links: Sequence[Link], policy: Policy) -> Admission:
    """Decides every link of a closed set of members (no link leaves it; junk and never-joining values are left out before).

    Cost is linear in members and links, times the number of waves where groups are kept apart.
    """
    known = {member.node: member for member in members}
    aliases = [link for link in links if link.relation == "ALIAS"]
    evidence = [link for link in links if link.relation != "ALIAS"]
    state = _State(known, policy, aliases)
    classes: dict[int, list[Link]] = defaultdict(list)
    for link in evidence:
        classes[priority(link, known, policy)].append(link)
    valued: dict[int, list[Member]] = defaultdict(list)
    for member in known.values():
        if member.namespace is not None:
            valued[policy.namespaces[member.namespace].priority].append(member)
    around = neighbours(evidence)
    for stratum in sorted({*classes, *valued}, reverse=True):
        state.judge_values(valued.get(stratum, []), around)
        state.admit_class(classes.get(stratum, []))
    state.admit_class(aliases)
    generic = set(state.outcome.generic)
    state.outcome.groups = [group for group in state.groups.sets() if not generic.issuperset(group)]
    return state.outcome


class _State:
    """What is decided so far, while strata are walked from the strongest down."""

    def __init__(self, known: dict[int, Member], policy: Policy, aliases: Sequence[Link]) -> None:
        self.known, self.policy = known, policy
        self.groups, self.outcome = Groups(), Admission()
        unique = set(policy.named(Rule.UNIQUE))
        for member in known.values():
            self.groups.add(member.node, _holding(member, unique))
        self.join(aliases)
        self.hashes: dict[int, frozenset[int]] = {}
        for part in parts((link, link.a, link.b) for link in aliases):
            one = frozenset(node for link in part for node in (link.a, link.b))
            self.hashes.update(dict.fromkeys(one, one))

    def judge_values(self, values: Iterable[Member], around: dict[int, set[int]]) -> None:
        """Finds the values of a stratum that more groups use than their cap allows. A value and its hashes are one value, with the users of all."""
        stronger = set(self.outcome.generic)
        for value in values:
            assert value.namespace is not None  # noqa: S101 - records are no values
            rules = self.policy.namespaces[value.namespace]
            one = self._one(value.node)
            users = set().union(*(around.get(node, set()) for node in one)) - stronger - one
            if rules.cap is None or len(users) <= rules.cap:
                continue
            persons, loose = self._users(users)
            if persons > rules.cap or (rules.loose is not None and loose > rules.loose):
                self.outcome.generic[value.node] = persons + loose

    def _users(self, users: Iterable[int]) -> tuple[int, int]:
        """Distinct groups and names, and identifiers in no group, that use a value."""
        groups: set[int] = set()
        names: set[str] = set()
        loose: set[int] = set()
        nameless = 0
        for user in users:
            root, member = self.groups.root(user), self.known[user]
            if self.groups.size(root) > len(self._one(user)):
                groups.add(root)
            elif not member.is_record:
                loose.add(root)
            elif member.name:
                names.add(member.name)
            else:
                nameless += 1
        return len(groups) + len(names) + nameless, len(loose)

    def _one(self, node: int) -> frozenset[int]:
        """A value with all that are hashes of it."""
        return self.hashes.get(node) or frozenset((node,))

    def admit_class(self, links: Iterable[Link]) -> None:
        """Admits or refuses all links of one class."""
        pending = []
        for link in links:
            generic = [node for node in (link.a, link.b) if node in self.outcome.generic]
            if generic:
                self.refuse(link, Standing.GENERIC, ", ".join(sorted(self.known[node].key for node in generic)))
            else:
                pending.append(link)
        for part in self.parts(pending):
            if self.groups.clash({root for link in part for root in self.ends(link)}):
                _Contest(self, part).run()
            else:
                self.join(part)

    def ends(self, link: Link) -> tuple[int, int]:
        """The groups at the two ends of a link now."""
        return self.groups.root(link.a), self.groups.root(link.b)

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


class _Contest:
    """One component of a class in which a rule keeps groups apart: holders grow at equal pace, one link a wave."""

    def __init__(self, state: _State, links: list[Link]) -> None:
        self.state, self.groups = state, state.groups
        self.ends = {link: state.ends(link) for link in links}
        self.apart = self.groups.clash({root for ends in self.ends.values() for root in ends})
        self.at: dict[int, list[Link]] = defaultdict(list)
        for link, ends in self.ends.items():
            for root in set(ends):
                self.at[root].append(link)

    def run(self) -> None:
        """Waves until no claim is left; then what nobody claims joins among itself.

        A wave decides all its claims, so the next one looks only at the links of what has just been gained.
        """
        undecided = set(self.ends)
        claims = [link for link, ends in self.ends.items() if any(map(self._holds, ends))]
        while claims:
            undecided.difference_update(claims)
            possible = self._without_clashes(claims)
            admitted = self._admissible(possible)
            self.state.join(admitted)
            for part in self.state.parts(self._without_clashes(link for link in possible if link not in admitted)):
                self._contest(part)
            gained = {root for link in admitted for root in self.ends[link]}
            claims = [link for root in gained for link in self.at[root] if link in undecided]
            claims = list(dict.fromkeys(claims))
        self.state.join(undecided)

    def _holds(self, root: int) -> bool:
        held = self.groups.holds(root)
        return any(name in held for name in self.apart)

    def _without_clashes(self, links: Iterable[Link]) -> list[Link]:
        """Refuses links between two groups that may not join, drops those within one group, and returns the rest."""
        rest = []
        for link in links:
            a, b = self.state.ends(link)
            if a == b:
                continue
            names = self.groups.clash((a, b))
            if names:
                barred = any(name in self.groups.barred(root) for name in names for root in (a, b))
                self.state.refuse(link, "contested" if barred else "unique", self._sides(names, (a, b)))
            else:
                rest.append(link)
        return rest

    def _admissible(self, claims: Sequence[Link]) -> set[Link]:
        """The claims of this wave that break no rule, judged together: whatever order they came in, the answer is one."""
        admitted: set[Link] = set()
        for part in self.state.parts(claims):
            if not self.groups.clash({root for link in part for root in self.state.ends(link)}):
                admitted.update(part)
                continue
            for near in self.state.parts(self._clear_around(part)):
                if not self.groups.clash({root for link in near for root in self.state.ends(link)}):
                    admitted.update(near)
        return admitted

    def _clear_around(self, claims: Sequence[Link]) -> list[Link]:
        """The claims at whose two ends nobody else reaches for the same with a value that forbids it."""
        star: dict[int, set[int]] = defaultdict(set)
        for link in claims:
            a, b = self.state.ends(link)
            star[a].add(b)
            star[b].add(a)
        held = {root for root in star if self._holds(root)}
        clear = []
        for link in claims:
            a, b = self.state.ends(link)
            # What a holder gains elsewhere holds nothing unless it is a holder too: only those can stand against this claim.
            near = {a, b, *(star[a] & held), *(star[b] & held)}
            if not self.groups.clash(near):
                clear.append(link)
        return clear

    def _contest(self, claims: Sequence[Link]) -> None:
        """Refuses what several claim, naming all sides; what they claimed is out of the contest from now on."""
        roots = {root for link in claims for root in self.state.ends(link)}
        names = self.groups.clash(roots) or self.apart
        sides = self._sides(names, roots)
        for root in roots:
            for name in names:
                if name not in self.groups.holds(root):
                    self.groups.bar(root, name, sides)
        for link in claims:
            self.state.refuse(link, "contested", sides)

    def _sides(self, names: Iterable[str], roots: Iterable[int]) -> str:
        """The values that stand against each other, e.g. `login: ada | bob`."""
        sides: set[str] = set()
        for name in names:
            values = sorted({value for root in roots for value in self.groups.holds(root).get(name, ())})
            sides.update(side for root in roots for side in self.groups.barred(root).get(name, ()))
            if len(values) > 1:
                sides.add(f"{name}: {' | '.join(values)}")
        return "; ".join(sorted(sides))


def _holding(member: Member, unique: set[str]) -> Holding:
    if member.namespace in unique and not member.twin:
        assert member.namespace is not None  # noqa: S101 - None is in no set of names
        return {member.namespace: frozenset({member.value or member.key})}
    return {}
