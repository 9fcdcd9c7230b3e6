"""The admission rule stated a second time, for small worlds: groups are plain sets, recomputed from the admitted links at every step."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from app.identity.evidence import Link, Member, priority

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.identity.policy import Policy

Group = frozenset[int]


class Oracle:
    """Runs the rule; `groups()`, `refused` and `generic` are the outcome."""

    def __init__(self, members: Iterable[Member], links: Sequence[Link], policy: Policy) -> None:
        self.known = {member.node: member for member in members}
        self.links, self.policy = [link for link in links if link.relation != "ALIAS"], policy
        aliases = {link for link in links if link.relation == "ALIAS"}
        self.one = {node: {node} for node in self.known}
        for link in aliases:
            self.one[link.a] = self.one[link.b] = self.one[link.a] | self.one[link.b]
        self.admitted = set(aliases)
        self.refused: set[Link] = set()
        self.generic: set[int] = set()
        self.bars: set[tuple[int, str]] = set()
        strata = {priority(link, self.known, policy) for link in self.links}
        strata |= {policy.namespaces[m.namespace].priority for m in self.known.values() if m.namespace}
        for stratum in sorted(strata, reverse=True):
            self.generic |= {node for node in self.known if self.is_generic(node, stratum)}
            mine = [link for link in self.links if priority(link, self.known, policy) == stratum]
            self.refused |= {link for link in mine if {link.a, link.b} & self.generic}
            for part in components([(link, self.group(link.a), self.group(link.b)) for link in mine if link not in self.refused]):
                self.decide(part)
        self.refused |= {link for link in aliases if link.a in self.generic}

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

    def held(self, groups: Iterable[Group], namespace: str) -> set[str]:
        """The unique values of a namespace among some groups."""
        every = (self.known[node] for node in chain.from_iterable(groups))
        return {each.value or each.key for each in every if each.namespace == namespace and not each.twin}

    def clash(self, groups: Iterable[Group]) -> set[str]:
        """The unique namespaces that forbid one group of all these."""
        groups = list(groups)
        unique = [name for name, each in self.policy.namespaces.items() if each.rule == "unique"]
        barred = {name for node, name in self.bars if any(node in group for group in groups)}
        return {name for name in unique if len(self.held(groups, name)) > 1 or (name in barred and self.held(groups, name))}

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
                for name in self.clash(groups) or apart:
                    self.bars |= {(min(group), name) for group in groups if not self.held([group], name)}
                self.refused |= set(part)
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

    def good(self, claims: list[Link], at: dict[int, Group], apart: set[str]) -> set[Link]:
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

    def star(self, link: Link, claims: list[Link], at: dict[int, Group], apart: set[str]) -> set[Group]:
        """The two ends of a claim and every holder that claims at either."""
        ends = {at[link.a], at[link.b]}
        near = {at[e] for other in claims if ends & {at[other.a], at[other.b]} for e in (other.a, other.b)}
        return ends | {group for group in near if any(self.held([group], name) for name in apart)}


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
