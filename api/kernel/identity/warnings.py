"""What a person's own phones are told about the account: always, at once, at any hour."""

from ..notice_kinds import NoticeKind


def _warning(name: str) -> NoticeKind:
    return NoticeKind(
        name=name, switch=None, counted=False, passes_quiet_hours=True, passes_pause=True
    )


NEW_DEVICE = _warning("new_device")
RECOVERY = _warning("recovery")
SEAT = _warning("seat")
LEFT = _warning("left")

WARNINGS = (NEW_DEVICE, RECOVERY, SEAT, LEFT)
