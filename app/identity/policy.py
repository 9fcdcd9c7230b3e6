"""The identifier policy: read from a file, checked, hashed; it says what a value of each namespace is worth as evidence."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import yaml

from app.errors import BadInput

DEFAULT = Path(__file__).with_name("policy.yaml")
_DAYS = re.compile(r"P(\d+)D")
_MICROS_A_DAY = 86_400_000_000


class Rule(StrEnum):
    """What a value of a namespace does to two members that share it."""

    UNIQUE = "unique"
    JOINS = "joins"
    SHARED = "shared"
    EVIDENCE = "evidence"

    @property
    def joins(self) -> bool:
        """Whether a shared value makes one person of two members at all."""
        return self in (Rule.UNIQUE, Rule.JOINS)


@dataclass(frozen=True, slots=True)
class Namespace:
    """What the policy says of one namespace; `lifetime` in microseconds, `cap` and `loose` null for none."""

    name: str
    rule: Rule
    priority: int
    cap: int | None = None
    loose: int | None = None
    lifetime: int | None = None
    personal: bool = False


@dataclass(frozen=True, slots=True)
class Junk:
    """Values that are no identifiers: words of any namespace, and patterns of what people type."""

    words: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Policy:
    """One version of the policy, with the hash of its content."""

    version: int
    author: str
    reason: str
    namespaces: dict[str, Namespace]
    junk: Junk
    hash: str

    @property
    def priorities(self) -> dict[str, int]:
        """Namespace name to priority."""
        return {name: each.priority for name, each in self.namespaces.items()}

    def named(self, *rules: Rule) -> list[str]:
        """The names of the namespaces under any of these rules, sorted."""
        return sorted(name for name, each in self.namespaces.items() if each.rule in rules)


def read_policy(path: Path | None = None) -> Policy:
    """The policy in a YAML file, by default the shipped one. Raises BadInput naming what is wrong and what would be right."""
    path = path or DEFAULT
    try:
        document = yaml.safe_load(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        message = f"There is no identifier policy at {path}; check THROUGHLINE_POLICY."
        raise BadInput(message) from error
    except yaml.YAMLError as error:
        message = f"{path} is not YAML: {error}"
        raise BadInput(message) from error
    if not isinstance(document, dict) or not isinstance(document.get("namespaces"), dict):
        message = f"{path} needs a `namespaces` mapping from name to rule and priority."
        raise BadInput(message)
    return _policy(path, document)


def _policy(path: Path, document: dict[str, object]) -> Policy:
    namespaces = document["namespaces"]
    assert isinstance(namespaces, dict)  # noqa: S101 - read_policy has looked
    digest = hashlib.sha256(json.dumps(document, sort_keys=True, default=str).encode()).hexdigest()
    return Policy(
        version=int(str(document.get("version", 1))),
        author=str(document.get("author", "")),
        reason=str(document.get("reason", "")),
        namespaces={str(name): _namespace(path, str(name), each) for name, each in namespaces.items()},
        junk=_junk(path, document.get("junk") or {}),
        hash=digest,
    )


def _junk(path: Path, given: object) -> Junk:
    if not isinstance(given, dict) or not set(given) <= {"words", "patterns"}:
        message = f"{path}: `junk` has `words` and `patterns`, each a list of texts."
        raise BadInput(message)
    for pattern in given.get("patterns") or []:
        try:
            re.compile(pattern)
        except (re.error, TypeError) as error:
            message = f"{path}: the junk pattern {pattern!r} is no regular expression: {error}"
            raise BadInput(message) from error
    words = (str(word).casefold() for word in given.get("words") or [])
    return Junk(words=tuple(words), patterns=tuple(given.get("patterns") or []))


def _namespace(path: Path, name: str, given: object) -> Namespace:
    where = f"{path}: namespace {name!r}"
    if not isinstance(given, dict):
        message = f"{where} needs a rule and a priority, e.g. {{rule: joins, priority: 50}}."
        raise BadInput(message)
    unknown = set(given) - {"rule", "priority", "cap", "loose", "lifetime", "personal"}
    if unknown:
        message = f"{where} has {', '.join(sorted(map(str, unknown)))}, which no policy knows."
        raise BadInput(message)
    if given.get("rule") not in set(Rule):
        message = f"{where} has rule {given.get('rule')!r}; use one of {', '.join(Rule)}."
        raise BadInput(message)
    if not isinstance(given.get("priority"), int):
        message = f"{where} needs a whole-number priority."
        raise BadInput(message)
    return Namespace(
        name=name,
        rule=Rule(given["rule"]),
        priority=given["priority"],
        cap=_count(where, given, "cap"),
        loose=_count(where, given, "loose"),
        lifetime=_lifetime(where, given.get("lifetime")),
        personal=bool(given.get("personal", False)),
    )


def _count(where: str, given: dict[str, object], key: str) -> int | None:
    value = given.get(key)
    if value is None:
        return None
    if not isinstance(value, int) or value < 1:
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
