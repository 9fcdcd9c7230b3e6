from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.errors import BadInput
from app.journeys.sessions import SessionRules, read_sessions

if TYPE_CHECKING:
    from pathlib import Path


def test_the_first_reason_listed_names_a_session() -> None:
    """Whatever the order of its touchpoints; without one it is the type of the first."""
    rules = SessionRules({}, 1, (("complaint", frozenset({"refund"})), ("interest", frozenset({"search"}))))
    assert rules.reason(["search", "refund"]) == "complaint"
    assert rules.reason(["page_view", "login"]) == "page_view"
    assert read_sessions().reason(["page_view", "support_ticket"]) == "help"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("gaps: {web: 30}", "the gap of web is a duration"), ("gap: {}", "it may have gaps"), ("reasons: {help: 3}", "reason help needs a list")],
)
def test_mistakes_in_the_file_are_named(tmp_path: Path, text: str, sentence: str) -> None:
    """With what would be right."""
    path = tmp_path / "sessions.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadInput, match=sentence):
        read_sessions(path)
