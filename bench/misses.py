"""Every pair of records that identity misses or joins wrongly on data that others made, one by one, each with its cause: `make misses`.

Senzing and fake1000 go through the product (`load`, `unify`), so that it says itself why two are apart, and fake1000 once more by the model it
teaches (`model train`, `model apply`, `unify`). Febrl goes through the harness of `bench/accuracy.py`: by the shipped model its data sets miss by the
hundred, and are counted by cause with three examples of each; by the trained one they are listed. All after the line of `docs/accuracy.md` that says
so is written anew.
"""

from __future__ import annotations

import sys
import tempfile
from collections import defaultdict
from dataclasses import replace
from itertools import combinations, islice
from pathlib import Path
from typing import TYPE_CHECKING

from app.derivation import derive
from app.errors import BadInput
from app.identity.explain import explain
from app.identity.policy import read_policy
from app.identity.scoring import models
from app.identity.scoring.model import read_model
from app.identity.scoring.training import train
from app.settings import Settings
from bench import accuracy, accuracy_worlds
from bench.causes import Cause
from bench.proofs import worlds
from bench.proofs.canonical import asked
from bench.proofs.database import database

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from app.graph import Graph
    from app.identity.scoring.model import Model
    from bench.accuracy_worlds import World
    from bench.causes import Wrong
    from bench.proofs.worlds import World as Rows

DOCUMENT = Path(__file__).parents[1] / "docs" / "accuracy.md"
MARK = "<!-- What follows is written by `make misses`. -->\n"
EXAMPLES = 3


def main() -> int:
    """Writes the lists into the document; returns 1 where the data are absent."""
    with database() as graph:
        found = [*_through_the_product(graph), *_through_the_harness()]
    head, mark, _ = DOCUMENT.read_text(encoding="utf-8").partition(MARK)
    DOCUMENT.write_text(head + mark + "\n".join(found) + "\n", encoding="utf-8")
    return 0 if found else 1


def _through_the_product(graph: Graph) -> Iterator[str]:
    data = worlds.shared_data()
    for rows, world in ((worlds.senzing(), accuracy_worlds.senzing), (worlds.fake1000(), accuracy_worlds.fake1000)):
        if rows:
            graph.write("runtime/wipe")
            yield from _product(graph, rows, world(data))


def _product(graph: Graph, rows: Rows, world: World) -> Iterator[str]:
    """A data set loaded and unified, by the shipped model and by the one it teaches; of each wrong pair what the service says of it."""
    shipped = read_model()
    with tempfile.TemporaryDirectory(prefix="throughline-misses-") as home:
        rows.arrive(graph, rows.rows)
        derive(graph, Settings(home=Path(home)))
        yield from _listed(graph, world, shipped)
        try:
            learned = train(graph, shipped).model
        except BadInput:
            return
        made = models.apply(graph, learned, author="bench", reason="Trained.", default=shipped)
        derive(graph, Settings(home=Path(home)))
        yield from _listed(graph, replace(world, name=f"{world.name}, trained"), made)


def _listed(graph: Graph, world: World, model: Model) -> Iterator[str]:
    person = {row["record"]: row["person"] for row in asked(graph, "stated")}
    wrong = sorted(accuracy.wrongs(world, person, model, accuracy.candidates(world, model)), key=lambda each: list(Cause).index(each.cause))
    joined = sum(person[a] == person[b] for a, b in combinations(world.truth, 2))
    true, found = f"{len(set(world.truth.values())):,}", f"{len({person[id_] for id_ in world.truth}):,}"
    yield (
        f"\n## {world.name}: {sum(not each.false for each in wrong)} missed, {sum(each.false for each in wrong)} false of {joined:,} joined pairs; "
        f"{found} persons ({true})\n"
    )
    yield "| pair | cause | the service says | compared |\n|---|---|---|---|"
    yield from (f"| {_names(each)} | {each.cause} | {_said(graph, each)} | {_bits(each)} |" for each in wrong)


def _said(graph: Graph, wrong: Wrong) -> str:
    """The rule of the service that speaks first, or the evidence that joins the two."""
    found = explain(graph, *wrong.pair)
    if found.joined:
        return " → ".join([wrong.pair[0], *(step["to"].partition("/")[2] for step in found.steps)])
    return "nothing links them" if found.reasons[0].rule == "nothing" else found.reasons[0].rule


def _through_the_harness() -> Iterator[str]:
    model, policy = read_model(), read_policy()
    for world in accuracy.worlds("febrl"):
        learned = accuracy.trained(world, model)
        for name, each in ((world.name, model), (f"{world.name}, trained", learned)):
            if each is None:
                continue
            pairs = accuracy.candidates(world, each)
            wrong = list(accuracy.wrongs(world, accuracy.partition(world, each, policy, pairs), each, pairs))
            yield f"\n## {name}: {sum(not one.false for one in wrong):,} missed, {sum(one.false for one in wrong):,} false\n"
            if each is learned:
                yield "| pair | cause | compared |\n|---|---|---|"
                yield from (f"| {_names(one)} | {one.cause} | {_bits(one)} |" for one in wrong)
            else:
                yield "| pairs | cause | three of them |\n|---|---|---|"
                yield from _by_cause(wrong)


def _by_cause(wrong: Iterable[Wrong]) -> Iterator[str]:
    groups: defaultdict[Cause, list[Wrong]] = defaultdict(list)
    for each in wrong:
        groups[each.cause].append(each)
    for why, some in sorted(groups.items(), key=lambda item: (-len(item[1]), item[0])):
        yield f"| {len(some):,} | {why} | {'<br>'.join(f'{_names(each)}: {_bits(each)}' for each in islice(some, EXAMPLES))} |"


def _names(wrong: Wrong) -> str:
    return ", ".join(id_.partition(":")[2] for id_ in wrong.pair)


def _bits(wrong: Wrong) -> str:
    return f"{wrong.score.weight:.1f} bits: {wrong.score.because or 'nothing to compare'}"


if __name__ == "__main__":
    sys.exit(main())
