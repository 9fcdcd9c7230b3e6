"""Proofs: what the product promises about identity, tried on whole worlds and counted: `make proofs`, or `python -m bench.proofs`."""
