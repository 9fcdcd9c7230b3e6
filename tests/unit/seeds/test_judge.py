"""Found persons against true ones, by pairs."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from seeds.judge import Judgement, judge, main

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

persons = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("xyz")), max_size=12)


@given(persons)
def test_pairs_are_counted_as_if_one_by_one(told: list[tuple[str, str]]) -> None:
    """The counts from overlaps are those of looking at every pair."""
    found = {("s", str(number)): one for number, (one, _) in enumerate(told)}
    truth = {("s", str(number)): other for number, (_, other) in enumerate(told)}
    pairs = [(a[0] == b[0], a[1] == b[1]) for a, b in combinations(told, 2)]
    expected = Judgement(len(told), sum(one for one, _ in pairs), sum(other for _, other in pairs), sum(one and other for one, other in pairs))
    assert judge(found, truth) == expected


def test_only_common_lines_count() -> None:
    """A line that only one side has is not judged."""
    result = judge({("s", "1"): "a", ("s", "2"): "a", ("s", "3"): "a"}, {("s", "1"): "x", ("s", "2"): "x"})
    assert (result.lines, result.precision, result.recall, result.f1) == (2, 1.0, 1.0, 1.0)


def test_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The command prints the three figures, and fails where nothing can be compared."""
    head = "source,record,person\n"
    (tmp_path / "found.csv").write_text(f"{head}s,1,a\ns,2,a\ns,3,b\n")
    (tmp_path / "truth.csv").write_text(f"{head}s,1,x\ns,2,x\ns,3,x\n")
    (tmp_path / "other.csv").write_text(f"{head}t,1,x\n")
    assert main([str(tmp_path / "found.csv"), str(tmp_path / "truth.csv")]) == 0
    assert capsys.readouterr().out.startswith("precision 1.0000  recall 0.3333  F1 0.5000  (3 lines")
    assert main([str(tmp_path / "found.csv"), str(tmp_path / "other.csv")]) == 1
