"""YAML with line numbers: a mapping's sections and values that know where they stand, so that an error can say so."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, NoReturn

import yaml

from app.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class MappingError(BadInput):
    """A mapping is wrong: the message names the file, the line and what would be right."""


@dataclass(frozen=True, slots=True)
class Place:
    """One YAML node and where it stands."""

    file: Path
    node: yaml.Node

    @property
    def line(self) -> int:
        """The line in the file, counted from one."""
        return int(self.node.start_mark.line) + 1

    def fail(self, message: str) -> NoReturn:
        """Raises MappingError with file and line in front of `message`."""
        raise MappingError(f"{self.file}:{self.line}: {message}")

    def is_section(self) -> bool:
        """Whether this is a YAML mapping of names to values."""
        return isinstance(self.node, yaml.MappingNode)

    def is_list(self) -> bool:
        """Whether this is a YAML list."""
        return isinstance(self.node, yaml.SequenceNode)

    def text(self, what: str = "a word") -> str:
        """The scalar as text. Raises MappingError where a section, a list or nothing stands."""
        if not isinstance(self.node, yaml.ScalarNode) or self.node.tag.endswith(":null") or not self.node.value.strip():
            self.fail(f"expected {what}")
        return unicodedata.normalize("NFC", str(self.node.value).strip())

    def word(self, choices: tuple[str, ...]) -> str:
        """The scalar, which must be one of `choices`."""
        found = self.text(f"one of {', '.join(choices)}")
        if found not in choices:
            self.fail(f"{found!r} is not known here; use one of {', '.join(choices)}")
        return found

    def flag(self) -> bool:
        """The scalar as true or false."""
        return self.word(("true", "false")) == "true"

    def integer(self) -> int:
        """The scalar as a whole number."""
        found = self.text("a whole number")
        try:
            return int(found)
        except ValueError:
            self.fail(f"{found!r} is not a whole number")

    def items(self) -> tuple[Place, ...]:
        """The entries of a list; a single value counts as a list of one."""
        if isinstance(self.node, yaml.SequenceNode):
            return tuple(Place(self.file, each) for each in self.node.value)
        return (self,)

    def texts(self) -> tuple[str, ...]:
        """The entries of a list as text."""
        return tuple(each.text() for each in self.items())

    def section(self, what: str, allowed: tuple[str, ...] | None = None) -> Section:
        """The node as a section with these names; None allows any. Raises MappingError for other or repeated names."""
        if not isinstance(self.node, yaml.MappingNode):
            self.fail(f"{what} must be a section of `name: value` lines")
        return Section(self, what, allowed)


class Section:
    """A YAML mapping of names to places, checked for unknown and repeated names."""

    def __init__(self, place: Place, what: str, allowed: tuple[str, ...] | None) -> None:
        self.place, self.what = place, what
        self._found: dict[str, Place] = {}
        for key_node, value_node in place.node.value:
            key = Place(place.file, key_node)
            name = key.text("a name")
            if name in self._found:
                key.fail(f"{name!r} stands twice in {what}; keep one")
            if allowed is not None and name not in allowed:
                key.fail(_unknown(name, what, allowed))
            self._found[name] = Place(place.file, value_node)

    def __contains__(self, name: str) -> bool:
        return name in self._found

    def items(self) -> Iterator[tuple[str, Place]]:
        """Every name with its place, in the order of the file."""
        yield from self._found.items()

    def get(self, name: str) -> Place | None:
        """The place of `name`, or None where it is left out or empty."""
        found = self._found.get(name)
        return None if found is None or found.node.tag.endswith(":null") else found

    def need(self, name: str, example: str) -> Place:
        """The place of `name`. Raises MappingError with an example where it is missing."""
        return self.get(name) or self.place.fail(f"{self.what} needs `{name}`, e.g. `{name}: {example}`")

    def text(self, name: str) -> str | None:
        """The scalar called `name`, or None where it is left out."""
        found = self.get(name)
        return found.text() if found else None


def read_layout(path: Path) -> Place:
    """The root node of a YAML file. Raises MappingError when it cannot be read."""
    try:
        node = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    except OSError as error:
        raise MappingError(f"{path}: cannot be read ({error.strerror}); check the path.") from error
    except UnicodeDecodeError as error:
        raise MappingError(f"{path}: is not UTF-8; save it as UTF-8.") from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise MappingError(f"{path}:{line}: not YAML ({error.problem}); check quotes and indentation.") from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise MappingError(f"{path}: not YAML ({' '.join(str(error).split())}); give the mapping first, then the files to load by it.") from error
    if node is None:
        raise MappingError(f"{path}:1: is empty; see docs/mappings.md for what a mapping holds.")
    return Place(path, node)


def _unknown(name: str, what: str, allowed: tuple[str, ...]) -> str:
    near = get_close_matches(name, allowed, n=1)
    hint = f"did you mean {near[0]!r}?" if near else f"use one of {', '.join(allowed)}"
    return f"{name!r} is not known in {what}; {hint}"
