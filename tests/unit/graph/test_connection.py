"""What the database says becomes an error of ours that says what it means for who asked."""

from __future__ import annotations

import pytest
from neo4j.exceptions import Neo4jError

from app.errors import BadInput
from app.graph.connection import Deadlock, Graph, GraphError, TooLong, _explained
from app.graph.statements import statement


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("Neo.TransientError.Transaction.DeadlockDetected", Deadlock),
        ("Neo.TransientError.Transaction.Outdated", Deadlock),
        ("Neo.ClientError.Transaction.TransactionTimedOut", TooLong),
        ("Neo.ClientError.Schema.ConstraintValidationFailed", GraphError),
    ],
)
def test_errors_by_what_to_do(code: str, kind: type[Exception]) -> None:
    """A transaction that lost to another, one that took too long, and any other refusal are told apart."""
    with pytest.raises(kind) as told, _explained(statement("identity/persons_count")):
        raise Neo4jError._hydrate_neo4j(code=code, message="It says why.")
    assert type(told.value) is kind


def test_a_password_in_the_address_is_not_repeated() -> None:
    """It is told where it belongs, and stands in no message."""
    with pytest.raises(BadInput, match="NEO4J_USERNAME and NEO4J_PASSWORD") as told:
        Graph("bolt://ada:opensesame@127.0.0.1:7687")
    assert "opensesame" not in str(told.value)
