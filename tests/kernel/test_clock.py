"""The clock that tests move: a reader never finds it halfway."""

from threading import Event, Thread

from api.kernel import clock as server_clock
from tests.moving_clock import MovingClock

ASKED = 2_000


def test_it_never_goes_back_while_somebody_moves_it(clock: MovingClock, app: object):
    """An offset that is missed for a moment puts a reader a day behind what it was just told."""
    tomorrow = clock.forward(milliseconds=server_clock.DAY)
    done = Event()

    def move():
        while not done.is_set():
            clock.forward(milliseconds=1)

    mover = Thread(target=move)
    mover.start()
    try:
        told = [server_clock.now() for _ in range(ASKED)]
    finally:
        done.set()
        mover.join()
    assert min(told) >= tomorrow
