"""An oracle in plain Python: which members of a generated world belong together as far as its files can tell.

It reads the files and the truth, and knows nothing of policies: rows link what they name; a value that links two true persons links nobody;
a phone number that passed on counts as two. What is linked then is one person.
"""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from hashlib import sha256
from typing import TYPE_CHECKING

from seeds.layouts import LAYOUTS
from seeds.online import FILLERS
from seeds.truth import NAMESPACES
from seeds.writers import ENDINGS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_JUNK = {value for pair in FILLERS for value in pair} | {""}
_RECORDS = {"crm/contacts": "contact_id", "loyalty/members": "card_no"}

Row = dict[str, str]


class Files:
    """The files of one generated world, in one text format, read whole: for small worlds only."""

    def __init__(self, folder: Path) -> None:
        with (folder / "truth.csv").open(encoding="utf-8", newline="") as file:
            self.person = {(row["source"], row["record"]): row["person"] for row in csv.DictReader(file)}
        self.rows = {stem: list(_read(folder, stem)) for stem in LAYOUTS}
        self.plain = {sha256(row["email"].encode()).hexdigest(): row["email"] for row in self.rows["email/events"]}
        told = [(row["phone"], row["updated_at"]) for row in self.rows["crm/contacts"] if row["phone"]]
        self.passed_on = {phone for phone, at in told if at < "2024"} & {phone for phone, at in told if at > "2024"}

    def links(self) -> Iterator[tuple[str, list[str]]]:
        """Of every row: the true person, and the members that the row links."""
        for stem, rows in self.rows.items():
            source = LAYOUTS[stem].source
            for row in rows:
                key = row[_RECORDS.get(stem, LAYOUTS[stem].columns[0][0])]
                members = list(self._identifiers(row))
                if stem in _RECORDS:
                    members.append(f"{source}:{key} record")
                yield self.person[source, key], members

    def _identifiers(self, row: Row) -> Iterator[str]:
        for column, namespace in NAMESPACES.items():
            value = row.get(column, "")
            if value in _JUNK:
                continue
            if namespace == "email:sha256":
                yield f"email:{self.plain[value]}"
            elif namespace == "loyalty":
                yield f"loyalty:{value.replace('-', '')}"
            elif value in self.passed_on:
                before = row.get("updated_at", "9") < "2024"
                yield f"phone:{value} {'before' if before else 'after'}"
            else:
                yield f"{namespace}:{value}"


def partition(files: Files) -> set[frozenset[str]]:
    """The groups of members. A value that links two persons is a group of its own."""
    links = list(files.links())
    users: dict[str, set[str]] = defaultdict(set)
    for person, members in links:
        if len(members) > 1:
            for member in members:
                users[member].add(person)
    groups = _Groups()
    for _, members in links:
        own = [member for member in members if len(users[member]) < 2]
        for member in members:
            groups.find(member)
        for member in own[1:]:
            groups.join(own[0], member)
    return groups.all()


def generic(groups: Iterable[frozenset[str]]) -> set[frozenset[str]]:
    """Of these groups, those that are a company's address alone."""
    return {group for group in groups if all(member.startswith("email:team@") for member in group)}


class _Groups:
    def __init__(self) -> None:
        self._parent: dict[str, str] = {}

    def find(self, member: str) -> str:
        parent = self._parent.setdefault(member, member)
        while parent != self._parent[parent]:
            parent = self._parent[parent]
        self._parent[member] = parent
        return parent

    def join(self, one: str, other: str) -> None:
        self._parent[self.find(one)] = self.find(other)

    def all(self) -> set[frozenset[str]]:
        found = defaultdict(set)
        for member in list(self._parent):
            found[self.find(member)].add(member)
        return {frozenset(group) for group in found.values()}


def _read(folder: Path, stem: str) -> Iterator[Row]:
    path = folder / f"{stem}.{ENDINGS['jsonl']}"
    empty = [name for name, _ in LAYOUTS[stem].columns]
    for line in path.read_text(encoding="utf-8").splitlines():
        yield dict.fromkeys(empty, "") | _flat(json.loads(line))


def _flat(found: dict[str, object], prefix: str = "") -> Row:
    flat: Row = {}
    for name, value in found.items():
        flat |= _flat(value, f"{prefix}{name}.") if isinstance(value, dict) else {f"{prefix}{name}": str(value)}
    return flat
