"""What phones write in these tests, and where their feeds then stand."""

import time

from api.client.phone import Phone
from api.kernel import feed
from tests.kernel.asking import check_in


def write(phone: Phone, line: Phone | None = None) -> float:
    """A check-in for both, sent through `line` if given; returns the seconds until its answer."""
    request = check_in(phone)
    began = time.monotonic()
    assert (line or phone).api.request("PUT", request.path, request.body).status == 201
    return time.monotonic() - began


def cursor_of(phone: Phone) -> str:
    return feed.cursor(phone.person_id)
