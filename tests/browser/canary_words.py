"""Words that both write, in every practice, and that no server may read: for each other and for themselves."""

import re

from tests.browser import kept
from tests.browser.phones import Phone
from tests.browser.steps import add_note, agree, check_in, tell_name, to_today

NAME, PARTNER = "Zwetschgenhilde", "Quendelfried"
NOTE, SECRET = "Mirabellenkummer", "Ebereschengrübelei"
ASKED, CARD = "Wacholderbitte", "Heidelbeerhand"
TITLE, PLACE, RITUAL_NOTE = "Holunderkerzen", "Rapunzelgässchen", "Schlehenlikör"
PAGE, WIN, THANKS = "Kornelkirschenseite", "Hagebuttenlob", "Preiselbeerdank"
TOPIC, FIRST = "Berberitzenfrage", "Vogelbeerfrist"
HAPPENED, NEED, SENTENCE = "Sanddornabend", "Weißdornruhe", "Felsenbirnensatz"
LOOP, MINE, THEIRS, INSTEAD = (
    "Brombeerkreisel",
    "Stachelbeerlaut",
    "Mispelschweigen",
    "Sanddorntee",
)
ABOUT, TURN, TAKEAWAY = "Maulbeergespräch", "Johannisbeerangst", "Himbeervorsatz"
HERE, SAID, SAID_BACK, HERE_TAKEAWAY = (
    "Apfelbeertisch",
    "Elsbeerzorn",
    "Speierlingecho",
    "Moosbeermut",
)
WRITTEN = (
    *(NAME, PARTNER, NOTE, SECRET, ASKED, CARD, TITLE, PLACE, RITUAL_NOTE, PAGE, WIN, THANKS),
    *(TOPIC, FIRST, HAPPENED, NEED, SENTENCE, LOOP, MINE, THEIRS, INSTEAD, ABOUT, TURN, TAKEAWAY),
    *(HERE, SAID, SAID_BACK, HERE_TAKEAWAY),
)


def both_write(ana: Phone, ben: Phone) -> None:
    """Everything has reached the server; both are on Today."""
    for phone, name in ((ana, NAME), (ben, PARTNER)):
        phone.open_app("/people")
        tell_name(phone, name)
        to_today(phone)
    check_in(ben, "Low", for_both=False)
    add_note(ben, SECRET)
    check_in(ana, "Low")
    add_note(ana, NOTE)
    propose_ritual(ana)
    ben.sees(f"{NAME} proposes: {TITLE}")
    agree(ben, TITLE)
    describe_loop(ana)
    keep_a_page(ben)
    reflect(ben)
    note_a_win(ben)
    say_thanks(ana)
    park_a_topic(ben)
    ask(ben)
    talk_in_turns(ana, ben)
    talk_on_one_phone(ana)
    tell_a_wobble(ana)
    kept.all_is_sent(ana, ben)
    to_today(ana)
    to_today(ben)
    ana.sees(ASKED)
    ben.sees(CARD)


def propose_ritual(phone: Phone) -> None:
    """Every evening at nine, with a reminder then."""
    phone.tap("Time")
    phone.tap("New ritual")
    phone.tap("Daily check-in together")
    phone.write("Name", TITLE)
    phone.write("Place", PLACE)
    phone.write("A note", RITUAL_NOTE)
    phone.tap("Next")
    phone.tap(f"Propose to {PARTNER}")
    phone.sees(f"{PARTNER} will see your proposal.")


def describe_loop(phone: Phone) -> None:
    phone.open_app("/patterns/new")
    phone.tap(re.compile("^One of our own"))
    phone.write("What you call it", LOOP)
    phone.write("What it looks like for you", MINE)
    phone.write(f"What it looks like for {PARTNER}", THEIRS)
    phone.write("What you both do instead", INSTEAD)
    phone.tap(f"Propose to {PARTNER}")
    phone.sees(f"{PARTNER} will see it.")


def keep_a_page(phone: Phone) -> None:
    phone.open_app("/journal/new")
    phone.write("Your words", PAGE)
    phone.tap("Keep for me")
    phone.tap(f"Share with {NAME}")


def reflect(phone: Phone) -> None:
    """Each step in words of one's own; its sentence is shared."""
    phone.open_app("/reflections/new")
    phone.tap("Next")
    phone.write("What happened?", HAPPENED)
    phone.tap("Next")
    phone.write("In your own words", NEED)
    for step in ("Next", "Skip"):
        phone.tap(step)
    phone.write("Your sentence", SENTENCE)
    phone.tap("Keep for me")
    phone.tap(f"Share with {NAME}")


def note_a_win(phone: Phone) -> None:
    phone.open_app("/wins")
    phone.tappable("For both of us").check()
    phone.tap("A kept promise")
    phone.tap(re.compile("^A kept promise Add a line"))
    phone.write("A line about it", WIN)
    phone.tap("Save for both of us")


def say_thanks(phone: Phone) -> None:
    phone.open_app("/wins")
    phone.tap(re.compile(f"^A kept promise {WIN}"))
    phone.write("A line with it, if you like", THANKS)
    phone.tap("Time together")
    phone.sees(f"{PARTNER} will see it with this win.")


def park_a_topic(phone: Phone) -> None:
    phone.open_app("/topics/new")
    phone.write("What it is about", TOPIC)
    phone.write("What you need first", FIRST)
    phone.tap("Save for both of us")
    phone.sees(TOPIC)


def ask(phone: Phone) -> None:
    phone.tap("Talk")
    phone.tap("To share something tender")
    phone.write("A line with it", ASKED)
    phone.tap(f"Ask {NAME}")


def talk_in_turns(ana: Phone, ben: Phone) -> None:
    """On two phones and kept: ana speaks, ends it and takes something away."""
    start_conversation(ana, ABOUT)
    ana.tap(f"Invite {PARTNER}")
    ben.open_app("/conversations")
    ben.sees(ABOUT, timeout=60)
    ben.tap(re.compile(ABOUT))
    ben.tap("Join now")
    ana.sees("Your turn to write", timeout=60)
    ana.write("What you write", TURN)
    ana.tap(f"Send to {PARTNER}")
    ben.sees(TURN, timeout=60)
    end_conversation(ana)
    ana.write("One thing I take away", TAKEAWAY)
    ana.tap("Save for both of us")
    ben.sees(TAKEAWAY, timeout=60)


def talk_on_one_phone(phone: Phone) -> None:
    """With the words of both, and kept for its owner."""
    start_conversation(phone, HERE, "On this phone")
    phone.tap("Begin")
    phone.write("What you write", SAID)
    phone.tap("I have written it")
    phone.write("What I heard", SAID_BACK)
    phone.tap("I have written it")
    phone.sees("Do you feel heard?")
    end_conversation(phone)
    phone.write("One thing I take away", HERE_TAKEAWAY)
    phone.tap("Keep for me")


def start_conversation(phone: Phone, about: str, *where: str) -> None:
    phone.open_app("/conversations/new")
    phone.write("What it is about", about)
    phone.page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    for choice in (*where, "Written", "Kept"):
        phone.tap(choice)


def end_conversation(phone: Phone) -> None:
    phone.tap("End it")
    phone.tap("End it", within=phone.page.get_by_role("dialog"))


def tell_a_wobble(phone: Phone) -> None:
    """With the card of what helps."""
    phone.open_app("/wobbles")
    phone.tap("Write your card")
    phone.write("In a wobble, this helps me", CARD)
    phone.tap("Save")
    phone.tap(f"Tell {PARTNER}: a wobble")
