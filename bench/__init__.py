"""Side-by-side benchmarks: each line compares ours with a named peer, both measured in the same run."""
