"""A reading by present forms takes the place of one by earlier forms; what reads alike is repeated."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from loaders.elections import CHANGED, REPEATED, Held, Rule, elect
from loaders.facts import reading, unmarked, version_hash


@dataclass(frozen=True, slots=True)
class Fact:
    """A content of one id."""

    id: str
    version: str | None
    hash: str


@pytest.mark.parametrize("rule", [Rule(), Rule(earliest=True)], ids=["latest", "earliest"])
@pytest.mark.parametrize("former", ["0" * 32, "f" * 32], ids=["smaller", "greater"])
def test_of_two_readings_of_one_version_the_later_is_current(rule: Rule, former: str) -> None:
    """Whatever their hashes; the former reading is kept as an earlier content."""
    fact = Fact("a", "1", version_hash("1", "policy:12-345"))
    found = elect([fact], {"a": Held(former, "1")}, rule)
    assert (found.outcomes, found.replaced) == ([CHANGED], [fact])
    back = elect([fact], {"a": Held(fact.hash, "1", frozenset({former}))}, rule)
    assert (back.outcomes, back.replaced) == ([REPEATED], [])


def test_a_greater_version_still_wins() -> None:
    """An old file that is read anew does not undo what came after it."""
    fact = Fact("a", "1", version_hash("1", "x"))
    assert elect([fact], {"a": Held("f" * 32, "2")}, Rule()).replaced == []


def test_what_reads_alike_is_repeated() -> None:
    """A content that no form has changed is not another one."""
    fact = Fact("a", "1", version_hash("1", "x"))
    assert (reading(fact.hash) > "f", len(unmarked(fact.hash))) == (True, 32)
    found = elect([fact, fact], {"a": Held(unmarked(fact.hash), "1")}, Rule())
    assert (found.outcomes, found.replaced, found.olds) == ([REPEATED, REPEATED], [], [])
