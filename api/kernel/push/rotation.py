"""Giving the server another push key without losing a phone: `twofold rotate-vapid`.

A phone subscribes again with the new key when its app is opened; until then pushes reach it with the old one.
"""

from pathlib import Path

from . import subscriptions, vapid


def rotate(data: Path) -> str:
    """Make a new key, and drop old ones that no phone needs. Returns what to tell."""
    vapid.rotate(data)
    old = _old(data)
    vapid.drop(data, [key for key, phones in old.items() if not phones])
    return (
        f"There is a new push key. {sum(old.values())} phones use an old one until their app is opened; "
        "`twofold doctor` says how many are left."
    )


def forget_old(data: Path) -> str:
    """Drop all old keys, and the subscriptions that are bound to them. Returns what to tell."""
    old = _old(data)
    if old:
        subscriptions.forget_server_keys([*old, ""])
    vapid.drop(data, old)
    return f"The old push keys are gone. {sum(old.values())} phones get no push until their app is opened."


def _old(data: Path) -> dict[str, int]:
    """How many phones use each of the old keys; of those without a recorded key, the oldest."""
    in_use, *old = vapid.public_keys(data)
    phones = subscriptions.by_server_key()
    oldest = [in_use, *old][-1]
    phones[oldest] = phones.get(oldest, 0) + phones.get("", 0)
    return {key: phones.get(key, 0) for key in old}
