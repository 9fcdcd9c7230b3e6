"""Identity: from observed evidence to persons, by a policy that is data.

`unify` walks the room in order: standing → uses → components (Graph Data Science) → admission → persons → golden records.
"""
