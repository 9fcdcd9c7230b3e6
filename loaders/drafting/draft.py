"""Drafts: a sample of a file becomes the text of a mapping, checked as any mapping is, with the questions that are left to its reader."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from loaders.drafting.identifying import identifier_lines
from loaders.drafting.names import words_of
from loaders.drafting.planning import EVENT, PERSON, SPEND, Plan, identifier_word, plan
from loaders.drafting.sampling import take_sample
from loaders.drafting.scalars import quoted
from loaders.drafting.stating import customer_lines, record_lines, spend_lines, touchpoint_lines
from loaders.drafting.texts import QUESTION, Line, aside, line, question
from loaders.layout import MappingError
from loaders.mapping import read_mapping

if TYPE_CHECKING:
    from collections.abc import Iterator

_KINDS = {PERSON: "crm", EVENT: "events"}


@dataclass(frozen=True, slots=True)
class Draft:
    """A drafted mapping. `lacking` says in one sentence what keeps it from being one yet; empty where nothing does."""

    text: str
    source: str
    kind: str
    lacking: str

    def questions(self) -> list[tuple[int, str]]:
        """The lines that somebody has to look at, with their numbers."""
        mark = f"# {QUESTION} "
        lines = enumerate(self.text.splitlines(), 1)
        return [(number, each.split(mark, 1)[1]) for number, each in lines if mark in each]


def draft(path: Path, source: str | None = None) -> Draft:
    """The draft of a mapping of a file. Raises BadInput where the file cannot be read, or with the one reason why it gives no mapping."""
    sample = take_sample(path)
    made = plan(sample, identifier_word(source or path.name.split(".")[0]) or "source")
    text = "\n".join(map(str, _lines(made))) + "\n"
    return Draft(text, made.source, made.kind, _lacking(made, text))


def _lines(made: Plan) -> Iterator[Line]:
    sample = made.sample
    some = f"all {sample.rows:,} rows" if sample.whole else f"{sample.rows:,} rows, the first and some later ones"
    yield line(0, f"# Drafted from {some}. Each line is a guess by names and contents; what speaks for it stands beside it.")
    yield line(0, f"# Look at the lines with {QUESTION.strip(':')}. What is unsure is a comment: take away its # to say it.")
    yield line(0, "# Try it, without writing anything: throughline load THIS-FILE THE-FILE --dry-run; every option is in docs/mappings.md")
    body = list(_body(made))
    yield from _head(made)
    yield from body


def _body(made: Plan) -> Iterator[Line]:
    if made.kind == PERSON:
        # The key stands in the record and among the identifiers; what identifies is taken before the traits.
        identifiers = list(identifier_lines(made))
        yield from record_lines(made)
        yield from identifiers
    elif made.kind == EVENT:
        identifiers = list(identifier_lines(made))
        yield from customer_lines(made)
        yield from identifiers
        yield from touchpoint_lines(made)
    else:
        yield from spend_lines(made)


def _head(made: Plan) -> Iterator[Line]:
    layout = made.sample.layout
    for name, value in layout.options.items():
        yield line(0, f"{name}: {quoted(value)}", layout.evidence.get(name, ""))
    if layout.columns:
        yield question(0, f"columns: [{', '.join(map(quoted, layout.columns))}]", layout.evidence["columns"])
    if made.sample.broken:
        yield aside(0, f"{made.sample.broken:,} of the lines looked at could not be taken apart; a load rejects them with their reasons")
    if made.sample.damage:
        yield aside(0, "the file is damaged: only what stands before the damage was looked at")
    yield from _decimal(made)
    yield from _zone(made)
    if made.lines_of:
        remark = "rows with an equal one follow each other and are one order, with the first value of each column"
        yield line(0, f"group: [{quoted(made.lines_of.column.name)}]", remark)
    for each in made.sample.lists:
        yield aside(0, f"each: {quoted(each)}", "makes a row of every element of this list; inside, its fields are called " + quoted(f"{each}.field"))
    yield line(0, f"source: {{name: {made.source}, kind: {_KINDS.get(made.kind, 'ads')}, owner: unknown}}", "who answers for it")


def _decimal(made: Plan) -> Iterator[Line]:
    amounts = [each.amount for each in made.guesses if each.amount]
    signs = {each.decimal for each in amounts if each.decimal}
    if signs == {","}:
        yield line(0, 'decimal: ","', next(each.evidence for each in amounts if each.decimal))
    elif len(signs) > 1 or any(each.open for each in amounts if not signs):
        told = next(each.evidence for each in amounts if each.open or each.decimal == ",")
        yield question(0, 'decimal: ","', f"{told}: uncomment if the comma parts the fraction", active=False)


def _zone(made: Plan) -> Iterator[Line]:
    bare = [each for each in made.times if each.moment and not each.moment.zoned and each.role not in ("birthDate", "from", "until")]
    if not bare or made.kind == SPEND:
        return
    names = ", ".join(dict.fromkeys(each.column.name for each in bare))
    if all("utc" in words_of(each.column.name).split() for each in bare):
        yield line(0, "timezone: UTC", f"so says the name of {names}")
    else:
        yield question(0, "timezone: UTC", f"the times of {names} say no zone: where does that clock stand? e.g. Europe/Berlin")


def _lacking(made: Plan, text: str) -> str:
    """Why the draft is no mapping yet. Raises MappingError where nothing is left open and it is none all the same."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "draft.yaml")
        file.write_text(text, encoding="utf-8")
        try:
            read_mapping(file)
        except MappingError:
            moment = made.time.moment if made.time else None
            if made.time is None or moment is None or not moment.either:
                raise
            column = made.time.column.name
            return f"The draft is no mapping yet: every time in column {column} could be day first or month first; uncomment the line that is true."
    return ""
