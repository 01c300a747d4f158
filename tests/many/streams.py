"""A stream of a phone, over a socket."""

import http.client
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

from api.client.phone import Phone
from tests.browser.server import Product

LONGEST_SECONDS = 20


class Stream:
    """Events of a phone's stream. Reading raises TimeoutError if nothing comes."""

    def __init__(self, web: Product | str, phone: Phone, last: str | None = None) -> None:
        """`web` is a web process, or the address people open. `last` is the last event that the phone saw."""
        address = urlsplit(web if isinstance(web, str) else web.origin)
        safe = address.scheme == "https"
        kind = http.client.HTTPSConnection if safe else http.client.HTTPConnection
        self._line = kind(str(address.hostname), address.port, timeout=LONGEST_SECONDS)
        headers = {"Authorization": f"Bearer {phone.api.token}"}
        if last is not None:
            headers["Last-Event-ID"] = last
        self._line.request("GET", "/api/v1/stream", headers=headers)
        self._answer = self._line.getresponse()
        assert self._answer.status == 200, self._answer.read()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _type: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._answer.close()
        self._line.close()

    def next(self) -> str:
        """The cursor of the next event, or the name of an event without one; "" is the end. Skips heart-beats."""
        name = cursor = ""
        while line := self._line_or_nothing():
            key, _, value = line.strip().partition(b": ")
            if key == b"event":
                name = value.decode()
            elif key == b"id":
                cursor = value.decode()
            elif not line.strip() and name:
                return cursor or name
        return ""

    def until(self, cursor: str) -> None:
        """Wait for the event with this cursor; fails at the end of the stream."""
        while (found := self.next()) != cursor:
            assert found, f"the stream ended before {cursor}"

    def _line_or_nothing(self) -> bytes:
        try:
            return self._answer.readline()
        except (http.client.HTTPException, ConnectionError):  # its process was killed
            return b""
