"""The pages over the same world that the API is tried on."""
