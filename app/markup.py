"""YAML as the product's own files are written: read so that no mistake in it is lost, and none is a fault of the program."""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml

from app.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Hashable

_MERGE = "tag:yaml.org,2002:merge"
_UNREADABLE = (ValueError, KeyError, AttributeError, TypeError, OverflowError)
"""What YAML's own constructors raise for a scalar that looks like a date, a number or a flag and is none, such as 2024-13-45."""


class Once(yaml.SafeLoader):
    """YAML in which a key may stand once: of two entries of one name the first would be lost without a word."""

    def construct_object(self, node: yaml.Node, deep: bool = False) -> object:  # noqa: FBT001, FBT002 - as yaml has it
        """One part. Raises ConstructorError, with its line, for what is not what it looks like."""
        try:
            return super().construct_object(node, deep=deep)
        except _UNREADABLE as error:
            what = f"{str(node.value)[:40]!r} is no {node.tag.rpartition(':')[2]} that can be read; correct it, or put it in quotes"
            raise yaml.constructor.ConstructorError(None, None, what, node.start_mark) from error

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, object]:  # noqa: FBT001, FBT002 - as yaml has it
        """One mapping. Raises ConstructorError when a key comes twice."""
        keys = [self.construct_object(key, deep=True) for key, _ in node.value if key.tag != _MERGE]
        twice = next((index for index, key in enumerate(keys) if key in keys[:index]), None)
        if twice is not None:
            marks = [key.start_mark for key, _ in node.value if key.tag != _MERGE]
            raise yaml.constructor.ConstructorError(None, None, f"{keys[twice]!r} stands twice in one mapping; leave one", marks[twice])
        return super().construct_mapping(node, deep=deep)


def parse(text: str, where: str, loader: type[yaml.SafeLoader] = Once) -> object:
    """What a YAML text holds; `where` names it in messages. Raises BadInput where it is not YAML."""
    try:
        return yaml.load(text, loader)  # noqa: S506 - a safe loader, all of them
    except RecursionError as error:
        raise BadInput(f"{where} is not YAML that can be read: too many brackets within brackets.") from error
    except yaml.MarkedYAMLError as error:
        line = f", line {error.problem_mark.line + 1}" if error.problem_mark else ""
        raise BadInput(f"{where}{line}: is not YAML: {error.problem or error}") from error
    except yaml.YAMLError as error:
        raise BadInput(f"{where} is not YAML: {' '.join(str(error).split())}") from error
