"""How much memory the processes of `make run` take while nobody uses them."""

from collections.abc import Iterator
from pathlib import Path

GOAL = 200


def tell(process: int) -> None:
    """Print the memory of a process and of all that it started, as the kernel shares it out (PSS, proc(5))."""
    sizes = sizes_of(process)
    print(
        f"Memory of the {len(sizes)} processes of `make run`, idle: {sum(sizes):.0f} MB (goal {GOAL} MB): "
        + ", ".join(f"{size:.0f}" for size in sizes)
    )


def sizes_of(process: int) -> list[float]:
    """Megabytes of a process and of each that it started."""
    return [_megabytes(one) for one in _family(process)]


def megabytes_of(process: int) -> float:
    return sum(sizes_of(process))


def _family(process: int) -> Iterator[int]:
    yield process
    for task in Path(f"/proc/{process}/task").iterdir():
        for child in (task / "children").read_text().split():
            yield from _family(int(child))


def _megabytes(process: int) -> float:
    lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    (kilobytes,) = (int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return kilobytes / 1024
