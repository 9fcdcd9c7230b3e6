"""Reading: where the bytes of a source are, how they are packed and encoded, and how a format is taken apart into rows."""
