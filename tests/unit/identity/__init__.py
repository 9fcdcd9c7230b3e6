"""Identity without a graph: pure functions and files."""
