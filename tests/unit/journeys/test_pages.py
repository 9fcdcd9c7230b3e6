"""Pages: what is patched for some persons is what would be gathered of all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.journeys.pages import AT_ONCE, DAY, FIRST_DAY, LAST_DAY, Alphabet, Journey, Unreadable, page, patched

STEPS = st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from("xyz"), st.integers(-5 * DAY, 20_000 * DAY)), min_size=1, max_size=5)
PERSONS = st.dictionaries(st.sampled_from([f"P-{number}" for number in range(8)]), st.lists(STEPS, min_size=1, max_size=3))


def journeys(parts: list[list[tuple[str, str, int]]]) -> list[Journey]:
    """Journeys of one person that follow each other in time."""
    at = iter(sorted((moment, number % 3) for part in parts for number, (_, _, moment) in enumerate(part)))
    found = []
    for part in parts:
        moments = [next(at) for _ in part]
        found.append(
            Journey(
                [kind for kind, _, _ in part], [channel for _, channel, _ in part], [moment for moment, _ in moments], [order for _, order in moments]
            )
        )
    return found


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
    assert found == (page("3/1/0", sorted(all_.items()), alphabet, held) if all_ else None)


def test_what_cannot_be_read_is_told() -> None:
    """Days beyond all there are, more places in the order of one moment than there are ranks, or thousands at one: nothing is patched."""
    alphabet = Alphabet()
    for moments, sequences, rough in (
        ([0] * 6, range(6), False),
        ([0] * 7, range(7), True),
        ([0] * 7, [0] * 7, False),
        ([0] * AT_ONCE, [0] * AT_ONCE, False),
        ([0] * (AT_ONCE + 1), [0] * (AT_ONCE + 1), True),
        ([FIRST_DAY * DAY, LAST_DAY * DAY + DAY - 1], [0, 0], False),
        ([FIRST_DAY * DAY - 1, 0], [0, 0], True),
        ([0, LAST_DAY * DAY + DAY], [0, 0], True),
    ):
        many = len(moments)
        held = page("0/1/0", [("P-1", [Journey(["a"] * many, ["x"] * many, list(moments), list(sequences))])], alphabet)
        assert bool(held["rough"]) is rough
        if rough:
            with pytest.raises(Unreadable):
                patched(held, ["P-1"], [], alphabet)
        else:
            assert patched(held, ["P-1"], [], alphabet) is None
