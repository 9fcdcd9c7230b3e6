"""Throughline: one thread through every touchpoint.

`create_app` is what `flask --app app` and `gunicorn "app:create_app()"` look for; Flask is imported only when it is called.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask


def create_app() -> Flask:
    """The web application, composed from the environment. Raises ThroughlineError when a setting is wrong."""
    from app.factory import create_app as compose

    return compose()
