"""What tests that try every operation share."""

import pytest

from api.kernel import live


@pytest.fixture(autouse=True)
def short_streams(monkeypatch: pytest.MonkeyPatch) -> None:
    """Streams end after their first event, since an endless answer cannot be checked."""
    subscribe = live.subscribe

    def briefly(person_id: str, device_id: str, couple_id: str | None) -> live.Subscription:
        subscription = subscribe(person_id, device_id, couple_id)
        subscription.put(live.End.OVER)
        return subscription

    monkeypatch.setattr(live, "subscribe", briefly)
