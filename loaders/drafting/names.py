"""Names: what the name of a column says about what is in it, by a table of the words that exports use in nine languages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from anyascii import anyascii

_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_SIGNS = re.compile(r"[^a-z0-9]+")
_WITHIN = 6
"""A name of more words is a sentence, in which a word says little."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one role."""

    exact: frozenset[str]
    within: frozenset[str]


def words_of(name: str) -> str:
    """A name in its one spelling: small Latin letters, words parted by one blank. `customerEmail` and `Customer E-Mail` are alike."""
    return _SIGNS.sub(" ", anyascii(_HUMP.sub(" ", name)).lower().replace("e-mail", "email").replace("e-post", "epost")).strip()


@cache
def table() -> dict[str, Words]:
    """Every role with its words."""
    found = yaml.safe_load(Path(__file__).with_name("names.yaml").read_text(encoding="utf-8"))
    return {role: Words(*(frozenset(map(words_of, each[kind] or [])) for kind in ("exact", "within"))) for role, each in found.items()}


@cache
def roles_of(name: str) -> tuple[str, ...]:
    """The roles that a name speaks for, the likeliest first: by the whole name, by its last part, then by the longest words within it."""
    whole, last = words_of(name), words_of(name.rsplit(".", 1)[-1])
    found = [role for role, words in table().items() if whole in words.exact or whole in words.within]
    found += [role for role, words in table().items() if last in words.exact or last in words.within]
    found += [role for _, role in sorted(_parts(whole), reverse=True)]
    return tuple(dict.fromkeys(found))


def _parts(whole: str) -> list[tuple[tuple[int, bool], str]]:
    tokens = whole.split()
    if not 1 < len(tokens) <= _WITHIN:
        return []
    found = []
    for start in range(len(tokens)):
        for end in range(start + 1, len(tokens) + 1):
            phrase = " ".join(tokens[start:end])
            found += [((end - start, end == len(tokens)), role) for role, words in table().items() if phrase in words.within]
    return found
