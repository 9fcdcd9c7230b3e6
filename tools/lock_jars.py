"""`make lock-jars`: resolves Neo4j, OpenGDS and APOC core once, and writes every jar with its SHA-256 to `app/runtime/jars.lock.toml`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import jgo
from jgo.env import LockFile

from app.runtime import jars

NEO4J = "5.26.30"
GDS = "2.13.9"
APOC = "5.26.1"
COORDINATES = (
    f"org.neo4j:neo4j:{NEO4J}",
    f"org.neo4j:neo4j-import-tool:{NEO4J}",
    "org.neo4j.client:neo4j-browser:5.24.0",
    f"org.neo4j.gds:proc:{GDS}",
    f"org.neo4j.gds:proc-sysinfo:{GDS}",
    f"org.neo4j.gds:opengds-extension:{GDS}",
    f"org.neo4j.gds:open-write-services:{GDS}",
    f"org.neo4j.procedure:apoc-core:{APOC}",
    f"org.neo4j.procedure:apoc-common:{APOC}",
)
_TITLE = "# Neo4j 5.26 (LTS), OpenGDS 2.13 and APOC core 5.26 as jars, each with its SHA-256. Made by `make lock-jars`; never edited.\n"
_KEYS = ("groupId", "artifactId", "version", "classifier", "sha256")


def main() -> int:
    """Resolves from scratch and writes the lock."""
    with tempfile.TemporaryDirectory() as folder:
        environment = jgo.build("+".join(COORDINATES), cache_dir=Path(folder))
        found = [each.to_dict() for each in LockFile.load(environment.lock_path).dependencies]
    jars.LOCK.write_text(text(found), encoding="utf-8")
    sys.stdout.write(f"{len(found)} jars\n")
    return 0


def text(dependencies: list[dict[str, str]]) -> str:
    """The lock file: sorted, so that a change shows as what changed."""
    ordered = sorted(dependencies, key=lambda each: tuple(each.get(key, "") for key in _KEYS))
    blocks = ["\n".join(["[[dependencies]]", *(f'{key} = "{each[key]}"' for key in _KEYS if each.get(key))]) for each in ordered]
    return _TITLE + "\n" + "\n\n".join(blocks) + "\n"


if __name__ == "__main__":
    sys.exit(main())
