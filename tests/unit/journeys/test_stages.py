from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.errors import BadInput
from app.journeys.conversions import read_conversions
from app.journeys.stages import read_stages
from app.journeys.steps import Step

if TYPE_CHECKING:
    from pathlib import Path

DAY = 86_400_000_000


def staged(*kinds: str, days: int = 1) -> list[str]:
    """The stages of steps of these types, so many days apart, by the shipped rules."""
    steps = [Step(i * days * DAY, 0, str(i), kind, "web") for i, kind in enumerate(kinds)]
    return read_stages().stages(steps, read_conversions().converts)


def test_one_type_in_three_stages() -> None:
    """A page view is awareness at first, consideration once a product was looked at, retention after a purchase."""
    found = staged("page_view", "product_view", "page_view", "purchase", "page_view")
    assert found == ["awareness", "consideration", "consideration", "conversion", "retention"]


def test_a_review_is_advocacy_only_of_a_customer() -> None:
    """Before a purchase nothing is known of the product; afterwards it speaks for it."""
    assert staged("review", "purchase", "review") == ["awareness", "conversion", "advocacy"]


def test_going_back_is_possible() -> None:
    """After long silence, and after leaving, the way begins anew; a customer who left converts again."""
    assert staged("product_view", "page_view", days=200) == ["consideration", "awareness"]
    assert staged("purchase", "account_closed", "page_view", "purchase") == ["conversion", "awareness", "awareness", "conversion"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("stages: [a]\nrules: [{stage: b, types: [x]}]", "rule 1 has stage 'b'; use one of a"),
        ("stages: [a]\nrules: [{stage: a}]", "rule 1 asks nothing"),
        ("stages: [a]\nrules: [{stage: a, typs: [x]}]", "rule 1 has typs; it may have"),
        ("stages: [a]\nrules: [{stage: a, types: []}]", "types needs a list of names"),
        ("stages: [a]\nrules: [{stage: a, converted: maybe}]", "converted is true or false"),
        ("stages: [a]\nrules: [{stage: a, silence: soon}]", "silence is a duration such as P30D"),
        ("stages: [a]\nrules: [{stage: a, from: [b]}]", "from has b; use stages"),
        ("stages: [a, a]\nrules: []", "a list of different names"),
        ("stages: [a]\nstart: b\nrules: []", "`start` that is one of the stages"),
        ("- a", "needs a mapping"),
        ("a: [", "is not YAML"),
    ],
)
def test_a_wrong_file_says_what_would_be_right(tmp_path: Path, text: str, message: str) -> None:
    """Each mistake is answered with a sentence that names the place."""
    path = tmp_path / "stages.yaml"
    path.write_text(text)
    with pytest.raises(BadInput, match=message.replace("(", r"\(")):
        read_stages(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """With its path."""
    with pytest.raises(BadInput, match=r"stages file .*none.yaml cannot be read"):
        read_stages(tmp_path / "none.yaml")
