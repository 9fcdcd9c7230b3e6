from __future__ import annotations

from app.web.throttle import Throttle


class Clock:
    """A clock that tests move."""

    now = 0.0

    def __call__(self) -> float:
        """The time."""
        return self.now


def test_guessing_gets_slower() -> None:
    """Five failures are free; from then on the wait doubles, up to a quarter of an hour, and passes with time."""
    clock = Clock()
    throttle = Throttle(clock)
    waits = []
    for _ in range(20):
        throttle.failed("ada", "10.0.0.1")
        waits.append(throttle.wait("ada", "10.0.0.1"))
    assert waits[:8] == [0, 0, 0, 0, 0, 5, 10, 20]
    assert waits[-1] == 900
    clock.now = 900
    assert throttle.wait("ada", "10.0.0.1") == 0


def test_nobody_is_locked_out_by_others() -> None:
    """Failures from one address do not slow down another, and success forgets them."""
    throttle = Throttle(Clock())
    for _ in range(9):
        throttle.failed("ada", "10.0.0.1")
    assert throttle.wait("ada", "10.0.0.2") == 0
    throttle.succeeded("ada", "10.0.0.1")
    assert throttle.wait("ada", "10.0.0.1") == 0


def test_memory_is_bounded() -> None:
    """However many names are tried, no more than ten thousand are remembered."""
    throttle = Throttle(Clock())
    for number in range(25_000):
        throttle.failed(str(number), "10.0.0.1")
    assert len(throttle._failures) <= 10_000
