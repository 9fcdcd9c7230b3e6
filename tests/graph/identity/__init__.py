"""Identity over a real graph."""
