"""Defaults that follow from the environment."""

import pytest

from api.config import from_environment


@pytest.mark.parametrize(
    ("origin", "contact"),
    [
        ("https://us.example/", "https://us.example"),
        ("http://127.0.0.1:8000", "mailto:push@localhost.invalid"),
    ],
)
def test_push_services_are_told_whom_to_write_to(
    monkeypatch: pytest.MonkeyPatch, origin: str, contact: str
):
    monkeypatch.setenv("TWOFOLD_ORIGIN", origin)
    assert from_environment().push_contact == contact
    monkeypatch.setenv("TWOFOLD_PUSH_CONTACT", "mailto:host@us.example")
    assert from_environment().push_contact == "mailto:host@us.example"
