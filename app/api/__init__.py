"""The HTTP API: one file per noun, schemas that are the contract, one table of problems, keys with an owner."""
