"""What tests of the set-up share: a server without any problem, and nothing logged yet."""

import dataclasses

import pytest
from flask import Flask

from api.config import Settings
from api.kernel.setup import findings, signs


@pytest.fixture(autouse=True)
def nothing_logged_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(findings, "_logged", {})


@pytest.fixture
def good(app: Flask, settings: Settings) -> Settings:
    """A server on the internet without any problem."""
    signs.give(signs.WORKER, {})
    return dataclasses.replace(
        settings, origin="https://us.example", push_contact="mailto:host@us.example"
    )
