"""What must hold when a phone has fetched, and when everybody was online for long enough."""

import json
from typing import Any

from api.client.kinds import KINDS
from tests.kernel.machine.pocket import Pocket
from tests.kernel.machine.requests import Key
from tests.kernel.machine.stage import Stage
from tests.kernel.machine.world import SHARING


def all_agree(stage: Stage) -> None:
    """Phones of one space hold the same: what was last accepted, with no words lost or doubled."""
    ana, second, ben = (stage.pockets[name] for name in SHARING)
    couple, own = ana.space("us"), ana.person_id
    assert _in(couple, ana) == _in(couple, second) == _in(couple, ben)
    assert _in(own, ana) == _in(own, second)
    assert not _in(own, ben)
    assert not stage.pockets["stranger"].views
    for pocket in stage.pockets.values():
        assert not pocket.lanes
        assert not pocket.mine
        _holds_the_truth(stage, pocket)
    stage.ledger.check(stage.pockets.values())


def has_missed_nothing(stage: Stage, pocket: Pocket) -> None:
    """The phone has what its feed says, in whatever order it came."""
    shown = stage.watch.shown_to(pocket.person_id)
    told = {(kind, space, one): json.loads(body) for (space, kind, one), body in shown.items()}
    assert pocket.views == told


def _holds_the_truth(stage: Stage, pocket: Pocket) -> None:
    """What the phone has can be opened, and is what was last accepted."""
    mine = {key for key in stage.truth.rows if key[1] in stage.truth.spaces[pocket.person_id]}
    assert set(pocket.records(*KINDS)) == mine
    assert not pocket.deleted & mine
    for key in mine:
        view, held = pocket.views[key], stage.truth.rows[key]
        assert (view["edit"], view["words"]["ct"]) == (held.edit, held.ct)
        assert pocket.opened(key).words == stage.ledger.words_of(held.ct)


def _in(space_id: str, pocket: Pocket) -> dict[Key, Any]:
    return {key: view for key, view in pocket.views.items() if key[1] == space_id}
