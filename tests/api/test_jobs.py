"""Long questions asked with `Prefer: respond-async`, over a real graph and a real thread."""

from __future__ import annotations

import time
from threading import Event
from typing import TYPE_CHECKING

import pytest

from app.api import keys
from app.api.schemas.jobs import Job
from app.errors import Conflict
from app.jobs import job as desk
from app.jobs.worker import Worker

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from flask.testing import FlaskClient

    from app.graph import Graph

LATER = {"Prefer": "respond-async"}


def ended(client: FlaskClient, address: str) -> dict[str, object]:
    """The job when it is answered; half a minute at most."""
    assert _waited(lambda: client.get(address).get_json()["ended"] is not None)
    found: dict[str, object] = client.get(address).get_json()
    return found


def test_the_answer_is_the_one_given_at_once(client: FlaskClient) -> None:
    """202 with the address of a job; its answer equals that of the same question asked without the preference."""
    asked = client.get("/v1/personas?k=2&type=page_view", headers={"Prefer": "wait=5, respond-async"})
    assert (asked.status_code, asked.headers["Preference-Applied"]) == (202, "respond-async")
    assert asked.headers["Retry-After"]
    found = ended(client, asked.headers["Location"])
    assert not Job().validate(found)
    assert (found["state"], found["question"], found["status"]) == ("done", "/v1/personas?k=2&type=page_view", 200)
    later, now = client.get(str(found["result"])), client.get("/v1/personas?k=2&type=page_view")
    assert (later.status_code, later.mimetype, later.data) == (now.status_code, now.mimetype, now.data)


def test_bad_input_is_told_at_once(client: FlaskClient, world: Graph) -> None:
    """What does not fit the endpoint makes no job."""
    before = _jobs(world)
    assert client.get("/v1/personas?nothing=1", headers=LATER).status_code == 422
    assert _jobs(world) == before


def test_an_answer_that_is_an_error(client: FlaskClient) -> None:
    """What only the graph can refuse ends as a failed job, with the problem document as its answer."""
    found = ended(client, client.get("/v1/personas?unit=journeys", headers=LATER).headers["Location"])
    assert (found["state"], found["status"]) == ("failed", 422)
    answer = client.get(str(found["result"]))
    assert (answer.status_code, answer.mimetype) == (422, "application/problem+json")


def test_only_its_owner_sees_a_job(app: Flask, client: FlaskClient, world: Graph) -> None:
    """To the keys of others it does not exist."""
    address = client.get("/v1/personas?k=2", headers=LATER).headers["Location"]
    ended(client, address)
    other = {"X-API-Key": keys.issue(world, "somebody else")}
    for each in (address, f"{address}/result"):
        assert app.test_client().get(each, headers=other).status_code == 404


def test_a_job_of_another_process(world: Graph, client: FlaskClient) -> None:
    """Every process tells how far a job is; one that nobody works on waits, and is told as failed when its process is silent."""
    waiting = desk.ask(world, "tests", "/v1/personas")
    found = client.get(f"/v1/jobs/{waiting.id}")
    assert (found.get_json()["state"], found.headers["Retry-After"]) == ("waiting", "1")
    answer = client.get(f"/v1/jobs/{waiting.id}/result")
    assert (answer.status_code, "waiting" in answer.get_json()["detail"]) == (409, True)
    world.write("jobs/begin", id=waiting.id)
    assert client.get(f"/v1/jobs/{waiting.id}").get_json()["state"] == "running"
    _age(world, waiting.id, desk.SILENT + 1)
    lost = client.get(f"/v1/jobs/{waiting.id}").get_json()
    assert (lost["state"], lost["detail"]) == ("failed", "The process that worked on it has ended; ask again.")
    assert "ask again" in client.get(f"/v1/jobs/{waiting.id}/result").get_json()["detail"]


def test_answers_are_kept_for_a_while(world: Graph, client: FlaskClient) -> None:
    """After an hour a job is gone, and with the next question also from the graph."""
    address = client.get("/v1/personas?k=2", headers=LATER).headers["Location"]
    id_ = ended(client, address)["id"]
    world.driver.execute_query("MATCH (j:Job {id: $id}) SET j.ended = j.ended - duration({seconds: $age})", id=id_, age=desk.KEPT + 1)
    assert client.get(address).status_code == 404
    desk.ask(world, "tests", "/v1/personas")
    assert not world.driver.execute_query("MATCH (j:Job {id: $id}) RETURN j", id=id_).records


def test_so_many_and_no_more(world: Graph) -> None:
    """One owner cannot fill the graph; what a process that ended had open no longer counts."""
    first, *_ = [desk.ask(world, "eager", "/v1/personas") for _ in range(desk.MOST)]
    with pytest.raises(Conflict, match="open already"):
        desk.ask(world, "eager", "/v1/personas")
    desk.ask(world, "patient", "/v1/personas")
    _age(world, first.id, desk.SILENT + 1)
    desk.ask(world, "eager", "/v1/personas")


def test_signs_of_life(world: Graph) -> None:
    """While a job runs its process says that it lives, also for those that wait behind it; one that fails to answer leaves the next its turn."""
    worker, go = Worker(beat=0.05), Event()
    first, second = (desk.ask(world, "alive", "/v1/personas") for _ in range(2))

    def late() -> desk.Result:
        go.wait(30)
        raise RuntimeError

    worker.take(world, first.id, late)
    worker.take(world, second.id, lambda: desk.Result(200, "text/plain", "answered"))
    for each in (first, second):
        _age(world, each.id, desk.SILENT + 1)
    assert _waited(lambda: not any(desk.find(world, "alive", each.id).lost for each in (first, second)))
    assert desk.find(world, "alive", second.id).state is desk.State.WAITING
    go.set()
    assert _waited(lambda: desk.find(world, "alive", second.id).state is desk.State.DONE)
    _age(world, first.id, desk.SILENT + 1)
    time.sleep(0.3)
    assert desk.find(world, "alive", first.id).state is desk.State.FAILED


def _waited(until: Callable[[], bool]) -> bool:
    for _ in range(300):
        if until():
            return True
        time.sleep(0.05)
    return False


def _age(world: Graph, id_: str, seconds: int) -> None:
    world.driver.execute_query("MATCH (j:Job {id: $id}) SET j.alive = j.alive - duration({seconds: $seconds})", id=id_, seconds=seconds)


def _jobs(world: Graph) -> int:
    return int(world.driver.execute_query("MATCH (j:Job) RETURN count(j) AS n").records[0]["n"])
