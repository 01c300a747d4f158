"""A phone's radio: a SOCKS 5 proxy (RFC 1928) that every connection of its browser passes.

Switching it off breaks live streams and service workers too, which a browser's own
"offline" does not. It is also the fence: only this machine can be reached.
"""

import asyncio
import contextlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple, Self

LOOPBACK = ("127.0.0.1", "localhost")
GRANTED, NOT_ALLOWED, UNREACHABLE, REFUSED = 0, 2, 4, 5
NO_AUTHENTICATION = b"\x05\x00"


class Line(NamedTuple):
    """One direction of a connection."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter


@dataclass
class Radio:
    """Start it inside the stand-ins' loop; use it from there."""

    leads: dict[int, int] = field(default_factory=dict[int, int])
    """The port that listens, for a port of this machine that the browser knows; for any other it is the same."""
    on: bool = True
    strangers: list[str] = field(default_factory=list[str])
    """Hosts outside this machine that the browser tried to reach. Nobody ever gets there."""
    _open: set[asyncio.StreamWriter] = field(default_factory=set[asyncio.StreamWriter])
    _deaf: bool = False

    async def start(self) -> Self:
        self._server = await asyncio.start_server(self._connected, "127.0.0.1", 0)
        self.port: int = self._server.sockets[0].getsockname()[1]
        return self

    async def stop(self) -> None:
        self._server.close()
        self.switch_off()

    def switch_off(self) -> None:
        self.on = False
        for writer in list(self._open):
            writer.transport.abort()

    def switch_on(self) -> None:
        self.on = True
        self._deaf = False

    def lose_answers(self) -> None:
        """From now on requests still get out, their answers don't, until the next `switch_on`.

        Open lines end first: the server may close an idle one at any time, and since that does not
        show either, what is sent into it afterwards would not arrive.
        """
        self._deaf = True
        for writer in list(self._open):
            writer.transport.abort()

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._open.add(writer)
        try:
            await self._serve(reader, writer)
        except (asyncio.IncompleteReadError, OSError):
            pass
        finally:
            self._open.discard(writer)
            writer.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        methods = (await reader.readexactly(2))[1]
        await reader.readexactly(methods)
        writer.write(NO_AUTHENTICATION)
        host, port = await _destination(reader)
        if host not in LOOPBACK:
            self.strangers.append(host)
            writer.write(_answer(NOT_ALLOWED))
            return
        if not self.on:
            writer.write(_answer(UNREACHABLE))
            return
        try:
            far_reader, far_writer = await asyncio.open_connection(
                "127.0.0.1", self.leads.get(port, port)
            )
        except OSError:
            writer.write(_answer(REFUSED))
            return
        writer.write(_answer(GRANTED))
        self._open.add(far_writer)
        try:
            await self._connect(Line(reader, far_writer), Line(far_reader, writer))
        finally:
            self._open.discard(far_writer)
            far_writer.close()

    async def _connect(self, out: Line, back: Line) -> None:
        """Until either side ends; while answers get lost, the far end's end does not show either."""
        sending = asyncio.create_task(self._pass_on(out, lambda: False))
        hearing = asyncio.create_task(self._pass_on(back, lambda: self._deaf))
        await asyncio.wait({sending, hearing}, return_when=asyncio.FIRST_COMPLETED)
        if self._deaf:
            await sending
        sending.cancel()
        hearing.cancel()

    async def _pass_on(self, line: Line, lost: Callable[[], bool]) -> None:
        with contextlib.suppress(OSError):
            while data := await line.reader.read(1 << 16):
                if not lost():
                    line.writer.write(data)
                    await line.writer.drain()


async def _destination(reader: asyncio.StreamReader) -> tuple[str, int]:
    """RFC 1928 §4: version, command, reserved, kind of address, address, port."""
    kind = (await reader.readexactly(4))[3]
    if kind == 1:
        host = ".".join(str(byte) for byte in await reader.readexactly(4))
    elif kind == 3:
        length = (await reader.readexactly(1))[0]
        host = (await reader.readexactly(length)).decode()
    else:
        host = (await reader.readexactly(16)).hex(":", 2)
    return host, int.from_bytes(await reader.readexactly(2), "big")


def _answer(status: int) -> bytes:
    return bytes([5, status, 0, 1, 0, 0, 0, 0, 0, 0])
