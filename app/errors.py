"""The one error tree: every failure a user can cause or mend derives from `ThroughlineError`.

The command line prints `str(error)` and exits non-zero; the API maps each class to a problem document in `app/api/problems.py`.
"""

from __future__ import annotations

import traceback


class ThroughlineError(Exception):
    """A failure with one sentence for the reader that says what happened and what to do."""


class BadInput(ThroughlineError):
    """Something the caller gave is wrong: a file, a mapping, a parameter."""


class NotFound(ThroughlineError):
    """What was asked for does not exist."""


class Conflict(ThroughlineError):
    """The request contradicts the present state: a run under way, a name taken, a graph moved on."""


class Outdated(ThroughlineError):
    """What the caller saw has changed since: look again, then decide."""


class Forbidden(ThroughlineError):
    """Known, but without the right to do this."""


class Unavailable(ThroughlineError):
    """Something needed is not running or not reachable: the database, a file system."""


def way(error: BaseException) -> str:
    """Where an error came from, the innermost place first: files, lines and functions, and nothing of what they worked on."""
    frames = traceback.extract_tb(error.__traceback__)
    return " < ".join(f"{frame.filename.rpartition('/')[2]}:{frame.lineno} {frame.name}" for frame in reversed(frames))
