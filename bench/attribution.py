"""Markov attribution: CPU for the chain of order 1 over many summed ways, and the time of a report over the stored journeys.

    python -m bench.attribution [--uri bolt://127.0.0.1:7687] [--ways 10000]

The ways are random walks by a seed, over twelve channels. The peer of the first line is the limit that was set; of the second, solving one sparse
system a channel with scipy (SuperLU), as one would without the closed form for all channels at once. Both must agree. With `--uri`, a report
by four models over the graph there is timed too (a note, no bound).
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import time
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csc_array, eye_array
from scipy.sparse.linalg import splu

from app.attribution.markov import Chain
from app.attribution.models import Model, channels_of
from app.attribution.question import Question
from app.attribution.report import Wish, report
from app.attribution.ways import Way
from app.graph import Graph
from app.journeys.conversions import read_conversions
from bench.lines import Line

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

LIMIT = 200.0
"""Milliseconds of CPU."""
_CHANNELS = 12
_ROUNDS = 7


def main() -> int:
    """Runs the benchmark, prints its lines, and returns 1 if one is a MISS."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--uri")
    parser.add_argument("--ways", type=int, default=10_000)
    given = parser.parse_args()
    ways = walks(given.ways)
    channels = channels_of(ways)
    ours, found = _timed(lambda: Chain(ways, channels).effects())
    theirs, peer = _timed(lambda: _by_scipy(ways, channels))
    if not np.allclose(found, peer, rtol=0, atol=1e-12):
        raise SystemExit(f"Removal effects differ: {found} is not {peer}.")
    lines = [
        Line(f"Markov of order 1 over {given.ways:,} ways, CPU", ours, "limit", LIMIT, 1.0),
        Line("the same", ours, "scipy, a system for each channel", theirs, 1.0),
    ]
    print(*lines, sep="\n", flush=True)
    if given.uri:
        _report(given.uri)
    return int(not all(each.ok for each in lines))


def walks(count: int) -> list[Way]:
    """Ways of one to some twenty touches, with what they led to."""
    dice = random.Random(1)
    names = [f"channel {number:02}" for number in range(_CHANNELS)]
    found = []
    for _ in range(count):
        length = 1 + min(40, int(dice.expovariate(1 / 6)))
        found.append(Way(tuple(dice.choices(names, range(1, _CHANNELS + 1), k=length)), (), dice.randint(0, 3), 0.0, dice.randint(0, 9)))
    return found


def _timed(action: Callable[[], NDArray[np.float64]]) -> tuple[float, NDArray[np.float64]]:
    """Milliseconds of CPU of the median round, and the last answer."""
    times, found = [], action()
    for _ in range(_ROUNDS):
        begun = time.process_time()
        found = action()
        times.append((time.process_time() - begun) * 1_000)
    return sorted(times)[_ROUNDS // 2], found


def _by_scipy(ways: Sequence[Way], channels: Sequence[str]) -> NDArray[np.float64]:
    """Removal effects by their definition: a chain without the channel, solved again for each."""
    index = {channel: place for place, channel in enumerate(channels, 1)}
    size = len(channels) + 1
    flow, converts, out = np.zeros((size, size)), np.zeros(size), np.zeros(size)
    for way in ways:
        state = 0
        for channel in way.channels:
            flow[state, index[channel]] += way.conversions + way.nulls
            out[state] += way.conversions + way.nulls
            state = index[channel]
        converts[state] += way.conversions
        out[state] += way.conversions + way.nulls
    chances = []
    for gone in range(size):  # the first is the start: nothing is gone
        kept = flow / out[:, None]
        kept[:, gone] = 0.0 if gone else kept[:, gone]
        chances.append(splu(csc_array(eye_array(size) - csc_array(kept))).solve(converts / out)[0])
    return np.array([1 - chance / chances[0] for chance in chances[1:]])


def _report(uri: str) -> None:
    user, password = os.environ.get("NEO4J_USERNAME"), os.environ.get("NEO4J_PASSWORD")
    conversions = read_conversions()
    with Graph(uri, (user or "neo4j", password) if password else None) as graph:
        begun = time.perf_counter()
        wish = Wish([Model.LAST, Model.LINEAR, Model.MARKOV, Model.SHAPLEY])
        found = report(graph, Question(conversions.lookback), wish, conversions)
        seconds = time.perf_counter() - begun
    counted = found.counted.all + found.counted.others
    print(f"# four models over {counted:,} persons, {found.total.conversions:,.0f} conversions, with intervals: {seconds:.1f} s", flush=True)


if __name__ == "__main__":
    sys.exit(main())
