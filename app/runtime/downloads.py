"""`python -m app.runtime.downloads`: everything `make setup` fetches after the Python packages. Repeating it costs a second."""

from __future__ import annotations

import sys

from app.errors import ThroughlineError
from app.runtime import assets, jars


def main() -> int:
    """Fetches what is missing; 0 when all is there, 1 after one sentence that says what to do."""
    try:
        jars.fetch(_say)
        assets.fetch(_say)
    except ThroughlineError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
