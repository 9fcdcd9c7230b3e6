"""Survivorship: which of several values of a trait stands in the golden record, by rules from a file."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import BadInput
from app.markup import parse

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

DEFAULT = Path(__file__).with_name("survivorship.yaml")
NOT_TRAITS = frozenset({"id", "source", "key", "kind", "version", "hash", "at", "loadedAt", "name", "members", "anonymous", "search", "excluded"})
"""Properties of a record that say where it is from, and names that a person has for itself."""

_TRAIT = re.compile(r"[a-z][A-Za-z0-9]*")


class Rule(StrEnum):
    """What makes one value of a trait survive the others."""

    MOST_RECENT = "most_recent"
    MOST_TRUSTED = "most_trusted"
    MOST_FREQUENT = "most_frequent"
    LONGEST = "longest"


@dataclass(frozen=True, slots=True)
class Stated:
    """What one record states of a trait; `at` in microseconds, or None."""

    value: object
    record: str
    source: str
    at: int | None

    @property
    def recency(self) -> tuple[bool, int, str]:
        """Greater is more recent: without a time first, then by moment, then by record id. No two records have the same."""
        return (self.at is not None, self.at or 0, self.record)


@dataclass(frozen=True, slots=True)
class Survival:
    """The rule of one trait; `sources`, most trusted first, is for `most_trusted` alone."""

    rule: Rule
    sources: tuple[str, ...] = ()

    def choose(self, stated: Sequence[Stated]) -> Stated:
        """The one that survives. Where the rule leaves several it is the most recent of them, so that the order they come in never decides."""
        if len(stated) == 1:
            return stated[0]
        shares = Counter(_folded(each.value) for each in stated) if self.rule is Rule.MOST_FREQUENT else Counter[str]()
        return max(stated, key=lambda each: (self._score(each, shares), each.recency))

    def _score(self, each: Stated, shares: Counter[str]) -> int:
        match self.rule:
            case Rule.MOST_TRUSTED:
                return -self.sources.index(each.source) if each.source in self.sources else -len(self.sources)
            case Rule.MOST_FREQUENT:
                return shares[_folded(each.value)]
            case Rule.LONGEST:
                return len(_folded(each.value))
            case Rule.MOST_RECENT:
                return 0


@dataclass(frozen=True, slots=True)
class Survivorship:
    """The rules of all traits, with the hash of what they say."""

    default: Survival
    traits: Mapping[str, Survival]
    hash: str

    def of(self, trait: str) -> Survival:
        """The rule of a trait."""
        return self.traits.get(trait, self.default)


def read_survivorship(path: Path | None = None) -> Survivorship:
    """The rules in a YAML file, by default the shipped one. Raises BadInput naming what is wrong and what would be right."""
    path = path or DEFAULT
    try:
        return _parse(path.read_text(encoding="utf-8"), path)
    except OSError as error:
        raise BadInput(f"The survivorship file {path} cannot be read: {error.strerror}; check THROUGHLINE_SURVIVORSHIP.") from error
    except UnicodeDecodeError as error:
        raise BadInput(f"{path} is no text in UTF-8 ({error.reason}); save it as UTF-8.") from error


@lru_cache(maxsize=16)  # every derivation reads it, and YAML is slow; the text is the key, so a changed file is other rules
def _parse(text: str, path: Path) -> Survivorship:
    found = _only(parse(text, str(path)), {"version", "default", "sources", "traits"}, str(path))
    sources = _sources(found["sources"], f"{path}: sources") if "sources" in found else ()
    traits = _only(found.get("traits") or {}, None, f"{path}: traits")
    default = _survival(found.get("default", {"rule": Rule.MOST_RECENT}), sources, f"{path}: default")
    rules = {_trait(name, path): _survival(each, sources, f"{path}: trait {name!r}") for name, each in sorted(traits.items())}
    return Survivorship(default, rules, _digest(default, rules))


def _folded(value: object) -> str:
    return " ".join(str(value).split()).casefold()


def _digest(default: Survival, traits: Mapping[str, Survival]) -> str:
    said = [(name, each.rule, each.sources) for name, each in (("", default), *traits.items())]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def _survival(value: object, sources: tuple[str, ...], where: str) -> Survival:
    found = _only(value, {"rule", "sources"}, where)
    if found.get("rule") not in list(Rule):
        raise BadInput(f"{where} has rule {found.get('rule')!r}; use one of {', '.join(Rule)}.")
    rule = Rule(str(found["rule"]))
    if rule is not Rule.MOST_TRUSTED:
        if "sources" in found:
            raise BadInput(f"{where} has `sources`, which {rule} does not ask; leave them out, or use {Rule.MOST_TRUSTED}.")
        return Survival(rule)
    order = _sources(found["sources"], f"{where}: sources") if "sources" in found else sources
    if not order:
        raise BadInput(f"{where} trusts no source; give it `sources`, the most trusted first, e.g. {{rule: most_trusted, sources: [crm, shop]}}.")
    return Survival(rule, order)


def _sources(value: object, where: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not value or not all(isinstance(each, str) and each for each in value):
        raise BadInput(f"{where} is a list of names, the most trusted first, e.g. [crm, shop], not {value!r}.")
    if twice := sorted(name for name, count in Counter(value).items() if count > 1):
        raise BadInput(f"{where} names {', '.join(twice)} twice; name every source once.")
    return tuple(value)


def _trait(name: str, path: Path) -> str:
    if not _TRAIT.fullmatch(name) or name in NOT_TRAITS:
        raise BadInput(
            f"{path}: {name!r} is no trait of a record; use a lowerCamel name such as birthDate, other than {', '.join(sorted(NOT_TRAITS))}."
        )
    return name


def _only(value: object, allowed: set[str] | None, where: str) -> dict[str, object]:
    if not isinstance(value, dict):
        raise BadInput(f"{where} needs a mapping, e.g. {{rule: most_recent}}, not {value!r}.")
    unknown = sorted(map(str, set(value) - allowed)) if allowed is not None else []
    if allowed is not None and unknown:
        raise BadInput(f"{where} has {', '.join(unknown)}; it may have {', '.join(sorted(allowed))}.")
    return {str(key): each for key, each in value.items()}
