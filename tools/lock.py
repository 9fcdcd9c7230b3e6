"""`make lock`: the pinned, hashed requirement files, free of any index's address."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
LOCKS = {
    "requirements.txt": [],
    "requirements-dev.txt": ["dev"],
    "requirements-bench.txt": ["dev", "bench"],
}
"""File to the dependency groups it holds besides the product's own."""

_OPTIONS = (
    "--universal",
    "--python-version=3.11",
    "--generate-hashes",
    "--no-header",
    "--no-annotate",
    "--no-emit-index-url",
    "--no-emit-find-links",
    "--quiet",
)


def main(words: list[str]) -> int:
    """Writes every lock file; `--keep` changes only what pyproject.toml demands."""
    fresh = [] if "--keep" in words else ["--upgrade"]
    # A folder of local wheels would put hashes into the lock that nobody else can fetch.
    environment = {name: value for name, value in os.environ.items() if name not in ("PIP_FIND_LINKS", "UV_FIND_LINKS")}
    for name, groups in LOCKS.items():
        chosen = [f"--group={group}" for group in groups]
        command = [sys.executable, "-m", "uv", "pip", "compile", *_OPTIONS, *fresh, *chosen, "pyproject.toml", "-o", name]
        done = subprocess.run(command, cwd=ROOT, env=environment, check=False)
        if done.returncode:
            return done.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
