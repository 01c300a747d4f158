"""After a restore no yes comes back, since it may have been withdrawn after the backup was made."""

import pytest

from api.client.phone import Phone
from api.config import Settings
from api.practices.asks.models import Ask, AskAnswer, AskWithdrawal
from tests.kernel.asking import sent, told
from tests.kernel.everything import everything, put_back
from tests.kernel.test_restore import after_restore
from tests.practices.asks.asking import (
    ask,
    kinds_seen,
    say,
    sealed_answer,
    sealed_ask,
    withdraw,
    withdrawal,
)
from tests.practices.working import kinds, planned
from tests.push_service import PushService


def test_no_restore_revives_a_yes(
    couple: tuple[Phone, Phone],
    service: PushService,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
):
    ana, ben = couple
    asking = sealed_ask(ana)
    asked = sent(ana, asking).json["id"]
    answering = sealed_answer(ben, asked, "yes")
    said = sent(ben, answering).json["id"]
    say(ben, ask(ana, "money")["id"], "rest")
    withdraw(ana, sealed_ask(ana).path.rpartition("/")[2])
    backup = everything()
    withdraw(ben, said)
    put_back(backup)
    after_restore(settings, monkeypatch)
    assert kinds_seen(ana) == kinds_seen(ben) == []
    assert kinds(service) == planned("ask_retention") == []
    assert not any(model.select().exists() for model in (Ask, AskAnswer, AskWithdrawal))
    late = [(ana, asking), (ben, answering), (ben, withdrawal(ben, said))]
    assert [told(sent(phone, request)) for phone, request in late] == ["gone"] * 3
    assert sent(ana, sealed_ask(ana)).status == 201
