"""Scalars: a text as YAML writes it, in a line or between braces."""

from __future__ import annotations

import json
import re

import yaml

_PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_./()%]*(?: [A-Za-z0-9_./()%]+)*")


def quoted(text: str) -> str:
    """The text, in quotes where YAML would read it as something else."""
    if _PLAIN.fullmatch(text) and isinstance(yaml.safe_load(text), str):
        return text
    return json.dumps(text, ensure_ascii=not text.isprintable())
