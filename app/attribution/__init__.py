"""Attribution: which channels led to what was achieved, by several models over the same stored journeys, each with its uncertainty."""
