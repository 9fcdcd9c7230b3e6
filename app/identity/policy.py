"""The identifier policy: read from a file, checked, hashed; it says what a value of each namespace is worth as evidence."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from app import markup
from app.errors import BadInput

if TYPE_CHECKING:
    from datetime import datetime

DEFAULT = Path(__file__).with_name("policy.yaml")
_DAYS = re.compile(r"P([0-9]{1,6})D")
_HIGHEST = 10**9
_MICROS_A_DAY = 86_400_000_000
NEVER = 2.0
"""A threshold that no score reaches."""

_KINDS = frozenset({"organisation", "person"})


class Rule(StrEnum):
    """What a value of a namespace does to two members that share it."""

    UNIQUE = "unique"
    LIMITED = "limited"
    JOINS = "joins"
    SHARED = "shared"
    EVIDENCE = "evidence"

    @property
    def joins(self) -> bool:
        """Whether a shared value makes one person of two members at all."""
        return self in (Rule.UNIQUE, Rule.LIMITED, Rule.JOINS)


@dataclass(frozen=True, slots=True)
class Namespace:
    """What the policy says of one namespace.

    `most` is how many values a person may have (unique: one), `noisy` that near-equal values may be one mistyped; `lifetime` in microseconds,
    `cap` and `loose` null for none.
    """

    name: str
    rule: Rule
    priority: int
    cap: int | None = None
    loose: int | None = None
    lifetime: int | None = None
    personal: bool = False
    most: int = 1
    noisy: bool = False


@dataclass(frozen=True, slots=True)
class Junk:
    """Values that are no identifiers: words and patterns of any namespace (`anywhere`), and patterns of what people type."""

    words: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    anywhere: tuple[str, ...] = ()
    spelled: tuple[str, ...] = ()
    """The words as the policy writes them."""

    @property
    def hashes(self) -> tuple[str, ...]:
        """The hashes of nothing, and of every word in the letter cases that sources write, in hexadecimal."""
        return hashes_of(self.spelled)


@lru_cache(maxsize=16)
def hashes_of(words: tuple[str, ...]) -> tuple[str, ...]:
    """The SHA-256, MD5 and SHA-1 of the empty text and of each word, in small letters, in capitals and with a first capital."""
    spelled = {each for word in ("", *words) for each in (word, word.lower(), word.upper(), word.capitalize(), word.title())}
    made = (hashlib.sha256, hashlib.md5, hashlib.sha1)
    return tuple(sorted(one(each.encode(), usedforsecurity=False).hexdigest() for one in made for each in spelled))


@dataclass(frozen=True, slots=True)
class Policy:
    """One version of the policy, with the hash of what it says; `document` is that as canonical JSON.

    `resemblance` is the priority of records that are alike (null: no evidence), `contradictions` whether traits can keep records apart, and `apart`
    the kinds of records that are never in one group. Two things are no part of what the policy says: `threshold` is the scoring model's, from which
    score on records are alike (above 1 there is no model), and `until` the instant of the run: what happened later waits (null: nothing does).
    """

    version: int
    author: str
    reason: str
    namespaces: dict[str, Namespace]
    junk: Junk
    hash: str
    document: str = ""
    resemblance: int | None = None
    contradictions: bool = False
    apart: frozenset[str] = frozenset()
    threshold: float = NEVER
    until: datetime | None = None

    @property
    def priorities(self) -> dict[str, int]:
        """Namespace name to priority."""
        return {name: each.priority for name, each in self.namespaces.items()}

    def scored(self, threshold: float) -> Policy:
        """The same policy, with records alike from this score on, unless it has no use for resemblance."""
        return self if self.resemblance is None else replace(self, threshold=threshold)

    def cut(self, until: datetime | None) -> Policy:
        """The same policy, for what happened up to an instant; for all of it with None."""
        return replace(self, until=until)

    @property
    def compares(self) -> bool:
        """Whether it has any use for the comparison of records."""
        return self.resemblance is not None or self.contradictions

    def named(self, *rules: Rule) -> list[str]:
        """The names of the namespaces under any of these rules, sorted."""
        return sorted(name for name, each in self.namespaces.items() if each.rule in rules)


def read_policy(path: Path | None = None) -> Policy:
    """The policy in a YAML file, by default the shipped one. Raises BadInput naming what is wrong and what would be right."""
    path = path or DEFAULT
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        message = f"There is no identifier policy at {path}; check THROUGHLINE_POLICY."
        raise BadInput(message) from error
    return parse(text, str(path))


@lru_cache(maxsize=16)  # every derivation reads it, and YAML is slow; the text is the key, so a changed file is another policy
def parse(text: str, where: str) -> Policy:
    """The policy in a YAML or JSON text; `where` names it in messages. Raises BadInput as `read_policy` does."""
    document = markup.parse(text, where, _Strict)
    if not isinstance(document, dict) or not isinstance(document.get("namespaces"), dict):
        message = f"{where} needs a `namespaces` mapping from name to rule and priority."
        raise BadInput(message)
    return _policy(where, document)


class _Strict(markup.Once):
    """YAML in which nothing stands for something else: a few lines of aliases of aliases would, once written out, be more than the memory holds."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        """One part. Raises ComposerError for an alias."""
        if self.check_event(yaml.AliasEvent):
            mark = self.peek_event().start_mark  # type: ignore[no-untyped-call] # types-pyyaml has none for it
            raise yaml.composer.ComposerError(None, None, "nothing may stand for something else; write it out", mark)
        return super().compose_node(parent, index)


_HEAD = frozenset({"version", "author", "reason"})
_BODY = frozenset({"namespaces", "junk", "resemblance", "contradictions", "apart"})


def _policy(where: str, document: dict[str, object]) -> Policy:
    unknown = {str(key) for key in document} - _HEAD - _BODY
    if unknown:
        message = f"{where} has {', '.join(sorted(unknown))}, which no policy knows; use {', '.join(sorted(_BODY))}."
        raise BadInput(message)
    namespaces = document["namespaces"]
    assert isinstance(namespaces, dict)  # noqa: S101 - parse has looked
    body = json.dumps({key: value for key, value in document.items() if key in _BODY}, sort_keys=True, default=str)
    return Policy(
        version=_version(where, document.get("version", 1)),
        author=str(document.get("author", "")),
        reason=str(document.get("reason", "")),
        namespaces={str(name): _namespace(where, str(name), each) for name, each in namespaces.items()},
        junk=_junk(where, document.get("junk") or {}),
        hash=hashlib.sha256(body.encode()).hexdigest(),
        document=body,
        resemblance=_resemblance(where, document.get("resemblance")),
        contradictions=_truth(where, document, "contradictions"),
        apart=_kinds(where, document.get("apart") or []),
    )


def _version(where: str, given: object) -> int:
    if not isinstance(given, int) or given < 1:
        message = f"{where}: the version is a whole number from 1, not {given!r}."
        raise BadInput(message)
    return given


def _resemblance(where: str, given: object) -> int | None:
    if given is None:
        return None
    if not isinstance(given, dict) or set(given) != {"priority"} or type(given["priority"]) is not int:
        message = f"{where}: `resemblance` has one entry, a whole-number priority, e.g. {{priority: 40}}."
        raise BadInput(message)
    return int(given["priority"])


def _kinds(where: str, given: object) -> frozenset[str]:
    if not isinstance(given, list) or len(set(map(str, given))) == 1 or not set(map(str, given)) <= _KINDS:
        message = f"{where}: `apart` lists kinds of records that never go together: [{', '.join(sorted(_KINDS))}]."
        raise BadInput(message)
    return frozenset(map(str, given))


def _junk(where: str, given: object) -> Junk:
    lists = isinstance(given, dict) and all(isinstance(each, list | None) for each in given.values())
    if not isinstance(given, dict) or not lists or not set(given) <= {"words", "patterns", "anywhere"}:
        message = f"{where}: `junk` has `words` and `patterns`, and `anywhere`, each a list of texts."
        raise BadInput(message)
    for pattern in (*(given.get("patterns") or []), *(given.get("anywhere") or [])):
        try:
            re.compile(pattern)
        except (re.error, TypeError) as error:
            message = f"{where}: the junk pattern {pattern!r} is no regular expression: {error}"
            raise BadInput(message) from error
    spelled = tuple(str(word) for word in given.get("words") or [])
    words = tuple(dict.fromkeys(each for word in spelled for each in (word.casefold(), word.lower())))
    return Junk(words, tuple(given.get("patterns") or []), tuple(given.get("anywhere") or []), spelled)


def _namespace(policy: str, name: str, given: object) -> Namespace:
    where = f"{policy}: namespace {name!r}"
    if ":" in name or not name.strip():
        message = f"{where} needs a name of its own, without a colon."
        raise BadInput(message)
    if not isinstance(given, dict):
        message = f"{where} needs a rule and a priority, e.g. {{rule: joins, priority: 50}}."
        raise BadInput(message)
    unknown = set(given) - {"rule", "priority", "cap", "loose", "lifetime", "personal", "most", "noisy"}
    if unknown:
        message = f"{where} has {', '.join(sorted(map(str, unknown)))}, which no policy knows."
        raise BadInput(message)
    if given.get("rule") not in tuple(Rule):
        message = f"{where} has rule {given.get('rule')!r}; use one of {', '.join(Rule)}."
        raise BadInput(message)
    if type(given.get("priority")) is not int or abs(given["priority"]) > _HIGHEST:
        message = f"{where} needs a whole-number priority, to a billion at most."
        raise BadInput(message)
    _agrees(where, given)
    return Namespace(
        name=name,
        rule=Rule(given["rule"]),
        priority=given["priority"],
        cap=_count(where, given, "cap"),
        loose=_count(where, given, "loose"),
        lifetime=_lifetime(where, given.get("lifetime")),
        personal=_truth(where, given, "personal"),
        most=_count(where, given, "most") or 1,
        noisy=_truth(where, given, "noisy"),
    )


def _agrees(where: str, given: dict[str, object]) -> None:
    """Refuses settings that contradict the rule of their namespace."""
    rule = Rule(str(given["rule"]))
    message = ""
    if rule is Rule.LIMITED and given.get("most") is None:
        message = f"{where} is limited: say to how many values of one person, e.g. most: 3."
    elif rule is not Rule.LIMITED and given.get("most") is not None:
        message = f"{where} has `most`, which only a limited namespace has; use rule: limited, or leave it out."
    elif rule is not Rule.UNIQUE and given.get("noisy"):
        message = f"{where} is noisy, which only a unique namespace can be; use rule: unique, or leave it out."
    elif not rule.joins and (given.get("cap") is not None or given.get("loose") is not None):
        message = f"{where} never joins, so it has no use for a cap; leave `cap` and `loose` out."
    elif given.get("loose") is not None and given.get("cap") is None:
        message = f"{where} has `loose` without a cap; give both, or leave both out."
    if message:
        raise BadInput(message)


def _truth(where: str, given: dict[str, object], key: str) -> bool:
    value = given.get(key, False)
    if not isinstance(value, bool):
        message = f"{where}: {key} is true or false, not {value!r}."
        raise BadInput(message)
    return value


def _count(where: str, given: dict[str, object], key: str) -> int | None:
    value = given.get(key)
    if value is None:
        return None
    if type(value) is not int or not 1 <= value <= _HIGHEST:
        message = f"{where}: {key} is a whole number from 1, not {value!r}."
        raise BadInput(message)
    return value


def _lifetime(where: str, given: object) -> int | None:
    if given is None:
        return None
    match = _DAYS.fullmatch(str(given))
    if not match or int(match[1]) == 0:
        message = f"{where}: a life time is a number of days such as P365D, not {given!r}."
        raise BadInput(message)
    return int(match[1]) * _MICROS_A_DAY
