"""Accuracy and calibration of identity on data that others made, at the one declared threshold: `make accuracy`, or `python -m bench.accuracy`.

Each data set is read by its mapping, compared, and joined by admission, without a database. Pairs are counted as everywhere: true pairs found, false,
missed.

It is measured twice: by the shipped model, whose numbers are written down, and, where the records suffice, by the model that
`throughline model train` makes of them without any labels. The goals are those of the trained one where there is one.
`--explain` lists every false and every missed pair with its cause (`bench/causes.py`) and the bits that made it so.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections import Counter, defaultdict
from dataclasses import replace
from itertools import combinations
from math import comb
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import BadInput
from app.graph.schema import BY_COUNTRY, BY_SOURCE
from app.identity.admission import admit
from app.identity.closure import normal_name
from app.identity.evidence import Apart, Link, Member
from app.identity.policy import read_policy
from app.identity.scoring.fitting import Pairs, fit, terms_of
from app.identity.scoring.keys import keys
from app.identity.scoring.model import read_model
from app.identity.scoring.pairs import compare
from app.identity.scoring.score import Score, score
from bench import accuracy_worlds
from bench.causes import Cause, Wrong, cause

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from app.identity.policy import Policy
    from app.identity.scoring.features import Features
    from app.identity.scoring.model import Model
    from bench.accuracy_worlds import World

BINS = 10
FEWEST = 200
"""Fewer pairs than this say nothing about calibration."""

GOALS = {"senzing": 0.95, "fake1000": 0.912, **{f"febrl{n}{end}": 0.998 for n in range(1, 5) for end in ("", " without ssn")}}


def candidates(world: World, model: Model) -> set[tuple[str, str]]:
    """Pairs of records, the smaller id first, that share a key or an identifier under its cap."""
    users: dict[object, list[str]] = defaultdict(list)
    for id_, record in world.records.items():
        for key in (*keys(record), *record.stated):
            users[key].append(id_)
    return {pair for sharing in users.values() if len(sharing) <= model.cap for pair in combinations(sorted(sharing), 2)}


def partition(world: World, model: Model, policy: Policy, pairs: set[tuple[str, str]]) -> dict[str, str]:
    """Record id to the smallest id of its group, by admission of what the records state and of their resemblances."""
    members = [Member(id_, number, name=_name(record), kind=_kind(record)) for number, (id_, record) in enumerate(world.records.items())]
    number = {member.key: member.node for member in members}
    links, apart = [], []
    for a, b in sorted(pairs):
        for found in compare(world.records[a], world.records[b], model):
            if found.type == "CONTRADICTS":
                apart.append(Apart(number[a], number[b], found.because))
            elif found.score is not None and found.score >= model.threshold and not (world.across and a[0] == b[0]):
                links.append(Link(number[a], number[b], "RESEMBLES", found.score, found.weight))
    for id_, record in world.records.items():
        for namespace, value in sorted(record.stated):
            if namespace in policy.namespaces and policy.namespaces[namespace].rule.joins:
                key = f"{namespace}={value}"  # the id of a record has a colon there
                if key not in number:
                    number[key] = len(number)
                    members.append(Member(key, number[key], namespace, key, scope=scope_in(namespace, value)))
                links.append(Link(number[id_], number[key], "STATES"))
    groups = admit(members, links, policy, apart=apart).groups
    return {id_: min(group) for group in _records(groups, members) for id_ in group}


def scope_in(namespace: str, value: str) -> str | None:
    """The scope that the key of a value shows, in namespaces that have one."""
    return value.partition("/")[0] or None if "/" in value and namespace in {*BY_SOURCE, *BY_COUNTRY} else None


def _records(groups: Iterable[list[int]], members: list[Member]) -> Iterator[list[str]]:
    for group in groups:
        yield [members[node].key for node in group if members[node].is_record]


def _name(record: Features) -> str | None:
    return normal_name([*record.name.given, *record.name.family]) if record.name else None


def _kind(record: Features) -> str:
    return "organisation" if record.organisation else "person"


def main(words: list[str] | None = None) -> int:
    """Prints a line a data set and returns 1 if a goal is missed."""
    parser = argparse.ArgumentParser(prog="python -m bench.accuracy", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--model", type=Path, help="another scoring model than the shipped one")
    parser.add_argument("--only", help="data sets whose name begins so")
    parser.add_argument("--explain", action="store_true")
    asked = parser.parse_args(words)
    model, policy = read_model(asked.model), read_policy()
    print(f"# model {model.name}, threshold {model.threshold}, negative {model.negative}")
    print("# data set | records | candidates | found | false | missed | precision | recall | F1 | goal | calibration error (pairs) | seconds")
    missed = False
    for world in worlds(asked.only or ""):
        missed |= _both(world, model, policy, explain=asked.explain)
    return int(missed)


def trained(world: World, base: Model) -> Model | None:
    """The model that these records give, without their truth; None where they are too few."""
    model = terms_of((each for each in world.records.values() if not each.organisation), base)
    pairs = Pairs(model)
    for a, b in sorted(candidates(world, model)):
        pairs.add(world.records[a], world.records[b])
    try:
        return fit(pairs, len(world.records)).model
    except BadInput:
        return None


def _both(world: World, model: Model, policy: Policy, *, explain: bool) -> bool:
    learned = trained(world, model)
    missed = _one(world, model, policy, explain=explain and learned is None)
    if learned is None:
        return missed
    return _one(replace(world, name=f"{world.name}, trained"), learned, policy, explain=explain)


def worlds(begins: str) -> Iterable[World]:
    """The data sets whose name begins so."""
    data = Path(os.environ.get("THROUGHLINE_SHARED_DATA") or Path(__file__).parents[2] / "shared" / "data")
    makers = {"senzing": lambda: accuracy_worlds.senzing(data), "fake1000": lambda: accuracy_worlds.fake1000(data)}
    for number in range(1, 5):
        for ssn in (True, False):
            makers[f"febrl{number}{'' if ssn else ' without ssn'}"] = lambda number=number, ssn=ssn: accuracy_worlds.febrl(number, ssn=ssn)  # type: ignore[misc]
    makers["generated"] = lambda: accuracy_worlds.generated(20_261, 3_000)
    makers["generated twice"] = lambda: accuracy_worlds.generated(90_210, 25_000, doubles=0.6)
    for lacking in ("", *accuracy_worlds.LACKING):
        for doubles in (0.05, 0.6):
            name = f"generated twice, {doubles} without {lacking}"
            makers[name] = lambda share=doubles, lacking=lacking: accuracy_worlds.generated(90_211, 12_000, share, lacking)  # type: ignore[misc]
    for name, make in makers.items():
        if name.startswith(begins):
            yield make()


def _one(world: World, model: Model, policy: Policy, *, explain: bool) -> bool:
    begun = time.perf_counter()
    pairs = candidates(world, model)
    groups = partition(world, model, policy, pairs)
    seconds = time.perf_counter() - begun
    hit, found, true = counted(world, groups)
    precision, recall = hit / max(found, 1), hit / max(true, 1)
    f1 = 2 * precision * recall / (precision + recall) if hit else 0.0
    error, graded = calibration(world, [score(world.records[a], world.records[b], model) for a, b in pairs])
    told = f"{error:.3f} ({graded}{'' if graded >= FEWEST else ', too few'})"
    goal = GOALS.get(world.name.removesuffix(", trained"))
    verdict = "" if goal is None else f"{goal} {'ok' if f1 >= goal else 'MISS'}"
    figures = f"{hit:,} | {found - hit:,} | {true - hit:,} | {precision:.4f} | {recall:.4f} | {f1:.4f}"
    print(f"{world.name} | {len(world.records):,} | {len(pairs):,} | {figures} | {verdict} | {told} | {seconds:.1f}", flush=True)
    if explain:
        for wrong in wrongs(world, groups, model, pairs):
            print(f"  {wrong}")
    return goal is not None and f1 < goal


def counted(world: World, groups: dict[str, str]) -> tuple[int, int, int]:
    """Pairs found that are true, pairs found, true pairs; across the two sources only where the data set is such."""
    both = _pairs(Counter((groups[id_], world.truth[id_], id_[0] if world.across else "") for id_ in world.truth))
    ours = _pairs(Counter((groups[id_], "", id_[0] if world.across else "") for id_ in world.truth))
    truth = _pairs(Counter(("", world.truth[id_], id_[0] if world.across else "") for id_ in world.truth))
    return both, ours, truth


def _pairs(sizes: Counter[tuple[str, str, str]]) -> int:
    sides: dict[tuple[str, str], list[int]] = defaultdict(list)
    for (group, person, _), size in sizes.items():
        sides[group, person].append(size)
    across = any(side for _, _, side in sizes)
    return sum(comb(sum(each), 2) - (sum(comb(size, 2) for size in each) if across else 0) for each in sides.values())


def calibration(world: World, scores: Iterable[Score]) -> tuple[float, int]:
    """The expected calibration error of pairs scored .05 to .95 in ten equal bins, and how many pairs they are (Naeini et al. 2015)."""
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for each in scores:
        if 0.05 <= each.probability <= 0.95:
            bins[int((each.probability - 0.05) / 0.9 * BINS - 1e-9)].append((each.probability, world.truth[each.a] == world.truth[each.b]))
    total = sum(map(len, bins.values()))
    gaps = (abs(sum(p for p, _ in each) - sum(true for _, true in each)) for each in bins.values())
    return (sum(gaps) / total if total else 0.0), total


def wrongs(world: World, groups: dict[str, str], model: Model, pairs: Collection[tuple[str, str]]) -> Iterator[Wrong]:
    """Every pair that is missed or false, by the smaller id; `pairs` are those that were compared."""
    for a, b in combinations(sorted(world.truth), 2):
        together, same = groups[a] == groups[b], world.truth[a] == world.truth[b]
        if together != same and not (world.across and a[0] == b[0]):
            one, other = world.records[a], world.records[b]
            why = Cause.TOGETHER if together else cause(one, other, model, compared=(a, b) in pairs)
            yield Wrong((a, b), why, score(one, other, model))


if __name__ == "__main__":
    sys.exit(main())
