"""All benchmarks, each on a throwaway database of its own: `make bench`, or `python -m bench [--touchpoints N] [--links N] [--only NAME …]`.

    loading     a generated world, ours beside blind CREATE; its graph stays for the next four
    deriving    persons and journeys of that world (a note, no bound)
    serving     /v1 over HTTP beside the bare driver
    analytics   paths, transitions and a funnel beside DuckDB
    attribution Markov's CPU beside scipy, and a report over the loaded world (a note)
    unify       evidence to persons beside scipy and the driver, components beside Splink
    identity    unify, one more record and one more judgement on graphs of a tenth of the links and of all

Each line is: name | ours | peer | ratio | bound | ok or MISS. Exits with 1 if a bound is missed.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import psutil

from app.derivation import derive
from app.graph import Graph
from app.runtime import server
from app.runtime.memory import Memory
from app.runtime.ports import Ports
from app.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
NAMES = ("loading", "deriving", "serving", "analytics", "attribution", "unify", "identity")
MEMORY = Memory(heap="3g", page_cache="2g")


def main() -> int:
    """Runs what is asked for and returns 1 if any line is a MISS."""
    options = _options()
    memory = psutil.virtual_memory().total // 2**30
    print(f"# {platform.machine()}, {os.cpu_count()} cores, {memory} GB, Python {platform.python_version()}, heap {MEMORY.heap}", flush=True)
    begun, missed = time.monotonic(), False
    with _database() as found:
        for name in NAMES[:5]:
            if name in options.only:
                missed |= _one(name, found, options)
    for name in NAMES[5:]:
        if name in options.only:
            with _database() as found:
                missed |= _script(name, found, "--links", str(options.links))
    print(f"# {(time.monotonic() - begun) / 60:.1f} minutes", flush=True)
    return int(missed)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--touchpoints", type=int, default=1_000_000)
    parser.add_argument("--links", type=int, default=1_000_000)
    parser.add_argument("--only", nargs="+", choices=NAMES, default=list(NAMES))
    return parser.parse_args()


def _one(name: str, found: server.Server, options: argparse.Namespace) -> bool:
    if name == "deriving":
        _derive(found)
        return False
    if name == "loading":
        return _script(name, found, "--touchpoints", str(options.touchpoints), "--keep")
    return _script(name, found, *(("--touchpoints", str(options.touchpoints)) if name == "analytics" else ()))


def _derive(found: server.Server) -> None:
    with Graph(found.uri, ("neo4j", found.password)) as graph, tempfile.TemporaryDirectory() as home:
        begun = time.perf_counter()
        for line in derive(graph, Settings(home=Path(home))).lines():
            print(f"# {line}", flush=True)
        print(f"# persons and journeys derived in {time.perf_counter() - begun:.0f} s", flush=True)


def _script(name: str, found: server.Server, *arguments: str) -> bool:
    """Runs one benchmark in a process of its own; whether it missed a bound."""
    environment = {**os.environ, "NEO4J_PASSWORD": found.password, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", f"bench.{name}", "--uri", found.uri, *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode != 0


@contextmanager
def _database() -> Iterator[server.Server]:
    with tempfile.TemporaryDirectory(prefix="throughline-bench-") as folder:
        try:
            yield server.start(Path(folder), first_choice=Ports(bolt=0, http=0), size=MEMORY)
        finally:
            server.stop(Path(folder))


if __name__ == "__main__":
    sys.exit(main())
