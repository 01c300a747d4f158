"""A couple with three weeks of history: `python -m tools.demo`.

Starts the product on a new database (`demo` below TWOFOLD_DATA or ./var), fills it through the API
as two phones would, everything sealed, and prints two links. Each opens one partner's phone in a
browser.
"""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

from api.client.phone import Phone
from api.client.readiness import ready_words
from api.client.transport import HttpTransport
from api.kernel import clock
from api.kernel.ids import new_id
from tools.ports import HOST, wished_port

PLACES = ("TWOFOLD_DATABASE", "TWOFOLD_REMOVALS", "TWOFOLD_ERASURES")
ZONE = "Europe/Berlin"
DAYS = 21
# A fixed seed, so that every demo has the same history.
CHANCE = random.Random(7)
NOTES = (
    "Slept badly.",
    "The walk did me good.",
    "Thank you for yesterday.",
    "A long day at work.",
    "",
)
HELPS = "Sit with me for ten minutes. Say that we are on the same side."
FEELINGS = ("calm", "tired", "hopeful", "tense", "grateful", "lonely")


def main() -> int:
    for stop in (signal.SIGINT, signal.SIGTERM):
        signal.signal(stop, signal.default_int_handler)
    origin = f"http://{HOST}:{wished_port('demo')}"
    data = data_folder(os.environ)
    shutil.rmtree(data, ignore_errors=True)
    environment = {
        **without_places(os.environ),
        "TWOFOLD_DATA": str(data),
        "TWOFOLD_ORIGIN": origin,
    }
    # in a process group of its own: Ctrl-C then reaches only this process, which terminates it
    command = [sys.executable, "-m", "tools.run"]
    product = subprocess.Popen(command, env=environment, process_group=0)
    try:
        _wait_until_ready(f"{origin}/readyz", product)
        ana, ben = _couple(origin)
        _live(ana, ben)
        _hand_over(origin, ana, ben, product)
    except KeyboardInterrupt:
        pass
    finally:
        product.terminate()
        product.wait()
    return 0


def data_folder(environment: Mapping[str, str]) -> Path:
    """The demo's own folder. It is deleted at each start, so it is never that of a running product."""
    return Path(environment.get("TWOFOLD_DATA") or "var").absolute() / "demo"


def without_places(environment: Mapping[str, str]) -> dict[str, str]:
    """Remove settings that would let the demo write into another database or log."""
    return {name: value for name, value in environment.items() if name not in PLACES}


def _wait_until_ready(url: str, product: subprocess.Popen[bytes]) -> None:
    while product.poll() is None:
        try:
            urllib.request.urlopen(url, timeout=5).close()
            return
        except OSError:
            time.sleep(0.1)
    sys.exit("The product did not start; see above.")


def _couple(origin: str) -> tuple[Phone, Phone]:
    ana, ben = (Phone(HttpTransport(origin)) for _ in range(2))
    for phone in (ana, ben):
        phone.start(ZONE)
    ana.pair(ben)
    for phone, name in ((ana, "Ana"), (ben, "Ben")):
        phone.keep_partner(name=name)
        phone.put("profiles", phone.person_id, audience="us", words={"name": name})
    return ana, ben


def _live(ana: Phone, ben: Phone) -> None:
    """Create three weeks: check-ins of both, some private, two pauses, two weekly rituals, a loop,
    readiness, an ask, and ana's card of what helps."""
    today = datetime.now(UTC).replace(minute=10, second=0, microsecond=0)
    for days in range(DAYS, -1, -1):
        day = today - timedelta(days=days)
        for phone in (ana, ben):
            for hour in CHANCE.sample((7, 12, 18), CHANCE.randint(0, 2)):
                _check_in(phone, day.replace(hour=hour), mood=_mood(days))
    ana.put("wobble_cards", ana.person_id, audience="me", words={"helps": HELPS})
    _check_in(ana, today - timedelta(hours=1), mood=4)
    _check_in(ben, today - timedelta(hours=3), mood=3)
    for days in (12, 5):
        _pause(ben, today - timedelta(days=days))
    _ritual(ana, ben, "candlelight_dinner", "Candlelight dinner", weekday=4, at="19:00")
    _ritual(ben, ana, "walk", "A walk along the river", weekday=6, at="16:00")
    _loop(ana, ben)
    for phone, state in ((ana, "ready"), (ben, "maybe")):
        _ready(phone, "talk", state)
    _ask(ben, "money", "The letter from the bank. Half an hour is enough.")


def _mood(days_ago: int) -> int:
    """A mood that rises slowly, with ups and downs."""
    return min(5, max(1, round(4 - days_ago / 10 + CHANCE.uniform(-1.2, 1.2))))


