"""Strangers who guess sign-up codes, use them again, or flood the server with starts."""

import dataclasses

import pytest
from flask import Flask

from api.app import create_app
from api.client.encoding import from_base64url, to_base64url
from api.config import Settings
from api.kernel.identity.models import Person, SignUpCode
from tests.kernel.asking import changed
from tests.kernel.caught import start_of
from tests.kernel.everything import nothing_changes
from tests.kernel.signing_up import new_proof
from tests.people import Cast
from tests.proven import ProvenClient

UNKNOWN = "sign_up_code_unknown"


@pytest.fixture
def by_invitation(settings: Settings, app: Flask) -> Flask:
    """A server with the usual limit of new accounts."""
    small = create_app(dataclasses.replace(settings, sign_up="invitation", accounts_per_hour=20))
    small.test_client_class = ProvenClient
    return small


def start_with(app: Flask, proof: str, address: str) -> str:
    """A stranger starts with this proof of a code; returns the code of the refusal, or ""."""
    with app.app_context():
        _, path, body = start_of(Cast(app))
        sent = changed(body, "sign_up_code", proof)
        remote = {"REMOTE_ADDR": address}
        answer = app.test_client().put(f"/api/v1{path}", json=sent, environ_base=remote)
        return answer.get_json().get("type", "")


def test_guesses_from_one_address_are_slowed_down_and_keep_nobody_else_out(by_invitation: Flask):
    proof = new_proof()
    guesses = [to_base64url(bytes([number]) * 16) for number in range(25)]
    with nothing_changes():
        told = [start_with(by_invitation, guess, "192.0.2.1") for guess in guesses]
    assert told == [UNKNOWN] * 20 + ["slow_down"] * 5
    assert start_with(by_invitation, proof, "192.0.2.1") == "slow_down"
    assert start_with(by_invitation, proof, "192.0.2.2") == ""


def test_a_code_that_differs_in_one_bit_is_as_unknown_as_any(by_invitation: Flask):
    proof = new_proof()
    for bit in range(0, 128, 16):
        near = to_base64url((int.from_bytes(from_base64url(proof)) ^ 1 << bit).to_bytes(16))
        assert start_with(by_invitation, near, f"192.0.2.{bit}") == UNKNOWN


def test_a_code_that_somebody_else_used_up_lets_nobody_in(by_invitation: Flask):
    proof = new_proof()
    before = Person.select().count()
    told = [start_with(by_invitation, proof, f"192.0.2.{number}") for number in range(10)]
    assert told == ["", "", *[UNKNOWN] * 8]
    assert Person.select().count() == before + 2


def test_who_reads_the_database_learns_no_code(by_invitation: Flask):
    proof = new_proof()
    (row,) = SignUpCode.select()
    known = bytes.fromhex(row.hash)
    assert from_base64url(proof) not in known
    assert start_with(by_invitation, to_base64url(known[:16]), "192.0.2.1") == UNKNOWN
