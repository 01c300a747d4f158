"""Requests that the API accepts, for the operations of the kernel: real ids, keys and seals."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from api.client import pairing, recovery
from api.client.phone import Phone
from api.client.phrase import PhraseKeys, new_phrase, phrase_keys
from api.client.transport import JsonObject
from api.kernel.identity.models import SeatChange
from api.kernel.ids import new_id
from tests.kernel.caught import new_epoch_of, start_of
from tests.kernel.meeting import met, offer_of, offered, reveal_of, taken, taking_of
from tests.people import Cast
from tests.phrases import unused_phrase
from tests.push_service import PushService

WORDS = new_phrase()


@dataclass(frozen=True)
class Real:
    """A request of a phone; `path` as it is sent, without the query."""

    phone: Phone
    path: str
    body: JsonObject | None = None

    def parts(self, template: str) -> dict[str, str]:
        """The path's parameters, as a template of the spec names them."""
        pattern = re.sub(r"\{([a-z_]+)\}", r"(?P<\1>[^/]+?)", template.removeprefix("/api/v1"))
        found = re.fullmatch(pattern, self.path)
        assert found, (template, self.path)
        return found.groupdict()


def there(real: Real) -> Real:
    """The same path, after the request was accepted."""
    real.phone.api.call("PUT", real.path, real.body)
    return Real(real.phone, real.path)


class KernelRequests:
    """By operationId; each has phones that no other of this test has. ben is ana's partner."""

    ben: Phone

    def __init__(self, cast: Cast, service: PushService) -> None:
        self._cast = cast
        self._service = service

    def of(self, operation: str) -> Real:
        make: Callable[[], Real] = getattr(self, operation)
        return make()

    @property
    def _ana(self) -> Phone:
        ana, self.ben = self._cast.another_couple()
        return ana

    def _reads(self, path: str) -> Real:
        return Real(self._ana, path)

    def start_account(self) -> Real:
        return Real(*start_of(self._cast))

    def get_instance(self) -> Real:
        return self._reads("/instance")

    def get_session(self) -> Real:
        return self._reads("/session")

    def end_session(self) -> Real:
        return self._reads("/session")

    def list_devices(self) -> Real:
        return self._reads("/devices")

    def remove_device(self) -> Real:
        ana, second = self._ana, self._cast.unused()
        ana.pair(second)
        return Real(ana, f"/devices/{second.device_id}")

    def list_keys(self) -> Real:
        return self._reads("/keys")

    def start_epoch(self) -> Real:
        ana = self._ana
        return Real(ana, *new_epoch_of(ana))

    def add_wrap(self) -> Real:
        ana = self._ana
        path, body = new_epoch_of(ana)
        *kept, given = body["wraps"]
        ana.api.call("PUT", path, {**body, "wraps": kept})
        return Real(ana, f"{path}/wraps/{given['device_id']}", {"wrap": given["wrap"]})

    def leave_couple(self) -> Real:
        ana = self._ana
        return Real(ana, f"/couples/{ana.space('us')}/leaving", {})

    def withdraw_leaving(self) -> Real:
        """After a phone that signed in with ana's words has left in her name."""
        ana = self._ana
        ana.leave_way_back(WORDS)
        back = self._cast.unused()
        back.recover(WORDS)
        path = f"/couples/{ana.space('us')}/leaving"
        back.api.call("PUT", path, {})
        ana.refresh()
        return Real(ana, f"{path}/withdrawal", {})

    def erase_account(self) -> Real:
        other = self._cast.started()
        return Real(other, f"/people/{other.person_id}")

    def stop_seat(self) -> Real:
        ana = self._ana
        ana.give_seat(self._cast.started())
        return Real(ana, f"/couples/{ana.space('us')}/seat")

    def take_seat(self) -> Real:
        seat = self.stop_seat()
        SeatChange.update(due=0).execute()
        return Real(seat.phone, f"{seat.path}/taking", {})

    def offer_handover(self) -> Real:
        ana = self._cast.started()
        handover, body = offer_of(ana)
        return Real(ana, handover.path, body)

    def get_handover(self) -> Real:
        ana = self._cast.started()
        return Real(ana, offered(ana).path)

    def withdraw_handover(self) -> Real:
        return self.get_handover()

    def take_handover(self) -> Real:
        ana, ben = self._cast.started(), self._cast.started()
        handover = offered(ana)
        return Real(ben, f"{handover.path}/taking", taking_of(handover, ben)[1])

    def reveal_handover(self) -> Real:
        ana, ben = self._cast.started(), self._cast.started()
        both = taken(offered(ana), ben)
        return Real(ana, f"{both.path}/reveal", reveal_of(both))

    def confirm_handover(self) -> Real:
        ana, ben = self._cast.started(), self._cast.started()
        both = met(ana, ben)
        return Real(ana, f"{both.path}/confirmation", pairing.confirmation(both, ana.ring))

    def put_recovery(self) -> Real:
        ana = self._ana
        return Real(
            ana, f"/people/{ana.person_id}/recovery", recovery.leaving(ana.ring, unused_phrase())
        )

    def add_recovery_wrap(self) -> Real:
        ana = self._ana
        body = recovery.leaving(ana.ring, unused_phrase())
        kept, given = body["wraps"]
        ana.api.call("PUT", f"/people/{ana.person_id}/recovery", {**body, "wraps": [kept]})
        path = f"/spaces/{given['space_id']}/epochs/{given['epoch_id']}/recovery-wrap"
        return Real(ana, path, {"recovery_id": body["id"], "wrap": given["wrap"]})

    def open_recovery(self) -> Real:
        ana, derived = self._with_way_back()
        return Real(
            ana, f"/recoveries/{derived.lookup}/opening", {"version": 2, "proof": derived.proof}
        )

    def recover_account(self) -> Real:
        ana, derived = self._with_way_back()
        ring = recovery.opened(ana.api, derived)
        path = f"/recoveries/{derived.lookup}/devices/{ring.device_id}"
        return Real(ana, path, recovery.joining(ring, derived))

    def _with_way_back(self) -> tuple[Phone, PhraseKeys]:
        ana, phrase = self._ana, unused_phrase()
        ana.leave_way_back(phrase)
        return ana, phrase_keys(phrase)

    def list_changes(self) -> Real:
        return self._reads("/changes")

    def stream_changes(self) -> Real:
        return self._reads("/stream")

    def put_push_subscription(self) -> Real:
        subscription = self._service.subscribe().subscription
        return Real(self._ana, f"/push-subscriptions/{new_id()}", {**subscription})

    def delete_push_subscription(self) -> Real:
        return there(self.put_push_subscription())
