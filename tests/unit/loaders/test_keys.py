"""Keys: two things are never one by how they are spelled."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from loaders.keys import identity, joined

PARTS = st.lists(st.text(alphabet="ab-\\:+", min_size=1, max_size=4), min_size=2, max_size=3)
SIGNS = st.sampled_from(["-", "--", ":", "-+", "\\", "a-"])


@given(PARTS, PARTS, SIGNS)
def test_other_parts_give_another_key(one: list[str], other: list[str], sign: str) -> None:
    """Of as many columns each, keys are equal only where their parts are."""
    if len(one) == len(other):
        assert (joined(one, sign) == joined(other, sign)) == (one == other)


@given(st.lists(st.text(alphabet="abc123", min_size=1), min_size=2, max_size=4), st.sampled_from(["-", " ", "/", "--"]))
def test_plain_parts_stay_plain(parts: list[str], sign: str) -> None:
    """A key that could not be misread is spelled as ever."""
    assert joined(parts, sign) == sign.join(parts)


@given(*[st.text(alphabet="ab:\\", min_size=1, max_size=5)] * 4)
def test_a_source_with_a_colon_is_no_other(source: str, key: str, other: str, another: str) -> None:
    """`a:b` with key `c` is not `a` with key `b:c`."""
    assert (identity(source, key) == identity(other, another)) == ((source, key) == (other, another))


def test_a_plain_source_stays_plain() -> None:
    """The ids of existing graphs stay."""
    assert identity("shop_crm", "a:b\\c") == "shop_crm:a:b\\c"
