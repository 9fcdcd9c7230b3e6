"""The files that say what stages and conversions are: read, and every mistake answered with what would be right."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

import yaml

from app.errors import BadInput
from app.markup import parse

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

T = TypeVar("T")

# Six digits at most: no sum of them is more than the database can hold, which is 292,000 years.
_NUMBER = "([0-9]{1,6})"
_DAYS = re.compile(rf"P(?:{_NUMBER}W)?(?:{_NUMBER}D)?(?:T(?:{_NUMBER}H)?(?:{_NUMBER}M)?)?")
_NOTHING = re.compile(r"P(?=.*0)(?:0+[YMWD])*(?:T(?:0+[HMS])*)?")
_DEEPEST = 8
_UNITS = (7 * 86_400, 86_400, 3_600, 60)
MICROSECONDS = 1_000_000
"""In a second."""


def read_document(path: Path, kind: str) -> dict[str, object]:
    """The mapping in a YAML file; its parts are nobody's to change. Raises BadInput when there is none, or it is not YAML, or not a mapping."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise BadInput(f"The {kind} file {path} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise BadInput(f"{path} is no text in UTF-8 ({error.reason}); save it as UTF-8.") from error
    return mapping(_loaded(text, str(path)), str(path))


@lru_cache(maxsize=32)  # every derivation reads its rules, and YAML is slow; the text is the key, so a changed file is another document
def _loaded(text: str, where: str) -> object:
    return parse(text, where)


class Mistakes:
    """What is wrong in a file, gathered part by part, so that all of it is told at once."""

    def __init__(self) -> None:
        self._sentences = list[str]()

    def reading(self, read: Callable[..., T], *given: object, otherwise: T) -> T:
        """What a part holds; where it has a mistake, `otherwise`."""
        try:
            return read(*given)
        except BadInput as error:
            self._sentences.append(str(error))
            return otherwise

    def mapping(self, value: object, where: str) -> dict[str, object]:
        """The part as a mapping; an empty one where it is none."""
        nothing: dict[str, object] = {}
        return self.reading(mapping, value, where, otherwise=nothing)

    def tell(self) -> None:
        """Raises BadInput with every mistake, a line for each, where there is one."""
        if self._sentences:
            raise BadInput("\n".join(self._sentences))


class Lines:
    """On which line of a YAML file each of its parts stands, so that a mistake can be found."""

    def __init__(self, path: Path) -> None:
        self._path, self._found = path, _numbered(path.read_text(encoding="utf-8"))

    def at(self, *place: str | int) -> str:
        """The file and the line of a part, or of the nearest part around it, by names and positions from the outside in."""
        for end in range(len(place), 0, -1):
            if place[:end] in self._found:
                return f"{self._path}, line {self._found[place[:end]]}"
        return str(self._path)


@lru_cache(maxsize=32)  # as for `_loaded`
def _numbered(text: str) -> dict[tuple[str | int, ...], int]:
    """The line of every part of a YAML text, by its place."""
    found = dict[tuple[str | int, ...], int]()
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    if root is not None:
        _note(root, (), found)
    return found


def _note(node: yaml.Node, place: tuple[str | int, ...], found: dict[tuple[str | int, ...], int]) -> None:
    # An alias may lead back to where it came from.
    if len(place) >= _DEEPEST:
        return
    if isinstance(node, yaml.MappingNode):
        inside: list[tuple[str | int, yaml.Node, yaml.Node]] = [(str(key.value), key, value) for key, value in node.value]
    else:
        inside = [(i, value, value) for i, value in enumerate(node.value)] if isinstance(node, yaml.SequenceNode) else []
    for name, mark, value in inside:
        found[(*place, name)] = mark.start_mark.line + 1
        _note(value, (*place, name), found)


def mapping(value: object, where: str) -> dict[str, object]:
    """`value` as a mapping with texts for keys. Raises BadInput otherwise."""
    if not isinstance(value, dict):
        raise BadInput(f"{where} needs a mapping from names to values, not {value!r}.")
    return {str(key): each for key, each in value.items()}


def only(found: dict[str, object], allowed: set[str], where: str) -> None:
    """Raises BadInput when a key is none of those allowed."""
    unknown = sorted(set(found) - allowed)
    if unknown:
        raise BadInput(f"{where} has {', '.join(unknown)}; it may have {', '.join(sorted(allowed))}.")


def words(value: object, where: str) -> frozenset[str]:
    """A list of texts, or one text, as a set. Raises BadInput otherwise."""
    listed = [value] if isinstance(value, str) else value
    if not isinstance(listed, list) or not listed or not all(isinstance(each, str) for each in listed):
        raise BadInput(f"{where} needs a list of names, e.g. [purchase], not {value!r}.")
    return frozenset(listed)


def flag(value: object, where: str) -> bool:
    """True or false. Raises BadInput otherwise."""
    if not isinstance(value, bool):
        raise BadInput(f"{where} is true or false, not {value!r}.")
    return value


def number(value: object, where: str) -> float:
    """A number. Raises BadInput otherwise."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise BadInput(f"{where} is a number, not {value!r}.")
    return float(value)


def optional(read: Callable[[object, str], T], found: dict[str, object], key: str, where: str, otherwise: T) -> T:
    """What a part of a mapping holds as `read` reads it, or `otherwise` where the mapping has no such part. Raises BadInput as `read` does."""
    return read(found[key], where) if key in found else otherwise


def duration(value: object, where: str) -> int:
    """An ISO 8601 duration of weeks, days, hours and minutes, of six digits at most each, in microseconds. Raises BadInput otherwise."""
    found = _DAYS.fullmatch(value) if isinstance(value, str) else None
    seconds = sum(unit * int(part or 0) for unit, part in zip(_UNITS, found.groups(), strict=True)) if found else 0
    if isinstance(value, str) and _NOTHING.fullmatch(value):
        raise BadInput(f"{where} must be longer than zero, such as P30D or PT12H, not {value!r}.")
    if not seconds:
        raise BadInput(f"{where} is a duration such as P30D or PT12H, not {value!r}.")
    return seconds * MICROSECONDS
