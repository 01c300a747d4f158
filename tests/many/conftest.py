"""One cluster for all tests here, and a couple whose phones reach both web processes."""

import json
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from flask import Flask

from api.client.phone import Phone
from api.kernel import clock as server_clock
from api.kernel import db
from tests.many import cluster
from tests.many.cluster import Cluster, through
from tests.many.stored import texts_of_the_database


@pytest.fixture(scope="package")
def processes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with cluster.running(tmp_path_factory.mktemp("many")) as running:
        yield running
        db.connect(running.settings.database)
        stored = texts_of_the_database()
        db.database.close_all()
    logged = running.logs()
    for line in filter(None, logged.splitlines()):
        assert json.loads(line)["event"] != "uncaught", line
    secret = [*stored, str(urlsplit(running.redis.url).password)]
    assert [one for one in secret if one in logged] == []


@pytest.fixture(autouse=True)
def database(processes: Cluster) -> Iterator[None]:
    """So that a test can look into the database of the processes, write into it, and has their clock."""
    app = Flask(__name__)
    app.config["TWOFOLD"] = processes.settings
    db.connect(processes.settings.database)
    server_clock.use_offset_file(processes.settings.clock_offset_file)
    with app.app_context():
        yield
    db.database.close_all()


@pytest.fixture(scope="package")
def couple(processes: Cluster) -> tuple[Phone, Phone]:
    """ana through the one web process, ben through the other."""
    ana, ben = through(processes.one), through(processes.other)
    for phone in (ana, ben):
        phone.start()
    ana.pair(ben)
    return ana, ben
