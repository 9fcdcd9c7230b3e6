"""Judgements as a log: what stands, what an undoing brings back, and what contradicts itself."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.identity.judgements import Entry, State, Verdict, contradiction, states, told

NAMES = st.sampled_from("abcde")
PAIR = st.tuples(NAMES, NAMES).filter(lambda pair: pair[0] != pair[1])
WORD = st.tuples(st.sampled_from([Verdict.SAME, Verdict.DIFFERENT, Verdict.UNSURE]), PAIR, st.booleans())


def log(*words: tuple[Verdict, tuple[str, str], bool]) -> list[Entry]:
    """Entries in order; the flag says whether one waits for a second account."""
    return [
        Entry(f"J-{number}", number, verdict, pair, frozenset(pair[:1]), frozenset(pair[1:]), waits=waits, author="ada")
        for number, (verdict, pair, waits) in enumerate(words, 1)
    ]


def undo(entry: Entry, number: int) -> Entry:
    """The undoing of an entry."""
    return Entry(f"J-{number}", number, Verdict.UNDO, target=entry.id)


def standing(entries: list[Entry]) -> list[Entry]:
    """The judgements that act."""
    found = states(entries)
    return [entry for entry in entries if found[entry.id] is State.STANDS and entry.verdict is not Verdict.UNDO]


@given(st.lists(WORD, max_size=8))
def test_one_word_stands_for_a_pair(words: list[tuple[Verdict, tuple[str, str], bool]]) -> None:
    """Of what was said of a pair, whichever way round, the last that does not wait stands, and nothing else."""
    entries = log(*words)
    for about in {entry.about for entry in entries}:
        said = [entry for entry in entries if entry.about == about and not entry.waits]
        assert [entry for entry in standing(entries) if entry.about == about] == said[-1:]


@given(st.lists(WORD, min_size=1, max_size=8), st.data())
def test_undo_is_as_if_it_had_not_been_said(words: list[tuple[Verdict, tuple[str, str], bool]], data: st.DataObject) -> None:
    """What stands after an undoing is what would stand had the entry never been made; undoing that brings it back."""
    entries = log(*words)
    gone = data.draw(st.sampled_from(entries))
    first = undo(gone, 100)
    assert standing([*entries, first]) == standing([entry for entry in entries if entry is not gone])
    assert standing([*entries, first, undo(first, 101)]) == standing(entries)


@given(st.lists(WORD, max_size=8))
def test_a_contradiction_is_found_exactly_when_there_is_one(words: list[tuple[Verdict, tuple[str, str], bool]]) -> None:
    """Entries contradict each other when the closure of the sames holds both sides of a different; the chain leads from one to the other."""
    entries = standing(log(*words))
    group = {name: name for name in "abcde"}
    for entry in entries:
        if entry.verdict is Verdict.SAME:
            a, b = (group[name] for name in entry.pair)
            group = {name: a if held == b else held for name, held in group.items()}
    broken = any(group[entry.pair[0]] == group[entry.pair[1]] for entry in entries if entry.verdict is Verdict.DIFFERENT)
    chain = contradiction(entries)
    assert (chain is not None) == broken
    if chain:
        assert [entry.verdict for entry in chain] == [Verdict.SAME] * (len(chain) - 1) + [Verdict.DIFFERENT]
        assert contradiction(chain) == chain


def test_those_who_stood_with_a_side_are_kept_apart_too() -> None:
    """A same between two that stood on either side contradicts the different, and the chain says who said what."""
    apart = Entry("J-1", 1, Verdict.DIFFERENT, ("a", "b"), frozenset("ac"), frozenset("bd"), author="ada")
    same = Entry("J-2", 2, Verdict.SAME, ("c", "d"), author="bob")
    chain = contradiction([apart, same])
    assert chain == [same, apart]
    assert told(chain) == "c = d (J-2, bob); a ≠ b (J-1, ada)"
