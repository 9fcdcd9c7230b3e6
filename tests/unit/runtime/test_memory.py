from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.errors import BadInput
from app.runtime import memory
from app.runtime.memory import Memory

if TYPE_CHECKING:
    from pathlib import Path

GIBI = 1 << 30


@pytest.mark.parametrize(
    ("available", "expected"),
    [
        (GIBI // 2, Memory("512m", "256m")),
        (8 * GIBI, Memory("2048m", "1638m")),
        (64 * GIBI, Memory("4096m", "4096m")),
    ],
)
def test_a_share_of_what_is_free_within_bounds(available: int, expected: Memory) -> None:
    """A quarter for the heap, a fifth for the page cache, never too little to start nor more than is of use."""
    assert memory.choose({}, available) == expected


def test_the_user_decides() -> None:
    """Both sizes can be given."""
    assert memory.choose({"THROUGHLINE_HEAP": "2G", "THROUGHLINE_PAGECACHE": "700m"}, GIBI) == Memory("2g", "700m")


@pytest.mark.parametrize("size", ["lots", "2", "0g", "2 g", "-1g"])
def test_what_is_no_size_is_refused(size: str) -> None:
    """The sentence names the variable and shows the form."""
    with pytest.raises(BadInput, match="THROUGHLINE_HEAP=.* is no size; write it like 512m or 2g"):
        memory.choose({"THROUGHLINE_HEAP": size}, GIBI)


def test_a_containers_limit_counts(tmp_path: Path) -> None:
    """Inside a container with a limit, the machine's memory is not ours."""
    limit = tmp_path / "memory.max"
    limit.write_text("1048576\n")
    assert memory.available_bytes(limit) == 1048576
    limit.write_text("max\n")
    assert memory.available_bytes(limit) > 1048576
