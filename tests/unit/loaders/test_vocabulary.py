"""Names of types and channels: there may be many of them, and not any number."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from loaders.vocabulary import NUMBERED, OTHER, Vocabulary, pattern


@given(st.text(min_size=1), st.integers(0), st.integers(0))
def test_numbers_have_one_pattern(word: str, one: int, other: int) -> None:
    """Two names that differ by a number alone have the same pattern, and it is its own."""
    assert pattern(f"{word} {one}") == pattern(f"{word} {other}")
    assert pattern(pattern(f"{word} {one}")) == pattern(f"{word} {one}")


def test_a_column_of_numbers_is_one_name_and_stops_no_other() -> None:
    """The first hundred keep their names, the rest share one and are told with their source; names that come later are kept."""
    names = Vocabulary("type", most=5)
    kept = [names.admit(f"Order A{number:03}-X shown", "shop") for number in range(NUMBERED + 50)]
    assert [name for name, reason in kept[:NUMBERED] if not reason] == [f"Order A{number:03}-X shown" for number in range(NUMBERED)]
    assert {name for name, reason in kept[NUMBERED:] if reason} == {"Order #-X shown"}
    assert names.admit("page_view", "shop") == ("page_view", "")
    (note,) = names.notes("shop")
    assert note.startswith("shop: 50 rows have a type such as 'Order A100-X shown'")
    assert names.notes("web") == []


def test_words_without_end_are_kept_as_other() -> None:
    """When there are as many as there may be, a new name is set aside; declared ones never are, and known ones stay."""
    names = Vocabulary("channel", most=3)
    names.learn(["web", "shop"])
    assert [names.admit(each, "ads")[0] for each in ("one", "two", "web", "one", "three")] == ["one", OTHER, "web", "one", OTHER]
    names.learn(["declared"])
    assert names.admit("declared", "ads") == ("declared", "")
