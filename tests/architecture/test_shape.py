"""Small files, small functions, a docstring on everything public: measured, so that no place rots unseen."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
LONGEST_FILE = 400
LONGEST_FUNCTION = 50
SOURCES = sorted(path for folder in ("app", "loaders", "seeds") for path in (ROOT / folder).rglob("*.py"))


def relative(path: Path) -> str:
    """How pytest calls the case."""
    return str(path.relative_to(ROOT))


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method of a file."""
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


@pytest.mark.parametrize("path", SOURCES, ids=relative)
def test_shape(path: Path) -> None:
    """A file fits in the head and a function on a screen, and each module says what its room is for."""
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    assert len(text.splitlines()) <= LONGEST_FILE
    assert ast.get_docstring(tree)
    long = [each.name for each in functions(tree) if (each.end_lineno or 0) - each.lineno >= LONGEST_FUNCTION]
    assert long == []


def test_no_room_for_leftovers() -> None:
    """Nothing is called utils, helpers, common, manager or services."""
    shapeless = {"utils", "util", "helpers", "common", "manager", "managers", "services", "misc"}
    assert [relative(path) for path in SOURCES if path.stem in shapeless or path.parent.name in shapeless] == []
