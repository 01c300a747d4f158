"""A client that `openapi-python-client` generates from openapi.yaml reads and writes a check-in without a cast."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from flask import Flask
from werkzeug.serving import make_server

from api.kernel import clock
from api.practices.checkins.models import CheckIn
from tests.kernel.asking import check_in
from tests.kernel.caught import start_of
from tests.people import Cast
from tests.proven import SPEC

BIN = Path(sys.executable).parent
AUTHOR = '''
"""Start an account with the body from standard input, save its check-in and read it back."""

import json
import sys
from uuid import UUID

from twofold import AuthenticatedClient, Client
from twofold.api.check_ins import get_check_in, put_check_in
from twofold.api.people import start_account
from twofold.models import CheckIn, CheckInBody, Envelope, EnvelopeV, Start, Started

address, person_id, start, check_in_id, sealed = json.load(sys.stdin)

started = start_account.sync(
    UUID(person_id), client=Client(address), body=Start.from_dict(start)
)
assert isinstance(started, Started), started
assert isinstance(started.token, str)

words = Envelope(
    v=EnvelopeV.VALUE_1,
    k=sealed["words"]["k"],
    w=sealed["words"]["w"],
    iv=sealed["words"]["iv"],
    ct=sealed["words"]["ct"],
)
body = CheckInBody(
    at=sealed["at"],
    edit=1,
    sealed_by=started.person_id,
    space_id=started.person_id,
    words=words,
)
client = AuthenticatedClient(address, token=started.token)
saved = put_check_in.sync_detailed(UUID(check_in_id), client=client, body=body)
assert saved.status_code == 201, saved
found = get_check_in.sync(UUID(check_in_id), client=client)
assert isinstance(found, CheckIn), found
assert found == saved.parsed
assert found.words.ct == body.words.ct
at: str = found.at
shown_at: str = found.shown_at
author: UUID = found.author_id
assert (at, shown_at <= at, author) == (body.at, True, started.person_id)
'''


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the generated package `twofold`, and what a client author wrote with it."""
    folder = tmp_path_factory.mktemp("generated")
    settings = folder / "settings.json"
    settings.write_text(json.dumps({"post_hooks": []}))
    command = [str(BIN / "openapi-python-client"), "generate", "--fail-on-warning"]
    told = [
        "--path",
        str(SPEC),
        "--config",
        str(settings),
        "--output-path",
        str(folder / "twofold"),
    ]
    subprocess.run([*command, "--meta", "none", *told], check=True)
    (folder / "author.py").write_text(AUTHOR)
    return folder


@pytest.fixture
def address(app: Flask) -> Iterator[str]:
    """Where the server answers."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()


@pytest.mark.slow
def test_it_starts_an_account_and_writes_and_reads(
    generated: Path, address: str, cast: Cast
) -> None:
    phone, path, start = start_of(cast)
    request = check_in(phone, audience="me")
    told = [address, path.split("/")[2], start, request.path.rpartition("/")[2], request.body]
    author = [sys.executable, "author.py"]
    subprocess.run(author, cwd=generated, input=json.dumps(told), text=True, check=True)
    assert CheckIn.get(CheckIn.id == told[3]).at == clock.from_text(request.body["at"])


@pytest.mark.slow
def test_its_author_needs_no_cast(generated: Path) -> None:
    strict = {
        "include": ["author.py"],
        "typeCheckingMode": "strict",
        "venvPath": str(BIN.parents[1]),
    }
    (generated / "pyrightconfig.json").write_text(json.dumps(strict))
    checked = subprocess.run(
        [BIN / "pyright", "--pythonpath", sys.executable],
        cwd=generated,
        capture_output=True,
        text=True,
    )
    assert checked.returncode == 0, checked.stdout
