"""Survivorship rules as a file: what is wrong is named, with what would be right."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.errors import BadInput
from app.identity.survivorship import Rule, Stated, Survival, read_survivorship

if TYPE_CHECKING:
    from pathlib import Path

BROKEN = {
    "default: {rule: newest}": "default has rule 'newest'; use one of most_recent, most_trusted, most_frequent, longest",
    "default: newest": "needs a mapping, e.g. {rule: most_recent}",
    "default: {rule: most_trusted}": "trusts no source; give it `sources`",
    "default: {rule: longest, sources: [crm]}": "which longest does not ask",
    "traits: {city: {rule: most_trusted, sources: []}}": "trait 'city': sources is a list of names",
    "traits: {city: {rule: most_trusted, sources: crm}}": "e.g. [crm, shop], not 'crm'",
    "sources: [crm, shop, crm]": "sources names crm twice",
    "traits: {birth_date: {rule: longest}}": "'birth_date' is no trait of a record; use a lowerCamel name such as birthDate",
    "traits: {kind: {rule: longest}}": "'kind' is no trait",
    "traits: {city: {rule: longest, since: 2026}}": "trait 'city' has since; it may have rule, sources",
    "rules: {city: longest}": "has rules; it may have default, sources, traits, version",
    "traits: [city]": "traits needs a mapping",
    "traits: {": "is not YAML",
    "": "needs a mapping",
}


def written(folder: Path, text: str) -> Path:
    """A file that holds the text."""
    path = folder / "survivorship.yaml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("text", BROKEN)
def test_broken_rules_are_refused(tmp_path: Path, text: str) -> None:
    """Each mistake is refused with the file, the place and what would be right."""
    path = written(tmp_path, text)
    with pytest.raises(BadInput) as caught:
        read_survivorship(path)
    assert str(path) in str(caught.value)
    assert BROKEN[text] in str(caught.value)


def test_missing_file_is_named(tmp_path: Path) -> None:
    """A file that is not there is named, with the setting that leads to it."""
    with pytest.raises(BadInput, match="THROUGHLINE_SURVIVORSHIP"):
        read_survivorship(tmp_path / "none.yaml")


def test_shipped_rules_read() -> None:
    """The shipped rules prefer what is most recent, and of dates of birth the most complete."""
    rules = read_survivorship()
    assert rules.of("city") == Survival(Rule.MOST_RECENT)
    assert rules.of("birthDate") == Survival(Rule.LONGEST)


def test_a_trait_has_its_own_order_of_sources_or_the_common_one(tmp_path: Path) -> None:
    """Sources may stand once for all traits, and for a single one."""
    text = "sources: [crm]\ndefault: {rule: most_trusted}\ntraits: {city: {rule: most_trusted, sources: [shop, crm]}}"
    rules = read_survivorship(written(tmp_path, text))
    assert (rules.of("gender").sources, rules.of("city").sources) == (("crm",), ("shop", "crm"))


def test_hash_is_of_what_the_rules_say(tmp_path: Path) -> None:
    """A comment or another order of traits changes nothing; another rule or another order of sources does."""
    first = read_survivorship(written(tmp_path, "traits: {city: {rule: longest}, gender: {rule: most_frequent}}")).hash
    same = read_survivorship(written(tmp_path, "# said otherwise\nversion: 2\ntraits: {gender: {rule: most_frequent}, city: {rule: longest}}")).hash
    other = read_survivorship(written(tmp_path, "traits: {city: {rule: most_recent}, gender: {rule: most_frequent}}")).hash
    trusted = {read_survivorship(written(tmp_path, f"default: {{rule: most_trusted, sources: [{each}]}}")).hash for each in ("a, b", "b, a")}
    assert same == first != other
    assert len(trusted) == 2


@pytest.mark.parametrize(
    ("survival", "record"),
    [
        (Survival(Rule.MOST_RECENT), "crm:3"),
        (Survival(Rule.MOST_TRUSTED, ("shop", "crm")), "shop:1"),
        (Survival(Rule.MOST_TRUSTED, ("web",)), "crm:3"),
        (Survival(Rule.MOST_FREQUENT), "crm:2"),
        (Survival(Rule.LONGEST), "shop:1"),
    ],
)
def test_each_rule_chooses(survival: Survival, record: str) -> None:
    """The latest, the one of the most trusted source, the latest of what most say, and the longest; an unnamed source is trusted least."""
    stated = [
        Stated("Graz", "crm:1", "crm", 10),
        Stated(" GRAZ ", "crm:2", "crm", 20),
        Stated("Wien", "crm:3", "crm", 30),
        Stated("Salzburg", "shop:1", "shop", None),
    ]
    assert survival.choose(stated).record == record
