"""Countries by name, and what knowing them costs."""

from __future__ import annotations

import subprocess
import sys


def test_names_do_not_bring_the_geocoding_tables() -> None:
    """A country is known by its name in any language, without the tables of every number prefix of the world in memory."""
    code = "import sys; from loaders.countries import country; print(country('Deutschland'), 'phonenumbers.geodata' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.split() == ["DE", "False"]
