"""Writes sealing.json, which both Python and TypeScript must pass: `python -m tests.vectors.make_sealing`.

All keys, IVs and ids are fixed and signatures are deterministic, so the file is the same each time; a test
compares it with what this makes.
"""

import json
from pathlib import Path
from typing import Any

from . import envelopes, handovers, recoveries, signatures, spellings, wraps

FILE = Path(__file__).with_name("sealing.json")


def vectors() -> dict[str, Any]:
    return {
        "canonical": spellings.canonical_lists(),
        "not_canonical": spellings.not_canonical(),
        "not_base64url": spellings.NOT_BASE64URL,
        "padded": envelopes.padded(),
        "practice_keys": envelopes.practice_keys(),
        "opened": envelopes.opened(),
        "refused": envelopes.refused(),
        "phones": wraps.phones(),
        "devices_refused": wraps.devices_refused(),
        "wraps": wraps.wraps(),
        "wraps_refused": wraps.wraps_refused(),
        "signing_key": wraps.signing_key(),
        "secrets": handovers.secrets(),
        "typed": handovers.typed(),
        "unreadable": handovers.unreadable(),
        "handovers": handovers.handovers(),
        "handovers_refused": handovers.refused(),
        "invitations": handovers.invitations(),
        "invitations_refused": handovers.invitations_refused(),
        "phrases": recoveries.phrases(),
        "phrases_of_version_1": recoveries.phrases_of_version_1(),
        "ways_to_open": recoveries.ways_to_open(),
        "phrases_refused": recoveries.phrases_refused(),
        "extras_refused": recoveries.extras_refused(),
        "recovery": recoveries.recovery(),
        "recovery_wrap": recoveries.recovery_wrap(),
        "recovery_wraps_refused": recoveries.recovery_wraps_refused(),
        "signatures": signatures.signatures(),
        "signatures_refused": signatures.refused(),
        "unsignable": signatures.unsignable(),
    }


def text() -> str:
    """The file, ASCII only, so that no editor touches its characters."""
    return json.dumps(vectors(), indent=1) + "\n"


if __name__ == "__main__":
    FILE.write_text(text())
