"""What was taken away after a backup was made stays away when that backup is restored, whatever kind it is of."""

from pathlib import Path

import pytest

from api.app import KINDS
from api.client.transport import Answer
from api.config import Settings
from api.kernel import clock
from tests.attacks.reaching import feed_of
from tests.contract.operations import names_by_path
from tests.contract.real import Real
from tests.contract.real_practices import Requests
from tests.kernel.everything import everything, put_back
from tests.kernel.test_restore import after_restore
from tests.people import Cast
from tests.proven import document
from tests.push_service import PushService

PUTS = names_by_path(document(), "PUT")
DELETES = names_by_path(document(), "DELETE")
PATHS = {kind.name: kind.described()["path"] for kind in KINDS}

TESTS = Path(__file__).parents[1]

DELETED = [name for name, path in PATHS.items() if path in DELETES]
ENDED_BY = {
    "asks": "withdrawal",
    "ask_answers": "withdrawal",
    "wobbles": "withdrawal",
    "wobble_answers": "withdrawal",
    "conversations": "end",
    "rituals": "end",
    "patterns": "end",
}
"""Kinds that nobody deletes, and the noun that ends one for both."""

STAY_LISTED = ("conversations", "rituals", "patterns")
"""Of these, those that both still see, as ended."""

_FORGOTTEN = (
    "practices/conversations/test_ends.py::test_a_restore_opens_nothing_and_brings_nothing_back"
)
_DECLINED = (
    "practices/patterns/test_patterns.py::test_what_was_ended_or_declined_stays_so_after_a_restore"
)
OTHERS = {
    "preferences": "only edited",
    "profiles": "only edited",
    "wobble_cards": "only edited",
    "ritual_quiet_hours": "only edited; after its end a ritual reminds nobody",
    "pause_ends": "the phones send it again: until then the person stays silenced",
    "conversation_joins": "after a restore the conversation is over",
    "conversation_breaks": "after a restore the conversation is over",
    "appreciations": "deleted with the win",
    "conversation_steps": _FORGOTTEN,
    "conversation_takeaways": _FORGOTTEN,
    "pattern_acceptances": _DECLINED,
    "readiness": "attacks/taking_records.py::a_readiness_that_was_taken_back",
    "ritual_acceptances": "attacks/taking_records.py::a_yes_to_a_ritual_that_was_withdrawn",
    "topic_readiness": "practices/topics/test_topics.py::test_after_a_restore_both_say_it_anew",
}
"""Why it cannot come back, or the test that shows that it does not."""

TAKES_AWAY = {
    *("ask_withdrawals", "ask_answer_withdrawals"),
    *("wobble_withdrawals", "wobble_answer_withdrawals"),
    *("conversation_ends", "conversation_forgettings", "pattern_ends", "ritual_ends"),
}


def test_every_kind_is_judged() -> None:
    judged = [*DELETED, *ENDED_BY, *OTHERS, *TAKES_AWAY]
    assert sorted(judged) == sorted(PATHS)
    for reason in OTHERS.values():
        file, named, test = reason.partition("::")
        assert not named or f"def {test}(" in (TESTS / file).read_text()


@pytest.mark.parametrize("known", [True, False], ids=("known", "never known"))
@pytest.mark.parametrize("kind", [*DELETED, *ENDED_BY])
def test_it_stays_away(
    kind: str,
    known: bool,
    cast: Cast,
    service: PushService,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Also if the backup never knew it, and a phone that slept sends it again."""
    requests = Requests(cast, service)
    real = requests.of(PUTS[PATHS[kind]])
    backup = everything()
    _put(real)
    if known:
        backup = everything()
    _take_away(kind, real)
    put_back(backup)
    after_restore(settings, monkeypatch)
    for _ in range(2):
        for phone in (real.phone, requests.ben):
            assert _is_away(phone.api.request("GET", real.path))
            assert kind in STAY_LISTED or real.path.rpartition("/")[2] not in feed_of(phone)
        again = real.phone.api.request("PUT", real.path, real.body)
        assert _is_away(again), (again.status, again.json)


def _put(real: Real) -> None:
    assert real.phone.api.request("PUT", real.path, real.body).status == 201


def _take_away(kind: str, real: Real) -> None:
    if kind in DELETED:
        real.phone.api.call("DELETE", real.path)
    else:
        body = {"space_id": real.phone.space("us")}
        real.phone.api.call("PUT", f"{real.path}/{ENDED_BY[kind]}", body)


def _is_away(answer: Answer) -> bool:
    view = answer.json
    if answer.status >= 400:
        return view["type"] in ("not_found", "gone", "already_ended")
    if "ends_at" in view:
        return clock.from_text(view["ends_at"]) <= clock.now()
    return view.get("state") == "ended"
