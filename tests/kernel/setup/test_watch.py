"""What requests reveal about the proxies and the address in front of the server."""

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from api.app import create_app
from api.config import Settings
from api.kernel.setup import checks, signs
from api.kernel.setup.watch import IN_A_ROW, PEOPLE, Watch
from tests.kernel.test_health import ready

pytestmark = pytest.mark.slow

Ask = Callable[..., None]
PERSON = "81.2.69.142"


def asking(settings: Settings, **changed: Any) -> tuple[Flask, Ask]:
    """An app with the address https://us.example, and a function that sends it requests."""
    signs.give(signs.WORKER, {})
    contact = "mailto:host@us.example"
    values: dict[str, Any] = {"origin": "https://us.example", "push_contact": contact, **changed}
    app = create_app(dataclasses.replace(settings, **values))

    def ask(times: int = IN_A_ROW, address: str = "10.0.0.2", **headers: str) -> None:
        named = {"Host": "us.example", **{key.replace("_", "-"): headers[key] for key in headers}}
        client = FlaskClient(app, app.response_class)
        for _ in range(times):
            client.get(
                "/api/v1/session", headers=named, environ_overrides={"REMOTE_ADDR": address}
            ).close()

    return app, ask


@pytest.mark.parametrize(
    ("proxies", "headers", "named"),
    [
        (0, {}, []),
        (0, {"X_Forwarded_For": PERSON}, ["proxies_unset"]),
        (0, {"Forwarded": f"for={PERSON}"}, ["proxies_unset"]),
        (1, {"X_Forwarded_For": PERSON}, []),
        (1, {}, ["proxies_too_many"]),
        (1, {"Forwarded": f"for={PERSON}"}, ["proxies_too_many"]),
        (2, {"X_Forwarded_For": PERSON}, ["proxies_too_many"]),
        (2, {"X_Forwarded_For": f"{PERSON}, 10.0.0.3"}, []),
        (1, {"X_Forwarded_For": f"{PERSON}, 10.0.0.3"}, ["proxies_too_few"]),
        (1, {"X_Forwarded_For": f"10.9.9.9, {PERSON}"}, []),
    ],
)
def test_proxies_that_do_not_fit(
    app: Flask, settings: Settings, proxies: int, headers: dict[str, str], named: list[str]
):
    product, ask = asking(settings, proxies=proxies)
    ask(IN_A_ROW - 1, **headers)
    assert ready(product, "us.example") == []
    ask(1, **headers)
    assert ready(product, "us.example") == named


def test_one_odd_request_among_others_tells_nothing(app: Flask, settings: Settings):
    product, ask = asking(settings)
    for _ in range(3):
        ask(IN_A_ROW - 1, X_Forwarded_For=PERSON)
        ask(1)
    assert ready(product, "us.example") == []


def test_it_is_told_once_and_is_over_when_it_is_over(
    app: Flask, settings: Settings, capfd: pytest.CaptureFixture[str]
):
    product, ask = asking(settings)
    ask(3 * IN_A_ROW, X_Forwarded_For=PERSON)
    assert ready(product, "us.example") == ["proxies_unset"]
    told = capfd.readouterr().err
    assert told.count("proxies_unset") == 1
    assert PERSON not in told
    ask(IN_A_ROW - 1)
    assert ready(product, "us.example") == ["proxies_unset"]
    ask(1)
    assert ready(product, "us.example") == []


def test_a_start_forgets_what_was_mended(app: Flask, settings: Settings):
    product, ask = asking(settings)
    ask(X_Forwarded_For=PERSON)
    assert ready(product, "us.example") == ["proxies_unset"]
    product, ask = asking(settings, proxies=1)
    ask(1, X_Forwarded_For=PERSON)
    assert ready(product, "us.example") == []


def test_changing_names_cause_no_writes(app: Flask, settings: Settings):
    _, ask = asking(settings)
    ask(Host="one.example")
    before = signs.last(signs.WEB)
    for number in range(5):
        ask(1, Host=f"host-{number}.example")
    assert before is not None
    assert signs.last(signs.WEB) == before
    assert signs.problems_of(before) == {"host_unknown": "one.example"}


def test_another_name_than_the_configured_one(app: Flask, settings: Settings):
    product, ask = asking(settings)
    ask(Host="them.example:8443")
    [found] = [one for one in checks.all_of(product.config["TWOFOLD"]) if one.problem]
    assert found.sentence.startswith("Requests ask for them.example, and all are refused")
    ask(IN_A_ROW)
    assert ready(product, "us.example") == []


def test_hosts_that_are_no_names_reach_no_log(
    app: Flask, settings: Settings, capfd: pytest.CaptureFixture[str]
):
    product, ask = asking(settings)
    ask(Host='"}evil')
    assert ready(product, "us.example") == ["host_unknown"]
    assert "evil" not in capfd.readouterr().err


@pytest.mark.parametrize(
    ("origin", "named"),
    [
        ("https://us.example", []),
        ("https://us.example:443", []),
        ("https://us.example:8443", ["origin_other"]),
        ("http://us.example", ["origin_other"]),
    ],
)
def test_pages_under_another_address(app: Flask, settings: Settings, origin: str, named: list[str]):
    product, ask = asking(settings)
    ask(Origin=origin, Sec_Fetch_Site="same-origin")
    assert ready(product, "us.example") == named


def test_pages_of_other_sites_tell_nothing(app: Flask, settings: Settings):
    product, ask = asking(settings)
    ask(Origin="https://evil.example", Sec_Fetch_Site="cross-site")
    assert ready(product, "us.example") == []


def test_many_people_from_one_address(app: Flask, settings: Settings):
    for origin, named in (
        ("https://us.example", {"one_address"}),
        ("http://localhost:8000", set()),
    ):
        watch = Watch(dataclasses.replace(settings, origin=origin))
        for number in range(PEOPLE - 1):
            watch.see_person(str(number), "172.17.0.1")
        assert watch.problems == {}
        watch.see_person("the sixth", "172.17.0.1")
        assert watch.problems.keys() == named
        watch.see_person("one more", "81.2.69.143")
        assert watch.problems == {}


def test_health_checks_tell_nothing(app: Flask, settings: Settings):
    product, _ = asking(settings, proxies=1)
    for _ in range(2 * IN_A_ROW):
        assert ready(product, "us.example") == []
