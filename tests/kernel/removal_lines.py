"""What a removal log holds, as bytes."""

from pathlib import Path


def content(log: Path) -> bytes:
    return b"".join(file.read_bytes() for file in sorted(log.glob("2*")))