def _check_in(phone: Phone, at: datetime, mood: int) -> None:
    if at > datetime.now(UTC):
        return
    words = {
        "mood": mood,
        "energy": CHANCE.randint(1, 5),
        "closeness": min(5, mood + CHANCE.randint(-1, 1)) or 1,
        "feelings": CHANCE.sample(FEELINGS, CHANCE.randint(0, 2)),
        "note": CHANCE.choice(NOTES),
    }
    audience = "me" if CHANCE.random() < 0.2 else "us"
    phone.put("check_ins", new_id(), audience=audience, words=words, at=_text(at))


def _pause(phone: Phone, at: datetime) -> None:
    phone.put(
        "pauses",
        new_id(),
        audience="us",
        words={"line": "I need some air. Back soon."},
        started_at=_text(at),
        duration_seconds=30 * 60,
    )


def _ritual(
    proposer: Phone, partner: Phone, kind: str, title: str, *, weekday: int, at: str
) -> None:
    first = datetime.now(UTC) - timedelta(days=DAYS)
    first += timedelta(days=(weekday - first.weekday()) % 7)
    names = ("mo", "tu", "we", "th", "fr", "sa", "su")
    recurrence = {
        "frequency": "weekly",
        "interval": 1,
        "weekdays": [names[weekday]],
        "nth": None,
        "starts": f"{first:%Y-%m-%d}T{at}",
        "zone": ZONE,
        "duration_minutes": 90,
    }
    ritual = new_id()
    words = {"title": title, "place": "at home", "note": ""}
    proposer.put(
        "rituals",
        ritual,
        audience="us",
        words=words,
        headline={"title": title},
        kind=kind,
        recurrence=recurrence,
        lead_minutes=[60],
    )
    acceptance = {"space_id": partner.couple_id, "edit": 1}
    partner.api.call("PUT", f"/rituals/{ritual}/acceptance", acceptance)


def _loop(proposer: Phone, partner: Phone) -> None:
    """A loop that both own, and in which they were a few times."""
    pattern, instead = (
        new_id(),
        "Tea in the kitchen. Ten minutes without talking, then one sentence each.",
    )
    looks = {
        proposer.person_id: "Asks again, follows, gets louder.",
        partner.person_id: "Goes quiet, leaves the room.",
    }
    words = {"template": "pursuit", "title": "Chase and hide", "looks": looks, "instead": instead}
    headline = {"instead": "Tea in the kitchen."}
    proposer.put("patterns", pattern, audience="us", words=words, headline=headline)
    acceptance = {"space_id": partner.couple_id, "edit": 1}
    partner.api.call("PUT", f"/patterns/{pattern}/acceptance", acceptance)
    for days, phone in ((6, proposer), (4, partner), (1, partner)):
        at = datetime.now(UTC).replace(minute=15) - timedelta(days=days)
        moment = {"space_id": phone.couple_id, "edit": 1}
        phone.api.call("PUT", f"/patterns/{pattern}/moments/{at:%Y-%m-%dT%H:%MZ}", moment)


def _ready(phone: Phone, area: str, state: str) -> None:
    now, length = datetime.now(UTC), timedelta(hours=4)
    phone.put(
        "readiness",
        f"{phone.person_id}/{area}",
        audience="us",
        words=ready_words(CHANCE.randint(2, 4), "always", now, length),
        state=state,
        reveal="always",
        started_at=_text(now),
        duration_seconds=length.seconds,
    )


def _ask(phone: Phone, area: str, line: str) -> None:
    phone.put(
        "asks",
        new_id(),
        audience="us",
        words={"line": line},
        headline={"line": line},
        area=area,
        wants_at=None,
        started_at=_text(datetime.now(UTC)),
        duration_seconds=24 * 60 * 60,
    )


def _text(moment: datetime) -> str:
    return clock.to_text(round(moment.timestamp() * clock.SECOND))


def _hand_over(origin: str, ana: Phone, ben: Phone, product: subprocess.Popen[bytes]) -> None:
    """Print a link for each phone and confirm the phone that opens it; after each use print a new
    link."""
    waiting = {name: _offer(origin, name, phone) for name, phone in (("Ana", ana), ("Ben", ben))}
    while product.poll() is None:
        for name, let_in in list(waiting.items()):
            if let_in():
                waiting[name] = _offer(origin, name, ana if name == "Ana" else ben)
        time.sleep(0.5)


def _offer(origin: str, name: str, phone: Phone) -> Callable[[], bool]:
    code = phone.offer("device")
    print(f"  {name}'s phone, tap Bring them here: {origin}/move#{code}", flush=True)

    def let_in() -> bool:
        if not phone.is_answered():
            return False
        print(f"  {name}'s two phones show: {phone.phrase()}", flush=True)
        phone.confirm()
        return True

    return let_in


if __name__ == "__main__":
    sys.exit(main())
