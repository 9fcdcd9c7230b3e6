"""The graph: the only room that knows neo4j and graphdatascience.

Others say which statement file to run and with which values; they never see a driver, a session or query text.
"""

from app.graph.connection import Deadlock, Graph, Row, Work
from app.graph.statements import Statement, all_statements, statement

__all__ = ["Deadlock", "Graph", "Row", "Statement", "Work", "all_statements", "statement"]
