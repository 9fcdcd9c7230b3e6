"""The admission rule stated a second time, for small worlds: groups are plain sets, recomputed from the admitted links at every step."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from app.identity.evidence import Apart, Link, Member, Ruling, strength

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.identity.policy import Policy

Group = frozenset[int]
Name = tuple[object, ...]
"""What keeps groups apart: a namespace, a pair of contradicting records, two kinds, a ruling, or being a group of several records."""

ALONE: Name = ("alone",)


class Oracle:
    """Runs the rule; `groups()`, `refused` and `generic` are the outcome."""

    def __init__(
        self,
        members: Iterable[Member],
        links: Sequence[Link],
        policy: Policy,
        apart: Sequence[Apart] = (),
        rulings: Sequence[Ruling] = (),
    ) -> None:
        self.known = {member.node: member for member in members}
        self.links, self.policy, self.apart, self.rulings = [link for link in links if link.relation != "ALIAS"], policy, apart, rulings
        aliases = {link for link in links if link.relation == "ALIAS"}
        self.one = {node: {node} for node in self.known}
        for link in aliases:
            self.one[link.a] = self.one[link.b] = self.one[link.a] | self.one[link.b]
        self.chains = [each for each in self.lifts() if each]
        self.marks = {node: self.marks_of(node) for node in self.known}
        forced = {Link(each.a, each.b, "JUDGED") for each in rulings if each.same and {each.a, each.b} <= set(self.known)}
        self.admitted = aliases | forced
        self.refused: set[Link] = set()
        self.generic: set[int] = set()
        self.bars: set[tuple[int, Name]] = set()
        strata = {strength(link, self.known, policy) for link in self.links}
        strata |= {(policy.namespaces[m.namespace].priority, 999) for m in self.known.values() if m.namespace}
        for stratum in sorted(strata, reverse=True):
            if stratum[1] == 999:
                self.generic |= {node for node in self.known if self.is_generic(node, stratum[0])}
            mine = [link for link in self.links if strength(link, self.known, policy) == stratum]
            if stratum[1] < 100:
                self.stand_alone({self.group(end) for link in mine if not {link.a, link.b} & self.generic for end in (link.a, link.b)})
            self.refused |= {link for link in mine if {link.a, link.b} & self.generic}
            for part in components([(link, self.group(link.a), self.group(link.b)) for link in mine if link not in self.refused]):
                for turn in self.turns(part):
                    for near in components([(link, self.group(link.a), self.group(link.b)) for link in turn]):
                        self.decide(near)
            self.bars = {(node, name) for node, name in self.bars if name != ALONE}
            for marks in self.marks.values():
                marks.pop(ALONE, None)
        self.refused |= {link for link in aliases if link.a in self.generic}

    def stand_alone(self, groups: set[Group]) -> None:
        """Marks groups of several records, and notes which a doubtful likeness may join: half of their pairs are alike, or a human says so."""
        alike = {frozenset((link.a, link.b)) for link in self.links if link.relation == "RESEMBLES"}
        records = {min(self.known[n].key for n in all_): all_ for g in groups if len(all_ := [n for n in g if self.known[n].namespace is None]) > 1}
        self.fitting = {
            frozenset((one, other))
            for (one, mine), (other, theirs) in combinations(records.items(), 2)
            if sum(frozenset((x, y)) in alike for x in mine for y in theirs) * 2 >= len(mine) * len(theirs)
            or any(self.lifted(x, y) for x in mine for y in theirs)
        }
        for name, nodes in records.items():
            for node in nodes:
                self.marks[node][ALONE] = name

    def chained(self) -> list[set[int]]:
        """The judged members of rulings *same* that hang together."""
        found: list[set[int]] = []
        for ruling in self.rulings:
            if ruling.same:
                near = [chain for chain in found if {ruling.a, ruling.b} & chain]
                found = [chain for chain in found if chain not in near] + [{ruling.a, ruling.b}.union(*near)]
        return found

    def lifts(self) -> list[set[int]]:
        """For each such chain everyone who stood on a side of one of its rulings: nothing is forbidden among them."""
        chains = self.chained()
        return [chain.union(*(each.left | each.right for each in self.rulings if each.same and each.a in chain)) for chain in chains]

    def lifted(self, *nodes: int) -> bool:
        """Whether one chain covers all these members."""
        return any(set(nodes) <= chain for chain in self.chains)

    def marks_of(self, node: int) -> dict[Name, str]:
        """Under which names a member holds what."""
        member = self.known[node]
        marks: dict[Name, str] = {}
        if member.namespace and self.policy.namespaces[member.namespace].rule in ("unique", "limited") and not member.twin:
            marks["value", member.namespace, member.scope] = member.value or member.key
        for each in self.apart:
            if node in (each.a, each.b) and not self.lifted(each.a, each.b):
                marks["apart", each.because, frozenset((each.a, each.b))] = str(node)
        marks.update(self.kind_marks(node))
        for ruling in self.rulings:
            if ruling.same or any(chain & ruling.left and chain & ruling.right and node in chain for chain in self.chained()):
                continue
            if (node in ruling.left) != (node in ruling.right):
                marks["ruling", ruling.id] = "left" if node in ruling.left else "right"
        return marks

    def kind_marks(self, node: int) -> dict[Name, str]:
        """A name for each set of chains: organisations in exactly those stand against persons in none of them."""
        mine, kind = self.which(node), self.known[node].kind
        others = [other for other, each in self.known.items() if each.kind == "person" and not self.which(other) & mine]
        if kind == "organisation" and others:
            return {("kind", mine): "organisation"}
        if kind == "person":
            theirs = {self.which(other) for other, each in self.known.items() if each.kind == "organisation"}
            return {("kind", each): "person" for each in theirs if not each & mine}
        return {}

    def which(self, node: int) -> frozenset[int]:
        """The numbers of the chains that cover a member."""
        return frozenset(index for index, chain in enumerate(self.chains) if node in chain)

    def group(self, node: int) -> Group:
        """The members reachable over admitted links."""
        found, frontier = {node}, {node}
        while frontier:
            near = {end for link in self.admitted for end in (link.a, link.b) if link.a in frontier or link.b in frontier}
            frontier = near - found
            found |= frontier
        return frozenset(found)

    def groups(self) -> set[Group]:
        """The partition, without generic values."""
        return {self.group(node) for node in self.known if node not in self.generic}

    def is_generic(self, node: int, stratum: int) -> bool:
        """Whether more groups, names or loose identifiers use a value of this stratum than it may have."""
        member = self.known[node]
        if member.namespace is None:
            return False
        rules = self.policy.namespaces[member.namespace]
        if rules.priority != stratum or rules.cap is None:
            return False
        one = self.one[node]
        users = {end for link in self.links if {link.a, link.b} & one for end in (link.a, link.b)} - one
        users -= {each for each in self.generic if self.policy.namespaces[self.known[each].namespace or ""].priority > stratum}
        grouped = {self.group(user) for user in users if self.group(user) != self.one[user]}
        alone = [self.known[user] for user in users if self.group(user) == self.one[user]]
        names = {each.name or each.key for each in alone if each.is_record}
        loose = len({self.group(each.node) for each in alone if not each.is_record})
        if len(users) <= rules.cap:
            return False
        return len(grouped) + len(names) > rules.cap or (rules.loose is not None and loose > rules.loose)

    def held(self, groups: Iterable[Group], name: Name) -> set[str]:
        """What some groups hold under a name."""
        return {self.marks[node][name] for group in groups for node in group if name in self.marks[node]}

    def clash(self, groups: Iterable[Group]) -> set[Name]:
        """The names that forbid one group of all these."""
        groups = list(groups)
        barred = {name for node, name in self.bars if any(node in group for group in groups)}
        names = {name for group in groups for node in group for name in self.marks[node]}
        return {name for name in names if name in barred or self.broken(name, self.held(groups, name))}

    def broken(self, name: Name, values: set[str]) -> bool:
        """Whether these values of one name do not go together."""
        if name == ALONE:
            return any(frozenset(pair) not in self.fitting for pair in combinations(values, 2))
        if name[0] != "value":
            return len(values) > 1
        rules = self.policy.namespaces[str(name[1])]
        if rules.rule == "limited":
            return len(values) > rules.most and not self.covered(name, values)
        pairs = combinations(sorted(values), 2)
        return any(not self.covered(name, set(pair)) and not (rules.noisy and one_slip(*pair)) for pair in pairs)

    def covered(self, name: Name, values: set[str]) -> bool:
        """Whether one chain of rulings covers holders of all these values."""
        return any(values <= {self.marks[node].get(name) for node in chain if node in self.marks} for chain in self.chains)

    def turns(self, links: list[Link]) -> list[list[Link]]:
        """The links of a component, in the order in which lone values of a limited namespace that is overrun may claim."""
        clash = self.clash({self.group(end) for link in links for end in (link.a, link.b)})
        tight = {name[1:] for name in clash if name[0] == "value" and self.policy.namespaces[str(name[1])].rule == "limited"}
        late: dict[Link, int] = {}
        for link in links:
            ends = [self.known[end] for end in (link.a, link.b)]
            lone = [e.node for e in ends if (e.namespace, e.scope) in tight and self.group(e.node) == frozenset(self.one[e.node])]
            late[link] = max((-self.seen(end) for end in lone), default=-(10**9))
        return [[link for link in links if late[link] == turn] for turn in sorted(set(late.values()))]

    def seen(self, node: int) -> int:
        """When a value or a hash of it was last seen, from 1; 0 when that is not known."""
        times = [self.known[each].at for each in self.one[node]]
        return max(0 if time is None else time + 1 for time in times)

    def decide(self, links: list[Link]) -> None:
        """Decides one component of one class, wave by wave."""
        apart = self.clash({self.group(end) for link in links for end in (link.a, link.b)})
        if not apart:
            self.admitted |= set(links)
            return
        pending = self.clear(links)
        while claims := [link for link in pending if any(self.held([self.group(e)], n) for e in (link.a, link.b) for n in apart)]:
            before = {node: self.group(node) for node in self.known}
            good = self.good(claims, before, apart)
            self.admitted |= good
            left = self.clear([link for link in claims if link not in good])
            for part in components([(link, self.group(link.a), self.group(link.b)) for link in left]):
                groups = {self.group(end) for link in part for end in (link.a, link.b)}
                names = self.clash(groups)
                claimed = [group for group in groups if not any(self.held([group], name) for name in names)]
                self.bars |= {(min(group), name) for group in claimed for name in names}
                (self.refused if names else self.admitted).update(part)
            pending = self.clear([link for link in pending if link not in claims])
        self.admitted |= set(pending)

    def clear(self, links: Iterable[Link]) -> list[Link]:
        """Links between groups that may still join; those between two that may not are refused."""
        rest = []
        for link in links:
            pair = {self.group(link.a), self.group(link.b)}
            if len(pair) == 1:
                self.admitted.add(link)
            elif self.clash(pair):
                self.refused.add(link)
            else:
                rest.append(link)
        return rest

    def good(self, claims: list[Link], at: dict[int, Group], apart: set[Name]) -> set[Link]:
        """The claims of a wave that break no rule, looked at together."""
        found: set[Link] = set()
        for part in components([(link, at[link.a], at[link.b]) for link in claims]):
            if not self.clash({at[end] for link in part for end in (link.a, link.b)}):
                found |= set(part)
                continue
            clear = [link for link in part if not self.clash(self.star(link, part, at, apart))]
            for near in components([(link, at[link.a], at[link.b]) for link in clear]):
                if not self.clash({at[end] for link in near for end in (link.a, link.b)}):
                    found |= set(near)
        return found

    def star(self, link: Link, claims: list[Link], at: dict[int, Group], apart: set[Name]) -> set[Group]:
        """The two ends of a claim and every holder that claims at either."""
        ends = {at[link.a], at[link.b]}
        near = {at[e] for other in claims if ends & {at[other.a], at[other.b]} for e in (other.a, other.b)}
        return ends | {group for group in near if any(self.held([group], name) for name in apart)}


def one_slip(a: str, b: str) -> bool:
    """Whether one change, insertion or swap of neighbours makes one text of the other: all of them are tried."""
    letters = set(a) | set(b)
    changed = {a[:i] + letter + a[i + 1 :] for i in range(len(a)) for letter in letters}
    added = {a[:i] + letter + a[i:] for i in range(len(a) + 1) for letter in letters}
    missing = {a[:i] + a[i + 1 :] for i in range(len(a))}
    swapped = {a[:i] + a[i + 1 : i + 2] + a[i : i + 1] + a[i + 2 :] for i in range(len(a))}
    return b in changed | added | missing | swapped


def components(edges: list[tuple[Link, Group, Group]]) -> list[list[Link]]:
    """Links that hang together over their groups."""
    left, found = list(edges), []
    while left:
        link, a, b = left.pop()
        part, reach, grown = [link], {a, b}, True
        while grown:
            near = [edge for edge in left if edge[1] in reach or edge[2] in reach]
            left = [edge for edge in left if edge not in near]
            part += [edge[0] for edge in near]
            reach |= {group for edge in near for group in edge[1:]}
            grown = bool(near)
        found.append(part)
    return found
