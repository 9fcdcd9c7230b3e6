"""The chain: whatever is changed, lost, moved or cut is told, and where."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.ledger.chain import NOTHING, ChangeSet, Entry, Head, digest_of, digest_of_all, faults, hash_of, member_hash

DAY = datetime(2026, 3, 1, tzinfo=UTC)
Sets = list[tuple[int | None, ChangeSet]]


def written(length: int) -> tuple[list[Entry], Sets]:
    """A ledger of some entries, each with two change sets."""
    entries: list[Entry] = []
    sets: Sets = []
    for number in range(1, length + 1):
        at = DAY + timedelta(days=number)
        for part in (2 * number - 1, 2 * number):
            content = f'{{"issued":"P-{part}"}}\n'
            sets.append((number, ChangeSet(part, at, content, digest_of(part, at, content))))
        digest = digest_of_all(each.digest for entry, each in sets if entry == number)
        entry = Entry(number, "run", at, "ada", None, 2, digest, entries[-1].hash if entries else NOTHING)
        entries.append(replace(entry, hash=hash_of(entry)))
    return entries, sets


def test_a_whole_ledger_has_no_faults() -> None:
    """What was written is verified, with the head it has now and with one published earlier."""
    entries, sets = written(4)
    heads = [Head(4, entries[3].hash), Head(2, entries[1].hash), Head(0, "")]
    assert list(faults(entries, sets, heads=heads)) == []
    assert list(faults([], [])) == []


@given(st.integers(0, 3), st.sampled_from(["kind", "at", "author", "subject", "digest", "previous", "hash"]))
def test_a_changed_entry_is_named(index: int, field: str) -> None:
    """Whatever is changed in an entry, its number is told."""
    entries, sets = written(4)
    other = DAY if field == "at" else "x"
    entries[index] = replace(entries[index], **{field: other})  # type: ignore[arg-type]
    assert any(f"ntry {index + 1} " in fault for fault in faults(entries, sets))


@given(st.integers(0, 7), st.data())
def test_one_flipped_bit_in_a_change_set_is_named(index: int, data: st.DataObject) -> None:
    """One flipped bit of a change set is found, and where."""
    entries, sets = written(4)
    entry, each = sets[index]
    place = data.draw(st.integers(0, len(each.content) - 1))
    flipped = each.content[:place] + chr(ord(each.content[place]) ^ 1) + each.content[place + 1 :]
    sets[index] = (entry, replace(each, content=flipped))
    assert list(faults(entries, sets)) == [f"Change set {index + 1} of entry {entry} has been changed: its digest does not match."]


def test_a_change_set_written_over_with_its_digest_is_told_by_its_entry() -> None:
    """Who changes a change set and its digest leaves an entry that does not fit."""
    entries, sets = written(2)
    sets[2] = (2, ChangeSet(3, DAY, "other", digest_of(3, DAY, "other")))
    assert list(faults(entries, sets)) == ["The change sets of entry 2 are not those it was written with, or not in their order."]


@pytest.mark.parametrize("missing", [1, 2, 3])
def test_a_missing_entry_is_named(missing: int) -> None:
    """An entry that is missing is told by its number."""
    entries, sets = written(4)
    left = [each for each in entries if each.number != missing]
    assert f"Entry {missing} is missing." in list(faults(left, sets))


def test_entries_that_changed_places() -> None:
    """Two entries that exchanged their numbers do not match their hashes; one that is there twice is told."""
    entries, sets = written(4)
    moved = [entries[0], replace(entries[2], number=2), replace(entries[1], number=3), entries[3]]
    told = list(faults(moved, sets))
    assert {"Entry 2 has been changed: its hash does not match what it says.", "Entry 2 does not follow entry 1 as that stands."} <= set(told)
    assert list(faults([*entries[:2], *entries[1:]], sets)) == ["Entry 2 is there twice, or out of its place."]


def test_a_cut_tail_shows_against_a_published_head() -> None:
    """A ledger whose last entries were removed with all they did is whole in itself, but not against a head that was published."""
    entries, sets = written(4)
    head = Head(4, entries[3].hash)
    assert list(faults(entries[:3], sets[:6])) == []
    assert list(faults(entries[:3], sets[:6], heads=[head])) == ["The tail is cut: the ledger ends with entry 3, and was 4 entries long."]


def test_a_ledger_written_anew_shows_against_a_published_head() -> None:
    """A whole other ledger of the same length is not the one that was published."""
    entries, sets = written(2)
    assert list(faults(entries, sets, heads=[Head(2, "f00")])) == ["Entry 2 is not the one that was published: its hash was f00."]


def test_members_are_known_by_keyed_hashes() -> None:
    """A member's name in the ledger depends on the installation's secret, and a record is no identifier of the same key."""
    names = {member_hash(secret, "crm:1", record=record) for secret in (b"one", b"two") for record in (True, False)}
    assert len(names) == 4
    assert all(len(name) == 24 for name in names)
