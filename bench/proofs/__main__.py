"""All proofs, each on an empty throwaway database: `make proofs`, or `python -m bench.proofs [--only NAME …] [--small]`.

    order    any order, batches and repetition: one graph hash, and that of the whole graph by GDS; cuts by event time
    undo     random histories: undoing a judgement is as if it had never been made
    policy   no person breaks a limit, no two log-ins are one person, in a world of shared devices, recycled numbers and junk
    why      every joined pair has its path, every parted one its rule, every smallest cut parts
    planted  false merges that the policy must admit stand at the head of the queue
    whatif   a draft tried is what then happens
    slips    fifty thousand records with slips, of which many scores lie near the threshold, are unified at the first try

Each line is: what | held of tried | note | ok or MISS. Exits with 1 if a line is a MISS. `--small` is for a look: few of each.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import os
import platform
import sys
import time
from typing import TYPE_CHECKING

from bench.proofs.database import database

if TYPE_CHECKING:
    from app.graph import Graph

NAMES = ("order", "undo", "policy", "why", "planted", "whatif", "slips")


def main() -> int:
    """Runs what is asked for and returns 1 if any line is a MISS."""
    parser = argparse.ArgumentParser(prog="python -m bench.proofs", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="+", choices=NAMES, default=list(NAMES))
    parser.add_argument("--small", action="store_true")
    asked = parser.parse_args()
    print(f"# {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, {time.strftime('%Y-%m-%d')}", flush=True)
    missed = False
    with database() as graph:
        for name in asked.only:
            if importlib.util.find_spec(f"bench.proofs.{name}"):
                missed |= _one(graph, name, small=asked.small)
            else:
                print(f"# {name} is not here", flush=True)
    return int(missed)


def _one(graph: Graph, name: str, *, small: bool) -> bool:
    """Runs one proof on an empty graph; whether it missed."""
    graph.write("runtime/wipe")
    begun, missed = time.monotonic(), False
    for line in importlib.import_module(f"bench.proofs.{name}").prove(graph, small=small):
        print(line, flush=True)
        missed |= not line.ok
    print(f"# {name} took {(time.monotonic() - begun) / 60:.1f} minutes", flush=True)
    return missed


if __name__ == "__main__":
    sys.exit(main())
