"""Start, stop and health of the embedded database of one home.

A process is ours only when its id, its time of birth and its `--home-dir` all agree, so a recycled process id is never mistaken for a
database and never killed. One start or stop at a time, by a lock in the home.
"""

from __future__ import annotations

import json
import os
import time
import urllib.error
import urllib.request
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import psutil
from filelock import FileLock, Timeout

from app.errors import Conflict, Unavailable
from app.runtime import jars, launch, memory, places
from app.runtime import ports as loopback

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from app.runtime.memory import Memory
    from app.runtime.ports import Ports

_START_SECONDS = 300
_STOP_SECONDS = 90
_LOCK_SECONDS = 360
_PAUSE = 0.1
_LOCK_FILE = "store_lock"


@dataclass(frozen=True, slots=True)
class Server:
    """A running embedded database and how to reach it."""

    pid: int
    ports: Ports
    password: str
    home: Path

    @property
    def uri(self) -> str:
        """For drivers."""
        return f"bolt://{loopback.LOOPBACK}:{self.ports.bolt}"

    @property
    def browser(self) -> str:
        """For people: Neo4j Browser."""
        return f"http://{loopback.LOOPBACK}:{self.ports.http}/browser/"

    def __repr__(self) -> str:
        return f"Server(pid={self.pid}, uri={self.uri!r}, home={str(self.home)!r})"


def base(home: Path) -> Path:
    """The database's own folder inside a home."""
    return home / "neo4j"


def running(home: Path) -> Server | None:
    """The running database of a home, or None. Reads one small file and asks the system about one process."""
    process = _recorded(home)
    ports = loopback.remembered(home)
    if process is None or ports is None:
        return None
    return Server(pid=process.pid, ports=ports, password=places.kept_secret(home, places.PASSWORD), home=home)


def healthy(server: Server) -> bool:
    """Whether the database answers over HTTP, which it opens last of all."""
    try:
        with urllib.request.urlopen(f"http://{loopback.LOOPBACK}:{server.ports.http}/", timeout=2) as answer:
            return bool(answer.status == 200)  # noqa: PLR2004 - OK
    except (urllib.error.URLError, OSError):
        return False


def start(
    home: Path,
    say: Callable[[str], None] = lambda _: None,
    *,
    first_choice: Ports = loopback.USUAL,
    size: Memory | None = None,
    flags: tuple[str, ...] = (),
    settings: Mapping[str, str] | None = None,
) -> Server:
    """Starts the database of a home, or finds it running, and waits until it answers. `flags` are more options for Java, `settings` for Neo4j.

    Raises Unavailable when its jars are missing or it dies, with the last line of its log; Conflict when another start is under way.
    """
    places.prepared(home)
    with _only_one(home):
        found = running(home) or _adopted(home)
        if found is not None:
            say("The database is running already.")
            return _waited(found, psutil.Process(found.pid))
        if absent := jars.missing():
            raise Unavailable(f"{len(absent)} jars of Neo4j are not downloaded yet; run `make setup` (or `throughline up --fetch`).")
        chosen, notes = loopback.choose(home, first_choice=first_choice)
        for note in notes:
            say(note)
        return _launched(home, chosen, size or memory.choose(), flags, settings)


def stop(home: Path) -> bool:
    """Stops the database of a home and waits until it is gone; False when it was not running."""
    if not home.is_dir():
        return False
    with _only_one(home):
        process = _recorded(home) or _orphan(home)
        if process is not None:
            end(process)
        _state(home).unlink(missing_ok=True)
        return process is not None


def end(process: psutil.Process) -> None:
    """Ends one process, politely at first."""
    try:
        process.terminate()
        process.wait(_STOP_SECONDS)
    except psutil.TimeoutExpired:
        process.kill()
        process.wait(_STOP_SECONDS)
    except psutil.NoSuchProcess:
        pass


def console(home: Path) -> Path:
    """What the database prints: the first place to look when it does not start."""
    return base(home) / "logs" / "console.log"


