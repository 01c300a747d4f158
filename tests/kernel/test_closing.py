"""The day on which a server stops for good, which its people hear in time."""

import dataclasses
from datetime import date

import pytest
from environs import EnvError
from flask import Flask

from api.config import Settings, from_environment
from api.kernel.setup import checks, doctor
from tests.people import Cast

DAY = "2027-01-31"


def test_every_phone_hears_of_it_and_so_does_whoever_has_no_account(
    app: Flask, cast: Cast, settings: Settings
):
    assert cast.ana.api.call("GET", "/session")["closes_on"] is None
    app.config["TWOFOLD"] = dataclasses.replace(settings, closes_on=date.fromisoformat(DAY))
    for phone in (cast.ana, cast.unused()):
        assert phone.api.call("GET", "/session")["closes_on"] == DAY
    assert cast.unused().api.call("GET", "/instance")["closes_on"] == DAY


def test_the_setting_is_a_day(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("TWOFOLD_CLOSES_ON", DAY)
    found = from_environment()
    assert found.closes_on == date.fromisoformat(DAY)
    assert f"ok       closes on: {DAY}" in doctor.report(checks.of_settings(found))
    monkeypatch.setenv("TWOFOLD_CLOSES_ON", "soon")
    with pytest.raises(EnvError, match="CLOSES_ON"):
        from_environment()
