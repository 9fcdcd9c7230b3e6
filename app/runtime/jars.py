"""Neo4j, OpenGDS and APOC core as jars: listed with their SHA-256 in `jars.lock.toml`, fetched once into the cache, checked before use.

The lock holds every transitive jar, so nothing is resolved on a user's machine: exactly these files are downloaded, or it fails.
"""

from __future__ import annotations

import hashlib
import tomllib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache as cached
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock

from app.errors import ThroughlineError
from app.runtime import places

if TYPE_CHECKING:
    from collections.abc import Callable

    from jgo.maven import MavenContext as Maven

LOCK = Path(__file__).with_name("jars.lock.toml")
MEGABYTES = 165
"""What a first download weighs."""

_PLUGINS = ("org.neo4j.gds", "org.neo4j.procedure")
_AT_ONCE = 8
_CHUNK = 1 << 20


class JarError(ThroughlineError):
    """A jar is missing or is not what the lock file says."""


@dataclass(frozen=True, slots=True)
class Jar:
    """One locked artefact: its Maven coordinates and the SHA-256 of its file."""

    group: str
    artifact: str
    version: str
    classifier: str
    sha256: str

    @property
    def path(self) -> Path:
        """Its place below a Maven repository."""
        tail = f"-{self.classifier}" if self.classifier else ""
        folder = Path(*self.group.split("."), self.artifact, self.version)
        return folder / f"{self.artifact}-{self.version}{tail}.jar"

    @property
    def is_plugin(self) -> bool:
        """Graph Data Science and APOC are found only in the plugins folder."""
        return self.group in _PLUGINS


@cached
def locked() -> tuple[Jar, ...]:
    """Every jar the embedded database needs."""
    entries = tomllib.loads(LOCK.read_text(encoding="utf-8"))["dependencies"]
    return tuple(Jar(e["groupId"], e["artifactId"], e["version"], e.get("classifier", ""), e["sha256"]) for e in entries)


def repository() -> Path:
    """The folder of downloaded jars, laid out like a Maven repository."""
    return places.cache() / "maven"


def missing(repo: Path | None = None) -> tuple[Jar, ...]:
    """The locked jars that are not downloaded; looks at names only, so it is cheap enough for every start."""
    root = repo or repository()
    return tuple(jar for jar in locked() if not (root / jar.path).is_file())


def broken(repo: Path | None = None) -> tuple[Jar, ...]:
    """The downloaded jars whose content is not what the lock says; reads every file, half a second in all."""
    root = repo or repository()
    return tuple(jar for jar in locked() if (root / jar.path).is_file() and digest(root / jar.path) != jar.sha256)


def digest(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    found = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            found.update(chunk)
    return found.hexdigest()


def fetch(say: Callable[[str], None], repo: Path | None = None, *, remotes: dict[str, str] | None = None) -> int:
    """Downloads what is missing or damaged and checks all of it; returns how many jars were fetched.

    `remotes` names other Maven repositories to ask than the central one, as jgo takes them: name to address.
    Raises JarError naming the jar when a download fails or does not have the locked SHA-256.
    """
    root = places.prepared(repo or repository())
    with FileLock(root / ".lock"):
        for jar in broken(root):
            say(f"{jar.path.name} in the cache is damaged and is fetched again.")
            (root / jar.path).unlink()
        wanted = missing(root)
        if wanted:
            from jgo.maven import MavenContext

            say(f"Fetching {len(wanted)} of {len(locked())} jars of Neo4j and Graph Data Science (up to {MEGABYTES} MB).")
            _download(wanted, MavenContext(repo_cache=root, local_repos=[], remote_repos=remotes, timeout=60), say)
    return len(wanted)


def _download(wanted: tuple[Jar, ...], maven: Maven, say: Callable[[str], None]) -> None:
    def one(jar: Jar) -> None:
        component = maven.project(jar.group, jar.artifact).at_version(jar.version)
        try:
            path = component.artifact(classifier=jar.classifier, packaging="jar").resolve()
        except (RuntimeError, OSError) as error:  # requests' errors are OSErrors
            raise JarError(
                f"{jar.path.name} could not be downloaded; check the network to the Maven repository and run `make setup` again."
            ) from error
        if digest(path) != jar.sha256:
            path.unlink()
            raise JarError(f"{jar.path.name} as downloaded is not the locked file (SHA-256 differs); run `make setup` again.")

    with ThreadPoolExecutor(_AT_ONCE) as pool:
        for count, _ in enumerate(pool.map(one, wanted), 1):
            if count % 50 == 0 or count == len(wanted):
                say(f"  {count} of {len(wanted)}")
