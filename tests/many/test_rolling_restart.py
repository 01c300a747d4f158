"""Web processes are restarted one after the other: streams go on at the other one, and miss nothing."""

import pytest

from api.client.phone import Phone
from tests.many.cluster import Cluster, through
from tests.many.streams import Stream
from tests.many.writing import cursor_of, write

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("first", [0, 1])
def test_a_stream_goes_on_at_the_other_one_from_its_last_event(
    processes: Cluster, couple: tuple[Phone, Phone], first: int
):
    ana, ben = couple
    leaving, staying = processes.webs[first], processes.webs[1 - first]
    writer = through(staying, ana)
    with Stream(leaving, ben) as stream:
        last = cursor_of(ben)
        stream.until(last)
        leaving.stop()
        while told := stream.next():
            assert told == last
    write(ana, writer)
    with Stream(staying, ben, last) as stream:
        assert stream.next() == cursor_of(ben), "what it missed, and nothing before"
        leaving.start()
        with Stream(leaving, ben, cursor_of(ben)) as back:
            write(ana, writer)
            back.until(cursor_of(ben))
            stream.until(cursor_of(ben))
