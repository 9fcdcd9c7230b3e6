"""Designed journeys: the shipped ones can be read, and a mistake is named with its file and line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.errors import BadInput
from app.journeys.designs import read_design, read_designs

if TYPE_CHECKING:
    from pathlib import Path


def test_the_shipped_design() -> None:
    """It has stages in order, with the state of mind and the messages, and steps with owners and channels."""
    design = read_designs()["first-purchase"]
    assert [stage.name for stage in design.stages] == ["awareness", "consideration", "conversion", "advocacy"]
    assert all(stage.feels and stage.says for stage in design.stages)
    assert all(step.owner for step in design.steps)
    assert design.steps[2].fits("product_view", "app")
    assert not design.steps[2].fits("product_view", "store")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("title: A\nstages: []", "line 2 needs `stages`, a list"),
        ("stages:\n  - stage: a\n    steps:\n      - {step: x}", "line 4 needs a `step`, its name, and `types`"),
        ("stages:\n  - stage: a\n    steps:\n      - {step: x, types: [a], owners: b}", "line 4 has owners; it may have channels, optional, owner"),
        ("stages:\n  - stage: a\n    steps:\n      - step: x\n        types: a\n        repeats: often", "line 6: repeats is true or false"),
        ("stages:\n  - stage: a\n    feels: 3\n    steps: [{step: x, types: [a]}]", "line 3: feels is a text, not 3"),
        ("stages:\n  - stage: a\n    steps:\n      - {step: x, types: []}", "line 4: types needs a list of names"),
        ("stages:\n  - stage: a\n    steps: [{step: x, types: a}, {step: x, types: b}]", "more than one step called x"),
        ("besides: [a]\nstages:\n  - {stage: a, steps: [{step: x, types: a}]}", "has a both in a step and in besides"),
        ("stages:\n  - {stage: a, steps: [{step: x, types: a, optional: true}]}", "only optional steps"),
        ("stages:\n  - &a {stage: a, steps: [*a]}", "line 2 has stage, steps"),
    ],
)
def test_a_mistake_says_where_it_is(tmp_path: Path, text: str, message: str) -> None:
    """File, line, and what would be right."""
    path = tmp_path / "draft.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadInput) as found:
        read_design(path)
    assert message in str(found.value)
    assert str(path) in str(found.value)


def test_a_name_becomes_part_of_an_address(tmp_path: Path) -> None:
    """So it has neither blanks nor capitals; and a folder is asked for."""
    (tmp_path / "First Purchase.yaml").write_text("stages: []", encoding="utf-8")
    with pytest.raises(BadInput, match="name it with small letters"):
        read_designs(tmp_path)
    with pytest.raises(BadInput, match="no folder of designed journeys"):
        read_designs(tmp_path / "none")
