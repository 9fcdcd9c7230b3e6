"""Files of rules: known by what they have, every mistake told, and those in the guide ready to use."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest
from click.testing import CliRunner

from app.cli import cli
from app.errors import BadInput
from app.limits import SHIPPED, Limits, read_limits
from app.rules import KINDS, check, kind_of

ROOT = Path(__file__).parents[3]
GUIDE = ROOT / "docs/rules.md"
BLOCKS = re.findall(r"```yaml\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
FILES = sorted((ROOT / "docs/rules").rglob("*.yaml"))
SHIPPED_FILES = [*sorted((ROOT / "app/journeys").rglob("*.yaml")), ROOT / "app/identity/policy.yaml", ROOT / "app/identity/survivorship.yaml"]

CONVERSIONS = """\
currency: EUR
colour: red
rates:
  CHF: {july: 1}
  USD: {2020-01-01: -1}
lookback: 30
conversions:
  purchase: {types: [], value: five}
  signup: {twice: true, types: [signup]}
"""
STAGES = "stages: [a, b]\nrules:\n  - {stage: c, types: [x]}\n  - {stage: b}\n  - {stage: b, silence: 5}\n"
SESSIONS = "gaps:\n  web: 30\n  app: PT30M\nreasons:\n  help: []\n"
DESIGN = "stages:\n  - stage: a\n    steps:\n      - {step: x}\n      - {step: y, types: [t], optional: often}\n      - {step: z, types: [u]}\n"


@pytest.mark.parametrize("path", [*FILES, *SHIPPED_FILES], ids=lambda path: str(path.relative_to(ROOT)))
def test_files_to_copy(path: Path) -> None:
    """Each can be used as it is, is known for what it is, and says what it declares."""
    found = check(path)
    assert found.kind == ("design" if path.parent.name in ("designs", "designed") else path.stem)
    assert all(found.declares)


def test_there_is_a_first_file_of_every_kind() -> None:
    """But of policies, of which `policy show` prints one; and the guide links to each, and names every limit with what it is."""
    assert {check(path).kind for path in FILES} == set(KINDS) - {"policy"}
    text = GUIDE.read_text(encoding="utf-8")
    assert all(f"({path.relative_to(ROOT / 'docs')})" in text for path in FILES)
    told = dict(re.findall(r"\| `(THROUGHLINE_LIMIT_\w+)` \|.*\| ([\d.]+) \|", text))
    assert read_limits(told) == SHIPPED
    assert len(told) == len(fields(Limits))


@pytest.mark.parametrize("text", BLOCKS)
def test_every_block_of_the_guide(tmp_path: Path, text: str) -> None:
    """It is a file that can be used."""
    path = tmp_path / "block.yaml"
    path.write_text(text, encoding="utf-8")
    assert check(path).kind in KINDS


@pytest.mark.parametrize(
    ("text", "mistakes"),
    [
        (
            CONVERSIONS,
            ["has colour; it may have", "line 4: rates of CHF needs days", "line 5: rates of USD must be greater", "line 6: lookback is a duration",
             "line 8: conversion purchase: types needs a list", "line 8: conversion purchase: value", "line 9: conversion signup has twice"],
        ),
        (STAGES, ["line 3: rule 1 has stage 'c'", "line 4: rule 2 asks nothing", "line 5: rule 3: silence is a duration"]),
        (SESSIONS, ["line 2: the gap of web is a duration", "line 5: reason help needs a list"]),
        (DESIGN, ["line 4 needs a `step`", "line 5: optional is true or false"]),
        ("default: {rule: newest}", ["has rule 'newest'"]),
        ("format: csv\nsource: {name: a}", ["is a mapping of a source"]),
        ("colour: red", ["which tells no kind of rules"]),
        ("currency: [", ["is not YAML", "line 1"]),
        ("currency: EUR\nrates:\n  USD: {2024-13-45: 1}\n", ["line 3", "'2024-13-45' is no timestamp"]),
        ("currency: EUR\nrates:\n  USD: {2024-01-01T00:00:00Z: 1}\n", ["line 3: rates of USD needs days"]),
        ("currency: Taler\nrates:\n  euros: {2024-01-01: 1}\n  usd: {2024-01-01: 1}\n  USD: {2025-01-01: 1}\n",
         ["line 1: currency 'Taler' is none of ISO 4217", "line 3: rates: currency 'euros'", "line 5: rates of USD stand twice"]),
        ("conversions:\n  purchase: {types: [a]}\n  purchase: {types: [b]}\ncurrency: EUR\n", ["line 3", "'purchase' stands twice"]),
        ("default: {rule: [newest]}", ["has rule ['newest']"]),
        ("default: {rule: most_recent}\ntraits: {1: {rule: longest}, city: {rule: longest}}", ["'1'"]),
        ("gaps: {web: !!int soon}", ["line 1", "'soon' is no int"]),
        ("gaps: {web: !!bool maybe}", ["line 1", "'maybe' is no bool"]),
        ("gaps: !!timestamp x", ["line 1", "'x' is no timestamp"]),
        ("gaps: " + "9" * 5_000, ["line 1", "is no int"]),
        ("gaps: " + "[" * 3_000, ["is not YAML"]),
    ],
)  # fmt: skip
def test_every_mistake_is_told(tmp_path: Path, text: str, mistakes: list[str]) -> None:
    """With its line, at once, by the product as by the command, which ends with 1 and goes on with other files."""
    path = tmp_path / "wrong.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadInput) as found:
        check(path)
    assert [mistake for mistake in mistakes if mistake not in str(found.value)] == []
    told = CliRunner().invoke(cli, ["rules", "check", str(path), str(ROOT / "docs/rules/conversions.yaml")])
    assert told.exit_code == 1
    assert all(mistake in told.output for mistake in mistakes)
    assert "conversions, in order" in told.output
    assert "1 of 2 files cannot be used" in told.output


def test_a_file_of_bytes(tmp_path: Path) -> None:
    """What is no text is told by its name, and the other files are read."""
    path = tmp_path / "rules.yaml"
    path.write_bytes(b"currency: \xff\xfe")
    told = CliRunner().invoke(cli, ["rules", "check", str(path), str(ROOT / "docs/rules/stages.yaml")])
    assert (told.exit_code, "rules.yaml is no text in UTF-8" in told.output, "stages, in order" in told.output) == (1, True, True)


def test_currencies_in_any_case(tmp_path: Path) -> None:
    """Codes of ISO 4217 mean the same in any letter case, as they do in mappings."""
    path = tmp_path / "rules.yaml"
    path.write_text("currency: eur\nrates: {usd: {2024-01-01: 0.5}}\nconversions: {purchase: {types: [purchase]}}\n", encoding="utf-8")
    found = check(path).conversions
    assert found is not None
    assert (found.currency, found.known_rate("USD", 1_735_689_600_000_000), found.known_rate("EUR", 0)) == ("EUR", 0.5, 1.0)


def test_what_a_file_declares_in_words() -> None:
    """Conversions with their types, values and refunds; and how it comes into force."""
    told = CliRunner().invoke(cli, ["rules", "check", str(ROOT / "docs/rules/conversions.yaml")])
    assert told.exit_code == 0
    assert "2 conversions: purchase (purchase; its own value; taken back by refund)" in told.output
    assert "newsletter (newsletter_signup; worth 2 EUR; the first of a journey)" in told.output
    assert "reported in EUR; rates for USD; touchpoints share in a conversion for 30 days" in told.output
    assert "THROUGHLINE_CONVERSIONS=" in told.output


def test_stages_and_designs_are_told_apart(tmp_path: Path) -> None:
    """Both have stages."""
    path = tmp_path / "x.yaml"
    path.write_text("stages: [a]\nstart: a", encoding="utf-8")
    assert kind_of(path) == "stages"
    path.write_text("stages: [{stage: a}]", encoding="utf-8")
    assert kind_of(path) == "design"
