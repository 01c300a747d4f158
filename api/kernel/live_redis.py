"""The live bus between processes: what one says, all others hear, by publish and subscribe of Redis.

Redis keeps nothing of it and promises no arrival. So every process also looks by itself where the feeds of its
streams stand: now and then while Redis is there, every few seconds while it is away, and once when it is back.
Nobody waits for Redis: `send` leaves what it gets to a thread, which is a greenlet in the web process. No thread ends
before its process, whatever Redis, the database or a message does to it: without it streams would fall silent.
"""

import re
import secrets
import threading
import time
from collections.abc import Callable, Sequence
from queue import Empty, SimpleQueue
from typing import Any

import orjson
import redis
import structlog
from redis.client import PubSub

from .redis_client import AWAY, PREFIX, client

CHANNEL = f"{PREFIX}live"
LOOK_SECONDS = 60
LOOK_AWAY_SECONDS = 3
_TIMEOUT_SECONDS = 1.0
_SILENCE_SECONDS = 2.0
"""After so long without a message Redis is asked whether it is there, and has as long to answer."""
_FIRST_WAIT_SECONDS = 0.1
_LONGEST_WAIT_SECONDS = 3.0
_INSTANT = re.compile(r"[0-9]{1,15}")

News = Sequence[str | None]
"""What happened, and whom it concerns; `live.py` says and understands it."""
_LOOK: News = ("look",)
_SINCE = "since"
"""Begins the piece of news that says when the oldest of a message happened, in milliseconds since the epoch."""
_log = structlog.stdlib.get_logger()


class Bus:
    """One process's place on the bus. `hear` gets what others said, and if they said it too, when that happened, in
    seconds since the epoch. `look` tells the streams here where their feeds stand: with True all of them, since more
    than cursors may have been missed; else those that have moved."""

    def __init__(
        self,
        url: str,
        hear: Callable[[News, float | None], None],
        look: Callable[[bool], None],
    ) -> None:
        self._redis = client(url, _TIMEOUT_SECONDS)
        self._hear = hear
        self._look = look
        self._own_name = secrets.token_hex(8)
        self._outbox: SimpleQueue[tuple[News, float]] = SimpleQueue()
        self._starting = threading.Lock()
        self._begun: set[str] = set()
        self._heard_lately = False
        self._look_at_all = False
        self._look_now = threading.Event()

    def send(self, news: News) -> None:
        """Say it to all other processes, soon. While Redis is away it is dropped; they then look by themselves."""
        self._begin(self._send_all)
        self._outbox.put((news, time.time()))

    def listen(self) -> None:
        """Hear what other processes say from now on."""
        self._begin(self._listen)
        self._begin(self._look_regularly)

    def _begin(self, work: Callable[[], None]) -> None:
        """Do this work in a thread of its own, once. Not before somebody needs it: gunicorn forks first."""
        if work.__name__ in self._begun:
            return
        with self._starting:
            if work.__name__ not in self._begun:
                self._begun.add(work.__name__)
                threading.Thread(target=work, name=f"live{work.__name__}", daemon=True).start()

    def _send_all(self) -> None:
        """What waits goes out in one message. After a failure everybody is told to look as soon as Redis is back."""
        lost, wait = False, _FIRST_WAIT_SECONDS
        while True:
            batch = self._waiting(lost)
            try:
                self._redis.publish(CHANNEL, self._message(batch, lost))
                lost, wait = False, _FIRST_WAIT_SECONDS
            except Exception:  # else nothing would be said any more
                lost = True
                time.sleep(wait)
                wait = min(2 * wait, _LONGEST_WAIT_SECONDS)

    def _message(self, batch: Sequence[tuple[News, float]], lost: bool) -> bytes:
        said: list[object] = [self._own_name, *([_LOOK] if lost else [])]
        if batch:
            said.append((_SINCE, str(round(1000 * batch[0][1]))))
        return orjson.dumps([*said, *(news for news, _ in batch)])

    def _waiting(self, lost: bool) -> list[tuple[News, float]]:
        """Everything to be said now; waits for something, unless something was lost before."""
        batch = [] if lost else [self._outbox.get()]
        while True:
            try:
                batch.append(self._outbox.get_nowait())
            except Empty:
                return batch

    def _listen(self) -> None:
        wait, was_away = _FIRST_WAIT_SECONDS, False
        while True:
            try:
                with self._redis.pubsub() as line:
                    line.subscribe(CHANNEL)
                    self._read(line, was_away)
            except Exception as error:  # else nothing would be heard any more
                if self._heard_lately or not was_away:
                    event = "redis is away" if isinstance(error, AWAY) else "hearing failed"
                    _log.warning(event, error=type(error).__name__)
                    wait = _FIRST_WAIT_SECONDS
                was_away, self._heard_lately = True, False
                self._look_now.set()
            time.sleep(wait)
            wait = min(2 * wait, _LONGEST_WAIT_SECONDS)

    def _read(self, line: PubSub, was_away: bool) -> None:
        """Hear until Redis is away; raises what says so. The first message confirms that nothing is missed any more."""
        asked = False
        while True:
            message: dict[str, Any] | None = line.get_message(timeout=_SILENCE_SECONDS)
            if message is None:
                if asked:
                    raise redis.TimeoutError("no answer")
                line.ping()
                asked = True
                continue
            asked = False
            if message["type"] == "subscribe":
                self._heard_lately = True
                self._ask_for_look(at_all=was_away)
                if was_away:
                    _log.info("redis is back")
            elif message["type"] == "message":
                self._take_in(message["data"])

    def _take_in(self, data: bytes) -> None:
        name, batch = _batch_of(data)
        if name == self._own_name:
            return
        since: float | None = None
        for news in batch:
            match news:
                case ["look"]:
                    self._ask_for_look(at_all=True)
                case [word, str(milliseconds)] if word == _SINCE and _INSTANT.fullmatch(
                    milliseconds
                ):
                    since = int(milliseconds) / 1000
                case _:
                    self._hear(news, since)

    def _ask_for_look(self, *, at_all: bool) -> None:
        self._look_at_all = self._look_at_all or at_all
        self._look_now.set()

    def _look_regularly(self) -> None:
        failed = False
        while True:
            self._look_now.wait(LOOK_SECONDS if self._heard_lately else LOOK_AWAY_SECONDS)
            self._look_now.clear()
            at_all, self._look_at_all = self._look_at_all, False
            try:
                self._look(at_all)
                failed = False
            except Exception as error:  # mostly the database is away too
                if not failed:
                    _log.warning("looking failed", error=type(error).__name__)
                failed = True
                self._look_at_all = self._look_at_all or at_all
                time.sleep(LOOK_AWAY_SECONDS)
                self._look_now.set()


def _batch_of(data: bytes) -> tuple[str, list[News]]:
    """Who said it, and each piece of news in it; without what has another shape, which is not ours."""
    try:
        said = orjson.loads(data)
    except ValueError:
        return "", []
    match said:
        case [str(name), *batch]:
            return name, [piece for piece in batch if _is_news(piece)]
        case _:
            return "", []


def _is_news(piece: object) -> bool:
    match piece:
        case [*words]:
            return all(word is None or isinstance(word, str) for word in words)
        case _:
            return False
