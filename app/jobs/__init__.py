"""Jobs: long questions that are answered later, kept in the graph so that every process of the service can say how far they are."""
