"""Makes couples in an empty database: `python -m tests.bench.peers.twin.seeding COUPLES`.

Prints one person of each, as `load.Plan` wants them.
"""

# pyright: basic, reportMissingImports=false
# (its libraries are only in the environment of the peers)

import hashlib
import json
import sys
import time

from sqlalchemy.orm import Session

from api.kernel.ids import new_id, new_token

from .tables import Base, Login, Person, Quota, Reader, Sessions, Space, engine

_DAY = 24 * 60 * 60 * 1000


def main() -> None:
    Base.metadata.create_all(engine)
    with Sessions() as session:
        session.connection(execution_options={"writes": True})
        people = [_one_of_a_couple(session) for _ in range(int(sys.argv[1]))]
        session.commit()
    print(json.dumps(people))


def _one_of_a_couple(session: Session) -> dict[str, str]:
    ana, ben, couple, epoch, token = new_id(), new_id(), new_id(), new_id(), new_token()
    session.add(Space(id=couple, epoch_id=epoch))
    for person, partner in ((ana, ben), (ben, ana)):
        session.add(Person(id=person, couple_id=couple, partner_id=partner))
        session.flush()
        session.add(Reader(person_id=person))
        session.add(Quota(space_id=couple, person_id=person))
    expires = time.time_ns() // 1_000_000 + 400 * _DAY
    hashed = hashlib.sha256(token.encode()).hexdigest()
    session.add(Login(token_hash=hashed, person_id=ana, expires=expires))
    return {"token": token, "person": ana, "space": couple, "epoch": epoch}


if __name__ == "__main__":
    main()
