"""A phone's notification shade: the desktop's notification daemon on a D-Bus of its own.

https://specifications.freedesktop.org/notification-spec: browsers call Notify, people tap.
Each phone has its own bus, so that one always knows on whose screen something shows.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, Self

from dbus_fast.aio import MessageBus
from dbus_fast.annotations import DBusSignature, DBusStr, DBusUInt32
from dbus_fast.service import ServiceInterface, dbus_method, dbus_signal
from dbus_fast.signature import Variant

BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path={socket}</listen>
  <policy context="default">
    <allow send_destination="*"/><allow receive_sender="*"/><allow own="*"/>
  </policy>
</busconfig>
"""
DISMISSED, CLOSED_BY_APP = 2, 3

Strings = Annotated[list[str], DBusSignature("as")]
Hints = Annotated[dict[str, Variant], DBusSignature("a{sv}")]
Timeout = Annotated[int, DBusSignature("i")]


@dataclass(frozen=True)
class Notification:
    """One notification as the lock screen shows it."""

    id: int
    app: str
    title: str
    body: str
    site: str
    """The origin's host, which Chromium adds by itself; empty in Firefox."""
    actions: Mapping[str, str]
    """Button label → the browser's key for it; `default` is a tap on the notification itself."""
    hints: Mapping[str, Any] = field(repr=False)


class Shade(ServiceInterface):
    """What shows now (`shown`) and everything that ever showed (`history`), oldest first."""

    def __init__(self) -> None:
        super().__init__("org.freedesktop.Notifications")
        self.shown: dict[int, Notification] = {}
        self.history: list[Notification] = []

    def tap(self, notification: Notification, label: str | None = None) -> None:
        """Tap the notification, or its button `label`; raises KeyError if there is no such one."""
        if notification.id not in self.shown:
            raise KeyError(f"“{notification.title}” is not on the screen any more")
        key = "default" if label is None else notification.actions[label]
        self.ActionInvoked(notification.id, key)
        self._close(notification.id, DISMISSED)

    def swipe_away(self, notification: Notification) -> None:
        self._close(notification.id, DISMISSED)

    def _close(self, notification_id: int, reason: int) -> None:
        if self.shown.pop(notification_id, None):
            self.NotificationClosed(notification_id, reason)

    @dbus_method()
    def GetCapabilities(self) -> Strings:
        return ["actions", "body", "icon-static", "persistence"]

    @dbus_method()
    def GetServerInformation(self) -> Annotated[list[str], DBusSignature("ssss")]:
        return ["Shade", "Twofold tests", "1", "1.2"]

    @dbus_method()
    def Notify(
        self,
        app: DBusStr,
        replaces: DBusUInt32,
        icon: DBusStr,
        title: DBusStr,
        body: DBusStr,
        actions: Strings,
        hints: Hints,
        timeout: Timeout,
    ) -> DBusUInt32:
        number = replaces or len(self.history) + 1
        labels = dict(zip(actions[1::2], actions[::2], strict=True))
        plain = {name: variant.value for name, variant in hints.items()}
        site, _, text = body.partition("\n\n") if app == "Chromium" else ("", "", body)
        self.shown[number] = Notification(number, app, title, text, site, labels, plain)
        self.history.append(self.shown[number])
        return number

    @dbus_method()
    def CloseNotification(self, number: DBusUInt32) -> None:
        self._close(number, CLOSED_BY_APP)

    @dbus_signal()
    def ActionInvoked(
        self, number: int, key: str
    ) -> Annotated[list[int | str], DBusSignature("us")]:
        return [number, key]

    @dbus_signal()
    def NotificationClosed(
        self, number: int, reason: int
    ) -> Annotated[list[int], DBusSignature("uu")]:
        return [number, reason]


class ShadeOnItsBus:
    """Starts a private message bus with a `Shade` on it; use it inside the stand-ins' loop."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.shade = Shade()

    @property
    def address(self) -> str:
        """For DBUS_SESSION_BUS_ADDRESS."""
        return f"unix:path={self._folder / 'bus'}"

    async def start(self) -> Self:
        config = self._folder / "bus.conf"
        config.write_text(BUS.format(socket=self._folder / "bus"))
        self._daemon = await asyncio.create_subprocess_exec(
            "dbus-daemon",
            f"--config-file={config}",
            "--nofork",
            "--nosyslog",
            "--print-address=1",
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
        )
        assert self._daemon.stdout
        if not await self._daemon.stdout.readline():
            raise RuntimeError("dbus-daemon did not start")
        self._connection = await MessageBus(self.address).connect()
        self._connection.export("/org/freedesktop/Notifications", self.shade)
        await self._connection.request_name("org.freedesktop.Notifications")
        return self

    async def stop(self) -> None:
        self._connection.disconnect()
        self._daemon.terminate()
        await self._daemon.wait()
