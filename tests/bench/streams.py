"""Streams of events and a client that writes, in one process for thousands of them."""

import asyncio
import json
import time
from collections.abc import Mapping
from typing import Self
from urllib.parse import urlsplit

from tests.bench.load import Person, Plan, filled

LONGEST_SECONDS = 30


class Stream:
    """An open stream of server-sent events. Raises TimeoutError if nothing comes."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._writer = writer
        self.first: Mapping[str, str] = {}
        """The data of its first event."""
        self._events: asyncio.Queue[tuple[float, str]] = asyncio.Queue()
        self._reading = asyncio.create_task(self._read(reader))

    @classmethod
    async def get(cls, origin: str, path: str, token: str) -> Self:
        """The stream of whoever has this token, once its first event is there."""
        reader, writer = await _connect(origin)
        writer.write(_request("GET", path, {"Authorization": f"Bearer {token}"}))
        status = await asyncio.wait_for(reader.readline(), LONGEST_SECONDS)
        if b" 200 " not in status:
            raise RuntimeError(f"{path} was refused: {status.decode()}")
        stream = cls(reader, writer)
        stream.first = json.loads((await stream._event())[1])
        return stream

    @property
    def has_ended(self) -> bool:
        return self._reading.done()

    async def next(self) -> float:
        """When the next event came, by time.perf_counter."""
        return (await self._event())[0]

    async def _event(self) -> tuple[float, str]:
        return await asyncio.wait_for(self._events.get(), LONGEST_SECONDS)

    def forget(self) -> None:
        """Leave out what has come so far."""
        while not self._events.empty():
            self._events.get_nowait()

    async def close(self) -> None:
        self._reading.cancel()
        self._writer.close()

    async def _read(self, reader: asyncio.StreamReader) -> None:
        while line := await reader.readline():
            if line.startswith(b"data:"):
                self._events.put_nowait((time.perf_counter(), line[5:].decode().strip()))


class Client:
    """A connection that stays open."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader, self._writer = reader, writer

    @classmethod
    async def open(cls, origin: str) -> Self:
        return cls(*await _connect(origin))

    async def send(self, plan: Plan, person: Person, number: int) -> None:
        """Send the request of one person. Raises RuntimeError if it is refused."""
        path, body = filled(plan, person, number)
        headers = {"Authorization": f"Bearer {person['token']}"}
        self._writer.write(_request(plan.method, path, headers, body.encode()))
        head = await asyncio.wait_for(self._reader.readuntil(b"\r\n\r\n"), LONGEST_SECONDS)
        length = next(
            int(line.partition(b":")[2])
            for line in head.lower().splitlines()
            if line.startswith(b"content-length:")
        )
        said = await self._reader.readexactly(length)
        if not head.split(maxsplit=2)[1].startswith(b"2"):
            raise RuntimeError(f"{path} was refused: {said.decode()}")

    async def post(self, path: str, token: str, body: Mapping[str, object]) -> None:
        """Send something of a person's that has no content as its answer."""
        headers = {"Authorization": f"Bearer {token}"}
        self._writer.write(_request("POST", path, headers, json.dumps(body).encode()))
        head = await asyncio.wait_for(self._reader.readuntil(b"\r\n\r\n"), LONGEST_SECONDS)
        if b" 204 " not in head:
            raise RuntimeError(f"{path} was refused: {head.decode()}")

    async def close(self) -> None:
        self._writer.close()


async def _connect(origin: str) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    address = urlsplit(origin)
    return await asyncio.open_connection(address.hostname, address.port)


def _request(method: str, path: str, headers: Mapping[str, str], body: bytes = b"") -> bytes:
    about = {"Host": "localhost", "Content-Type": "application/json", **headers}
    lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in about.items())]
    return "\r\n".join([*lines, f"Content-Length: {len(body)}", "", ""]).encode() + body
