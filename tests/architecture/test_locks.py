"""What is installed is pinned, hashed, explained, and names no registry."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCKS = ["requirements.txt", "requirements-dev.txt", "requirements-bench.txt"]


@pytest.mark.parametrize("name", LOCKS)
def test_every_package_is_pinned_by_hash_and_none_by_address(name: str) -> None:
    """`pip --require-hashes` accepts nothing else, and no index is written down."""
    text = (ROOT / name).read_text(encoding="utf-8")
    packages = re.findall(r"^[a-z0-9][\w.\-\[\]]*==\S+.*$", text, re.MULTILINE)
    assert len(packages) > 30
    assert all(line.endswith("\\") for line in packages)
    assert "//" not in text
    assert "find-links" not in text


@pytest.mark.parametrize(("small", "large"), [LOCKS[:2], LOCKS[1:]])
def test_the_locks_agree(small: str, large: str) -> None:
    """What tests and benchmarks install is what users install, and more."""
    pins = [set(re.findall(r"^(\S+==\S+)", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE)) for name in (small, large)]
    assert pins[0] < pins[1]


def test_web_assets_are_pinned_by_hash_and_none_by_address() -> None:
    """The same for npm."""
    packages = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert all("integrity" in each and "resolved" not in each for name, each in packages.items() if name)


def test_every_dependency_says_why_it_is_there() -> None:
    """One line each in pyproject.toml."""
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    project = tomllib.loads(text)
    wanted = [*project["project"]["dependencies"], *(name for group in project["dependency-groups"].values() for name in group)]
    unexplained = [name for name in wanted if not re.search(rf'"{re.escape(name)}",\s+# \S+', text)]
    assert unexplained == []
