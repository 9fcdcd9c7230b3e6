"""Analytics: questions about all persons, put to one dataset of columns that is a projection of the graph."""
