"""Its database: the tables of ours that these two requests touch, and one session for each request."""

# pyright: basic, reportMissingImports=false
# (its libraries are only in the environment of the peers)

import os
from collections.abc import Iterator
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, create_engine, event
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, sessionmaker

ADDRESS = os.environ["TWIN_DATABASE"]

engine = create_engine(ADDRESS, pool_size=16, max_overflow=16)
Sessions = sessionmaker(engine, expire_on_commit=False)

if ADDRESS.startswith("sqlite"):

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        for pragma in ("journal_mode = wal", "synchronous = normal", "foreign_keys = 1"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def take_the_write_lock(connection: Any) -> None:
        """A write takes the lock at its start, so that it never fails later for want of it."""
        writes = connection.get_execution_options().get("writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def reading() -> Iterator[Session]:
    """The session of a request that only reads."""
    with Sessions() as session:
        yield session


def writing() -> Iterator[Session]:
    """The session of a request that writes."""
    with Sessions() as session:
        session.connection(execution_options={"writes": True})
        yield session


class Base(DeclarativeBase):
    pass


class Person(Base):
    __tablename__ = "person"
    id: Mapped[str] = mapped_column(primary_key=True)
    couple_id: Mapped[str]
    partner_id: Mapped[str]


class Login(Base):
    __tablename__ = "login"
    token_hash: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"))
    expires: Mapped[int] = mapped_column(BigInteger)


class Space(Base):
    __tablename__ = "space"
    id: Mapped[str] = mapped_column(primary_key=True)
    epoch_id: Mapped[str]


class CheckIn(Base):
    __tablename__ = "check_in"
    space_id: Mapped[str] = mapped_column(ForeignKey("space.id"), primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    author_id: Mapped[str]
    edit: Mapped[int]
    sealed_by: Mapped[str]
    words: Mapped[str]
    at: Mapped[int] = mapped_column(BigInteger)
    received: Mapped[int] = mapped_column(BigInteger)


class Edit(Base):
    __tablename__ = "edit"
    space_id: Mapped[str] = mapped_column(ForeignKey("space.id"), primary_key=True)
    record_id: Mapped[str] = mapped_column(primary_key=True)
    edit: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str]


class Tombstone(Base):
    __tablename__ = "tombstone"
    space_id: Mapped[str] = mapped_column(ForeignKey("space.id"), primary_key=True)
    record_id: Mapped[str] = mapped_column(primary_key=True)


class Quota(Base):
    __tablename__ = "quota"
    space_id: Mapped[str] = mapped_column(ForeignKey("space.id"), primary_key=True)
    person_id: Mapped[str] = mapped_column(primary_key=True)
    writes: Mapped[int] = mapped_column(default=0)
    bytes: Mapped[int] = mapped_column(BigInteger, default=0)


class Reader(Base):
    __tablename__ = "reader"
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), primary_key=True)
    n: Mapped[int] = mapped_column(BigInteger, default=0)


class Feed(Base):
    __tablename__ = "feed"
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), primary_key=True)
    record_id: Mapped[str] = mapped_column(primary_key=True)
    space_id: Mapped[str]
    kind: Mapped[str]
    n: Mapped[int] = mapped_column(BigInteger, index=True)
    body: Mapped[str]
