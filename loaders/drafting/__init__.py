"""Drafting: from a file that nobody has described to a mapping that says, line by line, what it was guessed from.

sampling (rows into columns) → shapes, moments, amounts (what values look like) → names (what columns are called, in nine languages) → guessing
(what each column is) → writing (YAML with its evidence). Nothing is guessed silently: each line carries counts, never values of persons, and
what two readings fit is left to whoever reads the draft.
"""
