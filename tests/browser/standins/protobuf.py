"""As much of the protocol buffers wire format as Google's push protocol needs."""

import struct

VARINT, FIXED64, BYTES, FIXED32 = 0, 1, 2, 5


def varint(number: int) -> bytes:
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    return bytes([*out, number])


def integer(field: int, value: int) -> bytes:
    return varint(field << 3 | VARINT) + varint(value)


def fixed64(field: int, value: int) -> bytes:
    return varint(field << 3 | FIXED64) + struct.pack("<Q", value)


def text(field: int, value: str | bytes) -> bytes:
    """A string, bytes, or an embedded message."""
    data = value.encode() if isinstance(value, str) else value
    return varint(field << 3 | BYTES) + varint(len(data)) + data


class Reader:
    """The fields of one message, in their order; embedded messages stay bytes."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0
        self.fields: list[tuple[int, int | bytes]] = []
        while self._at < len(data):
            self.fields.append(self._field())

    def number(self, field: int, default: int = 0) -> int:
        return next((v for f, v in self.fields if f == field and isinstance(v, int)), default)

    def all_bytes(self, field: int) -> list[bytes]:
        return [v for f, v in self.fields if f == field and isinstance(v, bytes)]

    def _field(self) -> tuple[int, int | bytes]:
        key = self._varint()
        match key & 7:
            case 0:
                return key >> 3, self._varint()
            case 1:
                return key >> 3, int.from_bytes(self._take(8), "little")
            case 2:
                return key >> 3, self._take(self._varint())
            case 5:
                return key >> 3, int.from_bytes(self._take(4), "little")
            case kind:
                raise ValueError(f"unknown wire type {kind}")

    def _take(self, length: int) -> bytes:
        part = self._data[self._at : self._at + length]
        if len(part) < length:
            raise ValueError("message ends too early")
        self._at += length
        return part

    def _varint(self) -> int:
        value = shift = 0
        while True:
            byte = self._take(1)[0]
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value
