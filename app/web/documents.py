"""Documentation inside the product: the API's contract as a page, and any Cypher file as text."""

from __future__ import annotations

import re

from flask import abort

from app.graph.statements import StatementError, statement
from app.web.serving import page

_NAME = re.compile(r"[a-z_]+(/[a-z_0-9]+)+")


def docs() -> str:
    """The API's documentation, drawn from /openapi.json by Swagger UI on this host."""
    return page("docs.html", section="web.docs")


def cypher_file(name: str) -> str:
    """One Cypher file with its contract, to be copied into Neo4j Browser."""
    if not _NAME.fullmatch(name):
        abort(404)
    try:
        found = statement(name)
    except StatementError:
        abort(404)
    return page("cypher.html", statement=found, body=_body(found.text))


def _body(text: str) -> str:
    lines = text.splitlines()
    header = next((number for number, line in enumerate(lines) if not line.startswith("//")), len(lines))
    return "\n".join(lines[header:]).strip()
