"""Asking: whatever can be stored is found by the key that is shown, and no two identifiers have one key."""

from __future__ import annotations

import hashlib
import string
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from loaders.asking import identifier_keys, keys_elsewhere
from loaders.characters import bare
from loaders.forms import Former
from loaders.namespaces import Namespace, default_namespaces
from loaders.scopes import escaped, national, unescaped
from loaders.times import Unreadable

if TYPE_CHECKING:
    from loaders.facts import Identifier

SECRET = b"secret"
SPACES = {
    **default_namespaces(),
    "member": Namespace("member", form="code", scoped=True, aliases=("sha256", "md5")),
    "hidden": Namespace("hidden", form="text", scoped=True, keyed=True, aliases=("md5",)),
    "paper": Namespace("paper", form="code", keyed=True),
}
texts = st.text(min_size=1, max_size=12) | st.text(string.ascii_letters + string.digits + "/%:@. -", min_size=1, max_size=12)
sources = st.text(string.ascii_letters + "/%_:. ", min_size=1, max_size=8).map(bare).filter(bool)


@st.composite
def stored(draw: st.DrawFn) -> tuple[Namespace, str, str | None, str, Identifier]:
    """An identifier of any namespace, source and country, plain or hashed, as a load would store it."""
    space = draw(st.sampled_from(sorted(SPACES.values(), key=lambda each: each.name)))
    source = draw(sources)
    country = draw(st.none() | st.sampled_from(["US", "Germany", "NV", "A/B", "50%"])) if national(space) else None
    former = Former(space, source=source, secret=SECRET)
    raw = draw(st.emails() if space.form == "email" else st.from_regex(r"\+4930[0-9]{7}", fullmatch=True) if space.form == "phone" else texts)
    try:
        hashed = draw(st.none() | st.sampled_from(("sha256", *space.aliases)))
        if hashed:
            digest = hashlib.new(hashed, raw.encode(errors="replace")).hexdigest()
            return space, source, country, f"{hashed} {digest}", former.hashed(digest, hashed, country)
        return space, source, country, raw, former.plain(raw, None, country)
    except Unreadable:
        assume(False)  # noqa: FBT003 - as hypothesis has it
        raise


@given(stored())
def test_what_is_stored_is_found_by_the_key_that_is_shown(one: tuple[Namespace, str, str | None, str, Identifier]) -> None:
    """The key of every identifier is among those that are looked for when somebody asks for it."""
    key = one[-1].key
    assert key in identifier_keys(key, secret=SECRET, namespaces=SPACES)


@given(stored())
def test_a_plain_value_finds_its_hashes(one: tuple[Namespace, str, str | None, str, Identifier]) -> None:
    """Asked for by its plain key, an identifier is also found where a source sent only a hash of it, of the same scope."""
    found = one[-1]
    if found.value is not None:
        assert set(found.twins()) <= set(identifier_keys(found.key, secret=SECRET, namespaces=SPACES))


@given(st.sampled_from(["user", "passport", "member"]), sources, sources, st.sampled_from([None, "US", "A/B"]), texts, texts)
@example("passport", "a", "a", None, "US/1", "1")
@example("user", "a/b", "a", None, "1", "b/1")
def test_no_two_scopes_share_a_key(name: str, one: str, other: str, country: str | None, a: str, b: str) -> None:
    """Numbers of two sources, or of a country and of none, never have one key, whatever stands in names and values."""
    space = SPACES[name]
    try:
        left = Former(space, source=one, secret=SECRET).plain(a, None, country)
        right = Former(space, source=other, secret=SECRET).plain(b)
    except Unreadable:
        return
    assert (left.key == right.key) == ((left.scope, left.key) == (right.scope, right.key))


@given(st.text(max_size=10))
def test_a_name_comes_back_from_a_scope(name: str) -> None:
    """Escaping loses nothing, and leaves no stroke."""
    assume(not any("\ud800" <= each <= "\udfff" for each in name))
    assert unescaped(escaped(name)) == name
    assert "/" not in escaped(name)


def test_hashes_of_two_sources_are_two() -> None:
    """The hash of number 42 of one source is not that of number 42 of another, and each is the twin of its own plain number."""
    digest = hashlib.sha256(b"42").hexdigest()
    space = Namespace("user", scoped=True, aliases=("sha256",))
    one, other = (Former(space, source=source, secret=b"") for source in ("hub", "shop"))
    assert one.hashed(digest, "sha256").key == f"user:hub/sha256:{digest}"
    assert [one.hashed(digest, "sha256").key] == one.plain("42").twins()
    assert not set(one.plain("42").twins()) & {other.hashed(digest, "sha256").key}
    assert (one.plain("42").scope, other.hashed(digest, "sha256").scope) == ("hub", "shop")


def test_a_value_without_its_scope_may_be_of_any() -> None:
    """What is asked for without a source may be the number of each that is known; without a country, of each country."""
    assert keys_elsewhere("user:42", ["shop", "hr/eu"]) == ("user:hr%2Feu/42", "user:shop/42")
    assert "passport:DE/A1" in keys_elsewhere("passport:a1", [])
    assert keys_elsewhere("email:ada@example.com", ["shop"]) == ()


@pytest.mark.parametrize("text", ["passport:us/1025 1111", "passport:USA/10251111", "passport:US/10251111"])
def test_a_country_is_read_as_a_load_reads_it(text: str) -> None:
    """Whatever a country is called."""
    assert identifier_keys(text)[0] == "passport:US/10251111"


def test_a_hash_of_a_number_of_a_country() -> None:
    """A hashed number keeps its country."""
    digest = hashlib.sha256(b"10251111").hexdigest()
    former = Former(default_namespaces()["passport"], source="", secret=b"")
    assert former.hashed(digest, "sha256", "Germany").key == f"passport:DE/sha256:{digest}"
