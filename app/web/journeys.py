"""Journeys over all persons: how they flow from step to step, and the paths most of them take."""

from __future__ import annotations

from app.web.serving import page


def journeys() -> str:
    """The Sankey, the top paths and the transitions under one set of filters."""
    return page("journeys.html", section="web.journeys")
