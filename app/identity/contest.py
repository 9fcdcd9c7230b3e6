"""Contests: one component of a class in which rules keep groups apart, decided so that order does not matter.

The groups that a rule concerns (holders) grow at equal pace, one link a wave: what only one of them claims is admitted; what several claim is
contested and joins none of them. So the nearer claim wins, equal claims cancel, only the middle is contested, and a contested rest goes on by itself.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Protocol

from app.identity.groups import united

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.identity.evidence import Link
    from app.identity.groups import Groups
    from app.identity.rules import Rules


class State(Protocol):
    """What admission has decided so far, as far as a contest reads and changes it."""

    groups: Groups
    rules: Rules

    def ends(self, link: Link) -> tuple[int, int]:
        """The groups at the two ends of a link now."""

    def clash(self, links: Iterable[Link]) -> list[str]:
        """The names that forbid one group of all that these links touch."""

    def parts(self, links: Iterable[Link]) -> list[list[Link]]:
        """Links by the components they form over the present groups."""

    def join(self, links: Iterable[Link]) -> None:
        """Admits links."""

    def refuse(self, link: Link, rule: str, because: str) -> None:
        """Refuses a link, with its rule and what speaks against it."""


class Contest:
    """One contest over some links; `run` decides all of them."""

    def __init__(self, state: State, links: Sequence[Link]) -> None:
        self.state, self.groups = state, state.groups
        self.ends = {link: state.ends(link) for link in links}
        self.apart = frozenset(state.clash(links))
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
                if self.state.clash(part):
                    self._contest(part)
                else:  # whoever stood against these claims has gone elsewhere
                    self.state.join(part)
                    admitted.update(part)
            gained = {root for link in admitted for root in self.ends[link]}
            claims = [link for root in gained for link in self.at[root] if link in undecided]
            claims = list(dict.fromkeys(claims))
        self.state.join(undecided)

    def _holds(self, root: int) -> bool:
        return not self.apart.isdisjoint(self.groups.holds(root))

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
                self.state.refuse(link, "contested" if barred else self.state.rules.reason(names), self._sides(names, (a, b)))
            else:
                rest.append(link)
        return rest

    def _admissible(self, claims: Sequence[Link]) -> set[Link]:
        """The claims of this wave that break no rule, judged together: whatever order they came in, the answer is one."""
        admitted: set[Link] = set()
        for part in self.state.parts(claims):
            if not self.state.clash(part):
                admitted.update(part)
                continue
            for near in self.state.parts(self._clear_around(part)):
                if not self.state.clash(near):
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
        clashes: dict[frozenset[int], bool] = {}
        clear = []
        for link in claims:
            a, b = self.state.ends(link)
            # What a holder gains elsewhere holds nothing unless it is a holder too: only those can stand against this claim.
            near = frozenset((a, b, *(star[a] & held), *(star[b] & held)))
            if near not in clashes:
                clashes[near] = bool(self.groups.clash(near))
            if not clashes[near]:
                clear.append(link)
        return clear

    def _contest(self, claims: Sequence[Link]) -> None:
        """Refuses what several claim, naming all sides; what they claimed is out of the contest from now on."""
        roots = {root for link in claims for root in self.state.ends(link)}
        names = self.groups.clash(roots)
        sides = self._sides(names, roots)
        for root in roots:
            if self.groups.holds(root).keys().isdisjoint(names):
                self.groups.bar(root, names, sides)
        for link in claims:
            self.state.refuse(link, "contested", sides)

    def _sides(self, names: Iterable[str], roots: Iterable[int]) -> str:
        """The values that stand against each other, e.g. `login:ada | login:bob`."""
        roots = list(roots)
        held = united(self.groups.holds(root) for root in roots)
        wanted = set(names)
        against = {name: held[name] for name in wanted if len(held.get(name, ())) > 1}
        earlier = {side for root in roots for name, sides in self.groups.barred(root).items() if name in wanted for side in sides}
        return "; ".join([*sorted(earlier), *self.state.rules.told(against)])
