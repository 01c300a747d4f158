"""Ana and ben on a stage: what they ask and say at which time, and what they see of it."""

from typing import Any

from flask import Flask

from api.client.phone import Phone
from api.client.records import Request
from tests.kernel.everything import nothing_changes
from tests.kernel.quiet_requests.favours import answer, code, favour, seen, send
from tests.moving_clock import Watch


class Two:
    """Ana, who asks, and ben, with the server's clock in hand."""

    def __init__(self, app: Flask, couple: tuple[Phone, Phone], watch: Watch) -> None:
        self._app, self.watch = app, watch
        self.ana, self.ben = couple

    def ask(self, seconds: int = 3600, **how: Any) -> str:
        """Ana asks; the id."""
        return self.send(self.ana, favour(self.ana, seconds, **how))["id"]

    def say(self, favour_id: str, said: str, seconds: int = 3600) -> str:
        """Ben answers; the id."""
        return self.send(self.ben, answer(self.ben, favour_id, said, seconds))["id"]

    def send(self, phone: Phone, request: Request) -> dict[str, Any]:
        return send(self._app, phone, request)

    def code(self, phone: Phone, request: Request) -> str:
        """Why it is refused; then nothing changes."""
        with nothing_changes():
            return code(self._app, phone, request)

    def again(self, size: str = "small") -> str:
        """Why ana may not ask for the same now."""
        return self.code(self.ana, favour(self.ana, size=size))

    def forward(self, milliseconds: int) -> None:
        self.watch.at += milliseconds


def views(phone: Phone, kind: str) -> dict[str, Any]:
    """Those of one kind that a phone sees, by id."""
    return {one: view for (name, one), view in seen(phone).items() if name == kind}
