"""How much memory the embedded database takes: a share of what is free, within bounds, unless the user says otherwise."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import psutil

from app.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Mapping

_MEBI = 1 << 20
_SIZE = re.compile(r"[1-9]\d*[mg]", re.IGNORECASE)
_CGROUP = Path("/sys/fs/cgroup/memory.max")
_HEAP_BOUNDS = (512, 4096)
_PAGE_CACHE_BOUNDS = (256, 4096)


@dataclass(frozen=True, slots=True)
class Memory:
    """Heap and page cache as Java and Neo4j spell sizes, e.g. '1024m'."""

    heap: str
    page_cache: str


def choose(environ: Mapping[str, str] = os.environ, available: int | None = None) -> Memory:
    """Heap a quarter of the available bytes (512 MB to 4 GB), page cache a fifth (256 MB to 4 GB).

    THROUGHLINE_HEAP and THROUGHLINE_PAGECACHE override them. Raises BadInput when they are no sizes.
    """
    free = (available if available is not None else available_bytes()) // _MEBI
    return Memory(
        heap=_given(environ, "THROUGHLINE_HEAP") or _share(free // 4, _HEAP_BOUNDS),
        page_cache=_given(environ, "THROUGHLINE_PAGECACHE") or _share(free // 5, _PAGE_CACHE_BOUNDS),
    )


def available_bytes(limit_file: Path = _CGROUP) -> int:
    """Free memory of the machine, or the limit of the container this runs in where that is less."""
    free = int(psutil.virtual_memory().available)
    try:
        return min(free, int(limit_file.read_text(encoding="ascii")))
    except (OSError, ValueError):  # no such file, or the word `max`
        return free


def _given(environ: Mapping[str, str], name: str) -> str | None:
    value = environ.get(name, "").strip()
    if value and not _SIZE.fullmatch(value):
        raise BadInput(f"{name}={value} is no size; write it like 512m or 2g.")
    return value.lower() or None


def _share(mebibytes: int, bounds: tuple[int, int]) -> str:
    low, high = bounds
    return f"{max(low, min(high, mebibytes))}m"
