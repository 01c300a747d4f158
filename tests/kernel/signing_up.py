"""What tests of sign-up share: a server that asks for codes, and people who come with one."""

import dataclasses
from functools import partial

from flask import Flask

from api.client.codes import format_code, new_secret, parse_code
from api.client.phone import Phone
from api.client.sign_up import sign_up_proof
from api.client.transport import ApiProblem
from api.kernel import clock
from api.kernel.identity import sign_up
from tests.people import Cast


def sign_up_by(app: Flask, mode: str) -> None:
    """From now on new people come by `invitation`, or the server is `closed` to them."""
    app.config["TWOFOLD"] = dataclasses.replace(app.config["TWOFOLD"], sign_up=mode)


def new_code(days: int = 14) -> str:
    """A sign-up code, as it is written."""
    secret = new_secret()
    sign_up.make(sign_up_proof(secret), days * clock.DAY)
    return format_code(secret)


def new_proof() -> str:
    """What phones send of a sign-up code that works for a day."""
    return sign_up_proof(parse_code(new_code(days=1)))


def places() -> list[int]:
    """How many more people each code that works lets in."""
    return [code.places for code in sign_up.listed()]


def come(cast: Cast, *, sign_up_code: str | None = None, partner_code: str | None = None) -> str:
    """A new person tries to start; returns the code of the refusal, or ""."""
    begin = partial(Phone.start, sign_up_code=sign_up_code, partner_code=partner_code)
    try:
        begin(cast.unused())
    except ApiProblem as problem:
        return problem.code
    return ""
