"""What loading sets for the whole process, it sets back."""

from __future__ import annotations

import gc

import pytest

from loaders.collecting import SELDOM, seldom


def test_thresholds_come_back_after_an_error() -> None:
    """While a file is loaded cycles are collected seldom; afterwards, also after an error, as often as before."""
    before = gc.get_threshold()
    seen: list[tuple[int, int, int]] = []
    with pytest.raises(KeyError):
        _fail_within(seen)
    assert seen == [SELDOM]
    assert gc.get_threshold() == before


def _fail_within(seen: list[tuple[int, int, int]]) -> None:
    with seldom():
        seen.append(gc.get_threshold())
        raise KeyError
