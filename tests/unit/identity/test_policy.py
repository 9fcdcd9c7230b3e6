"""The identifier policy as a file: what is wrong is named, with what would be right."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.errors import BadInput
from app.identity.policy import Rule, read_policy

if TYPE_CHECKING:
    from pathlib import Path

BROKEN = {
    "namespaces: {email: {rule: join, priority: 5}}": "use one of unique, joins, shared, evidence",
    "namespaces: {email: {rule: joins}}": "whole-number priority",
    "namespaces: {email: {rule: joins, priority: 5, cap: 0}}": "cap is a whole number from 1",
    "namespaces: {phone: {rule: joins, priority: 5, lifetime: 1 year}}": "a number of days such as P365D",
    "namespaces: {email: {rule: joins, priority: 5, limit: 3}}": "limit, which no policy knows",
    "namespaces: {email: joins}": "needs a rule and a priority",
    "namespaces: [email]": "needs a `namespaces` mapping",
    "namespaces: {email: {rule: joins, priority: 5}}\njunk: {patterns: ['(']}": "no regular expression",
    "namespaces: {email: {rule: joins, priority: 5}}\njunk: [test]": "`words` and `patterns`",
    "namespaces: {": "is not YAML",
}


@pytest.mark.parametrize("text", BROKEN)
def test_broken_policy_is_refused(tmp_path: Path, text: str) -> None:
    """Each mistake is refused with the file, the place and what would be right."""
    path = tmp_path / "policy.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadInput) as caught:
        read_policy(path)
    assert str(path) in str(caught.value)
    assert BROKEN[text] in str(caught.value)


def test_missing_policy_is_named(tmp_path: Path) -> None:
    """A policy that is not there is named, with the setting that leads to it."""
    with pytest.raises(BadInput, match="THROUGHLINE_POLICY"):
        read_policy(tmp_path / "none.yaml")


def test_shipped_policy_reads() -> None:
    """The shipped policy is valid; its hash changes with its content."""
    policy = read_policy()
    assert "login" in policy.named(Rule.UNIQUE)
    assert policy.priorities["login"] > policy.priorities["cookie"]
    assert len(policy.hash) == 64
