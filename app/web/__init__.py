"""The pages: overview, search, a person, journeys, the API's documentation, and signing in."""
