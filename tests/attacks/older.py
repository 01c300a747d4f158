"""Requests of a person's older phone, which a phone that found the recovery words tries to send as well."""

from typing import Any

from api.client import pairing
from api.client.phone import Phone
from api.client.records import Draft
from tests.contract.real import Real, there
from tests.contract.real_practices import LINE, Requests, below, record
from tests.kernel.meeting import met, offered, taking_of
from tests.people import Cast
from tests.push_service import PushService


class Older(Requests):
    """Requests of ana's older phone, about what it made itself; ben is her partner."""

    def __init__(self, cast: Cast, service: PushService) -> None:
        super().__init__(cast, service)
        self.ana, self.ben = cast.couple

    @property
    def _ana(self) -> Phone:
        return self.ana

    def erase_account(self) -> Real:
        return Real(self.ana, f"/people/{self.ana.person_id}")

    def remove_device(self) -> Real:
        return Real(self.ana, f"/devices/{self.ana.device_id}")

    def put_check_in(self) -> Real:
        return self._edit(super().put_check_in())

    def put_journal_page(self) -> Real:
        return self._edit(super().put_journal_page())

    def put_own_conversation(self) -> Real:
        return self._edit(super().put_own_conversation())

    def put_reflection(self) -> Real:
        return self._edit(super().put_reflection())

    def put_topic(self) -> Real:
        return self._edit(super().put_topic())

    def put_win(self) -> Real:
        return self._edit(super().put_win())

    def appreciate_win(self) -> Real:
        """About a win of the partner's, to which the older phone has said something."""
        win = there(record(self.ben, "wins"))
        noun_id = f"{win.path.removeprefix('/wins/')}/{self.ana.person_id}"
        request = self.ana.seal(Draft("appreciations", self.ana.space("us"), noun_id, {}, LINE))
        return self._edit(Real(self.ana, request.path, request.body))

    def put_conversation_takeaway(self) -> Real:
        return self._edit(super().put_conversation_takeaway())

    def put_profile(self) -> Real:
        return self._edit(super().put_profile())

    def put_wobble_card(self) -> Real:
        return self._edit(super().put_wobble_card())

    def put_ritual(self) -> Real:
        return self._edit(super().put_ritual())

    def end_ritual(self) -> Real:
        ritual = there(super().put_ritual())
        return Real(self.ana, f"{ritual.path}/end", {"space_id": self.ana.space("us")})

    def put_pattern(self) -> Real:
        return self._edit(super().put_pattern())

    def end_pattern(self) -> Real:
        pattern = there(super().put_pattern())
        return Real(self.ana, f"{pattern.path}/end", {"space_id": self.ana.space("us")})

    def decline_pattern(self) -> Real:
        return below(super().put_pattern(), "/refusal", edit=1)

    def put_push_subscription(self) -> Real:
        other: Any = self._service.subscribe().subscription
        return Real(self.ana, there(super().put_push_subscription()).path, {**other})

    def withdraw_handover(self) -> Real:
        return Real(self.ana, offered(self.ana, "device").path)

    def take_handover(self) -> Real:
        """About a code of a stranger, who would be connected with ana."""
        self.ben.leave()
        self.ana.refresh()
        handover = offered(self._cast.stranger)
        return Real(self.ana, f"{handover.path}/taking", taking_of(handover, self.ana)[1])

    def confirm_handover(self) -> Real:
        both = met(self.ana, self._cast.unused(), "device")
        path = f"{both.path}/confirmation"
        return Real(self.ana, path, pairing.confirmation(both, self.ana.ring))

    def _edit(self, real: Real) -> Real:
        there(real)
        assert real.body is not None
        return Real(real.phone, real.path, {**real.body, "edit": 2})
