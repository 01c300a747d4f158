"""The server's key for push services: made once, kept private, and used to sign as rarely as possible."""

import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from api.config import settings
from api.kernel import clock as server_clock
from api.kernel.push import vapid
from tests.moving_clock import MovingClock
from tests.people import Cast
from tests.push_service import padded, vapid_claims

MAKE = """
import sys
from pathlib import Path
from api.kernel.push import vapid
sys.stdin.read(1)
print(vapid.public_keys(Path(sys.argv[1])))
"""


def test_phones_learn_the_public_key(cast: Cast):
    shown = cast.ana.session()["vapid_public_key"]
    assert shown == vapid.public_key()
    assert len(padded(shown)) == 65


def test_the_key_is_for_its_owner_only(app: object):
    vapid.public_key()
    (file,) = settings().data.glob("*.pem")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.slow
def test_processes_that_make_it_at_once_agree(tmp_path: Path):
    command = [sys.executable, "-c", MAKE, str(tmp_path)]
    pipe: Any = subprocess.PIPE
    makers = [subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) for _ in range(2)]
    for maker in makers:
        assert maker.stdin
        maker.stdin.write("go")
        maker.stdin.flush()
    keys = {maker.communicate()[0] for maker in makers}
    assert [maker.returncode for maker in makers] == [0, 0]
    assert len(keys) == 1
    assert [file.name for file in tmp_path.iterdir()] == ["vapid.pem"]


def test_whoever_comes_second_takes_the_first_ones_key(tmp_path: Path):
    file = tmp_path / "vapid.pem"
    vapid._make(file)  # pyright: ignore[reportPrivateUsage] - as a process does that saw no file
    first = file.read_bytes()
    vapid._make(file)  # pyright: ignore[reportPrivateUsage]
    assert file.read_bytes() == first
    assert list(tmp_path.iterdir()) == [file]


def test_a_token_is_signed_once_for_each_push_service(app: object):
    tokens, key = vapid.Tokens(settings()), vapid.public_key()
    mozilla = tokens.authorization("https://updates.push.services.mozilla.com", key)
    google = tokens.authorization("https://fcm.googleapis.com", key)
    assert tokens.authorization("https://updates.push.services.mozilla.com", key) == mozilla
    assert vapid_claims(mozilla)["aud"] == "https://updates.push.services.mozilla.com"
    assert vapid_claims(google)["aud"] == "https://fcm.googleapis.com"
    assert vapid_claims(google)["sub"] == settings().push_contact


def test_a_token_is_signed_afresh_before_it_ends(app: object, clock: MovingClock):
    tokens, key = vapid.Tokens(settings()), vapid.public_key()
    first = tokens.authorization("https://fcm.googleapis.com", key)
    end: int = vapid_claims(first)["exp"] * server_clock.SECOND
    clock.to(end - 20 * server_clock.MINUTE)
    assert tokens.authorization("https://fcm.googleapis.com", key) == first
    clock.to(end - 5 * server_clock.MINUTE)
    second = tokens.authorization("https://fcm.googleapis.com", key)
    assert vapid_claims(second)["exp"] * server_clock.SECOND > end