def _launched(home: Path, chosen: Ports, size: Memory, flags: tuple[str, ...], settings: Mapping[str, str] | None) -> Server:
    password = places.kept_secret(home, places.PASSWORD)
    launch.prepare(base(home), password=password, ports=chosen, memory=size, settings=settings)
    process = _spawned(launch.command(base(home), size, flags), console(home))
    _record(home, process)
    server = Server(pid=process.pid, ports=chosen, password=password, home=home)
    with ExitStack() as unless_it_answers:
        unless_it_answers.callback(_state(home).unlink, missing_ok=True)
        unless_it_answers.callback(end, process)
        found = _waited(server, process)
        unless_it_answers.pop_all()
    return found


def _spawned(command: list[str], log: Path) -> psutil.Process:
    """A detached process: in a session of its own, so that Ctrl-C in the terminal does not reach the database."""
    actions = [
        (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
        (os.POSIX_SPAWN_OPEN, 1, str(log), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600),
        (os.POSIX_SPAWN_DUP2, 1, 2),
    ]
    return psutil.Process(os.posix_spawn(command[0], command, os.environ, file_actions=actions, setsid=True))


def _waited(server: Server, process: psutil.Process) -> Server:
    deadline = time.monotonic() + _START_SECONDS
    while not healthy(server):
        if not _is_alive(process):
            raise Unavailable(f"The database stopped while starting: {_last_words(server.home)} See {console(server.home)}.")
        if time.monotonic() > deadline:
            raise Unavailable(f"The database did not answer within {_START_SECONDS} seconds; see {console(server.home)}.")
        time.sleep(_PAUSE)
    return server


def _last_words(home: Path) -> str:
    text = console(home).read_text(encoding="utf-8", errors="replace")
    if "Address already in use" in text or "BindException" in text:
        return "a port was taken by another program just then; try again."
    if _LOCK_FILE in text:
        return "another process holds this home's database files; end it, or choose another THROUGHLINE_HOME."
    lines = [line.strip() for line in text.splitlines() if "ERROR" in line or "Exception" in line]
    return lines[0][:300] if lines else "it left no message."


@contextmanager
def _only_one(home: Path) -> Iterator[None]:
    lock = FileLock(home / "server.lock", timeout=_LOCK_SECONDS)
    try:
        lock.acquire()
    except Timeout as error:
        raise Conflict(f"Another start or stop of {home} is under way; wait for it, then try again.") from error
    try:
        yield
    finally:
        lock.release()


def _state(home: Path) -> Path:
    return home / "server.json"


def _record(home: Path, process: psutil.Process) -> None:
    places.write_private(_state(home), json.dumps({"pid": process.pid, "born": process.create_time()}))


def _recorded(home: Path) -> psutil.Process | None:
    """The process this home started last, if it still is that process."""
    try:
        noted = json.loads(_state(home).read_text(encoding="utf-8"))
        process = psutil.Process(int(noted["pid"]))
        same = abs(process.create_time() - float(noted["born"])) < 1
    except (OSError, ValueError, KeyError, TypeError, psutil.Error):
        return None
    return process if same and _is_ours(process, home) else None


def _orphan(home: Path) -> psutil.Process | None:
    """A database of this home whose starter was killed before it could note the process."""
    return next((each for each in psutil.process_iter() if _is_ours(each, home)), None)


def _adopted(home: Path) -> Server | None:
    process = _orphan(home)
    if process is None:
        return None
    _record(home, process)
    return running(home)


def _is_alive(process: psutil.Process) -> bool:
    """Only that: Java starts itself a second time, and for an instant then has no command line to recognise it by."""
    try:
        return process.is_running() and bool(process.status() != psutil.STATUS_ZOMBIE)
    except psutil.Error:
        return False


def _is_ours(process: psutil.Process, home: Path) -> bool:
    try:
        return _is_alive(process) and process.uids().real == os.getuid() and launch.arguments(base(home))[0] in process.cmdline()
    except psutil.Error:
        return False
