"""Collecting: how often Python looks for cycles of garbage while a file is loaded.

A batch holds half a million lists, tuples and facts at once, none of them in a cycle, and by default Python walks through them every few thousand
rows: a quarter of the processor time of parsing. Cycles are still collected, only less often.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

SELDOM = (50_000, 20, 100)
"""Thresholds of `gc.set_threshold`."""


@contextmanager
def seldom() -> Iterator[None]:
    """Collects seldom, and afterwards as before."""
    before = gc.get_threshold()
    gc.set_threshold(*SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)
