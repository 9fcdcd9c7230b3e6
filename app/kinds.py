"""Kinds: the words by which a new namespace is declared, and the shipped namespace that each of them stands for.

A declared namespace takes its form from that one in the loaders, and its rule, priority and caps in the policy.
"""

from __future__ import annotations

KINDS = {
    "customer number": "crm",
    "login": "login",
    "loyalty number": "loyalty",
    "e-mail": "email",
    "phone": "phone",
    "cookie": "cookie",
    "device": "device",
    "card": "card",
    "contract number": "policy",
    "social handle": "social",
    "document number": "passport",
}


def kind_of(namespace: str) -> str:
    """The word for what a shipped namespace is; for any other that of a customer number, which most of them are."""
    return next((kind for kind, name in KINDS.items() if name == namespace), "customer number")
