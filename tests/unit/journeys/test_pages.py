"""Pages: what is patched for some persons is what would be gathered of all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.journeys.pages import DAY, Alphabet, Journey, Unreadable, page, patched

STEPS = st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from("xyz"), st.integers(-5 * DAY, 20_000 * DAY)), min_size=1, max_size=5)
PERSONS = st.dictionaries(st.sampled_from([f"P-{number}" for number in range(8)]), st.lists(STEPS, min_size=1, max_size=3))


def journeys(parts: list[list[tuple[str, str, int]]]) -> list[Journey]:
    """Journeys of one person that follow each other in time."""
    at = iter(sorted(moment for part in parts for _, _, moment in part))
    return [Journey([kind for kind, _, _ in part], [channel for _, channel, _ in part], [next(at) for _ in part]) for part in parts]


@given(PERSONS, PERSONS, st.sets(st.sampled_from([f"P-{number}" for number in range(8)])))
def test_patched_is_gathered_anew(
    before: dict[str, list[list[tuple[str, str, int]]]], then: dict[str, list[list[tuple[str, str, int]]]], changed: set[str]
) -> None:
    """Whoever comes to a page, leaves it or does something else there: in the end it is as if it had been gathered of all who lie on it now."""
    alphabet = Alphabet()
    held = page("3/1/0", [(id_, journeys(parts)) for id_, parts in sorted(before.items())], alphabet) if before else {"id": "3/1/0"}
    now = [(id_, journeys(parts)) for id_, parts in sorted(then.items()) if id_ in changed]
    found = patched(held, changed, now, alphabet)
    all_ = {id_: journeys(parts) for id_, parts in before.items() if id_ not in changed} | dict(now)
    assert found == (page("3/1/0", sorted(all_.items()), alphabet) if all_ else None)


def test_what_cannot_be_read_is_told() -> None:
    """A page of an earlier form, or with a day before the first there is, cannot be patched."""
    alphabet = Alphabet()
    held = page("0/1/0", [("P-1", [Journey(["a"], ["x"], [0])])], alphabet)
    for each in ({key: value for key, value in held.items() if key != "persons"}, held | {"first": -10_000 * DAY}):
        with pytest.raises(Unreadable):
            patched(each, ["P-1"], [], alphabet)
