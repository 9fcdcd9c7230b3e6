"""Scoring: how much two records resemble each other, by a frozen model (Fellegi and Sunter 1969), and where their traits contradict.

The walk: features (what a record says, in normal form) → keys (candidates) → levels (how each trait agrees) → scores (bits, by the model) →
resemblance (what the graph keeps of it). A score is a function of two records and the model version, and of nothing else.
"""
