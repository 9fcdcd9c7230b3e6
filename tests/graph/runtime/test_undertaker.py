from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from app.runtime import launch, server

_TESTS = """
import subprocess, sys, time
from pathlib import Path
from tests import databases
from app.runtime import launch, server
home = Path(sys.argv[1])
home.mkdir()
def start(home, **_):
    # It says its number itself: seen from outside a process has no command line yet when it has only just become another program.
    words = [sys.executable, "-c", "import os, time; print(os.getpid(), flush=True); time.sleep(600)", launch.arguments(server.base(home))[0]]
    subprocess.Popen(words, start_new_session=True)
databases.server.start = start
with databases.embedded(home):
    time.sleep(600)
"""


@pytest.mark.parametrize("how", ["terminate", "kill"])
def test_killed_tests_leave_no_database_behind(tmp_path: Path, how: str) -> None:
    """Even after SIGKILL the database of a test run is stopped and its folder removed."""
    home = tmp_path / "home"
    run = subprocess.Popen([sys.executable, "-c", _TESTS, str(home)], stdout=subprocess.PIPE, cwd=Path(__file__).parents[3])
    assert run.stdout is not None
    pid = int(run.stdout.readline())
    run.stdout.close()
    assert launch.arguments(server.base(home))[0] in psutil.Process(pid).cmdline()
    getattr(run, how)()
    run.wait()
    deadline = time.monotonic() + 60
    while (psutil.pid_exists(pid) or home.exists()) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not psutil.pid_exists(pid)
    assert not home.exists()
