"""The embedded Neo4j: a real one, with Graph Data Science, from pip and a Maven repository alone.

`server.start(home)` and `server.stop(home)` are what the command line calls; a *home* is the folder of one database and its secrets.
"""
