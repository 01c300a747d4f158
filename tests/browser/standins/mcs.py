"""Google's Mobile Connection Server over TLS: a stream of tagged, length-prefixed protobufs.

Packets and field numbers are those of Chromium's google_apis/gcm/protocol/mcs.proto.
"""

import asyncio
import time

from tests.browser.standins import protobuf
from tests.browser.standins.mailroom import Device, Mailroom, Message

VERSION = 41
HEARTBEAT, HEARTBEAT_ANSWER, LOGIN, LOGIN_ANSWER, IQ, DATA = 0, 1, 2, 3, 7, 8
LAST_RECEIVED = {HEARTBEAT: 2, IQ: 10, DATA: 11}
"""In which field each kind of packet says how many of ours have arrived."""


class Mcs:
    """Takes connections of Chromium browsers."""

    def __init__(self, mailroom: Mailroom) -> None:
        self._mailroom = mailroom

    async def connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        session = _Session(self._mailroom, writer)
        try:
            await reader.readexactly(1)  # the browser's protocol version
            writer.write(bytes([VERSION]))
            while True:
                tag, packet = await _packet(reader)
                session.receive(tag, protobuf.Reader(packet))
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            session.end()
            writer.close()


class _Session:
    def __init__(self, mailroom: Mailroom, writer: asyncio.StreamWriter) -> None:
        self._mailroom = mailroom
        self._writer = writer
        self._device: Device | None = None
        self._received = 0
        self._sent: list[str | None] = []
        """What travelled in each packet of ours: a message id, or None for the protocol's own."""

    def receive(self, tag: int, packet: protobuf.Reader) -> None:
        self._received += 1
        if tag == LOGIN:
            self._log_in(packet)
            return
        self._acknowledged(packet.number(LAST_RECEIVED.get(tag, 0)))
        if tag == HEARTBEAT:
            self._send(HEARTBEAT_ANSWER, protobuf.integer(2, self._received))

    def hand_over(self, message: Message) -> None:
        app, _, subtype = message.subscription.channel.partition(" ")
        extras = [("subtype", subtype)]
        if message.body:
            extras.append(("content-encoding", "aes128gcm"))
        packet = (
            protobuf.text(3, message.subscription.key or "")  # from: the sender
            + protobuf.text(5, app)  # category
            + b"".join(_extra(*extra) for extra in extras)
            + protobuf.text(9, message.id)  # persistent_id
            + protobuf.integer(17, message.ttl)
            + protobuf.integer(18, int(time.time() * 1000))  # sent
            + (protobuf.text(21, message.body) if message.body else b"")  # raw_data
            + protobuf.integer(24, 1)  # immediate_ack
        )
        self._send(DATA, packet, message.id)

    def end(self) -> None:
        if self._device:
            self._mailroom.disconnect(self._device, self)

    def _log_in(self, packet: protobuf.Reader) -> None:
        android_id = packet.all_bytes(4)[0].decode()
        already = frozenset(one.decode() for one in packet.all_bytes(10))
        answer = protobuf.text(1, "chrome") + protobuf.integer(8, int(time.time() * 1000))
        self._send(LOGIN_ANSWER, answer)
        self._device = self._mailroom.device(android_id, "")
        self._mailroom.connect(self._device, self, already)

    def _acknowledged(self, last: int) -> None:
        """The browser has our packets up to number `last`."""
        for message_id in self._sent[:last]:
            if message_id:
                self._mailroom.settle(message_id, "delivered")

    def _send(self, tag: int, packet: bytes, message_id: str | None = None) -> None:
        self._sent.append(message_id)
        self._writer.write(bytes([tag]) + protobuf.varint(len(packet)) + packet)


def _extra(name: str, value: str) -> bytes:
    return protobuf.text(7, protobuf.text(1, name) + protobuf.text(2, value))


async def _packet(reader: asyncio.StreamReader) -> tuple[int, bytes]:
    tag = (await reader.readexactly(1))[0]
    length = shift = 0
    while True:
        byte = (await reader.readexactly(1))[0]
        length |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            return tag, await reader.readexactly(length)
