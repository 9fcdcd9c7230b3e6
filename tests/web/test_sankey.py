from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from app.web.sankey import OTHERS, flow, names

PATHS = st.lists(st.tuples(st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=7), st.integers(1, 50)), max_size=20)


def test_a_small_flow() -> None:
    """Steps are counted at their place, and links between neighbours."""
    found = flow([(["visit", "buy"], 3), (["visit", "visit"], 2), (["mail"], 1)], steps=2, kinds=5)
    assert [(n.step, n.name, n.count) for n in found.nodes] == [
        (0, "visit", 5),
        (0, "mail", 1),
        (1, "buy", 3),
        (1, "visit", 2),
    ]
    assert [(e.source, e.target, e.count) for e in found.links] == [("visit", "buy", 3), ("visit", "visit", 2)]


def test_rare_steps_are_gathered() -> None:
    """More kinds than fit are one kind, and nothing is lost."""
    found = flow([(["a"], 5), (["b"], 4), (["c"], 2), (["d"], 1)], steps=1, kinds=3)
    assert {n.name: n.count for n in found.nodes} == {"a": 5, "b": 4, OTHERS: 3}


@given(paths=PATHS, steps=st.integers(1, 6), kinds=st.integers(1, 5))
def test_sums_hold(paths: list[tuple[list[str], int]], steps: int, kinds: int) -> None:
    """At each place the nodes sum to the paths that reach it, and into each later node flows what it counts."""
    found = flow(paths, steps=steps, kinds=kinds)
    arrived: Counter[tuple[int, str]] = Counter()
    for link in found.links:
        arrived[link.step + 1, link.target] += link.count
    for place in range(steps):
        here = [node for node in found.nodes if node.step == place]
        assert sum(node.count for node in here) == sum(count for path, count in paths if len(path) > place)
        assert len(here) <= kinds
        assert place == 0 or all(arrived[place, node.name] == node.count for node in here)


@given(paths=PATHS, steps=st.integers(1, 6), kinds=st.integers(1, 5))
def test_a_node_stands_for_those_it_counts(paths: list[tuple[list[str], int]], steps: int, kinds: int) -> None:
    """Its count is that of the paths which have one of its names at its place, for others as for any."""
    for node in flow(paths, steps=steps, kinds=kinds).nodes:
        meant = names(paths, node.step, node.name, kinds=kinds)
        assert node.count == sum(count for path, count in paths if path[node.step : node.step + 1] and path[node.step] in meant)
