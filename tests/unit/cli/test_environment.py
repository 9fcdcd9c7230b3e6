"""Doctor looks at what the environment names: rules that cannot be used, and variables that nothing reads."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from app import settings as settings_module
from app.cli.environment import broken, mistaken
from app.settings import Settings

if TYPE_CHECKING:
    import pytest

DOCUMENTED = Path(settings_module.__file__).read_text(encoding="utf-8").split('"""')[1]


def test_files_that_cannot_be_used(tmp_path: Path) -> None:
    """Each is told with its variable; shipped rules and good files of one's own are in order."""
    settings = Settings(home=tmp_path)
    assert list(broken(settings)) == []
    (tmp_path / "wrong.yaml").write_text("currency: EUR\nrates: {USD: {2024-02-31: 1}}\n", encoding="utf-8")
    told = list(broken(replace(settings, conversions=tmp_path / "wrong.yaml", sessions=tmp_path / "wrong.yaml")))
    assert [each.partition(":")[0] for each in told] == ["THROUGHLINE_CONVERSIONS", "THROUGHLINE_SESSIONS"]
    assert "line 2" in told[0]


def test_variables_that_nothing_reads() -> None:
    """A slip is told with the name that was meant; names that the product or its tests read are none."""
    given = {"THROUGHLINE_CONVERSION": "x", "THROUGHLINE_RATES_FILE": "y", "THROUGHLINE_HOME": "z", "THROUGHLINE_LIMIT_QUEUE": "5", "PATH": ""}
    assert list(mistaken(given)) == [
        "Nothing reads THROUGHLINE_CONVERSION; did you mean THROUGHLINE_CONVERSIONS?",
        "Nothing reads THROUGHLINE_RATES_FILE; see docs/rules.md for those there are.",
    ]


def test_every_documented_variable_is_one() -> None:
    """What the settings say they read, doctor takes for read."""
    lines = [line for line in DOCUMENTED.splitlines() if line.startswith("THROUGHLINE_") and "_LIMIT_" not in line]
    names = [f"THROUGHLINE{part}" for line in lines for part in parts(line)]
    assert len(names) >= 10
    assert list(mistaken(dict.fromkeys(names, "x"))) == []


def parts(line: str) -> list[str]:
    """The ends of the names at the head of a line, such as _HOST and _PORT."""
    head = line.split("  ", maxsplit=1)[0].removeprefix("THROUGHLINE")
    return [each.strip() for each in head.split(",") if each.strip()]


def test_doctor_tells(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The command says both, and fails."""
    from click.testing import CliRunner

    from app.cli import cli

    monkeypatch.setenv("THROUGHLINE_HOME", str(tmp_path))
    monkeypatch.setenv("THROUGHLINE_STAGE", "stages.yaml")
    told = CliRunner().invoke(cli, ["doctor"])
    assert (told.exit_code, "did you mean THROUGHLINE_STAGES?" in told.output) == (1, True)
