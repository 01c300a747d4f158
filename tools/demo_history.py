"""Three weeks of a couple, written through the API as their phones would: every practice has something to show."""

import random
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from api.client.phone import Phone
from api.client.readiness import ready_words
from api.client.sealing import Words
from api.kernel.ids import new_id
from tools import demo_talks
from tools.demo_times import id_of, text_of

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
PAGES: Mapping[int, Words] = {
    15: {"prompt": "weather", "text": "Fog in the morning, and sun by four. The fog was mine."},
    9: {"prompt": None, "text": "We laughed today, at nothing much. I had missed that."},
    2: {"prompt": "not_said", "text": "That I was proud of you when you rang the bank."},
}
"""Pages of a journal, by how many days ago they were written."""
REFLECTIONS: Mapping[int, Words] = {
    11: {
        "feelings": ["tense"],
        "when": "the phone lights up late",
        "need": "honesty",
        "act": "talk",
        "sentence": "I feel tense when the phone lights up late, and I need to know what it is.",
    },
    3: {
        "feelings": ["lonely"],
        "when": "you fell asleep early",
        "need": "closeness",
        "act": "let_pass",
        "sentence": "I feel lonely when you fall asleep early, because I need closeness.",
    },
}
"""The same of reflections."""


def live(ana: Phone, ben: Phone) -> None:
    """What both tell each other and keep for themselves, and what waits for an answer today."""
    today = datetime.now(UTC).replace(minute=10, second=0, microsecond=0)
    for phone, name in ((ana, "Ana"), (ben, "Ben")):
        phone.keep_partner(name=name)
        phone.put("profiles", phone.person_id, audience="us", words={"name": name})
    _check_ins(ana, ben, today)
    for days in (12, 5):
        _pause(ben, today - timedelta(days=days))
    _ritual(ana, ben, "candlelight_dinner", "Candlelight dinner", weekday=4, at="19:00")
    _ritual(ben, ana, "walk", "A walk along the river", weekday=6, at="16:00")
    _write_alone(ana, today)
    _wins(ana, ben, today)
    _topics(ana, ben, today)
    demo_talks.hold(ana, ben)
    for phone, state in ((ana, "ready"), (ben, "maybe")):
        _ready(phone, "talk", state)
    _ask(ben, "money", "The letter from the bank. Half an hour is enough.")


def _check_ins(ana: Phone, ben: Phone, today: datetime) -> None:
    for days in range(DAYS, -1, -1):
        day = today - timedelta(days=days)
        for phone in (ana, ben):
            for hour in CHANCE.sample((7, 12, 18), CHANCE.randint(0, 2)):
                _check_in(phone, day.replace(hour=hour), mood=_mood(days))
    _check_in(ana, today - timedelta(hours=1), mood=4, share_private=0)
    _check_in(ben, today - timedelta(hours=3), mood=3, share_private=0)


def _mood(days_ago: int) -> int:
    """A mood that rises slowly, with ups and downs."""
    return min(5, max(1, round(4 - days_ago / 10 + CHANCE.uniform(-1.2, 1.2))))


def _check_in(phone: Phone, at: datetime, mood: int, share_private: float = 0.2) -> None:
    if at > datetime.now(UTC):
        return
    words = {
        "mood": mood,
        "energy": CHANCE.randint(1, 5),
        "closeness": min(5, mood + CHANCE.randint(-1, 1)) or 1,
        "feelings": CHANCE.sample(FEELINGS, CHANCE.randint(0, 2)),
        "note": CHANCE.choice(NOTES),
    }
    audience = "me" if CHANCE.random() < share_private else "us"
    phone.put("check_ins", new_id(), audience=audience, words=words, at=text_of(at))


def _pause(phone: Phone, at: datetime) -> None:
    phone.put(
        "pauses",
        new_id(),
        audience="us",
        words={"line": "I need some air. Back soon."},
        started_at=text_of(at),
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


def _ready(phone: Phone, area: str, state: str) -> None:
    now, length = datetime.now(UTC), timedelta(hours=4)
    phone.put(
        "readiness",
        f"{phone.person_id}/{area}",
        audience="us",
        words=ready_words(CHANCE.randint(2, 4), "always", now, length),
        state=state,
        reveal="always",
        started_at=text_of(now),
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
        started_at=text_of(datetime.now(UTC)),
        duration_seconds=24 * 60 * 60,
    )


def _write_alone(phone: Phone, today: datetime) -> None:
    """A journal, reflections, and the card of what helps."""
    for kind, written in (("journal_pages", PAGES), ("reflections", REFLECTIONS)):
        for days, words in written.items():
            at = id_of(today - timedelta(days=days))
            phone.put(kind, at, audience="me", words=words)
    phone.put("wobble_cards", phone.person_id, audience="me", words={"helps": HELPS})


def _wins(ana: Phone, ben: Phone, today: datetime) -> None:
    """Two wins, one of them with thanks."""
    kept, walked = (id_of(today - timedelta(days=days)) for days in (6, 1))
    words: Words = {"kind": "promise", "line": "Home at six, as I said."}
    ben.put("wins", kept, audience="us", words=words)
    thanks: Words = {"says": "thanks", "line": "I noticed."}
    ana.put("appreciations", f"{kept}/{ana.person_id}", audience="us", words=thanks)
    ana.put("wins", walked, audience="us", words={"kind": "hug", "line": ""})


def _topics(ana: Phone, ben: Phone, today: datetime) -> None:
    """One that comes back on a day, and one for whenever both are ready."""
    back = f"{today + timedelta(days=5):%Y-%m-%d}"
    visit: Words = {"title": "Your mother's visit", "need": "A quiet evening."}
    ana.put("topics", new_id(), audience="us", words=visit, revisit_on=back)
    account: Words = {
        "title": "The account that I had",
        "need": "That you ask one thing at a time.",
    }
    ben.put("topics", new_id(), audience="us", words=account, revisit_on=None)
