"""What-if: over random worlds and random drafts, what was forecast is what then happens, and the graph is untouched until it does.

`python -m bench.proofs --only whatif`, or alone on a database of its own: `python -m bench.proofs.whatif [--small]`.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from app.graph import Graph, schema
from app.settings import Settings
from bench.proofs.line import Line
from tests.databases import choose, docker_answers, opened
from tests.graph.identity.test_unify import random_world
from tests.graph.identity.worlds import add
from tests.graph.whatif.worlds import build, draft, tried

if TYPE_CHECKING:
    from collections.abc import Iterator

SEED = 4_000
A_WORLD = 10
"""Drafts applied one after the other in one world, with new evidence in between."""


def prove(graph: Graph, *, small: bool) -> Iterator[Line]:
    """100 random drafts that can be applied, every other one followed by a run over the whole graph; refused ones are counted beside them."""
    with tempfile.TemporaryDirectory(prefix="throughline-whatif-") as home:
        settings = Settings(home=Path(home))
        kinds: Counter[str] = Counter()
        outcomes: list[list[str]] = []
        refused: list[list[str]] = []
        seed = SEED
        while len(outcomes) < (10 if small else 100):
            graph.write("runtime/wipe")
            chance = random.Random(seed)
            links = random_world(seed)
            build(graph, settings, links[: len(links) * 2 // 3])
            left = links[len(links) * 2 // 3 :]
            for number in range(A_WORLD):
                if number % 3 == 2 and left:  # what waits for the next unify is no part of a forecast
                    add(graph, left.pop())
                one = draft(graph, chance)
                wrong, again = tried(graph, settings, one, full=number % 2 == 1)
                (refused if again else outcomes).append(wrong)
                kinds[f"{type(one).__name__}{' refused' if again else ''}"] += 1
                for each in wrong:
                    print(f"# seed {seed}, draft {number}: {each}", file=sys.stderr)
            seed += 1
        note = ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items()))
        yield Line(
            "a draft comes true as forecast, and its trial leaves every node and relationship as it was", len(outcomes), outcomes.count([]), note=note
        )
        yield Line("a draft that is refused is refused alike when tried and when applied", len(refused), refused.count([]))


def main() -> int:
    """Alone, on a throwaway database."""
    with opened(choose(os.environ, docker_answers), os.environ) as found, Graph(found.uri, found.auth, found.database) as graph:
        schema.apply(graph)
        lines = list(prove(graph, small="--small" in sys.argv))
    print(*lines, sep="\n")
    return int(not all(line.ok for line in lines))


if __name__ == "__main__":
    sys.exit(main())
