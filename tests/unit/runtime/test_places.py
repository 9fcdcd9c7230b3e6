from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from app.errors import Unavailable
from app.runtime import places


def test_the_home_is_the_users_choice_or_the_platforms() -> None:
    """THROUGHLINE_HOME wins; without it the platform's data folder is taken."""
    assert places.home({"THROUGHLINE_HOME": "/somewhere/else"}) == Path("/somewhere/else")
    assert places.home({}).name == "throughline"


def test_a_secret_is_made_once_and_private(tmp_path: Path) -> None:
    """It stays the same, and only its owner may read it."""
    first = places.kept_secret(tmp_path, "secret")
    assert len(first) >= 32
    assert places.kept_secret(tmp_path, "secret") == first
    assert (tmp_path / "secret").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["secret"]


def test_two_first_askers_get_one_secret(tmp_path: Path) -> None:
    """Whoever loses the race takes the winner's secret."""
    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(lambda _: places.kept_secret(tmp_path, "secret"), range(32)))) == 1


def test_a_home_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    """The sentence names the folder and the variable."""
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(Unavailable, match=r"file/home cannot be used .*; set THROUGHLINE_HOME"):
        places.prepared(tmp_path / "file" / "home")
