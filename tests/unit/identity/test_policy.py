"""The identifier policy as a file: what is wrong is named, with what would be right."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.errors import BadInput
from app.identity.policy import Rule, parse, read_policy

if TYPE_CHECKING:
    from pathlib import Path

BROKEN = {
    "namespaces: {email: {rule: join, priority: 5}}": "use one of unique, limited, joins, shared, evidence",
    "namespaces: {email: {rule: joins}}": "whole-number priority",
    "namespaces: {email: {rule: joins, priority: 5, cap: 0}}": "cap is a whole number from 1",
    "namespaces: {phone: {rule: joins, priority: 5, lifetime: 1 year}}": "a number of days such as P365D",
    "namespaces: {email: {rule: joins, priority: 5, limit: 3}}": "limit, which no policy knows",
    "namespaces: {phone: {rule: limited, priority: 5}}": "say to how many values of one person, e.g. most: 3",
    "namespaces: {phone: {rule: limited, priority: 5, most: 0}}": "most is a whole number from 1",
    "namespaces: {phone: {rule: joins, priority: 5, most: 2}}": "which only a limited namespace has",
    "namespaces: {phone: {rule: joins, priority: 5, noisy: true}}": "which only a unique namespace can be",
    "namespaces: {phone: {rule: unique, priority: 5, noisy: 1}}": "noisy is true or false",
    "namespaces: {ip: {rule: evidence, priority: 5, cap: 2}}": "has no use for a cap",
    "namespaces: {email: {rule: joins, priority: 5, loose: 2}}": "`loose` without a cap",
    "namespaces: {'a:b': {rule: joins, priority: 5}}": "without a colon",
    "namespaces: {email: {rule: joins, priority: 5}, email: {rule: shared, priority: 5}}": "'email' stands twice",
    "namespaces: {email: {rule: joins, priority: 5}}\nresemblance: 40": "whole-number priority, e.g. {priority: 40}",
    "namespaces: {email: {rule: joins, priority: 5}}\ncontradictions: some": "contradictions is true or false",
    "namespaces: {email: {rule: joins, priority: 5}}\napart: [person]": "[organisation, person]",
    "namespaces: {email: {rule: joins, priority: 5}}\nnamespace: {}": "namespace, which no policy knows",
    "namespaces: {email: {rule: joins, priority: 5}}\nversion: one": "the version is a whole number",
    "namespaces: {email: joins}": "needs a rule and a priority",
    "namespaces: [email]": "needs a `namespaces` mapping",
    "namespaces: {email: {rule: joins, priority: 5}}\njunk: {patterns: ['(']}": "no regular expression",
    "namespaces: {email: {rule: joins, priority: 5}}\njunk: [test]": "`words` and `patterns`",
    "namespaces: {": "is not YAML",
    "{" * 2_000: "is not YAML",
    "namespaces: {email: {rule: joins, priority: 5}}\nreason: 2026-99-99": "is not YAML",
    "a: &a [x, x]\nb: [*a, *a]": "write it out",
    "namespaces: {email: {rule: [joins], priority: 5}}": "use one of unique",
    f"namespaces: {{email: {{rule: joins, priority: {10**30}}}}}": "to a billion at most",
    f"namespaces: {{email: {{rule: joins, priority: 5, cap: {10**30}}}}}": "cap is a whole number from 1",
    f"namespaces: {{phone: {{rule: joins, priority: 5, lifetime: P{10**30}D}}}}": "a number of days such as P365D",
    "namespaces: {email: {rule: joins, priority: 5}}\njunk: {words: 5}": "`words` and `patterns`",
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


def test_author_and_reason_do_not_change_what_a_policy_says() -> None:
    """Two policies that say the same have one hash, whoever gave them and why."""
    said = "namespaces: {email: {rule: joins, priority: 5}}"
    assert parse(f"author: ada\nversion: 2\n{said}", "one").hash == parse(said, "other").hash
    assert parse(parse(said, "one").document, "again").namespaces == parse(said, "one").namespaces
