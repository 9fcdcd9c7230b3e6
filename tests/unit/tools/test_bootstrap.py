from __future__ import annotations

import pytest

from tools import bootstrap

PLENTY = 100 << 30


def test_a_machine_that_will_do_has_no_problem() -> None:
    """Python 3.11 or newer, venv, and room."""
    assert bootstrap.problem((3, 11), has_venv=True, free=PLENTY) is None
    assert bootstrap.problem((3, 14), has_venv=True, free=PLENTY) is None


@pytest.mark.parametrize(
    ("version", "has_venv", "free", "sentence"),
    [
        ((3, 9), True, PLENTY, "Throughline needs Python 3.11 or newer and this is 3.9; install one"),
        ((3, 11), False, PLENTY, "This Python has no venv module; on Debian or Ubuntu: apt-get install python3-venv."),
        ((3, 11), True, 500 << 20, "Setup needs about 3 GB of disk and 500 MB are free; make room"),
    ],
)
def test_what_is_missing_is_one_sentence_that_says_what_to_do(version: tuple[int, int], *, has_venv: bool, free: int, sentence: str) -> None:
    """An old Python, no venv, too little disk."""
    assert str(bootstrap.problem(version, has_venv=has_venv, free=free)).startswith(sentence)
