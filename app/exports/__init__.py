"""Exports: members, persons and journeys as sorted lines without clock times; the same graph gives the same bytes."""
