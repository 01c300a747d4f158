"""What every push service does behind its doors: keep messages for a while, hand them over, keep score."""

import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal, Protocol

Outcome = Literal["waiting", "sent", "delivered", "unreadable", "replaced", "expired", "dropped"]


@dataclass
class Subscription:
    """One `pushManager.subscribe()` of one browser."""

    token: str
    device: str
    channel: str
    key: str | None
    """The application server key as base64url, if the subscription was restricted to one."""
    gone: bool = False


@dataclass
class Message:
    """One push that was accepted. Its outcome changes as it travels."""

    subscription: Subscription
    body: bytes
    ttl: int
    urgency: str
    topic: str | None
    expires_at: float
    id: str = field(default_factory=lambda: uuid.uuid4().hex)
    outcome: Outcome = "waiting"


class Link(Protocol):
    """An open connection to a browser."""

    def hand_over(self, message: Message) -> None: ...


@dataclass
class Device:
    """One browser as a push service knows it."""

    id: str
    phone: str
    link: Link | None = None
    reachable: bool = True


class Mailroom:
    """Subscriptions, devices and undelivered messages of one push service."""

    def __init__(self, now: Callable[[], float] = time.time) -> None:
        self.now = now
        self.subscriptions: dict[str, Subscription] = {}
        self.devices: dict[str, Device] = {}
        self.messages: dict[str, Message] = {}

    def device(self, device_id: str, phone: str) -> Device:
        return self.devices.setdefault(device_id, Device(device_id, phone))

    def subscribe(self, token: str, device: str, channel: str, key: str | None) -> Subscription:
        subscription = Subscription(token, device, channel, key)
        self.subscriptions[token] = subscription
        return subscription

    def unsubscribe(self, device: str, channel: str) -> None:
        for subscription in self.subscriptions.values():
            if (subscription.device, subscription.channel) == (device, channel):
                subscription.gone = True
                self._settle_all(lambda m, s=subscription: m.subscription is s, "dropped")

    def accept(self, message: Message) -> None:
        """Take a message in: RFC 8030 §5.2 (TTL) and §5.4 (Topic)."""
        if message.topic:
            self._settle_all(lambda m: _same_topic(m, message), "replaced")
        self.messages[message.id] = message
        device = self.devices[message.subscription.device]
        if message.ttl == 0 and not (device.link and device.reachable):
            message.outcome = "dropped"
        self.deliver(device)

    def connect(self, device: Device, link: Link, already: frozenset[str] = frozenset()) -> None:
        """A browser came back; `already` are ids it has received before the line broke."""
        device.link = link
        for message_id in already & self.messages.keys():
            self.settle(message_id, "delivered")
        self._take_back(device)
        self.deliver(device)

    def disconnect(self, device: Device, link: Link) -> None:
        if device.link is link:
            device.link = None
            self._take_back(device)

    def reach(self, phone: str, reachable: bool) -> None:
        """Say that a phone has no coverage, or has it again. Its line stays up, as radio lines do."""
        for device in self.devices.values():
            if device.phone == phone:
                device.reachable = reachable
                self.deliver(device)

    def deliver(self, device: Device) -> None:
        """Hand over whatever waits for this device and is still of use."""
        for message in self._of(device, "waiting"):
            if message.ttl > 0 and message.expires_at <= self.now():
                message.outcome = "expired"
            elif device.link and device.reachable:
                message.outcome = "sent"
                device.link.hand_over(message)

    def settle(self, message_id: str, outcome: Outcome) -> None:
        message = self.messages.get(message_id)
        if message and message.outcome in ("waiting", "sent"):
            message.outcome = outcome

    def _settle_all(self, chosen: Callable[[Message], bool], outcome: Outcome) -> None:
        for message in self.messages.values():
            if message.outcome in ("waiting", "sent") and chosen(message):
                message.outcome = outcome

    def _take_back(self, device: Device) -> None:
        for message in self._of(device, "sent"):
            message.outcome = "waiting" if message.ttl > 0 else "dropped"

    def _of(self, device: Device, outcome: Outcome) -> list[Message]:
        return [
            message
            for message in self.messages.values()
            if message.subscription.device == device.id and message.outcome == outcome
        ]


def _same_topic(one: Message, other: Message) -> bool:
    return one.subscription is other.subscription and one.topic == other.topic
