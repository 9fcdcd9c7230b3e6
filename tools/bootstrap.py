"""`make setup`: from a bare Python to a clone that runs. Standard library only, and read by a Python 3.6 that is too old to go on.

    python3 tools/bootstrap.py            everything for the demo and the tests
    python3 tools/bootstrap.py --bench    also what the benchmarks compare with

Each step leaves a stamp named after the hash of what it was made from, so a second run takes a second.
"""

import hashlib
import importlib.util
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMPS = ROOT / ".make"
NEEDED = (3, 11)
FREE_GIGABYTES = 3
GIGABYTE = 1 << 30

_NETWORK = "The packages could not be installed; check the network to the Python package index and run `make setup` again."


def problem(version: "tuple[int, int]", *, has_venv: bool, free: int) -> "str | None":
    """The sentence that says why this machine will not do and what to do about it; None when it will."""
    if version < NEEDED:
        wanted, found = (f"{major}.{minor}" for major, minor in (NEEDED, version))
        return f"Throughline needs Python {wanted} or newer and this is {found}; install one and run `make setup PYTHON=python{wanted}`."
    if not has_venv:
        return "This Python has no venv module; on Debian or Ubuntu: apt-get install python3-venv."
    if free < FREE_GIGABYTES * GIGABYTE:
        return f"Setup needs about {FREE_GIGABYTES} GB of disk and {free >> 20} MB are free; make room, then run `make setup` again."
    return None


def main(words: "list[str]") -> int:
    """Runs the steps that are not done yet; 0 when the clone is ready."""
    begun = time.time()
    has_venv = all(importlib.util.find_spec(name) for name in ("venv", "ensurepip"))
    free = FREE_GIGABYTES * GIGABYTE if is_done("requirements-dev.txt") else shutil.disk_usage(ROOT).free
    sentence = problem((sys.version_info[0], sys.version_info[1]), has_venv=has_venv, free=free)
    if sentence:
        sys.stderr.write(f"{sentence}\n")
        return 1
    done = environment() and packages("requirements-dev.txt", "about 350 MB to download, 1 GB on disk")
    if "--bench" in words:
        done = done and packages("requirements-bench.txt", "about 150 MB to download, 500 MB on disk")
    done = done and _run("", _python(), "-m", "app.runtime.downloads")
    if done:
        _say(f"Ready ({time.time() - begun:.0f} s). Next: make demo")
    return 0 if done else 1


def environment() -> bool:
    """The virtual environment, made anew where it is missing or was left half made."""
    probe = [_python(), "-m", "pip", "--version"]
    if Path(_python()).exists() and subprocess.run(probe, capture_output=True, check=False).returncode == 0:
        return True
    _say("Making a virtual environment in .venv")
    shutil.rmtree(VENV, ignore_errors=True)
    return _run("The virtual environment could not be made; see the lines above.", sys.executable, "-m", "venv", str(VENV))


def packages(lock: str, size: str) -> bool:
    """The packages of a lock file, each checked against its hash, and then the clone itself."""
    if is_done(lock):
        return True
    _say(f"Installing the packages of {lock} ({size})")
    pip = [_python(), "-m", "pip", "install", "--disable-pip-version-check"]
    # The clone is built with the tools just installed, not in isolation: nothing that is not pinned is ever fetched.
    done = _run(_NETWORK, *pip, "--require-hashes", "-r", lock) and _run(_NETWORK, *pip, "--no-deps", "--no-build-isolation", "-e", ".")
    if done:
        STAMPS.mkdir(exist_ok=True)
        for old in STAMPS.glob(f"{lock}-*"):
            old.unlink()
        _stamp(lock).touch()
    return done


def is_done(lock: str) -> bool:
    """Whether the packages were installed from this very lock file."""
    return Path(_python()).exists() and _stamp(lock).exists()


def _stamp(lock: str) -> Path:
    inputs = [sys.version.encode(), (ROOT / lock).read_bytes(), (ROOT / "pyproject.toml").read_bytes()]
    return STAMPS / f"{lock}-{hashlib.sha256(b''.join(inputs)).hexdigest()[:16]}"


def _python() -> str:
    return str(VENV / "bin" / "python")


def _run(hint: str, *command: str) -> bool:
    if subprocess.run(command, cwd=ROOT, check=False).returncode == 0:
        return True
    sys.stderr.write(f"{hint}\n" if hint else "")
    return False


def _say(sentence: str) -> None:
    sys.stdout.write(f"{sentence}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
