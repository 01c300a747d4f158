"""`twofold invite`: makes sign-up codes, lists and revokes them."""

import argparse
import sys
from collections.abc import Callable
from datetime import UTC, datetime

from .config import Settings

DAYS, MOST_DAYS, MOST_CODES = 14, 365, 100


def add_options(invite: argparse.ArgumentParser) -> None:
    """Declare the options of the command."""
    invite.add_argument(
        "--count", type=_up_to(MOST_CODES), default=1, help="how many codes (default 1)"
    )
    invite.add_argument(
        "--days", type=_up_to(MOST_DAYS), default=DAYS, help=f"how long they work (default {DAYS})"
    )
    instead = invite.add_mutually_exclusive_group()
    instead.add_argument("--list", action="store_true", help="list the codes that still work")
    instead.add_argument("--revoke", metavar="NAME", help="revoke one, by its name in the list")
    instead.add_argument("--revoke-all", action="store_true", help="revoke all of them")


def run(chosen: argparse.Namespace, settings: Settings) -> int:
    """Do what was asked; returns the exit code. Needs an app context and a connection."""
    from .kernel.identity import sign_up

    if chosen.list:
        return _list()
    if chosen.revoke_all:
        print(f"Revoked: {sign_up.revoke_all()}")
        return 0
    if chosen.revoke is not None:
        return _revoke(chosen.revoke)
    return _make(chosen.count, chosen.days, settings)


def _make(count: int, days: int, settings: Settings) -> int:
    """Links go to standard output alone, so that they can be piped on."""
    from .client.codes import format_code, handover_link, new_secret
    from .client.sign_up import sign_up_proof
    from .kernel import clock
    from .kernel.identity import sign_up

    lifetime = days * clock.DAY
    until = _day(clock.now() + lifetime)
    print(
        f"Each lets in {sign_up.FOR} people, for instance a couple, until {until}.", file=sys.stderr
    )
    for _ in range(count):
        secret = new_secret()
        sign_up.make(sign_up_proof(secret), lifetime)
        print(f"{handover_link(settings.origin, '/join', secret)}  {format_code(secret)}")
    if settings.sign_up != "invitation":
        print(
            f"TWOFOLD_SIGN_UP is {settings.sign_up}: nobody is asked for a code now.",
            file=sys.stderr,
        )
    return 0


def _list() -> int:
    from .kernel.identity import sign_up

    for code in sign_up.listed():
        print(f"{code.name}  lets in {code.places} more, until {_day(code.expires)}")
    return 0


def _revoke(name: str) -> int:
    from .kernel.identity import sign_up

    if sign_up.revoke(name):
        return 0
    print(f"No code that still works has the name {name}: see `invite --list`.", file=sys.stderr)
    return 1


def _day(instant: int) -> str:
    return datetime.fromtimestamp(instant / 1000, UTC).date().isoformat()


def _up_to(most: int) -> Callable[[str], int]:
    def whole_number(text: str) -> int:
        number = int(text)
        if not 1 <= number <= most:
            raise argparse.ArgumentTypeError(f"must be 1 to {most}")
        return number

    return whole_number
