"""What a couple has together: a loop, and conversations in turns."""

from datetime import UTC, datetime, timedelta

from api.client.phone import Phone
from api.client.sealing import Words
from api.kernel.ids import new_id
from tools.demo_times import id_of, text_of

AFRAID = "In the evening I was afraid that you would leave again."
STEPS: tuple[tuple[str, Words | None], ...] = (
    ("turn", {"text": AFRAID}),
    ("reflection", {"heard": "You were afraid in the evening.", "sense": "It was late."}),
    ("heard", None),
    ("turn", {"text": "I came late because I was ashamed."}),
    ("reflection", {"heard": "You were ashamed, and so you came late."}),
    ("heard", None),
)


def hold(ana: Phone, ben: Phone) -> None:
    """A loop, a conversation on two phones that both kept, and one on ana's phone alone."""
    _loop(ana, ben)
    _on_two_phones(ana, ben)
    _on_one_phone(ana)


def _on_two_phones(ana: Phone, ben: Phone) -> None:
    one = new_id()
    ana.put(
        "conversations",
        one,
        audience="us",
        words={"line": "The evenings"},
        started_at=text_of(datetime.now(UTC)),
        mode="written",
        keeps=True,
        turn_seconds=180,
        speaks_first="author",
    )
    ben.api.call("PUT", f"/conversations/{one}/join", {"space_id": ben.couple_id})
    for number, (says, words) in enumerate(STEPS, start=1):
        phone = (ben, ana)[number % 2]
        phone.put("conversation_steps", f"{one}/{number}", audience="us", words=words, says=says)
    ana.api.call("PUT", f"/conversations/{one}/end", {"space_id": ana.couple_id})
    for phone, text in ((ana, "Ask before I guess."), (ben, "Come home on time, or call.")):
        takeaway = f"{one}/{phone.person_id}"
        phone.put("conversation_takeaways", takeaway, audience="us", words={"text": text})


def _on_one_phone(phone: Phone) -> None:
    steps = [
        {"says": says, "by_me": number % 2 == 0, **(words or {})}
        for number, (says, words) in enumerate(STEPS)
    ]
    at = datetime.now(UTC) - timedelta(days=8)
    words: Words = {
        "line": "The summer",
        "mode": "written",
        "keeps": True,
        "turn_seconds": 180,
        "mine_first": True,
        "steps": steps[:3],
        "step_at": round(at.timestamp() * 1000),
        "over": True,
        "mine": "Two weeks by the sea.",
        "theirs": "And one at home.",
    }
    phone.put("own_conversations", id_of(at), audience="me", words=words)


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
