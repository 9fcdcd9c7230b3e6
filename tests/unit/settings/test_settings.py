from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.errors import BadInput, Unavailable
from app.limits import Limits
from app.settings import Connection, Settings

if TYPE_CHECKING:
    from pathlib import Path


def test_neo4j_uri_is_the_database_when_set() -> None:
    """The official variables are read, all four."""
    environ = {"NEO4J_URI": "neo4j://db:7687", "NEO4J_USERNAME": "ada", "NEO4J_PASSWORD": "pw", "NEO4J_DATABASE": "crm"}
    assert Settings.from_environment(environ).database() == Connection("neo4j://db:7687", ("ada", "pw"), "crm")


def test_without_it_the_embedded_one_is_meant(tmp_path: Path) -> None:
    """When that is not running, the sentence says how to start it."""
    settings = Settings.from_environment({"THROUGHLINE_HOME": str(tmp_path)})
    assert settings.is_embedded
    with pytest.raises(Unavailable, match=r"not running; start it with `throughline up`, or set NEO4J_URI"):
        settings.database()


def test_a_database_without_a_password_gets_no_credentials() -> None:
    """A server with authentication turned off refuses credentials it did not ask for."""
    assert Settings.from_environment({"NEO4J_URI": "bolt://db"}).database().auth is None


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("THROUGHLINE_PORT", "http", "THROUGHLINE_PORT=http is no port"),
        ("THROUGHLINE_PORT", "70000", "THROUGHLINE_PORT=70000 is no port"),
        ("THROUGHLINE_POLICY", "/no/such/policy.yaml", "THROUGHLINE_POLICY=/no/such/policy.yaml is no file"),
        ("THROUGHLINE_SURVIVORSHIP", "/no/such/rules.yaml", "THROUGHLINE_SURVIVORSHIP=/no/such/rules.yaml is no file"),
        ("THROUGHLINE_DESIGNS", "/no/such/designs", "THROUGHLINE_DESIGNS=/no/such/designs is no folder"),
        ("THROUGHLINE_LIMIT_OVERSIZE", "0", "THROUGHLINE_LIMIT_OVERSIZE=0 is no limit; use a whole number from 1"),
        ("THROUGHLINE_LIMIT_SINGLE", "90", "THROUGHLINE_LIMIT_SINGLE=90 is no share; use a number from 0 to 1"),
        ("THROUGHLINE_LIMIT_LARGEST", "9", "There is no limit THROUGHLINE_LIMIT_LARGEST; use one of THROUGHLINE_LIMIT_CANDIDATE, "),
        ("THROUGHLINE_SECRET", "short", "THROUGHLINE_SECRET is shorter than 16 characters"),
    ],
)
def test_a_wrong_setting_is_named(name: str, value: str, sentence: str) -> None:
    """One sentence, with the variable in it."""
    with pytest.raises(BadInput, match=sentence):
        Settings.from_environment({name: value})


def test_limits_are_settings() -> None:
    """Those that are given count, the others are as shipped."""
    environ = {"THROUGHLINE_LIMIT_OVERSIZE": "40", "THROUGHLINE_LIMIT_SINGLE": "0.5", "THROUGHLINE_LIMIT_SECOND": "", "THROUGHLINE_LIMIT_QUEUE": "9"}
    assert Settings.from_environment(environ).limits == Limits(oversize=40, single=0.5, queue=9)


def test_no_secret_shows_in_a_log(tmp_path: Path) -> None:
    """Settings can be printed without giving anything away."""
    environ = {"NEO4J_URI": "bolt://db", "NEO4J_PASSWORD": "hidden-one", "THROUGHLINE_SECRET": "hidden-two-hidden-two"}
    settings = Settings.from_environment(environ | {"THROUGHLINE_HOME": str(tmp_path)})
    assert "hidden" not in repr(settings) + repr(settings.database())


def test_the_secret_is_given_or_kept(tmp_path: Path) -> None:
    """Without THROUGHLINE_SECRET one is made once for the home."""
    home = {"THROUGHLINE_HOME": str(tmp_path)}
    kept = Settings.from_environment(home).secret()
    assert Settings.from_environment(home).secret() == kept
    assert Settings.from_environment(home | {"THROUGHLINE_SECRET": "x" * 16}).secret() == "x" * 16
