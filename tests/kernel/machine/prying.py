"""People who try what they may not do."""

from api.client.kinds import KINDS
from api.kernel.ids import new_id
from tests.kernel.everything import nothing_changes
from tests.kernel.machine.pocket import Pocket
from tests.kernel.machine.requests import Key
from tests.kernel.machine.stage import Stage


def snoop(stage: Stage, name: str, which: int) -> None:
    """Somebody who may not know of a record gets the same answers as for one that never existed."""
    pocket = stage.pockets[name]
    spaces = stage.truth.spaces[pocket.person_id]
    foreign = [key for key in _ordinary(stage) if key[1] not in spaces]
    if foreign:
        _same_as_nothing(stage, pocket, foreign[which % len(foreign)], ("GET", "PUT", "DELETE"))


def meddle(stage: Stage, name: str, which: int) -> None:
    """What the partner wrote can be read, but neither changed nor deleted."""
    pocket = stage.pockets[name]
    spaces, rows = stage.truth.spaces[pocket.person_id], stage.truth.rows
    others = [
        key
        for key in _ordinary(stage)
        if key[1] in spaces and rows[key].author_id != pocket.person_id and key[0] != "rituals"
    ]
    if others:
        _same_as_nothing(stage, pocket, others[which % len(others)], ("DELETE",))
        _cannot_write(stage, pocket, others[which % len(others)])


def _ordinary(stage: Stage) -> list[Key]:
    """All records but profiles, whose ids are people's."""
    return [key for key in stage.truth.rows if key[0] != "profiles"]


def _same_as_nothing(stage: Stage, pocket: Pocket, key: Key, methods: tuple[str, ...]) -> None:
    real, unreal = (KINDS[key[0]].address(one) for one in (key[2], new_id()))
    body = {**stage.ledger.bodies[key], "sealed_by": pocket.person_id}
    with nothing_changes():
        for method in methods:
            if (method, key[0]) != ("DELETE", "rituals"):
                sent = body if method == "PUT" else None
                told = stage.world.raw(pocket, method, real, sent)
                assert told == stage.world.raw(pocket, method, unreal, sent)
                assert told.startswith(b"404")


def _cannot_write(stage: Stage, pocket: Pocket, key: Key) -> None:
    """Not even as the next edit, sealed by this person under the key in force."""
    held = stage.truth.rows[key]
    words = {**stage.ledger.bodies[key]["words"], "k": stage.truth.epochs[key[1]]}
    changed = {"edit": held.edit + 1, "sealed_by": pocket.person_id, "words": words}
    path = KINDS[key[0]].address(key[2])
    with nothing_changes():
        told = stage.world.raw(pocket, "PUT", path, {**stage.ledger.bodies[key], **changed})
    assert told.startswith(b"422" if key[0] == "pauses" else b"404")
