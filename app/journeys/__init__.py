"""Journeys: who owns a touchpoint, in what order and stage it comes, and what the sequences of all persons say together."""
