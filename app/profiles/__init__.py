"""Profiles: what is known about one person: traits with provenance, members, merge graph, search and lookup."""
